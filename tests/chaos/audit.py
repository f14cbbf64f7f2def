"""What must hold after every commit: DESIGN.md's promises, read off the documents themselves.

The audit sees each commit as it is made, with what was there before it. It knows nothing of how the engine works, only
what its documents must say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from shared.cloud.config import Settings
from shared.engine import status
from shared.engine.job import ENDED, LEGAL, MAX_ERRORS, MAX_INTERRUPTIONS, State
from shared.engine.store import lock_id
from tests.chaos.errands import ERRANDS, ROWS
from tests.chaos.kernel import Kernel
from tests.chaos.models.documents import MISSING, Change, Document, Documents, dig

LIVE = {State.PROCESSING, State.PAUSED}
HOUSEKEEPING = {"cleanup_at", "cleaned_at", "checkpoints", "write_id", "superseded_by", "superseded_at"}
SAYS_SO = (
    status.RESTARTING,
    status.RESUMING,
    status.RETRYING,
    "Retrying from",
    "Attempt",
    status.WAITING,
    status.IN_LINE,
)
SHOWN = f"processing_status.{ERRANDS.process}"
TAKEOVER_SECONDS = 120.0
TOLD = ("state", "phase", "generation", "dispatch", "slot", "waiting", "errors", "interruptions")
HAND = {"cancel_requested_at": None}  # anybody may write this flag by hand, at any time

Fields = dict[str, Any]


@dataclass(frozen=True)
class Violation:
    """A broken promise (its number in DESIGN.md), when, and how."""

    promise: int
    at: float
    text: str

    def __str__(self) -> str:
        return f"promise {self.promise}, at {self.at:.3f}: {self.text}"


class Audit:
    """Watches the commits of one schedule, and keeps what they break."""

    def __init__(self, kernel: Kernel, documents: Documents, settings: Settings) -> None:
        self._kernel = kernel
        self._documents = documents
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._backoff = settings.retry_backoff_seconds
        self._limit = settings.owner_limit
        self.violations: list[Violation] = []
        self.claims: Counter[tuple[str, int]] = Counter()  # by (task_id, phase)
        self.accepted: set[str] = set()
        self.taken_over: list[str] = []  # task_ids of phases that were claimed from a worker that had fallen silent
        self.names: Counter[str] = Counter()  # different task names that a job can have had, by task_id
        self.quiet_since: datetime | None = None  # when the faults ended
        documents.told.append(self.look)

    def blame(self, promise: int, text: str) -> None:
        self._kernel.note(f"PROMISE {promise} IS BROKEN: {text}")
        self.violations.append(Violation(promise, self._kernel.now, text))

    def must(self, promise: int, holds: object, text: str) -> None:
        if not holds:
            self.blame(promise, text)

    def look(self, time: datetime, changes: Sequence[Change]) -> None:
        """One commit."""
        now = {change.path: change for change in changes}
        if self._kernel.log:
            self._tell(changes)
        for change in changes:
            collection, _, rest = change.path.partition("/")
            if collection == "jobs":
                self._job(time, change, now)
            elif collection in ("locks", "slots"):
                self._freed(change)
            elif collection == "things" and "/" not in rest:
                self._subject(change, now)
            elif collection == "mail":
                self.must(3, change.before is None, f"{change.path} is written twice: somebody is told twice")
        if any("/rows/" in path for path in now):
            self._rows(now)

    def job(self, task_id: str) -> Fields | None:
        found = self._documents.at.get(f"jobs/{task_id}")
        return found.fields if found else None

    def _tell(self, changes: Sequence[Change]) -> None:
        """For the log: what became of the jobs."""
        for change in changes:
            if change.path.startswith("jobs/") and change.after:
                before = change.before.fields if change.before else {}
                told = {name: change.after.fields[name] for name in TOLD}
                news = [f"{name} {value}" for name, value in told.items() if before.get(name, ...) != value]
                if news:
                    self._kernel.note(f"    {change.after.fields['task_id']}: {', '.join(news)}")

    # ---- jobs

    def _job(self, time: datetime, change: Change, now: dict[str, Change]) -> None:
        if change.after is None:
            self.blame(2, f"{change.path} is deleted")
            return
        after = change.after.fields
        if change.before is None:
            self.must(2, after["state"] == State.PROCESSING, f"{change.path} begins as {after['state']}")
            self.accepted.add(after["task_id"])
        else:
            self._step(time, change.before.fields, after, now)
        name = (after["phase"], after["generation"], after["dispatch"])
        if change.before is None or name != tuple(change.before.fields[n] for n in ("phase", "generation", "dispatch")):
            self.names[after["task_id"]] += 1
        self._holds(after)

    def _step(self, time: datetime, before: Fields, after: Fields, now: dict[str, Change]) -> None:
        task_id, was, is_ = before["task_id"], State(before["state"]), State(after["state"])
        self.must(2, is_ == was or is_ in LEGAL[was], f"{task_id} was {was} and became {is_}")
        if was in ENDED and is_ == was:
            changed = {name for name in after if after[name] != before.get(name)}
            self.must(5, changed <= HOUSEKEEPING, f"{task_id} is {was}, and {changed - HOUSEKEEPING} is written")
            self.must(
                4, after["checkpoints"] in ([], before["checkpoints"]), f"{task_id} gets checkpoints after its end"
            )
            return
        reopened = after["reopened"] - before["reopened"]
        risen = after["generation"] - before["generation"]
        self.must(7, risen in (0, 1), f"{task_id}: generation {before['generation']} became {after['generation']}")
        again = after["retry_at"] if after["retry_at"] != before["retry_at"] else None
        renamed = after["dispatch"] - before["dispatch"] >= (again is not None)
        self.must(6, renamed, f"{task_id}: dispatch {before['dispatch']} became {after['dispatch']}, retry at {again}")
        if risen and is_ == was == State.PROCESSING:
            self._claimed(time, before, after)
        if after["phase"] != before["phase"] and not reopened:
            self._advanced(before, after)
        elif not reopened and is_ not in ENDED:
            self.must(
                3, after["checkpoints"] == before["checkpoints"], f"{task_id}: checkpoints change without a phase"
            )
        if not risen and before["lease"] is None:
            self.must(7, after["lease"] is None, f"{task_id}: a lease without a claim")
        if is_ in ENDED:
            self._ended(before, after, now)
        self._tried(before, after)

    def _tried(self, before: Fields, after: Fields) -> None:
        """Attempts are bounded, and each waits longer for the next."""
        task_id, errors, interruptions = before["task_id"], after["errors"], after["interruptions"]
        few = errors <= MAX_ERRORS and interruptions <= MAX_INTERRUPTIONS
        self.must(6, few, f"{task_id}: {errors} errors, {interruptions} interruptions")
        attempt = errors if errors > before["errors"] else interruptions
        if after["retry_at"] and after["retry_at"] != before["retry_at"]:
            shortest = self._backoff * 2 ** (attempt - 1) / 2
            wait = (after["retry_at"] - after["causes"][-1]["at"]).total_seconds()
            self.must(6, wait >= shortest, f"{task_id} is tried again in {wait:.1f} s")

    def _claimed(self, time: datetime, before: Fields, after: Fields) -> None:
        task_id, lease, retry_at = before["task_id"], before["lease"], before["retry_at"]
        self.claims[task_id, before["phase"]] += 1
        if lease:
            self.taken_over.append(task_id)
        self.must(
            7, not lease or time - lease["heartbeat_at"] >= self._lease, f"{task_id}: claimed from a living worker"
        )
        self.must(6, retry_at is None or time >= retry_at, f"{task_id}: claimed before its wait was over")
        self.must(8, after["slot"] is not None and not after["waiting"], f"{task_id} runs without a slot")
        if self.quiet_since:
            idle = [self.quiet_since, before["dispatched_at"], retry_at, lease and lease["heartbeat_at"] + self._lease]
            waited = (time - max(at for at in idle if at)).total_seconds()
            self.must(7, waited <= TAKEOVER_SECONDS, f"{task_id} lay {waited:.0f} s until a worker took it")

    def _advanced(self, before: Fields, after: Fields) -> None:
        task_id, phase = before["task_id"], before["phase"]
        made = after["checkpoints"][len(before["checkpoints"]) :]
        fits = (
            after["phase"] == phase + 1
            and after["checkpoints"][: len(before["checkpoints"])] == before["checkpoints"]
            and [one["phase"] for one in made] == [phase]
            and made[0]["generation"] == before["generation"] == after["generation"]
        )
        self.must(3, fits, f"{task_id}: phase {phase} became {after['phase']}, and made {made}")
        self.must(7, before["lease"], f"{task_id}: phase {phase} is recorded by somebody without a lease")

    def _ended(self, before: Fields, after: Fields, now: dict[str, Change]) -> None:
        task_id, state = before["task_id"], after["state"]
        resting = (after["lease"], after["retry_at"], after["waiting"], after["slot"], after["completed_at"] is None)
        self.must(2, resting == (None, None, False, None, False), f"{task_id} is {state}, and not at rest: {resting}")
        if after["subject"] not in self._documents.at:
            self.must(2, state == State.CANCELLED, f"{task_id} is {state} though its subject is gone")
            return
        if state != State.CANCELLED:
            number = f"-{after['reopened'] + 1}" if after["reopened"] else ""
            self.must(3, f"mail/{task_id}-ended{number}" in now, f"{task_id} is {state}, and nobody is told")
        if state == State.COMPLETED:
            subject = self._documents.at[after["subject"]].fields
            self.must(4, subject.get("found_by") == task_id, f"{task_id} is completed without its results")
            self.must(3, before["phase"] == ERRANDS.total + 1, f"{task_id} is completed in phase {before['phase']}")
        if state == State.FAILED and after["error"]["retryable"]:
            self.must(6, f"dead_letters/{task_id}" in now, f"{task_id} has spent its attempts, and no operator is told")

    # ---- what goes with a job

    def _holds(self, job: Fields) -> None:
        """The lock is its own as long as it lives, the slot as long as it runs, and the screen tells its state."""
        task_id, at = job["task_id"], self._documents.at
        lock = _get(at.get(f"locks/{lock_id(job['subject'], job['process'])}"), "task_id")
        self.must(1, (lock == task_id) == (job["state"] in LIVE), f"{task_id} is {job['state']}, the lock is {lock}'s")
        for number in range(1, self._limit + 1):
            holder = _get(at.get(f"slots/{job['owner_uid']}.{number}"), "task_id")
            mine = (holder == task_id) == (job["slot"] == number)
            self.must(8, mine, f"{task_id} is {job['state']} in slot {job['slot']}, and slot {number} is {holder}'s")
        running = job["state"] == State.PROCESSING
        self.must(
            8, (job["slot"] is not None) == (running and not job["waiting"]), f"{task_id}: slot and state disagree"
        )
        shown = dig(_fields(at.get(job["subject"])), SHOWN)
        if shown is not MISSING and shown["task_id"] == task_id:
            self.must(9, shown["status"] == job["state"], f"{task_id} is {job['state']}, shown is {shown['status']}")

    def _freed(self, change: Change) -> None:
        """A lock or a slot that changed hands was nobody's any more."""
        if change.before is None:
            return
        job = self.job(change.before.fields["task_id"])
        if change.path.startswith("locks/"):
            self.must(1, not job or job["state"] not in LIVE, f"{change.path} is taken from a living job")
        else:
            number = change.before.fields["number"]
            self.must(8, not job or job["slot"] != number, f"{change.path} is taken from a running job")

    def _subject(self, change: Change, now: dict[str, Change]) -> None:
        was, is_ = dig(_fields(change.before), SHOWN), dig(_fields(change.after), SHOWN)
        if is_ is MISSING or was is MISSING:
            return
        task_id = is_["task_id"]
        if was["task_id"] != task_id:
            before = self.job(was["task_id"])
            self.must(1, not before or before["state"] not in LIVE, f"{was['task_id']} lives, and {task_id} is shown")
            return
        if (old := was["progress"]["percentage"]) > (new := is_["progress"]["percentage"]):
            self.must(9, is_["message"].startswith(SAYS_SO), f"{task_id}: {old} % became {new} %: {is_['message']!r}")
        self.must(9, 100 not in (new,) or is_["status"] == State.COMPLETED, f"{task_id}: 100 % and {is_['status']}")
        job = now.get(f"jobs/{task_id}")
        ended = was["status"] in ENDED and was["status"] == is_["status"]
        self.must(5, not ended or was | HAND == is_ | HAND, f"{task_id} is {was['status']}, and its status is written")
        self.must(
            9, was["status"] == is_["status"] or job, f"{task_id}: shown is {is_['status']}, by no write of the job"
        )

    def _rows(self, now: dict[str, Change]) -> None:
        for subject in {path.partition("/rows/")[0] for path in now if "/rows/" in path}:
            rows = [document.fields["by"] for document in self._documents.within(f"{subject}/rows").values()]
            by = rows[0] if rows else None
            found_by = _get(self._documents.at.get(subject), "found_by")
            self.must(4, rows == [found_by] * ROWS, f"{subject} holds rows of {rows}, its results are {found_by}'s")
            change = now.get(f"jobs/{by}")
            ends = change and change.after and change.after.fields["state"] == State.COMPLETED
            self.must(4, ends, f"{subject}: results of {by} come, and it is not completed by that")


def _fields(document: Document | None) -> Fields | None:
    return document.fields if document else None


def _get(document: Document | None, name: str) -> Any:
    return document.fields.get(name) if document else None
