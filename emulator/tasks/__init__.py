"""An emulator of Google Cloud Tasks: the unmodified `google-cloud-tasks` client talks to it over gRPC.

Start it with `python -m emulator.tasks`. It keeps everything in memory, in one process and one event loop, and imports
nothing of the projects it serves. What it does differently from the real service, on purpose:

- the target of an OIDC task may be plain http (a worker on this machine);
- names of finished tasks are remembered for one hour (`--tombstone-seconds`), the real service keeps them up to a day;
- a queue is ready as soon as it is created, and neither ramps up slowly nor throttles itself after 429 and 503;
- App Engine tasks, OAuth tokens and queue-level HTTP targets are refused with UNIMPLEMENTED.

Messages and header values that no document gives were taken from the recordings of the real service that the
aertje/cloud-tasks-emulator project publishes with its conformance tests.
"""
