"""An emulator of Google Cloud Tasks: the unmodified `google-cloud-tasks` client talks to it over gRPC and REST.

Start it with `python -m emulator.tasks`. It runs in one process and one event loop, and imports nothing of the projects
it serves. README.md says what it does, how tests use it, how it compares with others and where it differs from the real
service on purpose.
"""
