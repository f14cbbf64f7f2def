"""The Firestore emulator: where its jar is found, how it is started, when it is ready, how it is emptied.

`python -m emulator.firestore` finds the jar (fetching it where there is none) and Java, and prints both.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from emulator import web
from emulator.errors import StackError
from emulator.java import find_java
from emulator.ports import HOST

JAR_VARIABLE = "FIRESTORE_EMULATOR_BINARY_PATH"
FIREBASE_TOOLS = Path(__file__).parent / "node_modules" / "firebase-tools"

# The emulator lets this token past the rules, as a server.
_OWNER = {"Authorization": "Bearer owner"}
_MAIN = "com.google.cloud.datastore.emulator.firestore.CloudFirestore"
_JAR_IN_SDK = Path("platform/cloud-firestore-emulator/cloud-firestore-emulator.jar")
_USUAL_SDKS = (
    "~/google-cloud-sdk",
    "/usr/lib/google-cloud-sdk",
    "/usr/share/google-cloud-sdk",
    "/usr/local/google-cloud-sdk",
    "/opt/google-cloud-sdk",
    "/snap/google-cloud-cli/current",
    "/opt/homebrew/share/google-cloud-sdk",
    "/usr/local/share/google-cloud-sdk",
)


def command(jar: Path, port: int, rules: Path) -> list[str]:
    """The command line of the emulator; raises StackError without a Java runtime."""
    # Emulators live for minutes: the first compiler alone and a plain collector start sooner and take less memory.
    flags = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    start = ["start", f"--host={HOST}", f"--port={port}", f"--rules={rules}"]
    return [str(find_java()), *flags, "-cp", str(jar), _MAIN, *start]


def ready(address: str, project: str) -> bool:
    """Whether documents can be read; raises StackError when the rules do not compile (every call fails then)."""
    document = f"http://{address}/v1/projects/{project}/databases/(default)/documents/start/start"
    try:
        web.call("GET", document, headers=_OWNER, timeout=2)
    except web.HttpError as error:
        if "compiling rules" in error.body:
            raise StackError(f"Firestore refuses the rules: {error.body}") from None
        return error.status == 404
    return True


def empty(address: str, project: str) -> None:
    """Delete every document of the project."""
    web.call("DELETE", f"http://{address}/emulator/v1/projects/{project}/databases/(default)/documents")


def find_jar(environ: Mapping[str, str] = os.environ) -> Path:
    """The emulator's jar: named by the environment, the Google Cloud CLI's, or one firebase-tools has or fetches."""
    if named := environ.get(JAR_VARIABLE):
        if not Path(named).is_file():
            raise StackError(f"{JAR_VARIABLE} names {named}, which is not a file.")
        return Path(named)
    return _present_jar(environ) or _fetched_jar(environ)


def _present_jar(environ: Mapping[str, str]) -> Path | None:
    for sdk in _sdk_roots(environ):
        if (sdk / _JAR_IN_SDK).is_file():
            return sdk / _JAR_IN_SDK
    return max(_cache_folder(environ).glob("cloud-firestore-emulator-v*.jar"), key=_version, default=None)


def _sdk_roots(environ: Mapping[str, str]) -> Iterator[Path]:
    if named := environ.get("CLOUDSDK_ROOT_DIR"):
        yield Path(named)
    if gcloud := shutil.which("gcloud", path=environ.get("PATH")):
        yield Path(gcloud).resolve().parent.parent
    yield from (Path(usual).expanduser() for usual in _USUAL_SDKS)


def _cache_folder(environ: Mapping[str, str]) -> Path:
    return Path(environ.get("FIREBASE_EMULATORS_PATH") or Path.home() / ".cache" / "firebase" / "emulators")


def _version(jar: Path) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", jar.name))


def _fetched_jar(environ: Mapping[str, str]) -> Path:
    script = FIREBASE_TOOLS / "lib" / "bin" / "firebase.js"
    fetch = ["node", str(script), "setup:emulators:firestore"]
    try:
        subprocess.check_output(fetch, env=dict(environ), stderr=subprocess.STDOUT, text=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        said = str(getattr(error, "output", None) or error).strip()
        raise StackError(
            "There is no Firestore emulator on this machine, and firebase-tools could not fetch one: "
            f"{said}\nInstall one by `gcloud components install cloud-firestore-emulator` (Debian: "
            f"google-cloud-cli-firestore-emulator), or set {JAR_VARIABLE} to its jar."
        ) from None
    if jar := _present_jar(environ):
        return jar
    raise StackError(f"firebase-tools fetched no Firestore emulator into {_cache_folder(environ)}; set {JAR_VARIABLE}.")


if __name__ == "__main__":
    try:
        print(f"Firestore emulator: {find_jar()}\nJava: {find_java()}")
    except StackError as error:
        sys.exit(str(error))
