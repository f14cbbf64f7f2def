"""One schedule: machines, people and weather drawn from a seed; a storm, then calm, then a look at what is left."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, partial
from random import Random

from google.api_core.exceptions import GoogleAPIError
from google.cloud.tasks_v2 import Task

from shared.cloud.config import Settings
from shared.engine.job import State
from shared.engine.queue import PhaseCall
from tests.chaos.audit import Audit
from tests.chaos.hosts import Cloud, Machine
from tests.chaos.kernel import Kernel, Process
from tests.chaos.models.documents import Documents
from tests.chaos.models.firestore import Client
from tests.chaos.models.tasks import EPOCH, Answered, Queue
from tests.chaos.people import Person
from tests.chaos.seams import laid
from tests.chaos.weather import LATE_SECONDS, Network, Weather

SWEEP_SECONDS = 60.0
SETTLED_SECONDS = 2400.0
DEADLINE_SECONDS = 1800.0


@cache
def settings() -> Settings:
    """Those of production, times and all: virtual time costs nothing."""
    return Settings(
        google_cloud_project="sim",
        storage_bucket="sim",
        tasks_service_account="queue@sim",
        worker_url="http://worker",
        firestore_emulator_host=None,
        cloud_tasks_emulator_host=None,
    )


class World:
    """A schedule. The same seed gives the same one, step by step."""

    def __init__(self, seed: int, weather: Weather | None = None, log: Callable[[str], None] | None = None) -> None:
        self.seed = seed
        self.rng = rng = Random(seed)
        self.weather = Weather.drawn(rng) if weather is None else weather
        self.kernel = kernel = Kernel(rng)
        kernel.log = log
        self.documents = Documents(lambda: EPOCH + timedelta(seconds=kernel.now))
        more = {"owner_limit": rng.choice([1, 1, 2, 4]), "dispatch_deadline_seconds": rng.choice([1800, 1800, 400])}
        self.network = Network(kernel, self.weather, rng)
        self.cloud = Cloud(kernel, self.network, self.documents, settings().model_copy(update=more))
        self.cloud.queue = Queue(kernel, self.deliver)
        self.audit = Audit(kernel, self.documents, self.cloud.settings)
        self.machines: dict[str, list[Machine]] = {"api": [], "worker": []}
        self._born: Counter[str] = Counter()
        self._over = False
        self.resting = False  # nothing is under way any more: who wants a sweep asks for it
        self.outside = Process(kernel, "outside")
        self.storm = rng.choice([20.0, 60.0, 150.0, 300.0])
        self.people: list[Person] = []

    def run(self) -> World:
        """The whole schedule. What it breaks is in `audit.violations`."""
        from tests.chaos.ends import Ends

        with self.installed():
            try:
                self.begin(things=self.rng.choice([1, 1, 2, 3, 4]), actions=None)
                self.kernel.run(until=self.storm)
                self.calm()
                Ends(self).look()
            finally:
                self.close()
        return self

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Meanwhile the engine of this process lives in this world."""
        with laid(self.kernel, self.rng, self.cloud.children), unforeseen(self):
            yield

    # ---- machines

    def machine(self, role: str) -> Machine | None:
        """One that lives, if any does."""
        living = [machine for machine in self.machines[role] if machine.alive]
        return self.rng.choice(living) if living else None

    def _born_again(self, role: str) -> None:
        if self._over:
            return
        self._born[role] += 1
        machine = Machine(self.cloud, f"{role} {self._born[role]}", self.rng)
        machine.at_end.append(lambda: self.kernel.at(self.kernel.now + self.rng.uniform(0.5, 15), born))

        def born() -> None:
            self._born_again(role)

        self.machines[role] = [*(m for m in self.machines[role] if m.alive), machine]

    def begin(self, things: int, actions: int | None) -> None:
        """Start the machines, and let people in, each with so many things in mind; None for any number."""
        self.kernel.note(f"seed {self.seed}: {self.weather}; storm for {self.storm:.0f} s")
        for role, count in (("api", 2), ("worker", self.rng.choice([2, 3]))):
            for _ in range(count):
                self._born_again(role)
        db = Client(self.documents)
        owners = self.rng.choice([["ann"], ["ann"], ["ann", "bob"]])
        troubles = self.rng.random() < 0.5
        for number in range(1, things + 1):
            thing = f"things/t{number}"
            db.document(thing).set({"name": f"thing {number}"})
            wanted = self.rng.choice([0, 1, 2, 4, 8]) if actions is None else actions
            until = self.storm * 0.9
            owner = self.rng.choice(owners)
            api = partial(self.machine, "api")
            person = Person(self.cloud, self.rng, thing, owner, api, until, wanted, self.audit.blame, troubles)
            self.people.append(person)
            self.kernel.spawn(self.outside, person.live, self.outside)
        self.kernel.at(self.rng.uniform(0, SWEEP_SECONDS), self._tick)

    def close(self) -> None:
        """End everything."""
        self._over = True
        kills, self.kernel.log = self.kernel.kills, None
        for machines in self.machines.values():
            for machine in machines:
                machine.kill()
        self.outside.kill()
        self.kernel.bury()
        self.kernel.kills = kills

    # ---- the queue and the scheduler

    def deliver(self, task: Task, answered: Answered) -> None:
        """One attempt of the queue."""
        net, weather, rng, kernel = self.network, self.network.weather, self.rng, self.kernel
        name = task.name.rpartition("/")[2]
        if net.chance(weather.task_lost):
            kernel.note(f"task lost: {name}")
            self.cloud.queue.lose(task.name)
            return
        call = PhaseCall.model_validate_json(task.http_request.body)
        copies = 2 if net.chance(weather.delivery_doubled) else 1
        for _ in range(copies):
            if net.chance(weather.delivery_lost):
                kernel.note(f"delivery lost: {name}")
                continue
            delay = rng.uniform(0, 120) if net.chance(weather.delivery_delayed) else rng.uniform(0.001, 0.05)
            kernel.at(kernel.now + delay, lambda: self._arrive(name, call, answered))

    def _arrive(self, name: str, call: PhaseCall, answered: Answered) -> None:
        machine = self.machine("worker")
        if machine is None:
            answered(False)
            return
        self.kernel.note(f"{machine.name} is called: {name}")
        hangs_up = self.rng.random() < 0.7  # else the queue waits for an answer that nobody gives any more
        if hangs_up:
            machine.at_end.append(lambda: answered(False))
        self.kernel.spawn(machine, self._handle, machine, call, answered)

    def _handle(self, machine: Machine, call: PhaseCall, answered: Answered) -> None:
        try:
            answer = machine.services.worker.handle(call)
        except GoogleAPIError as error:
            self.kernel.note(f"{machine.name} answers 500: {error}")
            well = False
        except Exception as error:  # noqa: BLE001 - whatever it is, it should not have come this far
            self.audit.blame(2, f"a worker breaks down: {error!r}")
            well = False
        else:
            self.kernel.note(f"{machine.name} answers {answer.http_status}: {answer.text}")
            self.audit.must(6, answer.http_status in (200, 409), f"a worker answers {answer.http_status}")
            well = answer.http_status == 200
        if self.network.at_point("response"):
            machine.kill()
        elif not self.network.chance(self.network.weather.answer_lost):
            answered(well)

    def _tick(self) -> None:
        """What Cloud Scheduler does every minute; now and then it does so twice."""
        if self.resting:
            return
        for _ in range(self.rng.choice([1, 1, 1, 2])):
            self.sweep()
        self.kernel.at(self.kernel.now + SWEEP_SECONDS, self._tick)

    def sweep(self) -> None:
        """Have some worker sweep."""
        if machine := self.machine("worker"):
            self.kernel.spawn(machine, self._sweep, machine)

    def _sweep(self, machine: Machine) -> None:
        try:
            swept = {name: n for name, n in machine.services.sweeper.sweep().as_dict().items() if n}
            self.kernel.note(f"{machine.name} has swept: {swept}")
        except GoogleAPIError as error:
            self.kernel.note(f"{machine.name} could not sweep: {error}")
        except Exception as error:  # noqa: BLE001 - as above
            self.audit.blame(2, f"a sweeper breaks down: {error!r}")

    # ---- after the storm

    def calm(self) -> None:
        """Let the faults end, and what is under way come to its end."""
        self.kernel.note("calm from here on")
        self.network.calm()
        for machines in self.machines.values():
            for machine in machines:
                machine.thaw()
        self.audit.quiet_since = self.documents.now()
        end = self.kernel.now + SETTLED_SECONDS
        self.kernel.run(until=self.kernel.now + LATE_SECONDS + 1)  # whatever is on its way arrives
        while self.live() and self.kernel.now < end:
            self.kernel.run(until=self.kernel.now + 5)
        self.resting = True

    def people_steer(self, thing: str) -> bool:
        """Whether somebody did more to a thing than start it once."""
        return any(person.actions for person in self.people if person.thing == thing)

    def live(self) -> list[str]:
        """Jobs that are under way."""
        jobs = self.documents.within("jobs").values()
        return [job.fields["task_id"] for job in jobs if job.fields["state"] == State.PROCESSING]


class unforeseen(logging.Handler):  # noqa: N801 - used as a context manager
    """Errors that the engine survived, and should never have met: those that no injected fault explains."""

    def __init__(self, world: World) -> None:
        super().__init__(logging.ERROR)
        self._world = world

    def __enter__(self) -> None:
        engine = logging.getLogger("shared")
        self._before = engine.propagate
        engine.propagate = False
        engine.addHandler(self)

    def __exit__(self, *_: object) -> None:
        engine = logging.getLogger("shared")
        engine.removeHandler(self)
        engine.propagate = self._before

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        self._world.kernel.note(f"logged: {record.getMessage()}: {error!r}")
        if error is not None and not isinstance(error, GoogleAPIError):
            self._world.audit.blame(2, f"unforeseen: {record.getMessage()}: {error!r}")
