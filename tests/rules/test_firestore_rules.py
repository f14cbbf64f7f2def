"""firestore.rules in the real rules engine: who may do what (matrix.ts says it), and that real sign-ins count."""

from __future__ import annotations

import os

import pytest
import requests

from emulator.auth import User, sign_up
from emulator.stack import Stack
from shared.cloud.config import settings
from shared.cloud.firestore import firestore_client
from tests.vitest import run_vitest

COLLECTION = "collections/spring"


def test_each_person_operation_and_path_of_the_matrix(emulators: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    run_vitest(capsys, "--config", "vitest.rules.config.ts", environ=os.environ)


def test_the_local_stack_lets_those_read_who_signed_in_as_a_member(emulators: Stack) -> None:
    owner, member, stranger = (
        sign_up(emulators.addresses.auth, f"{name}@example.com") for name in ("owner", "member", "stranger")
    )
    fields = {"owner_uid": owner.uid, "member_uids": [owner.uid, member.uid]}
    firestore_client(settings()).document(COLLECTION).set(fields)
    assert [_read(emulators, user) for user in (owner, member, stranger, None)] == [200, 200, 403, 403]


def _read(emulators: Stack, user: User | None) -> int:
    base = f"http://{emulators.addresses.firestore}/v1/projects/{emulators.config.project}/databases/(default)"
    headers = user.headers if user else {}
    return requests.get(f"{base}/documents/{COLLECTION}", headers=headers, timeout=10).status_code
