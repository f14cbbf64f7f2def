"""The calls of Collections, in the order in which people make them."""

from __future__ import annotations

from pydantic import BaseModel

from functions.routes.collections import models as m
from functions.routes.collections.collections import CollectionCalls
from functions.routes.collections.decks import deck_routes
from functions.routes.collections.documents import DocumentCalls
from functions.routes.collections.items import item_routes
from functions.routes.collections.parts import Parts
from functions.routes.collections.processing import StatusCalls, all_processes
from functions.routes.collections.products import ProductCalls
from functions.routes.collections.sharing import SharingCalls
from functions.routing import JSON, Route
from functions.services import Services
from shared.collections.corrections import EditedProduct
from shared.collections.records import Collection, Document

ALL = "/api/collections"
ONE = f"{ALL}/{{collection_id}}"
DOCUMENTS = f"{ONE}/documents"
DOCUMENT = f"{DOCUMENTS}/{{document_id}}"
PRODUCT = f"{ONE}/products/{{product_id}}"

MEMBER = ("collection_not_found",)
FILE = ("empty_file", "unsupported_type", "too_large")
UPLOADS: dict[str, type[BaseModel]] = {"multipart/form-data": m.UploadForm, JSON: m.Announcement}


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    parts = Parts(services)
    c, d, p, r = CollectionCalls(parts), DocumentCalls(parts), StatusCalls(parts), ProductCalls(parts)
    document = (*MEMBER, "document_not_found")
    return [
        Route("POST", ALL, c.create_collection, 201, Collection),
        Route("GET", ALL, c.list_collections, 200, m.CollectionList),
        Route("GET", ONE, c.get_collection, 200, Collection, MEMBER),
        Route("PATCH", ONE, c.change_collection, 200, Collection, MEMBER),
        Route("DELETE", ONE, c.delete_collection, 204, None, (*MEMBER, "not_owner"), more={202: m.DeletionGoesOn}),
        Route("POST", DOCUMENTS, d.upload_documents, 201, m.Uploaded, (*MEMBER, *FILE), UPLOADS, costly=True),
        Route("GET", DOCUMENTS, d.list_documents, 200, m.DocumentList, MEMBER),
        Route(
            "POST",
            f"{DOCUMENT}/uploaded",
            d.register_upload,
            201,
            m.Uploaded,
            (*document, *FILE, "upload_incomplete"),
            costly=True,
        ),
        Route("GET", DOCUMENT, d.get_document, 200, Document, document),
        Route("DELETE", DOCUMENT, d.delete_document, 204, None, (*document, "document_in_use")),
        Route(
            "GET",
            f"{DOCUMENT}/pages/{{page}}.png",
            d.get_page,
            302,
            None,
            (*document, "page_not_found", "not_rendered"),
        ),
        *(route for process in all_processes(parts).values() for route in process.routes()),
        *SharingCalls(parts).routes(),
        Route("GET", f"{ONE}/processing-status", p.get_processing_status, 200, m.ProcessingStatus, MEMBER),
        Route("GET", f"{ONE}/products", r.list_products, 200, m.ProductList, (*MEMBER, "document_not_found")),
        Route(
            "PATCH",
            PRODUCT,
            r.edit_product,
            200,
            EditedProduct,
            (*MEMBER, "product_not_found", "image_not_found"),
        ),
        Route(
            "POST",
            f"{PRODUCT}/images/{{image_id}}/move",
            r.move_image,
            200,
            m.ProductList,
            (*MEMBER, "product_not_found", "image_not_found"),
        ),
        Route("GET", f"{ONE}/images", r.list_images, 200, m.ImageList, MEMBER),
        *item_routes(parts, ONE),
        *deck_routes(parts),
        Route("GET", f"{ONE}/images/{{image_id}}", r.get_image, 302, None, (*MEMBER, "image_not_found")),
    ]
