"""Results: products, corrections, pictures."""

from __future__ import annotations

from collections.abc import Sequence

from functions.problems import FieldError, invalid
from functions.routes.collections.models import (
    ImageList,
    ImageQuery,
    MovedImage,
    ProductEdit,
    ProductList,
    ProductQuery,
    ShownImage,
)
from functions.routes.collections.parts import Parts
from functions.routing import Call
from shared.cloud.storage import Link
from shared.collections.corrections import EditedProduct
from shared.collections.products import Move, Order, ShownPicture, read_token
from shared.collections.refusals import NotFound


class ProductCalls:
    """The calls that read and correct what document processing found."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def list_products(self, call: Call, collection_id: str, query: ProductQuery) -> ProductList:
        """The products of the last result, corrections laid over, in reading order or what is likely wrong first."""
        if query.page_token:
            _check_token(query.page_token, query.order)
        collection = self._parts.repository.get(collection_id, call.uid)
        documents = self._parts.repository.documents(collection)
        if query.document_id is not None:
            documents = [d for d in documents if d.document_id == query.document_id]
            if not documents:
                raise NotFound("document")
        products, token = self._parts.products.page(
            collection, documents, query.page_size, query.page_token, query.category, query.order
        )
        return ProductList(products=products, next_page_token=token)

    def edit_product(self, call: Call, collection_id: str, product_id: str, body: ProductEdit) -> EditedProduct:
        """Correct a product. The result stays as it is: a correction is laid over it, now and after every new run."""
        collection = self._parts.repository.get(collection_id, call.uid)
        documents = self._parts.repository.documents(collection)
        sent = body.model_dump(mode="json", exclude={"reset"}, exclude_unset=True)
        both = sorted(set(sent) & set(body.reset))
        if both:
            raise invalid(FieldError(field="reset", message=f"{', '.join(both)} is sent as well; do one of the two."))
        if "images" in sent:
            sent["images"] = self._parts.products.chosen(collection, documents, product_id, sent["images"])
        return self._parts.products.edit(collection, documents, product_id, call.uid, sent, body.reset)

    def move_image(
        self, call: Call, collection_id: str, product_id: str, image_id: str, body: MovedImage
    ) -> ProductList:
        """Give a picture of a product to another one. The answer is the two, that which gave it first."""
        collection = self._parts.repository.get(collection_id, call.uid)
        documents = self._parts.repository.documents(collection)
        move = Move(image_id, product_id, body.to, body.main)
        return ProductList(products=self._parts.products.move_image(collection, documents, call.uid, move))

    def list_images(self, call: Call, collection_id: str, query: ImageQuery) -> ImageList:
        """The pictures of the last result, and which products show each; `unmatched` are those that none shows."""
        collection = self._parts.repository.status(collection_id, call.uid)
        found = self._parts.products.pictures(collection, self._parts.repository.documents(collection))
        rows = [picture for picture in found.values() if not (query.unmatched and picture.product_ids)]
        if query.ids is not None:
            shown = {picture.image_id: picture for picture in rows}
            return self._images([shown[name] for name in query.chosen() if name in shown])
        rows = [picture for picture in rows if picture.image_id > (query.page_token or "")]
        page = rows[: query.page_size]
        return self._images(page, page[-1].image_id if len(rows) > len(page) else None)

    def get_image(self, call: Call, collection_id: str, image_id: str) -> Link:
        """A picture of the last result."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return self._parts.services.urls.link(self._parts.products.image(collection, image_id))

    def _images(self, pictures: Sequence[ShownPicture], token: str | None = None) -> ImageList:
        urls, expires_at = self._parts.services.urls.links([picture.path for picture in pictures])
        images = [
            ShownImage(image_id=picture.image_id, product_ids=picture.product_ids, url=url)
            for picture, url in zip(pictures, urls, strict=True)
        ]
        return ImageList(images=images, expires_at=expires_at, next_page_token=token)


def _check_token(token: str, order: Order) -> None:
    try:
        read_token(token, order)
    except ValueError as error:
        raise invalid(FieldError(field="page_token", message=str(error))) from error
