"""Results: products, corrections, pictures."""

from __future__ import annotations

from flask import Response

from functions.problems import FieldError, invalid
from functions.routes.collections.models import ProductEdit, ProductList, ProductQuery
from functions.routes.collections.parts import Parts
from functions.routing import Call, redirect
from shared.collections.corrections import EditedProduct
from shared.collections.products import Order, read_token
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
        return self._parts.products.edit(collection, documents, product_id, call.uid, sent, body.reset)

    def get_image(self, call: Call, collection_id: str, image_id: str) -> Response:
        """A picture of the last result."""
        collection = self._parts.repository.status(collection_id, call.uid)
        return redirect(self._parts.services.urls.url(self._parts.products.image(collection, image_id)))


def _check_token(token: str, order: Order) -> None:
    try:
        read_token(token, order)
    except ValueError as error:
        raise invalid(FieldError(field="page_token", message=str(error))) from error
