"""Start the emulator: python -m emulator.tasks [--host H] [--port P] [--http-port P] [--data FILE].

It prints one line when it is ready, with both addresses, and stops on SIGTERM or SIGINT. Ports may be 0: free ones.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import resource
import signal
import socket
import sys
from contextlib import AsyncExitStack

from aiohttp import web

from emulator.tasks.clock import Clock
from emulator.tasks.controls import add_clock_routes, add_control_routes, add_fault_routes, add_identity_routes
from emulator.tasks.dispatch import HttpDispatcher, open_session
from emulator.tasks.emulator import QUEUE_TOMBSTONE_SECONDS, TOMBSTONE_SECONDS, Emulator
from emulator.tasks.oidc import Issuer, new_key
from emulator.tasks.rest import add_rest_routes
from emulator.tasks.server import MAX_REQUEST_BYTES, start_server
from emulator.tasks.service import CloudTasksService
from emulator.tasks.store import MEMORY, Store

_FILES = 65_536


def main() -> int:
    """Run until told to stop. 0 after a clean stop, 1 if a port is taken."""
    options = parser().parse_args()
    logging.basicConfig(level=logging.INFO if options.verbose else logging.WARNING, format="%(levelname)s %(message)s")
    _allow_many_connections()
    try:
        asyncio.run(serve(options))
    except (OSError, RuntimeError) as error:
        print(f"The Cloud Tasks emulator cannot start: {error}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m emulator.tasks", description="An emulator of Google Cloud Tasks.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9499, help="gRPC; 0 takes a free port (default: 9499)")
    parser.add_argument(
        "--http-port", type=int, default=9498, help="REST, OIDC documents and test controls (default: 9498)"
    )
    parser.add_argument("--data", default=MEMORY, help="a file that keeps everything over restarts (default: none)")
    parser.add_argument(
        "--tombstone-seconds", type=float, default=TOMBSTONE_SECONDS, help="how long names of tasks stay taken"
    )
    parser.add_argument(
        "--queue-tombstone-seconds",
        type=float,
        default=QUEUE_TOMBSTONE_SECONDS,
        help="how long names of deleted queues stay taken",
    )
    parser.add_argument("--stop-with-stdin", action="store_true", help="stop when standard input ends")
    parser.add_argument("--verbose", action="store_true", help="log every failed attempt")
    return parser


def _allow_many_connections() -> None:
    # The usual soft limit of 1,024 files would fail attempts that max_concurrent_dispatches (1,000 by default) allows.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


async def serve(options: argparse.Namespace) -> None:
    """Serve both ports until SIGTERM or SIGINT, then cut off what is in flight."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    if options.stop_with_stdin:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _stop_at_end_of_input, stop)
    async with AsyncExitStack() as stack:
        # Bound first: its port may be a free one, and is part of every token.
        listener = stack.enter_context(socket.create_server((options.host, options.http_port)))
        url = f"http://{options.host}:{listener.getsockname()[1]}"
        store = Store(options.data)
        issuer = Issuer(url, _signing_key(store))
        session = await stack.enter_async_context(open_session())
        clock = Clock()
        emulator = Emulator(
            HttpDispatcher(session, issuer, clock),
            options.tombstone_seconds,
            options.queue_tombstone_seconds,
            clock,
            store,
        )
        stack.push_async_callback(emulator.close)
        service = CloudTasksService(emulator)
        await _serve_http(stack, listener, emulator, service, issuer)
        server, port = await start_server(service, options.host, options.port)
        stack.push_async_callback(server.stop, None)
        print(f"Cloud Tasks emulator ready: gRPC {options.host}:{port}, HTTP {url}", flush=True)
        await stop.wait()


def _signing_key(store: Store) -> bytes:
    # Kept with the tasks: a worker may have fetched its public half before a restart.
    key = store.setting("signing_key")
    if key is None:
        key = new_key()
        store.put_setting("signing_key", key)
    return key


def _stop_at_end_of_input(stop: asyncio.Event) -> None:
    # A parent that dies, however it dies, closes its end of the pipe.
    if not os.read(sys.stdin.fileno(), 4096):
        asyncio.get_running_loop().remove_reader(sys.stdin.fileno())
        stop.set()


async def _serve_http(
    stack: AsyncExitStack, listener: socket.socket, emulator: Emulator, service: CloudTasksService, issuer: Issuer
) -> None:
    app = web.Application(client_max_size=MAX_REQUEST_BYTES)
    add_rest_routes(app, service)
    add_identity_routes(app, issuer)
    add_control_routes(app, emulator, issuer)
    add_clock_routes(app, emulator)
    add_fault_routes(app, emulator)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
    stack.push_async_callback(runner.cleanup)
    await runner.setup()
    await web.SockSite(runner, listener).start()


if __name__ == "__main__":
    sys.exit(main())
