"""Ends what the supervisor started when the supervisor is gone, however it went.

Run as `python -I -S watchdog.py MARK PARENT` with a pipe from the supervisor as standard input; each line names a
process group. The line `end`, the end of the pipe (which the kernel closes even after SIGKILL) or another parent than
PARENT is the sign to act: every group named is killed, and, where /proc exists, every process whose environment carries
MARK (children that left their group, or were started in the last moment). The supervisor gives the sign on a normal
stop as well and waits for this process, so all ways share one last sweep.
"""

import contextlib
import os
import select
import signal
import sys
import time


def read_groups(parent: int) -> set[int]:
    """The process groups named until the sign to act."""
    text = ""
    # A process that the supervisor forked would hold its end of the pipe open: hence the look at the parent.
    while os.getppid() == parent and not text.endswith("end\n"):
        if select.select([0], [], [], 1.0)[0]:
            got = os.read(0, 65536).decode()
            if not got:
                break
            text += got
    return {int(line) for line in text.split() if line.isdigit()}


def marked(mark: bytes) -> list[int]:
    """The processes, other than this one, that were started with the mark in their environment."""
    found = []
    for name in os.listdir("/proc") if os.path.isdir("/proc") else ():  # noqa: PTH112, PTH208 (keeps the start fast)
        if not name.isdigit() or int(name) == os.getpid():
            continue
        with contextlib.suppress(OSError), open(f"/proc/{name}/environ", "rb") as environ:  # noqa: PTH123
            if mark in environ.read():
                found.append(int(name))
    return found


def end_marked(mark: bytes) -> None:
    """Kill marked processes until none is found."""
    for _ in range(50):
        left = marked(mark)
        if not left:
            return
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(0.02)


def main(mark: str, parent: int) -> None:
    for group in read_groups(parent):
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    end_marked(mark.encode())
    # A process between fork and exec does not carry the mark yet.
    time.sleep(0.05)
    end_marked(mark.encode())


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    main(sys.argv[1], int(sys.argv[2]))
