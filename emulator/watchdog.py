"""Ends what the supervisor started when the supervisor is gone, however it went.

Run as `python -I -S watchdog.py MARK` with a pipe from the supervisor as standard input; each line names a process
group. The end of the pipe, which the kernel closes even after SIGKILL, is the sign to act: every group named is killed,
and, where /proc exists, every process whose environment carries MARK (children that left their group, or were started
in the last moment). The supervisor closes the pipe on a normal stop as well and waits for this process, so both ways
share one last sweep.
"""

import contextlib
import os
import signal
import sys
import time


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


def main(mark: str) -> None:
    groups = {int(line) for line in sys.stdin if line.strip()}
    for group in groups:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
    # A process between fork and exec does not carry the mark yet, hence the second look.
    for _ in range(2):
        for _attempt in range(50):
            left = marked(mark.encode())
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            if not left:
                break
            time.sleep(0.02)
        time.sleep(0.05)


if __name__ == "__main__":
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)
    main(sys.argv[1])
