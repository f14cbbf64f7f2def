"""What can be wrong with a file, as one tree.

ReadingError        a file that cannot be read; `code` is stable, the message is a sentence a person can act on
├── EmptyFile       no bytes at all
├── UnsupportedType its content is not of a type that is read here
├── NotAPdf         named or declared a PDF, but its content is something else
├── EncryptedPdf    needs a password
├── DamagedImage    a picture whose data cannot be decoded
├── ImageTooLarge   a picture of more pixels than are decoded
├── DamagedPdf      cannot be opened, or a page of it cannot be reached
├── TooManyPages    over the limit
├── NotAWorkbook    named or declared a spreadsheet, but its content is something else
├── EncryptedWorkbook  needs a password
├── DamagedWorkbook    cannot be opened, or a sheet of it cannot be read
├── TooLargeWorkbook   inflates to more than can be read
├── TooManyRows        more rows than one order may have
└── EmptyWorkbook      no visible sheet holds anything
"""

from __future__ import annotations


class ReadingError(Exception):
    """A file that cannot be read."""

    code = "unreadable_file"
    message = "This file cannot be read."

    def __init__(self, details: str = "", *, message: str | None = None) -> None:
        self.message = message or type(self).message
        self.details = details
        super().__init__(self.message)


class EmptyFile(ReadingError):
    """The file holds no bytes."""

    code = "empty_file"
    message = "This file is empty. Export it again and upload the new file."


class UnsupportedType(ReadingError):
    """The content is of a type that is not read here."""

    code = "unsupported_type"
    message = (
        "This type of file is not supported. Upload the linesheet as a PDF, an Excel workbook, a CSV file or a picture"
        " (JPEG, PNG, TIFF)."
    )


class NotAPdf(ReadingError):
    """The file calls itself a PDF and is none."""

    code = "not_a_pdf"
    message = "This file is not a PDF, although its name says so. Export it as a PDF and upload that."


class EncryptedPdf(ReadingError):
    """The PDF needs a password to be read."""

    code = "encrypted_pdf"
    message = "This PDF is protected by a password. Save a copy without the password and upload that."


class DamagedPdf(ReadingError):
    """The PDF cannot be opened, or its pages cannot be reached."""

    code = "damaged_pdf"
    message = (
        "This PDF is damaged or incomplete. Export it again from the program that made it, and upload the new file."
    )


class DamagedImage(ReadingError):
    """A picture whose data is broken, cut off or of a variant that is not known."""

    code = "damaged_image"
    message = (
        "This picture is damaged or incomplete. Scan it again, or save it as a JPEG or PNG, and upload the new file."
    )


class ImageTooLarge(ReadingError):
    """A picture that would fill the memory when decoded, whatever the size of its file."""

    code = "image_too_large"
    message = "This picture has more pixels than can be read. Save it with at most 100 megapixels (A3 at 600 dpi)."


class TooManyPages(ReadingError):
    """More pages than one document may have."""

    code = "too_many_pages"
    message = "This PDF has too many pages. Split it into parts of at most 1,000 pages."


class NotAWorkbook(ReadingError):
    """The file calls itself a spreadsheet and is none."""

    code = "not_a_workbook"
    message = (
        "This file is not a spreadsheet that can be read. Open it in Excel, save it as .xlsx or CSV, and upload that."
    )


class EncryptedWorkbook(ReadingError):
    """The workbook needs a password to be read."""

    code = "encrypted_workbook"
    message = "This workbook is protected by a password. Save a copy without the password and upload that."


class DamagedWorkbook(ReadingError):
    """The workbook cannot be opened, or a sheet of it cannot be read."""

    code = "damaged_workbook"
    message = "This workbook is damaged or incomplete. Open it in Excel, save it anew, and upload the new file."


class TooLargeWorkbook(ReadingError):
    """The workbook inflates to more than can be read."""

    code = "too_large_workbook"
    message = (
        "This workbook is too large to be read once unpacked. Split it, or delete formats from empty rows, and upload "
        "the new file."
    )


class TooManyRows(ReadingError):
    """More rows than are read of an order: a part of it would be no order."""

    code = "too_many_rows"
    message = (
        "This order has more than 20,000 rows with something in them (or 400,000 cells), which is more than can be"
        " read. Split it into several files, or delete the rows that order nothing, and upload those."
    )


class EmptyWorkbook(ReadingError):
    """No visible sheet of the workbook holds anything."""

    code = "empty_workbook"
    message = "This workbook has no visible sheet with anything in it. Show the sheet with the products and save it."
