"""Answers by deterministic code: no key, no network, the same every time."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from rapidfuzz import fuzz, process

from shared.ai.classify import Choose, Chosen
from shared.ai.interface import Prompt

FITS = 82.0  # of 100: below this, words differ in more than number or spelling
# What a word for goods belongs to, where the category does not hold the word itself.
KINDS: dict[str, str] = {
    "tops": "shirt tee blouse top tank sweatshirt hoodie polo tunic camisole henley",
    "knitwear": "sweater cardigan pullover jumper knit turtleneck",
    "bottoms": "pants trousers jeans shorts skirt leggings joggers chino culotte",
    "outerwear": "coat jacket parka trench overshirt blazer vest gilet anorak cape",
    "dresses": "dress gown jumpsuit romper",
    "shoes": "boot sneaker sandal loafer heel pump mule slipper clog oxford derby",
    "footwear": "boot sneaker sandal loafer heel pump mule slipper clog oxford derby",
    "bags": "bag tote backpack clutch wallet pouch satchel crossbody rucksack duffel",
    "accessories": "scarf hat cap belt glove sock beanie sunglasses tie bandana headband",
    "jewelry": "ring necklace earring bracelet pendant cuff anklet brooch",
    "jewellery": "ring necklace earring bracelet pendant cuff anklet brooch",
    "homeware": "mug bowl plate vase candle cushion throw blanket towel tray",
    "tableware": "mug bowl plate cup saucer jug platter",
    "textiles": "cushion throw blanket towel rug napkin tablecloth",
}


class Local:
    """The provider that runs everywhere."""

    model = "local"

    def answers(self, kind: type[Prompt[Any]]) -> bool:
        """It chooses names; reading pages is left to the code that does so."""
        return kind is Choose

    def answer(self, prompt: Any) -> Any:
        """Answer a prompt of a known type."""
        if isinstance(prompt, Choose):
            return _choose(prompt)
        raise TypeError(f"no local answer to a {type(prompt).__name__}")


def _choose(prompt: Choose) -> Chosen:
    words = _words(prompt.text)
    best: tuple[float, str | None] = (0.0, None)
    for option in prompt.options:
        kinds = " ".join(KINDS.get(word, "") for word in _words(option)).split()
        for place, word in enumerate(reversed(words)):  # what a thing is stands last in its name, in most languages
            targets = [*_words(option), *kinds]
            hit = process.extractOne(word, targets, scorer=fuzz.ratio, score_cutoff=FITS)
            if hit:
                best = max(best, (hit[1] - 4 * min(place, 5), option), key=lambda b: b[0])
    return Chosen(option=best[1], confidence=round(min(0.9, best[0] / 110), 2)) if best[1] else Chosen()


def _words(text: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return [singular(word) for word in re.findall(r"[^\W\d_]{3,}", plain)]


def singular(word: str) -> str:
    """An English word without its plural's ending, roughly."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches")) else word[:-1] if word.endswith("s") else word
