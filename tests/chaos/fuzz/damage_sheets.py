"""Damage to workbooks and tables of text: members of the zip, their XML, records of an XLS, cells of a CSV."""

from __future__ import annotations

import io
import random
import re
import zipfile
import zlib

from tests.chaos.fuzz.damage import ANY, MOST_BYTES, PRINTED, Mutation, flipped_bits, truncated, with_inflated_numbers

Members = dict[str, bytes]
_ELEMENT = re.compile(rb"<(\w+)(?: [^<>]*)?>")
_ATTRIBUTE = re.compile(rb'(?<= )([\w:]+)="([^"]*)"')
_CELL = re.compile(rb'r="[A-Z]{1,3}\d+"')
ENTITIES = b"".join(b'<!ENTITY e%d "%b">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 10))
BOMB = b'<!DOCTYPE x [<!ENTITY e0 "ha">' + ENTITIES + b"]>"
OUTSIDE = b'<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/hostname">]>'
CELLS = (b"A1048576", b"XFD1", b"XFD1048576", b"A0", b"ZZZZ1", b"A99999999999", b"A1")
TEXTS = (
    b"",
    b"=1/0",
    b"#REF!",
    b"\xff\xfe",
    b"\0",
    b'"',
    b'""""',
    b"\xe2\x80\xae",
    b"x" * 40_000,
    b"9" * 400,
    b"1e999",
)
DELIMITERS = (b",", b";", b"\t", b"|", b"\n", b"\r", b'"', b"\0", b"^")


def without_a_member(members: Members, rng: random.Random) -> None:
    """A member is missing."""
    del members[_name(members, rng)]


def with_members_swapped(members: Members, rng: random.Random) -> None:
    """Two members have each other's content."""
    a, b = _name(members, rng), _name(members, rng)
    members[a], members[b] = members[b], members[a]


def with_a_member_damaged(members: Members, rng: random.Random) -> None:
    """The content of a member is damaged, its checksum is right."""
    name = _name(members, rng)
    members[name] = rng.choice((*ANY, flipped_bits, truncated))(members[name], rng)


def with_a_member_renamed(members: Members, rng: random.Random) -> None:
    """A member is called otherwise: an absolute path, one upwards, one of another member in capitals."""
    name = _name(members, rng)
    members[rng.choice((f"../../{name}", f"/{name}", name.upper(), name.replace("/", "\\"), "x" * 60_000))] = (
        members.pop(name)
    )


def with_entities(members: Members, rng: random.Random) -> None:
    """An entity that unfolds a thousand million times, or names a file."""
    name = _name(members, rng)
    head, mark, rest = members[name].partition(b"?>")
    start = head + mark if mark else b""
    body = rest if mark else head
    members[name] = start + rng.choice((BOMB, OUTSIDE)) + re.sub(rb">([^<>]+)<", b">&e9;<", body, count=3)


def with_deep_elements(members: Members, rng: random.Random) -> None:
    """An element within itself, many thousand times, closed or not."""
    name = _name(members, rng)
    found = list(_ELEMENT.finditer(members[name]))
    if not found:
        return
    match, depth = rng.choice(found), rng.choice((20, 500, 20_000, 200_000))
    depth = min(depth, MOST_BYTES // len(match[0]))
    end = b"</%b>" % match[1] * depth if rng.random() < 0.7 else b""
    content = members[name]
    members[name] = content[: match.start()] + match[0] * depth + end + content[match.start() :]


def with_elements_again(members: Members, rng: random.Random) -> None:
    """A piece of XML many times over."""
    name = _name(members, rng)
    content = members[name]
    found = [match.start() for match in _ELEMENT.finditer(content)]
    if len(found) > 2:
        a, b = sorted(rng.sample(found, 2))
        times = rng.choice((2, 50, 1_000))
        members[name] = content[:a] + content[a:b] * min(times, MOST_BYTES // (b - a)) + content[b:]


def with_attributes_changed(members: Members, rng: random.Random) -> None:
    """Attributes are enormous, empty, or those of others."""
    name = _name(members, rng)
    share = rng.choice((0.01, 0.1, 0.9))
    values = (*PRINTED, *CELLS, b"", b"A1:XFD1048576", b"rId99", b"../../x")
    members[name] = _ATTRIBUTE.sub(
        lambda m: b'%b="%b"' % (m[1], rng.choice(values)) if rng.random() < share else m[0], members[name]
    )


def with_cells_moved(members: Members, rng: random.Random) -> None:
    """Cells stand at the far end of the sheet, or nowhere."""
    name = _name(members, rng)
    share = rng.choice((0.05, 0.9))
    members[name] = _CELL.sub(lambda m: b'r="%b"' % rng.choice(CELLS) if rng.random() < share else m[0], members[name])


def with_numbers_inflated(members: Members, rng: random.Random) -> None:
    """Numbers of a member are enormous."""
    name = _name(members, rng)
    members[name] = with_inflated_numbers(members[name], rng)


MEMBERS = (
    *(without_a_member, with_members_swapped, with_a_member_damaged, with_a_member_renamed, with_entities),
    *(with_deep_elements, with_elements_again, with_attributes_changed, with_cells_moved, with_numbers_inflated),
)


def repacked(content: bytes, rng: random.Random) -> bytes:
    """One to four changes to members of a zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError, RuntimeError, zlib.error):
        return content
    for _ in range(rng.randint(1, 4)):
        if members:
            rng.choice(MEMBERS)(members, rng)
        if sum(map(len, members.values())) > 2 * MOST_BYTES:
            break
    out = io.BytesIO()
    packing = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(out, "w") as made:
        for name, data in members.items():
            made.writestr(zipfile.ZipInfo(name), data, packing)  # without the time, so that a seed makes the same file
    return out.getvalue()


def with_cells_changed(content: bytes, rng: random.Random) -> bytes:
    """Cells of a table of text hold what no cell should."""
    delimiter = max((b",", b";", b"\t", b"|"), key=content.count)
    cells = content.split(delimiter)
    for _ in range(2 ** rng.randrange(6)):
        cells[rng.randrange(len(cells))] = rng.choice((*TEXTS, *PRINTED))
    return delimiter.join(cells)


def with_other_delimiters(content: bytes, rng: random.Random) -> bytes:
    """One sign in place of another, everywhere or here and there."""
    before, after, share = rng.choice(DELIMITERS), rng.choice(DELIMITERS), rng.choice((0.1, 1))
    parts = content.split(before)
    return parts[0] + b"".join((after if rng.random() < share else before) + part for part in parts[1:])


def in_another_encoding(content: bytes, rng: random.Random) -> bytes:
    """The same text in other bytes, with a mark or without."""
    text = content.decode("utf-8", "replace")
    name = rng.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "cp932", "gb18030"))
    return text.encode(name, "replace")


def with_a_long_line(content: bytes, rng: random.Random) -> bytes:
    """A row with more columns, or a file with more rows, than anybody has."""
    lines = content.split(b"\n")
    at = rng.randrange(len(lines))
    times = min(rng.choice((100, 5_000, 50_000)), 2_000_000 // max(len(lines[at]), 1))
    if rng.random() < 0.5:
        lines[at] *= max(times, 1)
    else:
        lines[at : at + 1] = lines[at : at + 1] * max(times, 1)
    return b"\n".join(lines)


def _name(members: Members, rng: random.Random) -> str:
    return rng.choice(list(members))


XLSX: tuple[Mutation, ...] = (*ANY, *(repacked,) * 2 * len(ANY))
TABLE: tuple[Mutation, ...] = (
    *ANY,
    *(with_cells_changed, with_other_delimiters, in_another_encoding, with_a_long_line) * 3,
)
