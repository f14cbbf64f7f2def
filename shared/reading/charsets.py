"""Texts that do not say how they are encoded: told by which bytes stand beside each other, and what words they make."""

from __future__ import annotations

import re

SAMPLE = 200_000  # bytes
MOST = 0.7  # of a text's letters outside ASCII: enough to tell its script
_HIGH = re.compile(rb"[\x80-\xff]+")
_WORDS = re.compile(rb"[A-Za-z\x80-\xff]{2,}")
_KANA, _HANGUL, _HAN = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7a3]"), re.compile("[\u4e00-\u9fff]")
_WIDE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]+")
# Letters of the Macintosh that are signs, capitals within a word, or nothing at all in the encodings of Windows.
_MAC = re.compile(rb"(?:[a-z][\x87\x88\x8a\x8c-\x90\x9f])|(?:[A-Z][\x87\x88\x8a\x8c-\x90\x9f][a-z])")
# Words of trade: no chance makes two of them.
_TRADE = re.compile("品番|品名|品目|商品|型番|数量|単価|金額|合計|小計|価格|消費税|発注|注文|納期|円")
# Bytes that are signs or letters of far places in Western European, and letters of everyday words in another.
CENTRAL = frozenset(b"\xb3\xb9\xbf\x9f\xa3\xa5\xaf\x8f\xbe\xbc\xf5\xfb\xd5\xdb\xf8\xec\xef\x9d\x8d\xcc\xd8")
TURKISH = frozenset(b"\xf0\xfd\xfe\xd0\xdd\xde")
# Danish and Norwegian: what reads as "ř" and "ć" there, and hardly ever is that without other Czech or Polish letters.
NORDIC = frozenset("æøåÆØÅéäöüÉÄÖÜ".encode("cp1252"))
CARONS = frozenset(b"\x8a\x8e\x9a\x9e")  # S and Z with a caron: Slovene and Croatian beside "č" and "ć"
EVERYDAY = frozenset("ąćęłńśźżĄĆĘŁŃŚŹŻóÓőűŐŰčďěňřšťůžČĎĚŇŘŠŤŮŽáéíúýÁÉÍÚÝöüÖÜäÄđĐßăâîșțşţôĽľ")


def encoding_of(content: bytes) -> str:
    """The likeliest encoding of a text that is no UTF-8: an Asian one of two bytes, or one of Windows'."""
    sample = content[:SAMPLE]
    return _of_two_bytes(sample) or _of_one_byte(sample)


def _of_two_bytes(sample: bytes) -> str | None:
    """Japanese, Korean or Chinese, where nearly all letters are of that script."""
    runs = _HIGH.findall(sample)
    alone = sum(len(run) == 1 for run in runs)
    if not runs:
        return None
    japanese = _decoded(sample, "cp932")
    # Half of the letters of Shift-JIS end in a byte of ASCII; those of the others do not.
    if japanese and (_is_japanese(japanese) or _is_kanji(japanese)):
        return "cp932"
    if alone > 0.1 * len(runs):
        return None
    korean = _decoded(sample, "euc_kr")
    if korean and len(_HANGUL.findall(korean)) >= max(MOST * _outside(korean), 2):
        return "cp949"
    pairs = [run[n] for run in runs for n in range(0, len(run) - 1, 2)]
    common = sum(0xB0 <= lead <= 0xD7 for lead in pairs)  # the everyday half of GB 2312
    chinese = _decoded(sample, "gb18030")
    odd = sum(len(run) % 2 for run in runs)
    return "gb18030" if chinese and not odd and common >= MOST * max(len(pairs), 1) else None


def _is_japanese(text: str) -> bool:
    kana, whole = len(_KANA.findall(text)), _outside(text)
    if len(set(_TRADE.findall(text))) >= 2 and kana + len(_HAN.findall(text)) >= MOST * whole:
        return True
    return kana >= max(0.15 * whole, 2) and kana + len(_HAN.findall(text)) >= MOST * whole


def _is_kanji(text: str) -> bool:
    """Whether letters are everyday kanji, side by side: an order form may have next to no kana (品番, 数量, 単価).

    Quotes and dashes of a Western text look like kanji too, but stand alone.
    """
    outside = [c.encode("cp932", "replace") for run in _WIDE.findall(text) for c in run]
    everyday = sum(len(code) == 2 and code[0] <= 0x97 for code in outside)  # the first level of JIS, signs and kana
    beside = sum(len(run) for run in _WIDE.findall(text) if len(run) > 1)
    whole = _outside(text)
    return whole >= 4 and everyday >= 0.9 * whole and beside >= MOST * whole


def _of_one_byte(sample: bytes) -> str:
    words = _WORDS.findall(sample)
    high = [word for word in words if any(byte >= 0x80 for byte in word)]
    dense = [word for word in high if sum(byte >= 0xB8 for byte in word) >= MOST * len(word)]
    if high and len(dense) > 0.5 * len(high):
        return _of_letters(dense)
    if _is_macintosh(high):
        return "mac_roman"
    letters = {byte for word in high for byte in word if byte >= 0x80}
    if letters & TURKISH and not letters & ((CENTRAL | CARONS) - {0xEF}):
        return "cp1254"
    central = _decoded(sample, "cp1250")
    if letters & (CENTRAL | CARONS) and not letters <= NORDIC and central is not None:
        outside = [c for word in high for c in word.decode("cp1250", "replace") if c > "\x7f"]
        if sum(c in EVERYDAY for c in outside) > 0.9 * len(outside):
            return "cp1250"
    return "cp1252"


def _of_letters(words: list[bytes]) -> str:
    """Arabic, Hebrew, Russian or Greek, by which of the upper half's letters words use and how often."""
    letters = [byte for word in words for byte in word if byte >= 0x80]
    arabic = [c for c in bytes(letters).decode("cp1256", "replace") if "\u0621" <= c <= "\u064a"]
    if len(arabic) >= 0.95 * len(letters) and sum(c in "ليمنو" for c in arabic) >= 0.15 * len(letters):
        return "cp1256"
    cyrillic = _cyrillic(words)
    hebrew = _count(words, "cp1255", "יוהלארתמ")
    if all(0xE0 <= byte <= 0xFA for byte in letters) and hebrew > _count(words, "cp1251", "оеаинтрс"):
        return "cp1255"
    return "cp1251" if cyrillic else "cp1253"


def _is_macintosh(words: list[bytes]) -> bool:
    """Whether accented letters are those of Mac OS Roman, as spreadsheets on a Macintosh save them."""
    above = sum(byte >= 0xA0 and byte != 0xA7 for word in words for byte in word)  # 0xA7 is their ß
    return len(_MAC.findall(b" ".join(words))) >= 2 and above <= 0.1 * sum(b >= 0x80 for w in words for b in w)


def _count(words: list[bytes], encoding: str, letters: str) -> int:
    return sum(word.decode(encoding, "replace").lower().count(c) for word in words for c in letters)


def _cyrillic(words: list[bytes]) -> bool:
    """Whether words are Russian rather than Greek: by the letters that each language has most."""
    russian, greek = _count(words, "cp1251", "оеаинт"), _count(words, "cp1253", "αοιετσνό")
    return russian >= greek


def _decoded(sample: bytes, encoding: str) -> str | None:
    for end in (len(sample), len(sample) - 1, len(sample) - 2, len(sample) - 3):
        try:
            return sample[: max(end, 0)].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _outside(text: str) -> int:
    """How many letters are outside ASCII."""
    return sum(c > "\x7f" for c in text)
