"""Damage that any file can take: bits, pieces, ends, numbers. All by a seeded `random.Random`."""

from __future__ import annotations

import random
import re
import struct
from collections.abc import Callable

Mutation = Callable[[bytes, random.Random], bytes]

MOST_BYTES = 4_000_000  # of a mutated file
NUMBERS = (0, 1, -1, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 2**31 - 1, 2**31, 2**32 - 1)
PRINTED = (
    *(b"0", b"-1", b"1", b"2", b"255", b"65536", b"30000", b"1000000", b"2147483647", b"-2147483648", b"4294967296"),
    *(b"99999999999999999999", b"1" * 400, b"1e308", b"0.0000000001", b"-0", b"NaN", b"1.7976931348623157"),
)
_NUMBER = re.compile(rb"(?<![\w.])-?\d{1,12}(?:\.\d{1,8})?(?![\w.])")


def flipped_bits(content: bytes, rng: random.Random) -> bytes:
    """One to sixty-four bits."""
    made = bytearray(content)
    for _ in range(2 ** rng.randrange(7)):
        if made:
            made[rng.randrange(len(made))] ^= 1 << rng.randrange(8)
    return bytes(made)


def flipped_at_an_end(content: bytes, rng: random.Random) -> bytes:
    """Bytes among the first or last 600, where headers and directories are."""
    made = bytearray(content)
    for _ in range(rng.randint(1, 8)):
        if made:
            at = rng.randrange(min(600, len(made)))
            made[at if rng.random() < 0.5 else len(made) - 1 - at] = rng.randrange(256)
    return bytes(made)


def truncated(content: bytes, rng: random.Random) -> bytes:
    """The end is missing."""
    return content[: _place(content, rng)]


def beheaded(content: bytes, rng: random.Random) -> bytes:
    """The beginning is missing."""
    return content[rng.randrange(1, 200) :]


def without_a_piece(content: bytes, rng: random.Random) -> bytes:
    """A piece is missing."""
    start, end = _piece(content, rng)
    return content[:start] + content[end:]


def with_a_piece_again(content: bytes, rng: random.Random) -> bytes:
    """A piece is repeated, up to a hundred times."""
    start, end = _piece(content, rng)
    return content[:start] + content[start:end] * rng.choice((2, 2, 3, 10, 100)) + content[end:]


def with_pieces_swapped(content: bytes, rng: random.Random) -> bytes:
    """Two pieces have changed places."""
    a, b, c, d = sorted(_place(content, rng) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def overwritten(content: bytes, rng: random.Random) -> bytes:
    """A piece is nothing but zeros, ones or noise."""
    start, end = _piece(content, rng)
    filler = rng.choice((bytes(1), b"\xff", rng.randbytes(7)))
    return content[:start] + (filler * (end - start))[: end - start] + content[end:]


def with_a_binary_number(content: bytes, rng: random.Random) -> bytes:
    """Two or four bytes somewhere are a number at the edge of its type."""
    made, size = bytearray(content), rng.choice(("H", "I"))
    for _ in range(rng.randint(1, 4)):
        at, number = _place(content, rng), rng.choice(NUMBERS) % (2**16 if size == "H" else 2**32)
        made[at : at + struct.calcsize(size)] = struct.pack(rng.choice("<>") + size, number)
    return bytes(made)


def with_inflated_numbers(content: bytes, rng: random.Random) -> bytes:
    """Printed numbers are enormous, negative, nothing, or no numbers."""
    found = list(_NUMBER.finditer(content))
    for match in sorted(rng.sample(found, min(len(found), 2 ** rng.randrange(5))), key=lambda m: -m.start()):
        content = content[: match.start()] + rng.choice(PRINTED) + content[match.end() :]
    return content


ANY: tuple[Mutation, ...] = (
    *(flipped_bits, flipped_at_an_end, truncated, beheaded, without_a_piece, with_a_piece_again),
    *(with_pieces_swapped, overwritten, with_a_binary_number, with_inflated_numbers),
)


def _place(content: bytes, rng: random.Random) -> int:
    return rng.randrange(len(content) + 1)


def _piece(content: bytes, rng: random.Random) -> tuple[int, int]:
    start = _place(content, rng)
    return start, min(len(content), start + 2 ** rng.randrange(1, 15))
