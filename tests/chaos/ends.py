"""What must be so when a storm is over: every job accounted for, every effect there once, nothing left behind."""

from __future__ import annotations

from collections import Counter
from typing import Any

from shared.engine.job import State
from tests.chaos.errands import ERRANDS, ROWS
from tests.chaos.weather import CALM
from tests.chaos.world import DEADLINE_SECONDS, World

DAY = 86_400.0
LATE_AFTER_CANCEL = 4.0  # two seconds, and two slow ways over the network
KILLS = {"unavailable", "late", "slow", "crash_before", "crash_after", "freeze", "outage", "point"}


class Ends:
    """Looks at a world whose faults have ended."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._audit = world.audit
        self._must = world.audit.must
        self._jobs: dict[str, dict[str, Any]] = {}

    def look(self) -> None:
        """Everything that must hold."""
        self._read()
        self._accounted()
        self._answers()
        self._told_once()
        self._tasks()
        if not any(getattr(self._world.weather, name) for name in KILLS):
            self._nobody_died()
            self._stopped_at_once()
        if self._world.weather == CALM:
            self._no_more_than_needed()
        self._rest()
        self._left_behind()
        for fault in self._world.cloud.ledger.faults:
            self._audit.blame(3, fault)

    def _read(self) -> None:
        found = self._world.documents.within("jobs").values()
        self._jobs = {document.fields["task_id"]: document.fields for document in found}

    def _accounted(self) -> None:
        """accepted = completed + failed + cancelled + paused + live, and nothing lives on for ever."""
        states = Counter(State(job["state"]) for job in self._jobs.values())
        accepted = len(self._audit.accepted)
        self._must(
            2, accepted == sum(states[state] for state in State), f"{accepted} were accepted, there are {states}"
        )
        for task_id in self._world.live():
            job = self._jobs[task_id]
            where = {name: job[name] for name in ("phase", "generation", "dispatch", "lease", "waiting", "retry_at")}
            self._audit.blame(2, f"{task_id} does not end: {where}")
        for task_id, job in self._jobs.items():
            error = job["error"] or {}
            self._must(2, error.get("code") != "internal_error", f"{task_id} failed for a fault of ours: {error}")
            self._must(
                2,
                not (self._world.weather == CALM and error and not job["params"]["trouble"]),
                f"{task_id} failed for nothing: {error}",
            )

    def _answers(self) -> None:
        """Who was told a task_id has a job of that name; the same key got the same one."""
        for person in self._world.people:
            for key, words in person.words.items():
                told = {word.task_id for word in words if word.task_id}
                self._must(1, len(told) <= 1, f"{key} of {person.owner} was answered {told}")
                self._must(2, told <= set(self._jobs), f"{told} was accepted, and is not there")
            for task_id in person.cancelled_at:
                self._must(5, self._jobs[task_id]["state"] == State.CANCELLED, f"{task_id} is not cancelled any more")

    def _told_once(self) -> None:
        mails = Counter(d.fields["task_id"] for d in self._world.documents.within("mail").values())
        for task_id, job in self._jobs.items():
            ends = job["reopened"] + (job["state"] in (State.COMPLETED, State.FAILED))
            self._must(
                3, mails[task_id] == ends, f"{task_id} ended {ends} times, and was told of {mails[task_id]} times"
            )

    def _no_more_than_needed(self) -> None:
        """Where nothing goes wrong, every phase runs once."""
        counts = self._world.cloud.ledger.counts
        for task_id, job in self._jobs.items():
            if self._world.people_steer(job["subject"]) or job["params"]["trouble"]:
                continue
            name = job["params"]["name"]
            for phase in ("first", "second", "third"):
                self._must(3, counts[name, f"{phase} begins"] == 1, f"{task_id}: {phase} did not run once: {counts}")
            for phase in range(1, ERRANDS.total + 1):
                self._must(7, self._audit.claims[task_id, phase] == 1, f"{task_id}: phase {phase} was not claimed once")

    def _nobody_died(self) -> None:
        """No worker was stopped, so none lost its phase, whatever became of replies and deliveries."""
        for task_id in self._audit.taken_over:
            self._audit.blame(7, f"{task_id} was taken from a worker that had not died")

    def _stopped_at_once(self) -> None:
        """A cancelled job's phase stops within two seconds."""
        names = Counter(job["params"]["name"] for job in self._jobs.values())
        for task_id, at in ((t, at) for person in self._world.people for t, at in person.cancelled_at.items()):
            name = self._jobs[task_id]["params"]["name"]
            late = self._world.cloud.ledger.worked.get(name, 0.0) - at
            alone = names[name] == 1  # a job that was started again has the same
            self._must(5, not alone or late <= LATE_AFTER_CANCEL, f"{task_id} worked {late:.1f} s after its cancel")

    def _tasks(self) -> None:
        """However often a task is made, its name makes it one."""
        names = Counter(name.split("-")[1] for name in self._world.cloud.queue.created if not name.endswith("-cleanup"))
        for task_id, count in names.items():
            due = self._audit.names[task_id]
            self._must(2, count <= due, f"{task_id} was due {due} times, and there were {count} tasks for it")

    # ---- what is left

    def _rest(self) -> None:
        """Let the dispatch deadline pass, so that no zombie can be left, with a sweep before and after."""
        for _ in range(3):
            self._world.sweep()
            self._world.kernel.run(until=self._world.kernel.now + DEADLINE_SECONDS + 60)

    def _left_behind(self) -> None:
        self._read()
        world, objects = self._world, self._world.cloud.objects
        self._must(2, not world.cloud.queue.tasks, f"tasks are left: {sorted(world.cloud.queue.tasks)}")
        for task_id, job in self._jobs.items():
            state = job["state"]
            runs = [path for path in objects if path.startswith(f"runs/{task_id}/")]
            kept = state in (State.FAILED, State.PAUSED, State.PROCESSING)
            self._must(4, kept or not runs, f"{task_id} is {state}, and left {runs}")
            clean = job["cleaned_at"] or job["superseded_by"]
            self._must(4, kept or clean, f"{task_id} is {state} and was never cleaned")
            needed = {checkpoint["path"] for checkpoint in job["checkpoints"]}
            self._must(
                3, needed <= set(objects), f"{task_id} is {state}, its checkpoints {needed - set(objects)} are gone"
            )
            whole = state != State.FAILED or len(job["checkpoints"]) == job["phase"] - 1
            self._must(3, whole, f"{task_id} failed, and what it had finished is not kept: a retry must begin anew")
            published = [path for path in objects if path.startswith(f"{job['subject']}/published/{task_id}/")]
            stands = state == State.COMPLETED and not job["superseded_by"]
            self._must(
                4, not stands or len(published) == 1, f"{task_id} stands, and its published files are {published}"
            )
            self._must(
                4, state != State.CANCELLED or not published, f"{task_id} is {state}, and {published} can be reached"
            )
        self._results()

    def _results(self) -> None:
        """Each thing shows the results of the last run that completed, all of them."""
        for person in self._world.people:
            thing = self._world.documents.at.get(person.thing)
            done = [j for j in self._jobs.values() if j["subject"] == person.thing and j["state"] == State.COMPLETED]
            if thing is None:
                continue
            last = max(done, key=lambda job: job["completed_at"], default=None)
            rows = self._world.documents.within(f"{person.thing}/rows").values()
            self._must(
                4, thing.fields.get("found_by") == (last and last["task_id"]), f"{person.thing}: not the last results"
            )
            self._must(4, len(rows) == (ROWS if last else 0), f"{person.thing} holds {len(rows)} rows")
