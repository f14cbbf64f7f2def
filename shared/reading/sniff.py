"""What a file is, judged by its content and never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

import olefile

from shared.reading.sheet_csv import decoded, delimiter_of

Kind = Literal["pdf", "xlsx", "xls", "csv", "image", "text", "empty", "unknown"]

HEAD_BYTES = 4096
SAMPLE_BYTES = 65_536
PDF_HEADER_WITHIN = 1024  # readers accept junk before the header; so did Acrobat (implementation note 13 of PDF 1.7)
OLE_HEADER = bytes.fromhex("d0cf11e0a1b11ae1")
IMAGE_TYPES = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF8": "image/gif",
    b"II*\0": "image/tiff",
    b"MM\0*": "image/tiff",
    b"RIFF": "image/webp",
    b"BM": "image/bmp",
}
OTHER_OFFICE = (b"word/", b"ppt/")
ENCRYPTED = "EncryptedPackage"  # [MS-OFFCRYPTO] 2.3.1: an XLSX with a password is wrapped into an OLE file
MARKUP = ("<", "{", "[")  # HTML, XML, JSON: text with delimiters, but no table
WORKBOOK_STREAMS = ("Workbook", "Book")

CONTENT_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "text": "text/plain",
}
SHEETS: tuple[Kind, ...] = ("xlsx", "xls", "csv")


def kind_of(path: Path) -> Kind:
    """The kind of a file by its content; "unknown" for what is none of the known ones."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        if not head:
            return "empty"
        if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
            return "pdf"
        if head.startswith(OLE_HEADER):
            return _ole_kind(path)
        if head.startswith(b"PK\x03\x04"):
            return "xlsx" if _is_workbook(path, head) else "unknown"
        if _image_type(head):
            return "image"
        sample = head + file.read(SAMPLE_BYTES)
    text = decoded(sample, cut=len(sample) > SAMPLE_BYTES)
    if text is None:
        return "unknown"
    return "csv" if not text.lstrip().startswith(MARKUP) and delimiter_of(text) else "text"


def content_type_of(path: Path, kind: Kind) -> str:
    """The content type of a file whose kind is known."""
    if kind != "image":
        return CONTENT_TYPES[kind]
    with path.open("rb") as file:
        return _image_type(file.read(HEAD_BYTES)) or "application/octet-stream"


def _image_type(head: bytes) -> str | None:
    found = next((name for start, name in IMAGE_TYPES.items() if head.startswith(start)), None)
    if found == "image/webp" and head[8:12] != b"WEBP":  # sound and film are in RIFF files too
        return None
    if found == "image/bmp" and head[6:10] != b"\0\0\0\0":  # two letters are not enough: text may begin with them
        return None
    return found


def is_encrypted_package(path: Path) -> bool:
    """Whether a file is an Office document wrapped into its encryption."""
    return ENCRYPTED in _streams(path)


def _ole_kind(path: Path) -> Kind:
    streams = _streams(path)
    if ENCRYPTED in streams:
        return "xlsx"
    # A file whose directory cannot be read may be a damaged workbook: opening it says what is wrong.
    return "xls" if not streams or any(name in streams for name in WORKBOOK_STREAMS) else "unknown"


def _streams(path: Path) -> set[str]:
    try:
        with olefile.OleFileIO(str(path)) as ole:
            return {entry[0] for entry in ole.listdir()}
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError):
        return set()


def _is_workbook(path: Path, head: bytes) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.lower().lstrip("/") == "xl/workbook.xml" for name in archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError):
        # A broken zip that began as an Office file, and not as one of the others.
        office = b"[Content_Types].xml" in head or b"xl/" in head
        return office and not any(name in head for name in OTHER_OFFICE)
