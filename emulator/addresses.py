"""Where each part of a stack listens: on a port of ours, or where the environment says that it runs already."""

from __future__ import annotations

from collections.abc import Callable

from emulator import ports
from emulator.config import EMULATORS, StackConfig
from emulator.errors import NotReachable, StackError
from emulator.ports import HOST, FreePort

VARIABLES = {
    "firestore": "FIRESTORE_EMULATOR_HOST",
    "auth": "FIREBASE_AUTH_EMULATOR_HOST",
    "storage": "STORAGE_EMULATOR_HOST",
    "tasks": "CLOUD_TASKS_EMULATOR_HOST",
}


class Addresses:
    """`firestore`, `auth` and `tasks` are host:port; the others are base URLs."""

    def __init__(self, config: StackConfig) -> None:
        environ = config.environ
        self.foreign = frozenset(part for part in EMULATORS if environ.get(VARIABLES[part]))
        http_of_foreign = _http_of_foreign_tasks(environ.get) if "tasks" in self.foreign else None
        wanted = vars(config.ports)
        self._reserved = {part: FreePort() for part, port in wanted.items() if port is None}
        self.ports = {part: port or self._reserved[part].number for part, port in wanted.items()}

        def address(part: str) -> str:
            return environ.get(VARIABLES[part]) or f"{HOST}:{self.ports[part]}"

        self.firestore = address("firestore")
        self.auth = address("auth")
        self.storage = "http://" + address("storage").removeprefix("http://").rstrip("/")
        self.tasks = address("tasks")
        self.tasks_http = f"http://{HOST}:{self.ports['tasks_http']}"
        self.certs = f"{self.tasks_http}/jwks"
        self.api = f"http://{HOST}:{self.ports['api']}"
        self.workers = f"http://{HOST}:{self.ports['workers']}"
        self.web = f"http://{HOST}:{self.ports['web']}"
        self.web_origins = (self.web, f"http://localhost:{self.ports['web']}")
        if http_of_foreign:
            self.tasks_http, self.certs = http_of_foreign

    def release(self) -> None:
        """Give up the ports that were reserved."""
        for port in self._reserved.values():
            port.release()

    def check(self, parts: frozenset[str]) -> None:
        """Raise StackError unless each part's port is free, or its emulator answers where the environment says."""
        for part in sorted(parts & self.foreign):
            value = {"storage": self.storage}.get(part) or getattr(self, part)
            if not ports.listens(value):
                raise NotReachable(VARIABLES[part], value)
        ours = parts - self.foreign
        for name in [*ours, *({"tasks_http"} if "tasks" in ours else ())]:
            port = self.ports.get(name)
            if port and not ports.is_free(port):
                raise StackError(
                    f"Port {port}, on which {name} should listen, is taken: end what listens there, "
                    f"or choose another by {name.upper()}_PORT."
                )


def _http_of_foreign_tasks(get: Callable[[str], str | None]) -> tuple[str, str]:
    issuer, certs = get("OIDC_ISSUER"), get("OIDC_CERTS_URL")
    if not issuer:
        raise StackError("CLOUD_TASKS_EMULATOR_HOST is set, so OIDC_ISSUER must name the HTTP side of that emulator.")
    return issuer.rstrip("/"), certs or f"{issuer.rstrip('/')}/jwks"
