"""Running the rules against a target."""

from __future__ import annotations

import importlib
import pkgutil
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

import grpc
from google.api_core.exceptions import GoogleAPICallError
from google.cloud import tasks_v2
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from emulator.tasks.conformance import areas
from emulator.tasks.conformance.firebase import FirebaseClient
from emulator.tasks.conformance.receiver import receiving
from emulator.tasks.conformance.rules import RULES, Rule
from emulator.tasks.conformance.subject import OutOfReachError, RealTime, Subject, Time, VirtualTime
from emulator.tasks.process import RunningEmulator, running

# What the answers of an emulator that breaks a rule lead to; all else is a fault of ours.
_FAILURES = (
    *(AssertionError, GoogleAPICallError, HTTPException, OSError),
    *(ValueError, LookupError, TypeError, AttributeError),
)
KEPT, BROKEN, OUT_OF_REACH = "kept", "broken", "out of reach"


@dataclass(frozen=True)
class Service:
    """Something that answers. fresh: makes it ready for the next rule."""

    client: Any
    time: Time
    rest: str | None
    fresh: Callable[[], None]


Target = AbstractContextManager[Service]


@dataclass(frozen=True)
class Result:
    """What came of one rule, and why, unless it is kept."""

    rule: Rule
    outcome: str
    why: str = ""

    @property
    def broken(self) -> bool:
        return self.outcome == BROKEN

    def plain(self) -> dict[str, str]:
        """For JSON."""
        rule = self.rule
        return {
            "area": rule.area,
            "rule": rule.sentence,
            "source": rule.source,
            "outcome": self.outcome,
            "why": self.why,
        }


def rules() -> list[Rule]:
    """All rules, area by area."""
    for module in sorted(found.name for found in pkgutil.iter_modules(areas.__path__)):
        importlib.import_module(f"{areas.__name__}.{module}")
    return RULES


def of_emulator(emulator: RunningEmulator, client: Any = None) -> Service:
    """A running emulator of ours as a service with virtual time; by default over gRPC."""

    def fresh() -> None:
        emulator.control.reset(queues=True)
        emulator.control.freeze()

    return Service(client or emulator.client, VirtualTime(emulator.control), emulator.url, fresh)


@contextmanager
def ours() -> Iterator[Service]:
    """This emulator, started for the purpose."""
    with running() as emulator:
        yield of_emulator(emulator)


@contextmanager
def foreign(address: str, rest: str | None = None) -> Iterator[Service]:
    """Whatever speaks gRPC at an address, in real time."""
    with grpc.insecure_channel(address) as channel:
        client = tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=channel))
        yield Service(client, RealTime(), rest, lambda: None)


@contextmanager
def firebase(address: str) -> Iterator[Service]:
    """firebase-tools' tasks emulator, through its own calls."""
    yield Service(FirebaseClient(address), RealTime(), f"http://{address}", lambda: None)


def check(rule: Rule, service: Service) -> None:
    """Hold a service to one rule. Raises AssertionError, or what the service's answers led to."""
    service.fresh()
    with receiving() as receiver:
        rule.check(Subject(service.client, receiver, service.time, service.rest))


def run(service: Service, only: str = "") -> Iterator[Result]:
    """Try the rules whose area or name contains `only`, one after the other."""
    for rule in rules():
        if only.lower() in f"{rule.area} {rule.name}".lower():
            yield _tried(rule, service)


def _tried(rule: Rule, service: Service) -> Result:
    try:
        check(rule, service)
    except OutOfReachError as error:
        return Result(rule, OUT_OF_REACH, str(error))
    except _FAILURES as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return Result(rule, BROKEN, f"{type(error).__name__}: {str(error).strip()[:300] or last.line}")
    return Result(rule, KEPT)
