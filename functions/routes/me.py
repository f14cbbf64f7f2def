"""What a person wants to be told."""

from __future__ import annotations

from pydantic import BaseModel

from functions.routes.inputs import Input
from functions.routing import Call, Route
from functions.services import Services
from shared.notices.mail import wants_mail

PATH = "/api/me/notifications"


class WantedNotifications(Input):
    """`email`: whether an e-mail comes when a job that you started has completed or failed."""

    email: bool


class Notifications(BaseModel):
    """What you are told. `address` is the verified address of your sign-in; without one no e-mail can come."""

    email: bool
    address: str | None


def routes(services: Services) -> list[Route]:
    """The calls, for a set of services."""
    calls = MyCalls(services)
    return [
        Route("GET", PATH, calls.get_notifications, 200, Notifications),
        Route("PUT", PATH, calls.change_notifications, 200, Notifications),
    ]


class MyCalls:
    """The calls below `/api/me`."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def get_notifications(self, call: Call) -> Notifications:
        """Whether you get e-mails about jobs, and at which address."""
        user = self._services.store.db.document(f"users/{call.uid}").get().to_dict() or {}
        return Notifications(email=wants_mail(user), address=call.owner.email)

    def change_notifications(self, call: Call, body: WantedNotifications) -> Notifications:
        """Say whether you want e-mails. A job of yours that was cancelled by yourself is never told."""
        user = self._services.store.db.document(f"users/{call.uid}")
        user.set({"notifications": {"email": body.email}}, merge=True)
        return Notifications(email=body.email, address=call.owner.email)
