"""Every error code the API answers with: its HTTP status and what it means. OpenAPI is written from this table."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """One kind of problem."""

    status: int
    meaning: str


CODES: dict[str, Code] = {
    # any call
    "missing_token": Code(401, "There is no `Authorization: Bearer` header."),
    "expired_token": Code(401, "The ID token is older than an hour: refresh it."),
    "invalid_token": Code(401, "The token is not a Firebase ID token of this project."),
    "revoked_token": Code(401, "The account is gone or disabled, or its sign-ins were revoked."),
    "anonymous_token": Code(403, "The token is one of an anonymous account."),
    "not_operator": Code(403, "Only an operator may do this: an account with the custom claim `operator`."),
    "too_many_requests": Code(429, "Too many costly calls in this minute; `Retry-After` has the seconds to wait."),
    "not_found": Code(404, "There is no such path."),
    "method_not_allowed": Code(405, "The path does not know this method; `Allow` lists those it knows."),
    "bad_json": Code(400, "The body is not JSON."),
    "bad_request": Code(400, "The request cannot be read."),
    "invalid_request": Code(422, "A field is missing or wrong; `errors` names each."),
    "request_too_large": Code(413, "The request is larger than 32 MB; larger files go through an upload URL."),
    "unsupported_media_type": Code(415, "The body is of another content type than this call reads."),
    "internal_error": Code(500, "Our fault; it was logged."),
    "service_unavailable": Code(503, "A service that we rely on did not answer: try again."),
    # collections
    "collection_not_found": Code(404, "No such collection, or you are not a member of it."),
    "document_not_found": Code(404, "No such document in this collection."),
    "product_not_found": Code(404, "No such product in this collection's last result."),
    "item_not_found": Code(404, "No such item in this collection's last result."),
    "order_not_found": Code(404, "The document is no purchase order."),
    "nothing_suggested": Code(409, "No product is suggested for the item; name one by `product_id`."),
    "changing": Code(409, "Somebody else changes the same at this moment: try again."),
    "image_not_found": Code(404, "No such picture in this collection's last result."),
    "page_not_found": Code(404, "The document has no such page."),
    "deck_not_found": Code(404, "No such deck in this collection."),
    "file_not_found": Code(404, "The deck has no such file."),
    "logo_not_found": Code(404, "The collection has no logo."),
    "category_not_found": Code(404, "No category of that name is shown."),
    "member_not_found": Code(404, "That person is not a member."),
    "no_such_user": Code(404, "Nobody has an account with that e-mail."),
    "too_many_members": Code(409, "The collection has as many members as it can."),
    "owner_stays": Code(409, "The owner cannot be removed."),
    "not_owner": Code(403, "Only the collection's owner may do this."),
    "document_in_use": Code(409, "A live job uses the document; `task_id` names it."),
    # files
    "empty_file": Code(422, "The file holds no bytes."),
    "unsupported_type": Code(415, "The file's content is of a type that is not read."),
    "too_large": Code(413, "The file is larger than 200 MB."),
    "upload_incomplete": Code(409, "The file has not arrived yet, or not all of it."),
    "not_rendered": Code(422, "The page cannot be shown as a picture; `detail` says why."),
    "logo_unreadable": Code(422, "The logo is broken: it cannot be opened."),
    # webhooks
    "bad_webhook_url": Code(422, "The address cannot be that of a webhook; `detail` says why."),
    "webhook_not_https": Code(422, "A webhook's address must begin with https://."),
    "forbidden_address": Code(422, "The address is not one of the open internet."),
    "unresolvable_host": Code(422, "No address is known for that name."),
    "too_many_webhooks": Code(409, "There are ten webhooks already."),
    "webhook_not_found": Code(404, "No such webhook of yours."),
    "delivery_not_found": Code(404, "No such delivery of this webhook."),
    "delivery_pending": Code(409, "The delivery goes on: it has not ended yet."),
    # jobs
    "no_items": Code(422, "The collection has neither items nor products to show."),
    "no_linesheet": Code(422, "The collection has no linesheet."),
    "no_purchase_order": Code(422, "The collection has no purchase order."),
    "no_products": Code(422, "The linesheets have not been processed: there are no products to match with."),
    "already_running": Code(409, "The process runs on this collection; `task_id` names the job."),
    "job_not_found": Code(404, "No such job of yours, or the process was never started."),
    "wrong_state": Code(409, "The job's state does not allow this."),
    "subject_gone": Code(404, "The collection was deleted meanwhile."),
    "dead_letter_not_found": Code(404, "No such dead letter."),
    "batch_not_found": Code(404, "No such batch of yours."),
    "key_reused": Code(409, "The Idempotency-Key was sent with another batch before."),
    "previews_gone": Code(410, "The run has ended: its pictures are results now, or gone."),
}
