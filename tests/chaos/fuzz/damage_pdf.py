"""Damage to a PDF's objects, after which its cross-reference table is right again, so that a reader gets to see it."""

from __future__ import annotations

import random
import re
import zlib

from tests.chaos.fuzz.damage import ANY, MOST_BYTES, PRINTED, Mutation, with_inflated_numbers

_OBJECT = re.compile(rb"(?<!\d)(\d{1,7}) 0 obj\s(.*?)endobj", re.S)
_ROOT = re.compile(rb"/Root\s+(\d+)\s+0\s+R")
_REFERENCE = re.compile(rb"(?<!\d)(\d{1,7})( 0 R)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.S)
_LENGTH = re.compile(rb"/Length \d+(?: 0 R)?")
_KEY = re.compile(rb"/[A-Z][A-Za-z]{2,}")
BOXES = (b"[0 0 1e7 5]", b"[0 0 5 1000000]", b"[0 0 0 0]", b"[9 9 -9 1e9]", b"[0 0 14400 14400]", b"[1e5 0 2e5 99]")
VALUES = (*BOXES, b"null", b"true", b"[]", b"<<>>", b"()", b"/X", b"<" + b"0" * 4000 + b">", *PRINTED)
KEYS = (b"/Width", b"/Height", b"/Length", b"/Kids", b"/Count", b"/MediaBox", b"/Filter", b"/Font", b"/BBox", b"/Type")
OPERATORS = (b" q ", b" Q ", b" BT ", b" ET ", b" Do ", b" cm ", b" re f ", b" BI ", b" W n ", b" /X gs ", b" BMC ")

Objects = dict[int, bytes]


def objects_of(content: bytes) -> Objects:
    """The bodies of a PDF's objects by their number."""
    return {int(match[1]): match[2] for match in _OBJECT.finditer(content)}


def written(objects: Objects, root: int) -> bytes:
    """A PDF of these objects, with a table that says where each is."""
    made, places = bytearray(b"%PDF-1.7\n"), {}
    for number, body in objects.items():
        places[number] = len(made)
        made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start, size = len(made), max(objects, default=0) + 1
    made += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for number in range(1, size):
        made += b"%010d 00000 %b \n" % (places.get(number, 0), b"n" if number in places else b"f")
    made += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
    return bytes(made)


def with_objects_swapped(objects: Objects, rng: random.Random) -> None:
    """Two objects have changed their numbers."""
    a, b = _number(objects, rng), _number(objects, rng)
    objects[a], objects[b] = objects[b], objects[a]


def without_an_object(objects: Objects, rng: random.Random) -> None:
    """An object is missing, or is another kind of thing."""
    number = _number(objects, rng)
    objects[number] = rng.choice(VALUES)


def with_references_changed(objects: Objects, rng: random.Random) -> None:
    """References lead elsewhere: to another object, or round in a ring."""
    number = _number(objects, rng)
    kept = rng.random()
    objects[number] = _REFERENCE.sub(
        lambda m: m[0] if rng.random() < kept else b"%d 0 R" % _number(objects, rng), objects[number]
    )


def with_a_value_changed(objects: Objects, rng: random.Random) -> None:
    """A value of a dictionary is enormous, or of another type."""
    number = _number(objects, rng)
    head, stream, rest = objects[number].partition(b"stream")
    keys = _KEY.findall(head)
    if keys:
        key = rng.choice([key for key in KEYS if key in keys] or keys)
        head = re.sub(
            re.escape(key) + rb"\s*(?:\[[^\[\]]*\]|[\w.-]+)", lambda _: key + b" " + rng.choice(VALUES), head, count=1
        )
    objects[number] = head + stream + rest


def with_a_number_inflated(objects: Objects, rng: random.Random) -> None:
    """Numbers of an object, outside its stream, are enormous."""
    number = _number(objects, rng)
    head, stream, rest = objects[number].partition(b"stream")
    objects[number] = with_inflated_numbers(head, rng) + stream + rest


def with_a_stream_changed(objects: Objects, rng: random.Random) -> None:
    """What a stream says, uncompressed, is damaged: its numbers, its operators, any byte."""
    streams = [number for number, body in objects.items() if _STREAM.search(body)]
    if not streams:
        return
    number = rng.choice(streams)
    body = objects[number]
    match = _STREAM.search(body)
    assert match
    data = match[1]
    try:
        plain = zlib.decompress(data)
    except zlib.error:
        plain = None
    changed = _content(data if plain is None else plain, rng)
    packed = changed if plain is None else zlib.compress(changed)
    head = _LENGTH.sub(b"/Length %d" % len(packed), body[: match.start()])
    objects[number] = head + b"stream\n" + packed + b"\nendstream"


def nested_deep(objects: Objects, rng: random.Random) -> None:
    """An object holds itself, or brackets within brackets, many thousand times."""
    number, depth = _number(objects, rng), rng.choice((50, 500, 5_000, 100_000))
    start, end = rng.choice(((b"[", b"]"), (b"<</Kids ", b">>"), (b"<</Kids[", b"]>>"), (b"(", b")")))
    objects[number] = rng.choice((start * depth + end * depth, start * depth, b"[%d 0 R %d 0 R]" % (number, number)))


def with_a_page_tree_of_its_own(objects: Objects, rng: random.Random) -> None:
    """The children of a page tree are a thousand times the same, a ring, or wrongly counted."""
    trees = [number for number, body in objects.items() if b"/Kids" in body]
    if not trees:
        return
    number = rng.choice(trees)
    kids = b"%d 0 R " % rng.choice([number, _number(objects, rng)])
    objects[number] = re.sub(
        rb"/Kids\s*\[[^\[\]]*\]", b"/Kids [" + kids * rng.choice((1, 2, 1_200)) + b"]", objects[number]
    )


OBJECTS = (
    *(with_objects_swapped, without_an_object, with_references_changed, with_a_value_changed, with_a_number_inflated),
    *(with_a_stream_changed, with_a_stream_changed, with_a_stream_changed, nested_deep, with_a_page_tree_of_its_own),
)


def restructured(content: bytes, rng: random.Random) -> bytes:
    """One to four changes to objects."""
    objects = objects_of(content)
    root = _ROOT.search(content)
    if not objects or not root:
        return content
    for _ in range(rng.randint(1, 4)):
        rng.choice(OBJECTS)(objects, rng)
    return written(objects, int(root[1]))


PDF: tuple[Mutation, ...] = (*ANY, *(restructured,) * len(ANY))


def _number(objects: Objects, rng: random.Random) -> int:
    return rng.choice(list(objects))


def _content(data: bytes, rng: random.Random) -> bytes:
    """A content stream with other numbers, with operators too many, or damaged anyhow."""
    what = rng.randrange(4)
    if what == 0:
        return with_inflated_numbers(data, rng)
    if what == 1:
        at = rng.randrange(len(data) + 1)
        return data[:at] + rng.choice(OPERATORS) * rng.choice((1, 3, 1_000, 100_000)) + data[at:]
    if what == 2:
        return data * min(rng.choice((2, 20)), 1 + MOST_BYTES // (len(data) + 1))
    return rng.choice(ANY)(data, rng)
