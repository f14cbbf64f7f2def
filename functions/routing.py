"""Calls as a table: method, path, handler, and which problems it may answer with.

A handler's annotations say what it reads, and OpenAPI is written from the same annotations: `body` and `query` are
pydantic models, every other parameter but the Call is a part of the path.
"""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, TypeVar, get_type_hints

from flask import Request, Response
from pydantic import BaseModel, ValidationError
from werkzeug.routing import BaseConverter, Map, Rule

from functions.problems import Problem, field_errors
from shared.cloud.storage import Link
from shared.engine.job import Starter

JSON = "application/json"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Call:
    """One request, and who makes it. `uid` is empty for calls that ask for no token.

    owner: what the caller's token says of them, for the jobs that they start.
    """

    request: Request
    uid: str
    owner: Starter = field(default_factory=Starter)


Answer = BaseModel | Response


@dataclass(frozen=True, eq=False)
class Route:
    """One documented call.

    path: as OpenAPI writes it. handler: `(call, ..., [query], [body]) -> Answer`. status: of a success.
    answer: the model of a success; None means a Link (status 302) or no content. codes: problems besides those of every
    call.
    bodies: content type -> model, for handlers that read the request themselves. headers: name -> description.
    more: further statuses of success, and their models. name: in OpenAPI, the handler's where it is left out.
    media: content type of a success that is no JSON. operator: it is for operators only. costly: it is counted
    against its caller's limit.
    """

    method: str
    path: str
    handler: Callable[..., Answer]
    status: int = 200
    answer: type[BaseModel] | None = None
    codes: Sequence[str] = ()
    bodies: Mapping[str, type[BaseModel]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[int, type[BaseModel] | None] = field(default_factory=dict)
    public: bool = False
    operator: bool = False
    costly: bool = False
    media: str | None = None
    name: str = ""

    @property
    def successes(self) -> dict[int, type[BaseModel] | None]:
        """Each status of success, and its model."""
        asked_as_json = {200: Link} if self.status == 302 else {}
        return {self.status: self.answer, **asked_as_json, **self.more}

    @cached_property
    def hints(self) -> dict[str, Any]:
        """Parameter name -> type of the handler."""
        return get_type_hints(self.handler)

    @cached_property
    def path_names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    def model(self, name: str) -> type[BaseModel] | None:
        """The model of the handler's `query` or `body`, if it has one."""
        return self.hints[name] if name in inspect.signature(self.handler).parameters else None

    def handle(self, call: Call, path: Mapping[str, Any]) -> Response:
        """Read what the handler asks for, call it, and render its answer. Raises Problem, and what it raises."""
        given = dict(path)
        if query := self.model("query"):
            given["query"] = read_model(query, call.request.args.to_dict(), "query")
        if body := self.model("body"):
            given["body"] = read_model(body, read_json(call.request), "body")
        answer = self.handler(call, **given)
        if isinstance(answer, Link):
            return linked(call.request, answer)
        return answer if isinstance(answer, Response) else rendered(answer, self.status)


class Id(BaseConverter):
    """An id of ours; anything else is an unknown path and never reaches Firestore."""

    regex = r"[A-Za-z0-9][A-Za-z0-9_.~-]{0,127}"


class Number(BaseConverter):
    """A whole number from 1."""

    regex = r"[1-9][0-9]{0,5}"

    def to_python(self, value: str) -> int:
        return int(value)


def url_map(routes: Sequence[Route]) -> Map:
    """The routes for werkzeug's matcher; each rule's endpoint is its Route."""
    rules = []
    for route in routes:

        def part(name: re.Match[str], route: Route = route) -> str:
            return f"<{'number' if route.hints[name[1]] is int else 'id'}:{name[1]}>"

        rules.append(Rule(re.sub(r"{(\w+)}", part, route.path), endpoint=route, methods=[route.method]))
    return Map(rules, converters={"id": Id, "number": Number}, strict_slashes=False, merge_slashes=False)


def rendered(answer: BaseModel, status: int) -> Response:
    """An answer as JSON; times are RFC 3339."""
    return Response(answer.model_dump_json(), status, mimetype=JSON, headers={"Cache-Control": "no-store"})


def linked(request: Request, link: Link) -> Response:
    """Send a browser to a signed URL, or tell it to a page that asks for JSON by name: `*/*` is every browser's.

    The answer must not be kept longer than the URL works, nor be shown to whoever signs in next.
    """
    named = (kind.partition(";")[0].strip().lower() for kind, quality in request.accept_mimetypes if quality > 0)
    answer = rendered(link, 200) if JSON in named else Response(status=302, headers={"Location": link.url})
    answer.headers.update({"Cache-Control": "private, max-age=60", "Vary": "Accept, Authorization"})
    return answer


def read_json(request: Request) -> Any:
    """The JSON body; no body at all reads as an empty object. Raises Problem."""
    data = request.get_data()
    if not data:
        return {}
    if request.mimetype != JSON:
        raise Problem("unsupported_media_type", f"Send the body as {JSON}, not as {request.mimetype or 'nothing'}.")
    try:
        return json.loads(data)
    except ValueError as error:
        raise Problem("bad_json", f"The body is not valid JSON: {error}.") from error
    except RecursionError as error:
        raise Problem("bad_json", "The body is nested too deeply to be one of ours.") from error


def read_model(model: type[M], given: Any, where: Literal["query", "body", "form"]) -> M:
    """Validate what a request gave; raises a Problem that names each wrong field."""
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise field_errors(where, error.errors(include_url=False)) from error
