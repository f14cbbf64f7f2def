"""The Auth emulator: how it is started and emptied, and its users: signing up and in over its REST API."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from emulator import web
from emulator.errors import StackError
from emulator.firestore import FIREBASE_TOOLS
from emulator.ports import HOST

_SERVER = Path(__file__).parent / "auth_server.cjs"
# The emulator takes any key and, as owner, any call; real projects take neither.
_KEY = "local"
_OWNER = {"Authorization": "Bearer owner"}
PASSWORD = "correct horse"


@dataclass(frozen=True)
class User:
    """A signed-in user of the Auth emulator. `id_token` is good for one hour."""

    uid: str
    email: str
    id_token: str
    refresh_token: str

    @property
    def headers(self) -> dict[str, str]:
        """The header that carries the user to our API."""
        return {"Authorization": f"Bearer {self.id_token}"}


def command(project: str, port: int) -> list[str]:
    """The command line of the emulator; raises StackError when its Node packages are not installed."""
    if not FIREBASE_TOOLS.is_dir():
        raise StackError(f"The Auth emulator's Node packages are missing ({FIREBASE_TOOLS}): run `make setup`.")
    return ["node", str(_SERVER), project, HOST, str(port)]


def ready(address: str) -> bool:
    return web.answers(f"http://{address}/")


def empty(address: str, project: str) -> None:
    """Delete every user of the project."""
    web.call("DELETE", f"http://{address}/emulator/v1/projects/{project}/accounts", headers=_OWNER)


def sign_up(address: str, email: str, password: str = PASSWORD, *, verified: bool = True) -> User:
    """Create a user and sign it in; `address` is FIREBASE_AUTH_EMULATOR_HOST. Raises web.HttpError if it exists.

    verified: as if the person had followed the link that Firebase sends to a new address.
    """
    user = _user(_accounts(address, "signUp", email=email, password=password))
    if not verified:
        return user
    url = f"http://{address}/identitytoolkit.googleapis.com/v1/accounts:update"
    web.call("POST", url, {"localId": user.uid, "emailVerified": True}, _OWNER)
    return sign_in(address, email, password)


def sign_in(address: str, email: str, password: str = PASSWORD) -> User:
    """Sign in an existing user by password; raises web.HttpError if there is none or the password is wrong."""
    return _user(_accounts(address, "signInWithPassword", email=email, password=password))


def ensure_user(address: str, email: str, password: str = PASSWORD) -> User:
    """Sign a user up, or in where it exists."""
    try:
        return sign_up(address, email, password)
    except web.HttpError as error:
        if "EMAIL_EXISTS" not in error.body:
            raise
        return sign_in(address, email, password)


def sign_in_with_google(address: str, subject: str, email: str) -> User:
    """Sign in as Google would: `subject` is the account's id at Google; the address counts as verified."""
    credential = json.dumps({"sub": subject, "email": email, "email_verified": True})
    post_body = urlencode({"providerId": "google.com", "id_token": credential})
    body = {"postBody": post_body, "requestUri": f"http://{address}"}
    return _user(_accounts(address, "signInWithIdp", returnIdpCredential=True, **body))


def _accounts(address: str, method: str, **body: Any) -> dict[str, Any]:
    url = f"http://{address}/identitytoolkit.googleapis.com/v1/accounts:{method}?key={_KEY}"
    answer: dict[str, Any] = web.call("POST", url, {"returnSecureToken": True, **body})
    return answer


def _user(answer: dict[str, Any]) -> User:
    return User(answer["localId"], answer["email"], answer["idToken"], answer["refreshToken"])
