"""How a system speaks of its processes to people who do not look at its screen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

NOT_IN_ONE_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
LONGEST_NAME = 120


@dataclass(frozen=True)
class Wording:
    """Words for one process.

    name: what it is called at the start of a sentence ("Document processing").
    thing: what it works on ("collection").
    counted: what its commit writes, by the last part of the path, as one and as many ("product", "products").
    """

    name: str
    thing: str = ""
    counted: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, process: str, known: Mapping[str, Wording]) -> Wording:
        """The words for a process, plain ones where its system gives none."""
        return known.get(process) or cls(process.replace("_", " ").capitalize())

    def said(self, counts: Mapping[str, int]) -> str:
        """What a run has made, such as "540 products"; empty when there is nothing to say."""
        parts = (
            f"{counts[key]:,} {one if counts[key] == 1 else many}"
            for key, (one, many) in self.counted.items()
            if key in counts
        )
        return ", ".join(parts)


def one_line(text: str, longest: int = LONGEST_NAME) -> str:
    """Text that fits into a header: no line breaks, no control or direction characters, not longer than that."""
    plain = " ".join(NOT_IN_ONE_LINE.sub(" ", text).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"
