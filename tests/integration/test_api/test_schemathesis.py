"""Schemathesis walks every documented call of the real API, over a collection that holds one of everything.

The walk is the same each time: hypothesis draws without a random seed. Checks that are left out, and why:
`positive_data_acceptance`, for a request of the right form may still be refused (409, 404 or 422 for what stands in
the collection); `ignored_auth`, `unsupported_method` and `missing_required_header`, for test_description asks those of
every call; `use_after_free` and `ensure_resource_availability`, for they need calls that build on each other.
"""

from __future__ import annotations

import copy
from typing import Any

import hypothesis
import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from functions.services import Services
from tests.integration.test_api.client import Described, Person
from tests.integration.test_api.world import one_of_everything

EXAMPLES = {GenerationMode.POSITIVE: 10, GenerationMode.NEGATIVE: 8}
PARTS = 4
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
NOWHERE = "nothing-here"
PLAIN = {"Accept-Encoding": "identity"}  # schemathesis asks an app in its own process for gzip, and cannot read it


@pytest.fixture
def known(ana: Person, collection: str, services: Services) -> dict[str, list[str]]:
    """Ids by the name of the path's parameter, of what a collection holds and of nothing."""
    more = {"product_id": ["p2"], "task_id": ["run1"]}
    ids = one_of_everything(ana, collection, services)
    unknown = {name: [NOWHERE] for name in ids if name != "collection_id"}
    return {name: [known, *more.get(name, []), *unknown.get(name, [])] for name, known in ids.items()}


def reaching(document: dict[str, Any], known: dict[str, list[str]]) -> dict[str, Any]:
    """The description with the ids that there are in the place of any id."""
    document = copy.deepcopy(document)
    for item in document["paths"].values():
        for operation in item.values():
            for parameter in operation["parameters"]:
                if parameter["in"] == "path" and parameter["name"] in known:
                    parameter["schema"]["enum"] = known[parameter["name"]]
    return document


def order(operation: Any) -> tuple[bool, int]:
    """What deletes comes last, and what others hang on at the very end."""
    return operation.method.upper() == "DELETE", -len(operation.path)


def faults(operation: Any, mode: GenerationMode, ana: Person) -> list[str]:
    """What is wrong with the answers to some requests of a call, each kind once."""
    found: dict[str, str] = {}

    @hypothesis.settings(
        max_examples=EXAMPLES[mode],
        derandomize=True,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def walk(case: Any) -> None:
        hypothesis.assume("%0A" not in case.formatted_path)  # functions-framework answers itself: no path of a function
        reply = case.call(headers={**ana.headers, **PLAIN})
        try:
            case.validate_response(reply, checks=CHECKS, headers=ana.headers)
        except FailureGroup as group:
            for failure in group.exceptions:
                found.setdefault(type(failure).__name__, _told(case, reply, failure))
        except Failure as failure:
            found.setdefault(type(failure).__name__, _told(case, reply, failure))

    try:
        walk()
    except hypothesis.errors.Unsatisfiable:  # a call that reads nothing cannot be called wrongly
        assert mode == GenerationMode.NEGATIVE
    return list(found.values())


def _told(case: Any, reply: Any, failure: BaseException) -> str:
    sent = f"{case.method} {case.formatted_path} {case.query!r} {case.headers!r} {case.body!r}"
    return f"{type(failure).__name__}: {sent}\n  -> {reply.status_code} {reply.content[:300]!r}\n  {failure}"


@pytest.mark.parametrize("part", range(PARTS))
def test_every_call_answers_as_documented(
    app: Flask, described: Described, ana: Person, known: dict[str, list[str]], part: int
) -> None:
    schema = schemathesis.openapi.from_dict(reaching(described.document, known))
    schema.app = app
    schema.config.generation.with_security_parameters = False
    operations = sorted((result.ok() for result in schema.get_all_operations()), key=order)
    assert len(operations) == len(described.operations())
    found = [
        fault
        for operation in operations[part::PARTS]
        for mode in (*EXAMPLES,)
        for fault in faults(operation, mode, ana)
    ]
    assert not found, "\n\n".join(found)
