"""The OpenAPI document is valid and true."""

from __future__ import annotations

import re

import pytest
from openapi_spec_validator import validate
from werkzeug.routing import Map

from functions.codes import CODES
from functions.routes import all_routes
from functions.routing import url_map
from functions.services import Services
from tests.integration.test_api.client import Described, Person

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def filled(path: str) -> str:
    """A documented path with something in the place of each parameter."""
    return re.sub(r"{(\w+)}", lambda name: "1" if name[1] == "page" else "nothing-here", path)


def test_the_document_is_valid_openapi(described: Described) -> None:
    validate(described.document)
    assert described.document["openapi"] == "3.1.0"


def test_documented_and_served_calls_are_the_same(described: Described, services: Services) -> None:
    rules: Map = url_map(all_routes(services))
    served = {
        (method, re.sub(r"<\w+:(\w+)>", r"{\1}", rule.rule))
        for rule in rules.iter_rules()
        for method in METHODS & set(rule.methods or ())
    }
    documented = {(method, path) for method, path, _ in described.operations()}
    assert documented == served | {("GET", "/api/openapi.json")}


def test_every_operation_is_named_and_described(described: Described) -> None:
    operations = [operation for _, _, operation in described.operations()]
    assert len({o["operationId"] for o in operations}) == len(operations)
    assert all(o["summary"].endswith((".", "it.", "finished.")) or o["summary"] for o in operations)


def test_every_code_belongs_to_a_call(described: Described) -> None:
    promised = set()
    for _, _, operation in described.operations():
        for response in operation["responses"].values():
            for content in response.get("content", {}).values():
                promised |= {c for part in content.get("schema", {}).get("allOf", []) for c in codes(part)}
    assert promised | {"method_not_allowed"} == set(CODES)


def codes(part: dict[str, dict[str, dict[str, list[str]]]]) -> list[str]:
    return part.get("properties", {}).get("code", {}).get("enum", [])


def test_every_call_but_the_document_asks_for_a_token(described: Described, nobody: Person) -> None:
    for method, path, operation in described.operations():
        if operation["security"]:
            reply = nobody.call(method, filled(path))
            assert reply.problem == (401, "missing_token"), (method, path)
            assert reply.headers["WWW-Authenticate"] == "Bearer"


def test_methods_that_are_not_documented_are_refused(described: Described, ana: Person) -> None:
    for path, item in described.document["paths"].items():
        for method in METHODS - {method.upper() for method in item}:
            if described.find(method, filled(path)):  # `process` could be a document's id
                continue
            reply = ana.call(method, filled(path))
            assert reply.problem == (405, "method_not_allowed"), (method, path)
            assert set(item) <= {allowed.strip().lower() for allowed in reply.headers["Allow"].split(",")}


@pytest.mark.parametrize(
    "path",
    ["/", "/api", "/api/nothing", "/api/collections/a%2Fb", "/api/collections/__x__", "/api/collections/a b"],
)
def test_unknown_paths_are_404(ana: Person, path: str) -> None:
    assert ana.get(path).problem == (404, "not_found")
