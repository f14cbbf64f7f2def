"""Files that must be refused, or read without finding anything: each made on demand into a folder.

`python -m tests.data.bad FOLDER` makes all of them; a test makes the one it needs with `make(name, folder)`.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pymupdf
from PIL import Image

from tests.data import artwork

PASSWORD = "harrow-2026"
AES_256 = 5  # pymupdf.PDF_ENCRYPT_AES_256, which its type hints leave out
SAMPLE = Path(__file__).with_name("sample_linesheet.pdf")

# Names that people's files have. Stored paths and texts must survive them; a name is never a path.
ODD_NAMES = (
    "Spring/Summer 26.pdf",
    "../../etc/passwd.pdf",
    "..",
    ".hidden.pdf",
    "linesheet.v2.final.PDF",
    "Müller & Söhne – Kollektion №4.pdf",
    "春夏コレクション.pdf",
    "مجموعة الربيع.pdf",
    "e\u0301te\u0301.pdf",
    "👗 dresses.pdf",
    "a" * 240 + ".pdf",
    "line\nbreak\ttab.pdf",
    "back\\slash.pdf",
    "per%20cent #hash ?query.pdf",
    "no extension",
)


def _document(pages: int = 3, words: str = "Wool Coat HV-100 WHS $80.00") -> pymupdf.Document:
    document = pymupdf.open()
    for number in range(pages):
        document.new_page().insert_text((72, 96), f"{words} {number + 1}")
    return document


def encrypted() -> bytes:
    """Opens with PASSWORD only."""
    options = {"encryption": AES_256, "user_pw": PASSWORD, "owner_pw": PASSWORD + "!"}
    return bytes(_document().tobytes(**options))


def truncated() -> bytes:
    """A linesheet whose upload broke off half way: a repair finds no page, for the page tree stood at the end."""
    whole = SAMPLE.read_bytes()
    return whole[: len(whole) // 2]


def truncated_late() -> bytes:
    """The last hundredth is missing: a repair finds all pages, but the last of them lost their text."""
    whole = SAMPLE.read_bytes()
    return whole[: len(whole) * 99 // 100]


def zero_bytes() -> bytes:
    """Nothing."""
    return b""


def text_named_pdf() -> bytes:
    """Plain text with a PDF's name."""
    return b"Dear buyer,\nplease find our linesheet on the shared drive.\n"


def png_named_pdf() -> bytes:
    """A picture with a PDF's name."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (120, 80, 60)).save(out, "PNG")
    return out.getvalue()


def page_tree_cycle() -> bytes:
    """A page tree that holds itself: walking it without care never ends."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>",
        b"<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] >>",
    )
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def too_many_pages() -> bytes:
    """1,001 blank pages, about 100 KB."""
    document = pymupdf.open()
    for _ in range(1001):
        document.new_page(width=100, height=100)
    return bytes(document.tobytes(garbage=3, deflate=True))


def letter() -> bytes:
    """A readable PDF without any product: a letter with a date, an amount and a picture of scenery."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_image(pymupdf.Rect(72, 48, 172, 98), stream=artwork.banner_jpeg(200, 100, (150, 160, 170), 4))
    lines = (
        "Harrow & Vale Ltd, Kendal, 3 March 2026",
        "",
        "Dear Ms Okafor,",
        "thank you for your visit to our showroom last week. The new season opens on 15 July,",
        "and our terms are unchanged: the opening order is $750.00, reorders start at $250.00.",
        "We will send the linesheet as soon as the samples have been photographed.",
        "",
        "Kind regards,",
        "Tom Vale",
    )
    for number, line in enumerate(lines):
        page.insert_text((72, 140 + 18 * number), line, fontsize=11)
    return bytes(document.tobytes(no_new_id=True))


BAD: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        *(encrypted, truncated, truncated_late, zero_bytes, text_named_pdf, png_named_pdf),
        *(page_tree_cycle, too_many_pages, letter),
    )
}


def make(name: str, folder: Path) -> Path:
    """Write the bad file `name` into `folder` as `{name}.pdf`; raises KeyError for a name there is not."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.pdf"
    path.write_bytes(BAD[name]())
    return path


if __name__ == "__main__":
    for each in BAD:
        print(make(each, Path(sys.argv[1] if len(sys.argv) > 1 else "build/bad")))
