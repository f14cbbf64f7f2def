"""Webhooks: who is called when a job of yours ends, and how each call went."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import Annotated

from flask import Response
from google.cloud.firestore import Query
from google.cloud.firestore_v1.base_query import FieldFilter
from pydantic import BaseModel, Field

from functions.problems import Problem
from functions.routes.inputs import Input, PageSize
from functions.routes.jobs.models import NamedId
from functions.routing import Call, Route
from functions.services import Services
from shared.notices.addresses import LONGEST_URL
from shared.notices.deliveries import Delivery, Failure, Stand
from shared.notices.webhooks import EVENTS, Event, Webhook, Webhooks

ALL = "/api/webhooks"
ONE = f"{ALL}/{{webhook_id}}"
DELIVERIES = f"{ONE}/deliveries"


class NewWebhook(Input):
    """Where to call, and for which events; all of them unless some are named."""

    url: Annotated[str, Field(min_length=1, max_length=LONGEST_URL)]
    events: Annotated[list[Event], Field(min_length=1, max_length=10)] = Field(default_factory=lambda: list(EVENTS))


class ShownWebhook(BaseModel):
    """A webhook of yours. Its secret was shown when it was registered."""

    webhook_id: str
    url: str
    events: list[Event]
    created_at: datetime | None


class RegisteredWebhook(ShownWebhook):
    """A new webhook. Keep `secret`: it is shown this once, and calls are signed with it."""

    secret: str


class WebhookList(BaseModel):
    """Your webhooks, oldest first; there can be ten."""

    webhooks: list[ShownWebhook]


class DeliveriesQuery(Input):
    """Which page of deliveries."""

    page_size: PageSize = 50
    page_token: NamedId | None = None


class ShownDelivery(BaseModel):
    """One call. `status` is that of the last answer, `body` what was sent, `retry_at` when it is tried again."""

    delivery_id: str
    webhook_id: str
    task_id: str
    event: str
    state: Stand
    attempts: int
    status: int | None
    failures: list[Failure]
    body: str
    created_at: datetime | None
    retry_at: datetime | None
    delivered_at: datetime | None


class DeliveryList(BaseModel):
    """One page of a webhook's deliveries, newest first. They are kept for 30 days."""

    deliveries: list[ShownDelivery]
    next_page_token: str | None = None


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = WebhookCalls(services)
    refused = ("bad_webhook_url", "webhook_not_https", "forbidden_address", "unresolvable_host", "too_many_webhooks")
    known = ("webhook_not_found",)
    again = (*known, "delivery_not_found", "delivery_pending")
    return [
        Route("POST", ALL, calls.register_webhook, 201, RegisteredWebhook, refused, costly=True),
        Route("GET", ALL, calls.list_webhooks, 200, WebhookList),
        Route("DELETE", ONE, calls.delete_webhook, 204, None, known),
        Route("GET", DELIVERIES, calls.list_deliveries, 200, DeliveryList, known),
        Route(
            "POST", f"{DELIVERIES}/{{delivery_id}}/redeliver", calls.redeliver, 202, ShownDelivery, again, costly=True
        ),
    ]


class WebhookCalls:
    """The calls below `/api/webhooks`."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @cached_property
    def _webhooks(self) -> Webhooks:
        return Webhooks(self._services.db)

    def register_webhook(self, call: Call, body: NewWebhook) -> RegisteredWebhook:
        """Have an address called when a job of yours ends. The answer holds the secret that signs the calls."""
        self._services.sender.check(body.url)
        webhook = self._webhooks.register(call.uid, body.url, body.events)
        return RegisteredWebhook(**webhook.model_dump(exclude={"owner_uid"}))

    def list_webhooks(self, call: Call) -> WebhookList:
        """Your webhooks."""
        return WebhookList(webhooks=[_shown(webhook) for webhook in self._webhooks.all(call.uid)])

    def delete_webhook(self, call: Call, webhook_id: str) -> Response:
        """Delete a webhook and the record of its deliveries. Nothing more is sent to it."""
        self._webhooks.remove(call.uid, webhook_id)
        return Response(status=204)

    def list_deliveries(self, call: Call, webhook_id: str, query: DeliveriesQuery) -> DeliveryList:
        """How each call of a webhook went, or why it did not go."""
        self._webhooks.get(call.uid, webhook_id)
        found = self._services.db.collection("deliveries").where(filter=FieldFilter("webhook_id", "==", webhook_id))
        found = found.order_by("delivery_id", direction=Query.DESCENDING)  # it begins with the job's time
        if query.page_token:
            found = found.start_after({"delivery_id": query.page_token})
        deliveries = [Delivery.model_validate(s.to_dict()) for s in found.limit(query.page_size + 1).stream()]
        more = deliveries[query.page_size - 1].delivery_id if len(deliveries) > query.page_size else None
        shown = [_delivery(delivery) for delivery in deliveries[: query.page_size]]
        return DeliveryList(deliveries=shown, next_page_token=more)

    def redeliver(self, call: Call, webhook_id: str, delivery_id: str) -> ShownDelivery:
        """Send a delivery once more, with all its attempts anew."""
        self._webhooks.get(call.uid, webhook_id)
        fields = self._services.db.document(f"deliveries/{delivery_id}").get().to_dict()
        if not fields or fields.get("webhook_id") != webhook_id:
            raise Problem("delivery_not_found", "This webhook has no such delivery.")
        return _delivery(self._services.deliverer.redeliver(Delivery.model_validate(fields)))


def _shown(webhook: Webhook) -> ShownWebhook:
    return ShownWebhook(**webhook.model_dump(exclude={"owner_uid", "secret"}))


def _delivery(delivery: Delivery) -> ShownDelivery:
    return ShownDelivery(**delivery.model_dump(include=set(ShownDelivery.model_fields)))
