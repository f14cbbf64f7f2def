"""The API's description, OpenAPI 3.1, written from the routes: what they read, answer and refuse."""

from __future__ import annotations

import inspect
from collections import defaultdict
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from functions.codes import CODES
from functions.problems import PROBLEM_JSON, ProblemDocument
from functions.routing import JSON, Id, Route

REF = "#/components/schemas/{model}"
EVERY_CALL = ("bad_request", "internal_error", "service_unavailable")
SIGNED_IN = ("missing_token", "expired_token", "invalid_token", "revoked_token", "anonymous_token")
WITH_INPUT = ("invalid_request",)
WITH_BODY = ("bad_json", "unsupported_media_type", "request_too_large")

Schema = dict[str, Any]


def codes_of(route: Route) -> list[str]:
    """Every problem code that a route may answer with."""
    reads = bool(route.bodies) or route.model("body") is not None
    return [
        *EVERY_CALL,
        *(() if route.public else SIGNED_IN),
        *(("not_operator",) if route.operator else ()),
        *(("too_many_requests",) if route.costly else ()),
        *(WITH_INPUT if reads or route.model("query") or route.headers else ()),
        *(WITH_BODY if reads else ()),
        *(("not_found",) if route.path_names else ()),
        *route.codes,
    ]


def document(routes: Sequence[Route], version: str) -> dict[str, Any]:
    """The whole description."""
    models: list[Any] = sorted(_models(routes), key=_name)
    refs, definitions = models_json_schema(models, ref_template=REF)
    paths: dict[str, dict[str, Any]] = defaultdict(dict)
    for route in routes:
        paths[route.path][route.method.lower()] = _operation(route, refs)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Phasework",
            "version": version,
            "description": "Long document jobs as short serverless phases, shown live.",
            "license": {"name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(paths),
        "components": {
            "schemas": definitions.get("$defs", {}),
            "securitySchemes": {
                "firebase": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "A Firebase ID token.",
                }
            },
        },
    }


def _models(routes: Sequence[Route]) -> Iterable[tuple[type[BaseModel], JsonSchemaMode]]:
    found: dict[tuple[type[BaseModel], JsonSchemaMode], None] = {(ProblemDocument, "serialization"): None}
    for route in routes:
        for answer in route.successes.values():
            if answer:
                found[answer, "serialization"] = None
        for body in (route.model("body"), *route.bodies.values()):
            if body:
                found[body, "validation"] = None
    return found


def _name(model: tuple[type[BaseModel], JsonSchemaMode]) -> str:
    return model[0].__name__


def _operation(route: Route, refs: dict[Any, Schema]) -> dict[str, Any]:
    told = inspect.getdoc(route.handler) or ""
    summary, _, more = told.partition("\n\n")
    operation: dict[str, Any] = {
        "operationId": route.name or route.handler.__name__.strip("_"),
        "tags": [_tag(route.path)],
        "summary": " ".join(summary.split()),
        "parameters": [*_path_parameters(route), *_query_parameters(route), *_headers(route)],
        "responses": _responses(route, refs),
        "security": [] if route.public else [{"firebase": []}],
    }
    if more:
        operation["description"] = " ".join(more.split())
    bodies = dict(route.bodies) or ({JSON: body} if (body := route.model("body")) else {})
    if bodies:
        content = {kind: {"schema": refs[model, "validation"]} for kind, model in bodies.items()}
        operation["requestBody"] = {"content": content, "required": _required(bodies.values())}
    return operation


def _required(models: Iterable[type[BaseModel]]) -> bool:
    return any(field.is_required() for model in models for field in model.model_fields.values())


def _tag(path: str) -> str:
    return path.split("/")[2].partition(".")[0]


def _path_parameters(route: Route) -> list[Schema]:
    number: Schema = {"type": "integer", "minimum": 1, "maximum": 999_999}
    named: Schema = {"type": "string", "pattern": f"^{Id.regex}$"}
    return [
        {"name": name, "in": "path", "required": True, "schema": number if route.hints[name] is int else named}
        for name in route.path_names
    ]


def _query_parameters(route: Route) -> list[Schema]:
    query = route.model("query")
    if query is None:
        return []
    schema = query.model_json_schema(ref_template=REF)
    assert "$defs" not in schema, f"{query.__name__} must be flat"
    required = schema.get("required", [])
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "schema": {key: value for key, value in field.items() if key not in ("title", "description")},
            "description": field.get("description", ""),
        }
        for name, field in schema["properties"].items()
    ]


def _headers(route: Route) -> list[Schema]:
    return [
        {"name": name, "in": "header", "required": False, "schema": {"type": "string"}, "description": told}
        for name, told in route.headers.items()
    ]


def _responses(route: Route, refs: dict[Any, Schema]) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for status, answer in route.successes.items():
        responses[str(status)] = {"description": HTTPStatus(status).phrase}
        if answer:
            responses[str(status)]["content"] = {JSON: {"schema": refs[answer, "serialization"]}}
        elif route.media and status == route.status:
            text = {"schema": {"type": "string"}} if route.media.startswith("text/") else {}
            responses[str(status)]["content"] = {route.media: text}
        if status == 302:
            location = {"description": "A signed URL, good for some minutes.", "schema": {"type": "string"}}
            responses[str(status)]["headers"] = {"Location": location}
            responses["302"]["description"] += f". Where `Accept` names {JSON}, the answer is 200 with the URL."
    by_status: dict[int, list[str]] = defaultdict(list)
    for code in codes_of(route):
        by_status[CODES[code].status].append(code)
    for status, codes in sorted(by_status.items()):
        told = "\n".join(f"- `{code}`: {CODES[code].meaning}" for code in codes)
        schema = {"allOf": [refs[ProblemDocument, "serialization"], {"properties": {"code": {"enum": codes}}}]}
        responses[str(status)] = {"description": told, "content": {PROBLEM_JSON: {"schema": schema}}}
    return responses
