"""People in Firebase Auth: found by their e-mail, named by their uid.

A deployed function's account needs the role `roles/firebaseauth.viewer`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import firebase_admin
from firebase_admin import auth, exceptions
from google.api_core.exceptions import ServiceUnavailable

from shared.cloud.config import Settings

APP = "phasework-directory"
ASKED_AT_ONCE = 100  # Auth's own limit


@dataclass(frozen=True)
class Person:
    """An account. `email` and `name` are what they gave themselves."""

    uid: str
    email: str | None = None
    name: str | None = None


@dataclass(frozen=True)
class Account:
    """Whether an account is open; sign-ins from before `valid_after` (seconds since 1970) were revoked."""

    disabled: bool
    valid_after: float


class Directory:
    """Looks people up. With the Auth emulator it needs no credentials; deployed it uses the function's own."""

    def __init__(self, settings: Settings) -> None:
        self._project = settings.google_cloud_project

    def by_email(self, email: str) -> Person | None:
        """The account with this e-mail; None when there is none, or nobody confirmed it: anyone may sign up as anyone.

        Raises ServiceUnavailable.
        """
        with _answering():
            try:
                user = auth.get_user_by_email(email, app=self._app())
            except (auth.UserNotFoundError, exceptions.InvalidArgumentError, ValueError):
                return None
        return _person(user) if user.email_verified else None

    def account(self, uid: str) -> Account | None:
        """Where an account stands; None when there is none. Raises ServiceUnavailable."""
        with _answering():
            try:
                user = auth.get_user(uid, app=self._app())
            except (auth.UserNotFoundError, ValueError):
                return None
        return Account(bool(user.disabled), user.tokens_valid_after_timestamp / 1000)

    def by_uids(self, uids: Sequence[str]) -> dict[str, Person]:
        """The accounts that exist of these, by uid. Raises ServiceUnavailable."""
        found: dict[str, Person] = {}
        for at in range(0, len(uids), ASKED_AT_ONCE):
            asked = [auth.UidIdentifier(uid) for uid in uids[at : at + ASKED_AT_ONCE]]
            with _answering():
                found |= {user.uid: _person(user) for user in auth.get_users(asked, app=self._app()).users}
        return found

    def _app(self) -> Any:
        name = f"{APP}-{self._project}"
        with suppress(ValueError):  # it is there: of an earlier call, or of another thread's
            return firebase_admin.initialize_app(options={"projectId": self._project}, name=name)
        return firebase_admin.get_app(name)


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except exceptions.FirebaseError as error:
        raise ServiceUnavailable(str(error)) from error


def _person(user: Any) -> Person:
    return Person(uid=user.uid, email=user.email, name=user.display_name)
