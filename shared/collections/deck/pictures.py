"""Phase 2: the pictures of a deck, scaled to the size they are shown at."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageOps

from shared.collections.deck.models import Card, DeckCards, DeckJob, DeckPictures, PictureRow, PreparedPicture
from shared.collections.deck.sheet import LOGO, picture_room
from shared.engine.errors import PhaseError
from shared.engine.run import Run, StoredFile, read_lines, save_lines

DPI = 160
QUALITY = 85
A_PACK = 60  # pictures a zip file, and a part of the work
MOST_PIXELS = 60_000_000
NAMED = 5  # products that a warning names
ZIP = "application/zip"
EPOCH = (1980, 1, 1, 0, 0, 0)


class Part(NamedTuple):
    """Some pictures for one pack; `room` is in pixels."""

    pack: int
    paths: Sequence[str]
    room: tuple[int, int]


class Prepared(NamedTuple):
    """What became of a part."""

    pack: StoredFile
    rows: list[PictureRow]
    failed: list[str]


def prepare_pictures(run: Run, job: DeckJob, made: DeckCards) -> DeckPictures:
    """Scale every picture once. One that is not there or cannot be opened is left out, with a warning."""
    shown: dict[str, list[str]] = {}
    for card in read_lines(run, made.cards, Card):
        if card.picture:
            shown.setdefault(card.picture, []).append(card.name)
    room = tuple(round(side * DPI / 72) for side in picture_room(job.settings))
    paths = list(shown)
    parts = [Part(n, paths[at : at + A_PACK], (room[0], room[1])) for n, at in enumerate(range(0, len(paths), A_PACK))]
    done = run.each(parts, prepare_part)
    failed = [name for part in done for path in part.failed for name in shown[path]]
    _warn(run, failed)
    packs = [part.pack for part in done]
    logo = _logo(run, job, packs)
    rows = save_lines(run, "deck/pictures.jsonl", (row for part in done for row in part.rows))
    return DeckPictures(packs=packs, pictures=rows, missing=len(failed), logo=logo)


def prepare_part(run: Run, part: Part) -> Prepared:
    """Scale the pictures of a part into its pack."""
    rows, failed = [], []
    target = run.scratch / f"pack-{part.pack}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as pack:
        for done, path in enumerate(part.paths, 1):
            picture = _scaled(run, path, part.room)
            if picture is None:
                failed.append(path)
            else:
                rows.append(PictureRow(path=path, picture=_packed(pack, part.pack, picture, "jpg")))
            run.progress(done, len(part.paths))
    return Prepared(run.save(f"deck/pictures-{part.pack}.zip", target, ZIP), rows, failed)


class Packs:
    """Reads prepared pictures back."""

    def __init__(self, run: Run, pictures: DeckPictures) -> None:
        self._zips = [zipfile.ZipFile(run.open(pack)) for pack in pictures.packs]

    def read(self, picture: PreparedPicture) -> bytes:
        """The file of a picture: a JPEG, or a PNG."""
        return self._zips[picture.pack].read(picture.name)


def pictures_by_path(run: Run, pictures: DeckPictures) -> Mapping[str, PreparedPicture]:
    """Prepared pictures by the Storage path of what they were made from."""
    return {row.path: row.picture for row in read_lines(run, pictures.pictures, PictureRow)}


def _warn(run: Run, failed: Sequence[str]) -> None:
    if failed:
        names = ", ".join(f"“{name[:60]}”" for name in failed[:NAMED]) + (", …" if len(failed) > NAMED else "")
        told = f"The pictures of {len(failed)} products" if len(failed) > 1 else "The picture of one product"
        run.warn("picture_missing", f"{told} could not be opened, and the deck shows an empty frame: {names}.")


def _scaled(run: Run, path: str, room: tuple[int, int]) -> Image.Image | None:
    """A picture on white, no larger than its room; None where it cannot be had."""
    try:
        with Image.open(run.open(StoredFile(path=path))) as opened:
            return _on_white(_fitted(opened, room))
    except PhaseError as error:
        if error.code != "file_missing":
            raise
    except Exception:  # noqa: BLE001 - broken files make decoders raise anything, and no picture is worth a deck
        pass
    return None


def _fitted(opened: Image.Image, room: tuple[int, int]) -> Image.Image:
    if opened.width * opened.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    opened.draft(None, room)  # a JPEG is decoded at a half, a quarter … where that is still large enough
    picture = ImageOps.exif_transpose(opened)
    if picture.mode in ("P", "1"):  # entries of a palette cannot be mixed
        picture = picture.convert("RGBA")
    picture.thumbnail(room, Image.Resampling.LANCZOS, reducing_gap=2.0)
    return picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode not in ("RGB", "L", "CMYK", "YCbCr"):
        seen = picture.convert("RGBA")
        white = Image.new("RGBA", seen.size, "white")
        white.alpha_composite(seen)
        picture = white
    return picture.convert("RGB")


def _packed(pack: zipfile.ZipFile, number: int, picture: Image.Image, kind: str) -> PreparedPicture:
    out = io.BytesIO()
    if kind == "jpg":
        picture.save(out, "JPEG", quality=QUALITY)
    else:
        picture.save(out, "PNG")
    content = out.getvalue()
    name = f"{hashlib.sha256(content).hexdigest()[:24]}.{kind}"
    if name not in pack.NameToInfo:
        pack.writestr(zipfile.ZipInfo(name, EPOCH), content)
    return PreparedPicture(pack=number, name=name, width=picture.width, height=picture.height)


def _logo(run: Run, job: DeckJob, packs: list[StoredFile]) -> PreparedPicture | None:
    """The logo with what is see-through in it, in a pack of its own; a broken one is left out, with a warning."""
    if job.logo is None:
        return None
    target: Path = run.scratch / "pack-logo.zip"
    try:
        with Image.open(run.open(job.logo)) as opened, zipfile.ZipFile(target, "w") as pack:
            room = (round(LOGO[0] * 3), round(LOGO[1] * 3))
            picture = _fitted(opened, room).convert("RGBA")
            logo = _packed(pack, len(packs), picture, "png")
    except PhaseError as error:
        if error.code != "file_missing":
            raise
    except Exception:  # noqa: BLE001 - as above
        pass
    else:
        packs.append(run.save("deck/pictures-logo.zip", target, ZIP))
        return logo
    run.warn("logo_unreadable", "The logo cannot be opened, and the deck is without. Upload it again as PNG or JPEG.")
    return None
