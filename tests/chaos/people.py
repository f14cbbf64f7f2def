"""People who start, pause, resume, cancel and retry, whenever it comes to their minds, and press twice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from google.api_core.exceptions import GoogleAPIError
from google.cloud.firestore import SERVER_TIMESTAMP

from shared.engine.errors import EngineError
from shared.engine.job import Starter
from shared.engine.store import Idempotency
from tests.chaos.errands import ERRANDS, Errand
from tests.chaos.hosts import Cloud, Machine
from tests.chaos.kernel import Process
from tests.chaos.models.firestore import Client
from tests.chaos.threads import Event

TROUBLES = ["", "", "", "", "", "quiet", "quiet", "once", "twice", "busy", "permanent", "dies once", "dies", "hangs"]
ANN = Starter(email="ann@example.com", name="Ann")


@dataclass
class Word:
    """What one call got: `task_id` when it was accepted, an error when it was refused, neither when nobody answered."""

    task_id: str | None = None
    refused: EngineError | None = None
    broken: GoogleAPIError | None = None


@dataclass
class Person:
    """Works on one thing. `words` are what their starts and retries got, by Idempotency-Key."""

    cloud: Cloud
    rng: Random
    thing: str
    owner: str
    machine: Callable[[], Machine | None]
    until: float
    actions: int
    blame: Callable[[int, str], None]
    troubles: bool = True
    words: dict[str, list[Word]] = field(default_factory=dict)
    cancelled_at: dict[str, float] = field(default_factory=dict)
    errand: Errand | None = None
    made: int = 0
    errands: int = 0

    def live(self, process: Process) -> None:
        """Start something, then do this and that, until the evening."""
        kernel, rng = self.cloud.kernel, self.rng
        kernel.spawn(process, self.press, process, self.start)
        for _ in range(self.actions):
            kernel.sleep(rng.choice([rng.uniform(0.0, 0.5), rng.uniform(0, 5), rng.uniform(0, 60)]))
            if kernel.now > self.until:
                return
            action = rng.choice([self.start, self.start, self.cancel, self.pause, self.pause, self.resume, self.retry])
            if rng.random() < 0.07:
                rng.choice([self.cancel_by_hand, self.cancel_by_hand, self.delete_by_hand])()
                continue
            for _ in range(rng.choice([1, 1, 1, 2])):
                kernel.spawn(process, self.press, process, action)
            if self.cloud.documents.within("dead_letters") and rng.random() < 0.5:
                kernel.spawn(process, self.press, process, self.replay)
            if action == self.pause and rng.random() < 0.8:
                kernel.spawn(process, self.go_on, process, rng.choice([0.0, rng.uniform(0, 1), rng.uniform(0, 40)]))

    def go_on(self, process: Process, seconds: float) -> None:
        """Pause, and resume some time after the answer."""
        self.press(process, self.pause)
        self.cloud.kernel.sleep(seconds)
        self.press(process, self.resume)

    def press(self, process: Process, action: Callable[[Machine, Word], None]) -> None:
        """Call one of the API's machines; its answer, or none when it dies."""
        machine = self.machine()
        if machine is None:
            return
        kernel, word, over = self.cloud.kernel, Word(), Event(self.cloud.kernel)
        kernel.note(f"{self.owner} at {self.thing}: {action.__name__}, at {machine.name}")

        def serve() -> None:
            try:
                action(machine, word)
            except EngineError as error:
                word.refused = error
            except GoogleAPIError as error:
                word.broken = error
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody should have to see it
                self.blame(2, f"{action.__name__} breaks down: {error!r}")
            kernel.note(
                f"{self.owner} at {self.thing}: {action.__name__} got {word.task_id or word.refused or word.broken}"
            )
            over.set()

        machine.at_end.append(over.set)
        kernel.spawn(machine, serve)
        over.wait()

    # ---- what they can do

    def start(self, machine: Machine, word: Word) -> None:
        key, errand = self._key(), self._errand()
        self.words.setdefault(key.key, []).append(word)
        jobs = machine.services.jobs
        word.task_id = jobs.start(ERRANDS.process, self.thing, self.owner, errand, owner=ANN, key=key)

    def retry(self, machine: Machine, word: Word) -> None:
        key, errand = self._key(), self.errand or self._errand()
        if self.rng.random() < 0.3:
            self.errand = errand = errand.model_copy(update={"wish": f"wish {self.made}", "trouble": ""})
        self.words.setdefault(key.key, []).append(word)
        from_start = self.rng.random() < 0.2
        word.task_id = machine.services.jobs.retry(
            ERRANDS.process, self.thing, self.owner, errand, from_start=from_start, owner=ANN, key=key
        )

    def cancel(self, machine: Machine, word: Word) -> None:
        word.task_id = machine.services.jobs.cancel(ERRANDS.process, self.thing, self.owner)
        self.cancelled_at[word.task_id] = self.cloud.kernel.now

    def pause(self, machine: Machine, word: Word) -> None:
        word.task_id = machine.services.jobs.pause(ERRANDS.process, self.thing)

    def resume(self, machine: Machine, word: Word) -> None:
        word.task_id = machine.services.jobs.resume(ERRANDS.process, self.thing)

    def replay(self, machine: Machine, word: Word) -> None:
        """What an operator does with a dead letter."""
        letters = list(self.cloud.documents.within("dead_letters").values())
        if letters:
            word.task_id = machine.services.jobs.replay(self.rng.choice(letters).fields["task_id"])

    def cancel_by_hand(self) -> None:
        """Set the flag in the document, as somebody at the emulator's screen would."""
        documents = self.cloud.documents
        shown = (documents.at[self.thing].fields.get("processing_status") or {}) if self.thing in documents.at else {}
        if shown.get(ERRANDS.process, {}).get("status") == "processing":
            self.cloud.kernel.note(f"somebody cancels {self.thing} by hand")
            flag = {f"processing_status.{ERRANDS.process}.cancel_requested_at": SERVER_TIMESTAMP}
            Client(documents).document(self.thing).update(flag)

    def delete_by_hand(self) -> None:
        """Delete the thing, whatever works at it."""
        self.cloud.kernel.note(f"somebody deletes {self.thing} by hand")
        Client(self.cloud.documents).document(self.thing).delete()

    def _key(self) -> Idempotency:
        """The key of this press: now and then the last one again."""
        if not self.made or self.rng.random() < 0.7:
            self.made += 1
        return Idempotency(self.owner, f"/{self.thing}", f"key-{self.made}")

    def _errand(self) -> Errand:
        rng = self.rng
        seconds = rng.choice([0.0, 0.0, 0.5, rng.uniform(1, 5), rng.uniform(5, 50)])
        deadline = self.cloud.settings.dispatch_deadline_seconds
        first = deadline + 20 if deadline < 1000 and rng.random() < 0.05 else seconds
        trouble = rng.choice(TROUBLES) if self.troubles else ""
        self.errands += 1
        self.errand = Errand(
            name=f"{self.thing[-1]}.{self.errands}", first_seconds=first, seconds=seconds, trouble=trouble
        )
        return self.errand
