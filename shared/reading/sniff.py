"""What a file is, judged by its first bytes and never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

Kind = Literal["pdf", "xlsx", "xls", "image", "text", "empty", "unknown"]

HEAD_BYTES = 4096
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

CONTENT_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "text": "text/plain",
}


def kind_of(path: Path) -> Kind:
    """The kind of a file by its content; "unknown" for what is none of the known ones."""
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head:
        return "empty"
    if b"%PDF-" in head[:PDF_HEADER_WITHIN]:
        return "pdf"
    if head.startswith(OLE_HEADER):
        return "xls"
    if head.startswith(b"PK\x03\x04"):
        return "xlsx" if _is_workbook(path) else "unknown"
    if _image_type(head):
        return "image"
    return "text" if _is_text(head) else "unknown"


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


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _is_text(head: bytes) -> bool:
    if b"\0" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # a character cut in two by the end of what was read
    return True
