"""The parts of the engine, built once a process from the settings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from google.cloud.firestore import Client

from shared.ai.providers import slow_modules
from shared.cloud.config import Settings
from shared.cloud.firestore import firestore_client
from shared.cloud.rates import Rates
from shared.cloud.storage import UrlSigner, storage_bucket
from shared.cloud.tasks import tasks_client
from shared.collections.staleness import Staleness
from shared.engine.artifacts import Artifacts
from shared.engine.child import Nursery
from shared.engine.cleanup import Cleaner
from shared.engine.erasing import Eraser
from shared.engine.job import Job
from shared.engine.jobs import Jobs
from shared.engine.line import Line
from shared.engine.paces import Paces
from shared.engine.pipeline import Pipeline
from shared.engine.queue import PhaseQueue
from shared.engine.sources import Sources
from shared.engine.store import JobStore
from shared.engine.supervise import Supervisor
from shared.engine.sweeper import Sweeper
from shared.engine.worker import Worker
from shared.notices.deliverer import Deliverer
from shared.notices.notifier import Notifier
from shared.notices.sending import Sender
from shared.registry import WORDINGS


class Services:
    """Every collaborator, made when first asked for."""

    def __init__(self, settings: Settings, pipelines: Mapping[str, Pipeline]) -> None:
        self.settings = settings
        self.pipelines = pipelines

    @cached_property
    def db(self) -> Client:
        return firestore_client(self.settings)

    @cached_property
    def store(self) -> JobStore:
        notifier = Notifier(self.db, WORDINGS, self.settings.page_url)
        return JobStore(self.db, [notifier, Staleness(self.db)], [self.deliverer.begin], [self._make_room])

    def _make_room(self, job: Job) -> None:
        self.line.move(job.owner_uid)

    @cached_property
    def rates(self) -> Rates:
        return Rates(self.db, self.settings.costly_calls_per_minute)

    @cached_property
    def artifacts(self) -> Artifacts:
        return Artifacts(storage_bucket(self.settings))

    @cached_property
    def urls(self) -> UrlSigner:
        return UrlSigner(self.artifacts.bucket, self.settings)

    @cached_property
    def queue(self) -> PhaseQueue:
        return PhaseQueue(tasks_client(self.settings), self.settings)

    @cached_property
    def sender(self) -> Sender:
        return Sender(self.settings.webhook_allow_private)

    @cached_property
    def deliverer(self) -> Deliverer:
        return Deliverer(self.db, self.queue, self.sender, self.settings)

    @cached_property
    def eraser(self) -> Eraser:
        return Eraser(self.store, self.artifacts, self.settings)

    @cached_property
    def line(self) -> Line:
        return Line(self.store, self.queue, self.settings.owner_limit)

    @cached_property
    def paces(self) -> Paces:
        return Paces(self.store.db)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self.store, self.queue, self.line, self.paces, self.pipelines)

    @cached_property
    def cleaner(self) -> Cleaner:
        return Cleaner(self.store, self.artifacts, self.pipelines, self.settings)

    @cached_property
    def supervisor(self) -> Supervisor:
        modules = {phase.function.__module__ for p in self.pipelines.values() for phase in p.phases}
        return Supervisor(
            Nursery([*sorted(modules), *slow_modules()]), self.artifacts, Sources(self.store.db), self.settings
        )

    @cached_property
    def worker(self) -> Worker:
        return Worker(
            self.store,
            self.artifacts,
            self.queue,
            self.supervisor,
            self.cleaner,
            self.paces,
            self.pipelines,
            self.settings,
        )

    @cached_property
    def sweeper(self) -> Sweeper:
        return Sweeper(self.store, self.queue, self.line, self.cleaner, self.settings)
