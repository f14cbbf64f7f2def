"""Small files as people upload them, good and bad, made when a test asks for them."""

from __future__ import annotations

from functools import cache

import pymupdf

AES_256 = 5  # pymupdf.PDF_ENCRYPT_AES_256, which its types leave out


@cache
def pdf(text: str = "Linen shirt  LS-100  WS $ 40.00", pages: int = 1) -> bytes:
    """A PDF with one line of text a page."""
    with pymupdf.open() as document:
        for _ in range(pages):
            document.new_page().insert_text((72, 72), text)
        return bytes(document.tobytes())


@cache
def encrypted_pdf() -> bytes:
    """Needs a password to be read."""
    with pymupdf.open() as document:
        document.new_page().insert_text((72, 72), "secret")
        return bytes(document.tobytes(encryption=AES_256, owner_pw="owner", user_pw="user"))


@cache
def long_pdf() -> bytes:
    """One page too many."""
    with pymupdf.open() as document:
        for _ in range(1001):
            document.new_page(width=10, height=10)
        return bytes(document.tobytes())


def truncated_pdf() -> bytes:
    """Lacks its end: nothing says where its objects are."""
    return pdf()[:120]


def cyclic_pdf() -> bytes:
    """A page tree that contains itself."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 3/Parent 2 0 R>>"]
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    return out + b"xref\n0 3\n0000000000 65535 f \n%strailer\n<</Size 3/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        start,
    )
