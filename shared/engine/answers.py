"""What the queue is told about a task."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """200 for whatever is recorded, 409 while another worker holds the phase.

    Never 429 or 503: they throttle the whole queue.
    """

    http_status: int
    text: str
