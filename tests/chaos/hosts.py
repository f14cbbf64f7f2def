"""The simulated machines: each with the real engine's parts, wired as a deployed function wires them."""

from __future__ import annotations

from contextlib import suppress
from random import Random
from typing import Any

from functions.services import Services
from shared.cloud.config import Settings
from shared.engine.artifacts import Artifacts
from shared.engine.child import Work
from shared.engine.child_run import ChildRun, perform
from shared.engine.errors import Cancelled
from shared.engine.messages import Began
from shared.engine.queue import PhaseQueue
from shared.engine.sources import Sources
from shared.engine.supervise import Supervisor
from tests.chaos.errands import PIPELINES, Ledger, here
from tests.chaos.kernel import Kernel, Process
from tests.chaos.models.documents import Documents
from tests.chaos.models.firestore import Client
from tests.chaos.models.storage import Bucket
from tests.chaos.models.tasks import Queue, TasksClient
from tests.chaos.threads import Pipe
from tests.chaos.weather import Network


class Cloud:
    """What all machines share: the servers with what they keep, the network, and the ledger outside of everything."""

    def __init__(self, kernel: Kernel, network: Network, documents: Documents, settings: Settings) -> None:
        self.kernel = kernel
        self.network = network
        self.documents = documents
        self.settings = settings
        self.objects: dict[str, bytes] = {}
        self.children: dict[int, Process] = {}
        self.ledger = kernel.ledger = Ledger()
        self.queue: Queue

    def bucket(self, process: Process) -> Bucket:
        return Bucket(self.objects, self.network.wire(process, "storage"))

    def db(self, process: Process) -> Client:
        return Client(self.documents, self.network.wire(process, "firestore"))

    def tasks(self, process: Process) -> TasksClient:
        return TasksClient(self.queue, self.network.wire(process, "tasks"))


class Machine(Process):
    """A process of ours: an instance of the API, or a worker."""

    def __init__(self, cloud: Cloud, name: str, rng: Random) -> None:
        skew = rng.uniform(-1, 1) * cloud.network.weather.skew
        super().__init__(cloud.kernel, name, skew=skew)
        self.services = MachineServices(cloud, self)


class MachineServices(Services):
    """The services of a deployed function, but for the clients and for the process that forks children."""

    def __init__(self, cloud: Cloud, machine: Machine) -> None:
        super().__init__(cloud.settings, PIPELINES)
        db: Any = cloud.db(machine)
        bucket: Any = cloud.bucket(machine)
        tasks: Any = cloud.tasks(machine)
        nursery: Any = Nursery(cloud, machine)
        self.db = db
        self.artifacts = Artifacts(bucket)
        self.queue = PhaseQueue(tasks, cloud.settings)
        self.supervisor = Supervisor(nursery, self.artifacts, Sources(db), cloud.settings)


class Nursery:
    """Starts children: each a process that dies with its machine and speaks to it through a pipe."""

    def __init__(self, cloud: Cloud, machine: Machine) -> None:
        self._cloud = cloud
        self._machine = machine

    def start(self, work: Work) -> Pipe:
        kernel, children = self._cloud.kernel, self._cloud.children
        kernel.current()  # the dead have no children
        pid = len(children) + 1
        child = children[pid] = Process(kernel, f"child {pid}", self._machine)
        ours, theirs = Pipe.pair(kernel, self._machine, child)
        kernel.spawn(child, self._live, theirs, pid, work)
        return ours

    @staticmethod
    def _live(pipe: Pipe, pid: int, work: Work) -> None:
        """What `child.work` does in a process of its own."""

        def call(run: ChildRun) -> Any:
            more = {work.run_argument: run} if work.run_argument else {}
            return work.function(**work.inputs, **more)

        with pipe, suppress(Cancelled, EOFError, OSError):  # the worker is gone
            pipe.send(Began(pid))
            perform(pipe, work.scratch, call)  # type: ignore[arg-type]
        here().alive = False
