"""The API over REST: google.cloud.tasks.v2's HTTP mapping, JSON and errors in Google's form."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web
from google.protobuf import json_format
from grpc import StatusCode

from emulator.tasks import errors
from emulator.tasks.errors import ApiError
from emulator.tasks.service import CloudTasksService

_LOCATION = "projects/[^/]+/locations/[^/]+"
_QUEUE = f"{_LOCATION}/queues/[^/:]+"
_TASK = f"{_QUEUE}/tasks/[^/:]+"
_HTTP_STATUS = {
    StatusCode.INVALID_ARGUMENT: 400,
    StatusCode.FAILED_PRECONDITION: 400,
    StatusCode.NOT_FOUND: 404,
    StatusCode.ALREADY_EXISTS: 409,
    StatusCode.UNIMPLEMENTED: 501,
    StatusCode.UNAVAILABLE: 503,
}
# Parameters of any Google API, which are no fields of a request.
_SYSTEM_PARAMETERS = (
    *("alt", "$alt", "prettyPrint", "$prettyPrint", "key", "access_token", "fields", "$fields", "quotaUser"),
    *("$.xgafv", "callback", "oauth_token", "upload_protocol", "uploadType"),
)


@dataclass(frozen=True)
class Rule:
    """One line of the HTTP mapping. field: the one the path names; body: the field the body stands for, * for all."""

    rpc: str
    verb: str
    path: str
    field: str
    action: str = ""
    body: str | None = None

    def match(self, verb: str, path: str) -> str | None:
        """The resource's name, if a request is this rule's."""
        found = re.fullmatch(f"({self.path}){self.action}", path) if verb == self.verb else None
        return found[1] if found else None


RULES = (
    Rule("ListQueues", "GET", _LOCATION, "parent", "/queues"),
    Rule("CreateQueue", "POST", _LOCATION, "parent", "/queues", "queue"),
    Rule("GetQueue", "GET", _QUEUE, "name"),
    Rule("UpdateQueue", "PATCH", _QUEUE, "queue.name", "", "queue"),
    Rule("DeleteQueue", "DELETE", _QUEUE, "name"),
    Rule("PurgeQueue", "POST", _QUEUE, "name", ":purge", "*"),
    Rule("PauseQueue", "POST", _QUEUE, "name", ":pause", "*"),
    Rule("ResumeQueue", "POST", _QUEUE, "name", ":resume", "*"),
    Rule("GetIamPolicy", "POST", _QUEUE, "resource", ":getIamPolicy", "*"),
    Rule("SetIamPolicy", "POST", _QUEUE, "resource", ":setIamPolicy", "*"),
    Rule("TestIamPermissions", "POST", _QUEUE, "resource", ":testIamPermissions", "*"),
    Rule("ListTasks", "GET", _QUEUE, "parent", "/tasks"),
    Rule("CreateTask", "POST", _QUEUE, "parent", "/tasks", "*"),
    Rule("BatchCreateTasks", "POST", _QUEUE, "parent", "/tasks:batchCreate", "*"),
    Rule("BatchDeleteTasks", "POST", _QUEUE, "parent", "/tasks:batchDelete", "*"),
    Rule("GetTask", "GET", _TASK, "name"),
    Rule("DeleteTask", "DELETE", _TASK, "name"),
    Rule("RunTask", "POST", _TASK, "name", ":run", "*"),
    Rule("GetCmekConfig", "GET", f"{_LOCATION}/cmekConfig", "name"),
    Rule("UpdateCmekConfig", "PATCH", f"{_LOCATION}/cmekConfig", "cmek_config.name", "", "cmek_config"),
    Rule("ListLocations", "GET", "projects/[^/]+", "name", "/locations"),
    Rule("GetLocation", "GET", _LOCATION, "name"),
    Rule("GetOperation", "GET", f"{_LOCATION}/operations/[^/]+", "name"),
)


def add_rest_routes(app: web.Application, service: CloudTasksService) -> None:
    """`/v2/...`. Whatever is wrong with a request, the answer is Google's error document."""
    requests = service.requests()

    async def answer(request: web.Request) -> web.Response:
        try:
            rule, name = _rule(request.method, request.match_info["path"])
            kind = requests.get(rule.rpc)
            message = kind and _message(kind, rule, name, request.query, await request.text())
            found = service.call(rule.rpc, message)
        except ApiError as error:
            return _refusal(error)
        return web.json_response(_json(found, request.query))

    app.router.add_route("*", "/v2/{path:.*}", answer)


def _rule(verb: str, path: str) -> tuple[Rule, str]:
    for rule in RULES:
        if (name := rule.match(verb, path)) is not None:
            return rule, name
    raise ApiError(StatusCode.NOT_FOUND, f"There is no method {verb} /v2/{path}.")


def _message(kind: Any, rule: Rule, name: str, query: Mapping[str, str], text: str) -> Any:
    """The request message: its body, then its query parameters, then the resource that the path names."""
    fields: dict[str, Any] = {}
    if rule.body is not None and text:
        body = _parse(text)
        fields = body if rule.body == "*" else {rule.body: body}
    for parameter, value in query.items():
        if parameter not in _SYSTEM_PARAMETERS:
            _put(fields, parameter, _camel_paths(value) if parameter in ("updateMask", "update_mask") else value)
    _put(fields, rule.field, name)
    try:
        return json_format.ParseDict(fields, kind())
    except json_format.ParseError as error:
        raise errors.invalid(f"Invalid JSON payload received. {error}") from error


def _parse(text: str) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError as error:
        raise errors.invalid(f"Invalid JSON payload received. {error}") from error
    if not isinstance(body, dict):
        raise errors.invalid("Invalid JSON payload received. It must be an object.")
    return body


def _put(fields: dict[str, Any], path: str, value: str) -> None:
    *outer, last = path.split(".")
    for word in outer:
        inner = fields.setdefault(word, {})
        if not isinstance(inner, dict):
            raise errors.invalid(f"Invalid JSON payload received. {word} must be an object.")
        fields = inner
    fields[last] = value


def _camel_paths(mask: str) -> str:
    """A field mask in the spelling of JSON; callers use either."""
    return re.sub(r"_([a-z])", lambda match: match[1].upper(), mask)


def _json(message: Any, query: Mapping[str, str]) -> dict[str, Any]:
    if message is None:
        return {}
    wanted = query.get("$alt") or query.get("alt") or ""
    return json_format.MessageToDict(message, use_integers_for_enums="enum-encoding=int" in wanted)


def _refusal(error: ApiError) -> web.Response:
    status = _HTTP_STATUS[error.code]
    document = {"code": status, "message": error.message, "status": error.code.name}
    return web.json_response({"error": document}, status=status)
