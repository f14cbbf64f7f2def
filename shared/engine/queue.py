"""The queue: one Cloud Tasks task for each phase that is due. It carries ids, never data."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from google.api_core.exceptions import Conflict, NotFound
from google.cloud import tasks_v2
from google.protobuf import duration_pb2, timestamp_pb2
from pydantic import BaseModel

from shared.cloud.config import Settings
from shared.engine.job import Job


class PhaseCall(BaseModel):
    """The body of a task: which phase of which job; `cleanup` asks for the files of an ended job to be deleted."""

    task_id: str
    phase: int = 0
    dispatch: int = 0
    cleanup: bool = False


class PhaseQueue:
    """Creates the tasks that call workers. Names make each creation idempotent."""

    def __init__(self, client: tasks_v2.CloudTasksClient, settings: Settings) -> None:
        self._client = client
        self._settings = settings

    def push(self, job: Job) -> None:
        """Make sure that a task for the job's current phase exists (or existed)."""
        self.create(job.task_name, PhaseCall(task_id=job.task_id, phase=job.phase, dispatch=job.dispatch), job.retry_at)

    def push_cleanup(self, job: Job) -> None:
        """Ask a worker to delete what an ended job left behind."""
        self.create(f"{job.task_name}-cleanup", PhaseCall(task_id=job.task_id, cleanup=True), None)

    def carries(self, job: Job, now: datetime) -> bool:
        """Whether the task of the job's current phase waits its turn, or went to a worker just now.

        One that a worker has had for a whole lease time without claiming the phase lies with a dead or frozen worker.
        """
        try:
            task = self._client.get_task(name=f"{self._settings.queue_path}/tasks/{job.task_name}")
        except NotFound:
            return False
        last = task.last_attempt
        if not last.dispatch_time or last.response_time:
            return True
        return bool(now - last.dispatch_time < timedelta(seconds=self._settings.lease_seconds))

    def most_at_once(self) -> int:
        """How many tasks workers may have at a time."""
        return int(self._client.get_queue(name=self._settings.queue_path).rate_limits.max_concurrent_dispatches)

    def create(self, name: str, call: BaseModel, at: datetime | None) -> None:
        """Make sure that a task of this name exists (or existed); a worker is called with `call`, not before `at`."""
        settings = self._settings
        task = tasks_v2.Task(
            name=f"{settings.queue_path}/tasks/{name}",
            http_request=tasks_v2.HttpRequest(
                url=f"{settings.worker_url}/run_phase",
                http_method=tasks_v2.HttpMethod.POST,
                headers={"Content-Type": "application/json"},
                body=call.model_dump_json().encode(),
                oidc_token=tasks_v2.OidcToken(
                    service_account_email=settings.tasks_service_account, audience=settings.worker_url
                ),
            ),
            dispatch_deadline=duration_pb2.Duration(seconds=int(settings.dispatch_deadline_seconds)),
        )
        if at is not None:
            stamp = timestamp_pb2.Timestamp()
            stamp.FromDatetime(at)
            task.schedule_time = stamp
        with suppress(Conflict):  # created before: by an earlier try of ours, or by another delivery
            self._client.create_task(parent=settings.queue_path, task=task)


def backoff(attempts: int, base: float, fraction: float, longest: float = 300.0) -> timedelta:
    """Wait before the next attempt: doubles with each up to `longest` (seconds), spread by `fraction` (0 to 1) over
    its upper half."""
    full = min(base * 2 ** (attempts - 1), longest)
    return timedelta(seconds=full * (0.5 + 0.5 * fraction))
