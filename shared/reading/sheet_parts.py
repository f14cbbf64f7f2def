"""The parts of an Office file (a zip): sizes checked before anything is inflated, XML without entities."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

import defusedxml.ElementTree

from shared.reading.errors import DamagedWorkbook, TooLargeWorkbook

MB = 1024 * 1024
MAX_PARTS = 50_000
MAX_TOTAL = 2048 * MB  # inflated, pictures included
MAX_XML = 256 * MB  # of one part that is read as a stream
MAX_TREE = 16 * MB  # of one part that is read as a whole
MAX_PICTURE = 128 * MB
MAX_RATIO, RATIO_FROM = 400, 32 * MB  # repetitive rows shrink to a hundredth; a bomb to a thousandth
CHUNK = 256 * 1024

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]


class Relation(NamedTuple):
    """What a part refers to: the kind (the last word of its type) and the part's name."""

    kind: str
    target: str


@contextmanager
def translated() -> Iterator[None]:
    """Turn what zip and XML readers raise inside into a ReadingError."""
    try:
        yield
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        struct.error,
        EOFError,
        OSError,
        KeyError,
        RuntimeError,
    ) as error:
        raise DamagedWorkbook(str(error)) from error
    except (ParseError, expat.ExpatError, ValueError, OverflowError) as error:  # ValueError: entities, encodings
        raise DamagedWorkbook(str(error)) from error


class Parts:
    """An open package. Names are compared without regard to case, as the standard wants."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        members = archive.infolist()
        if len(members) > MAX_PARTS:
            raise TooLargeWorkbook(f"{len(members)} parts")
        total = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members)
        if total > MAX_TOTAL or (total > RATIO_FROM and total > MAX_RATIO * max(packed, 1)):
            raise TooLargeWorkbook(f"{total} bytes packed into {packed}")
        self._members = {_plain(member.filename): member for member in members}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def bytes_of(self, name: str, limit: int = MAX_PICTURE) -> bytes:
        """A part as a whole. Raises DamagedWorkbook where there is none, TooLargeWorkbook above `limit` bytes."""
        with translated():
            member = self._members[_plain(name)]
            if member.file_size > limit:
                raise TooLargeWorkbook(f"{name}: {member.file_size} bytes")
            with self._archive.open(member) as file:
                content = file.read(limit + 1)
        if len(content) > limit:
            raise TooLargeWorkbook(f"{name}: more than {limit} bytes")
        return content

    def tree(self, name: str) -> Element | None:
        """A small part as XML; None where there is no such part."""
        if name not in self:
            return None
        content = self.bytes_of(name, MAX_TREE)
        with translated():
            found: Element = defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
        return found

    def stream(self, name: str, start: Start, end: End, text: Callable[[str], None]) -> None:
        """Read a large part element by element, by names without prefixes. A handler stops it by raising Enough."""
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition("}")[2], attributes)
        parser.EndElementHandler = lambda tag: end(tag.rpartition("}")[2])
        parser.CharacterDataHandler = text
        with translated():
            member = self._members[_plain(name)]
            if member.file_size > MAX_XML:
                raise TooLargeWorkbook(f"{name}: {member.file_size} bytes")
            try:
                with self._archive.open(member) as file:
                    while chunk := file.read(CHUNK):
                        parser.Parse(chunk)
                    parser.Parse(b"", True)
            except Enough:
                return

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id; links to other files are left out."""
        folder, _, base = name.rpartition("/")
        root = self.tree(f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels")
        found = {}
        for item in root if root is not None else ():
            if item.get("TargetMode") == "External":
                continue
            target = item.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], path)
        return found


class Enough(Exception):
    """Raised by a handler that has seen what it wants."""


@contextmanager
def open_parts(path: Path) -> Iterator[Parts]:
    """The parts of a file that is a zip. Raises ReadingError."""
    with translated():
        archive = zipfile.ZipFile(path)
    with archive:
        yield Parts(archive)


def local(element: Element) -> str:
    """An element's name without its namespace: strict and transitional files differ in those only."""
    tag: Any = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant along a path of names; None where one is missing."""
    for name in names:
        element = next((e for e in element if local(e) == name), None) if element is not None else None
    return element


def children(element: Element | None, *names: str) -> list[Element]:
    """The children of the first descendant along a path of names; none where one is missing."""
    return list(found) if (found := child(element, *names)) is not None else []


def whole(text: str | None, default: int = 0) -> int:
    """A whole number as it is written, a default for anything else."""
    return int(text) if text is not None and text.strip().isdecimal() else default


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute by its name without its namespace."""
    if element is None:
        return default
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), default)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_doctype(*_: object) -> None:
    raise expat.ExpatError("a document type, which Office files never have")
