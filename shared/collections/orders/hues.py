"""Colours of orders and linesheets compared: the same, different, or nobody can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from shared.collections.models import Color
from shared.reading.words import folded

# fmt: off
_TONGUES = {
    "black": "black blk noir schwarz nero negro preto zwart svart sort "
    "fekete czarny cerna musta siyah 黑色 黑 أسود שחור",
    "white": "white wht wh blanc weiss bianco blanco branco wit vit "
    "hvid hvit feher bialy bila valkoinen beyaz 白色 白 أبيض לבן",
    "red": "red rouge rot rosso rojo vermelho rood rod roed piros czerwony cervena punainen kirmizi 红色 红 أحمر אדום",
    "blue": "blue blu bleu blau azul blauw bla blaa kek niebieski modra sininen mavi 蓝色 蓝 أزرق כחול",
    "navy": "navy nvy marine marino dunkelblau nachtblau donkerblauw marinbla granatowy sotetkek lacivert",
    "green": "green grn vert grun verde groen gron gronn zold zielony zelena vihrea yesil 绿色 绿 أخضر ירוק",
    "yellow": "yellow ylw yel jaune gelb giallo amarillo amarelo geel "
    "gul sarga zolty zluta keltainen sari 黄色 黄 أصفر צהוב",
    "grey": "grey gray gry gris grau grigio cinza cinzento grijs gra "
    "graa szurke szary seda harmaa gri 灰色 灰 رمادي אפור",
    "brown": "brown brn marron brun braun marrone castanho bruin barna brazowy hneda ruskea kahverengi 棕色 بني חום",
    "pink": "pink pnk rosa rose roze rosado rozowy rozsaszin roosa lyserod pembe 粉色 粉红色 وردي ורוד",
    "orange": "orange org orn arancione naranja laranja oranje "
    "narancs pomaranczowy oranssi turuncu 橙色 برتقالي כתום",
    "purple": "purple violet lila violett viola morado roxo paars lilla lilas fioletowy mor 紫色 بنفسجي סגול",
    "beige": "beige bge bezs bezowy beis bege bej 米色 بيج",
    "silver": "silver slv argent silber argento plata prata zilver gumus 银色 فضي",
    "gold": "gold gld dore oro dorado dourado goud altin 金色 ذهبي",
    "natural": "natural nat naturel natur naturale natuur natural",
}
# fmt: on
_BASIC = {word: hue for hue, words in _TONGUES.items() for word in words.split()}
_JOINED = re.compile(r"[^\w]+")


class Verdict(IntEnum):
    """How two colours compare."""

    DIFFERENT = -1
    UNKNOWN = 0
    ALIKE = 1
    SAME = 2


def compared(line: Iterable[str | None], colors: Iterable[Color]) -> Verdict:
    """How what a line says of its colour (name, code, a code's suffix) compares with a product's colours."""
    said = [text for text in line if text and text.strip()]
    offered = [text for color in colors for text in (color.name, color.code) if text and text.strip()]
    if not said or not offered:
        return Verdict.UNKNOWN
    return max(_pair(one, other) for one in said for other in offered)


@lru_cache(maxsize=50_000)
def _pair(one: str, other: str) -> Verdict:
    a, b = plain_color(one), plain_color(other)
    if a == b or (a.isdigit() and b.isdigit() and a.lstrip("0") == b.lstrip("0")):
        return Verdict.SAME
    if a.isdigit() or b.isdigit():
        return Verdict.UNKNOWN
    hues = hues_of(a), hues_of(b)
    short = short_for(a, b) or short_for(b, a)
    if all(hues) and not (short and hues[0] != hues[1]):  # "BLA" is black for short, whatever it is in Swedish
        return _shades(a, b) if hues[0] == hues[1] else _partly(*hues)
    if short or set(a.split()) <= set(b.split()) or set(b.split()) <= set(a.split()):
        return Verdict.ALIKE
    return Verdict.UNKNOWN


def plain_color(text: str) -> str:
    """A colour's words, folded."""
    return " ".join(_JOINED.sub(" ", folded(text[:100])).split())


def hues_of(text: str) -> frozenset[str]:
    """The basic colours that a folded text names, in whichever language."""
    return frozenset(_BASIC[word] for word in text.split() if word in _BASIC)


def _shades(a: str, b: str) -> Verdict:
    """Two of the same basic colours: "light blue" is a blue, but whether it is "pale blue" nobody can tell."""
    more, other = ({word for word in text.split() if word not in _BASIC} for text in (a, b))
    if more == other:
        return Verdict.SAME
    return Verdict.UNKNOWN if more and other else Verdict.ALIKE


def _partly(hues: frozenset[str], others: frozenset[str]) -> Verdict:
    return Verdict.ALIKE if hues < others or others < hues else Verdict.DIFFERENT


def short_for(short: str, name: str) -> bool:
    """Whether letters abbreviate a colour: its first letters, its consonants, or the first letters of its words."""
    short, words = short.replace(" ", ""), name.split()
    whole = "".join(words)
    if not 2 <= len(short) <= 5 or not short.isalpha() or len(whole) <= len(short) or whole[0] != short[0]:
        return False
    if whole.startswith(short) or (len(words) > 1 and "".join(w[0] for w in words).startswith(short)):
        return True
    rest = iter(whole[1:])
    return len(short) >= 3 and all(letter in rest for letter in short[1:])
