"""Products to print: made from a style and a random generator; no name and no style number occurs twice."""

from __future__ import annotations

import random
import string
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tests.data.artwork import RGB, Pattern
from tests.data.generated.axes import Style
from tests.data.generated.language import CLOTHES, KINDS, PALETTE
from tests.data.generated.moneyform import Amount

LETTERS = ("XXS", "XS", "S", "M", "L", "XL", "XXL", "XXXL")
_WORTH = {"knit": (38, 160), "dress": (45, 190), "outer": (110, 640), "bags": (40, 320), "shoes": (60, 260)}
_PATTERNS: tuple[Pattern, ...] = ("plain", "plain", "plain", "knit", "stripe", "check", "dots")


@dataclass(frozen=True)
class Colour:
    """A colour's name in the brand's language, its number in the brand's card, and what it looks like."""

    name: str
    number: str
    rgb: RGB

    @property
    def letters(self) -> str:
        """The three letters that stand for it in a style number."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return "".join(c for c in plain.upper() if c.isalpha())[:3]


@dataclass(frozen=True)
class Sizes:
    """Sizes as printed and as meant.

    Ranges of letters run over XXS to XXXL. Ranges of numbers go by ones for shoes, and by twos for clothes, where the
    linesheet also prints the whole run once (see `key`). A prefix stands before each meant size.
    """

    printed: str
    meant: tuple[str, ...]
    key: str = ""


@dataclass(frozen=True)
class Item:
    """One product. `code` may be empty for a variant's parent."""

    kind: str
    group: str
    name: str
    code: str
    wholesale: Amount
    retail: Amount
    colours: tuple[Colour, ...]
    sizes: Sizes
    materials: str
    note: str
    accent: RGB
    pattern: Pattern


class Maker:
    """Makes items for one document. Raises ValueError where the words do not suffice."""

    def __init__(self, style: Style, rng: random.Random) -> None:
        self.style, self.rng = style, rng
        numbers = rng.sample(range(1, 90), len(PALETTE))
        words = style.language.colours
        self.colours = [Colour(w, f"{n * 11:03}", c) for w, n, c in zip(words, numbers, PALETTE, strict=True)]
        self.dash = rng.choice(("–", "-", " - "))
        self.joiner = rng.choice((", ", "/", " / ", ", "))
        self.prefix = "".join(rng.choices(string.ascii_uppercase.replace("I", "").replace("O", ""), k=2))
        self.clothes = rng.choice((("S", "L"), ("S", "XL"), ("XS", "L"), ("XS", "XL"), ("M", "XXL")))
        self.first = rng.choice((34, 36, 38))
        self.names: set[str] = set()
        self.codes: set[str] = set()

    def groups(self, sizes: Sequence[int]) -> Iterator[tuple[str, list[Item]]]:
        """A category's heading and its items, for each of the counts given."""
        chosen = self.rng.sample(list(KINDS), len(sizes))
        for group, count in zip(chosen, sizes, strict=True):
            yield self.style.language.categories[group], [self.item(group) for _ in range(count)]

    def item(self, group: str) -> Item:
        """One more product."""
        rng, words = self.rng, self.style.language
        kind, name = self._name(group)
        colours = tuple(rng.sample(self.colours, 1 if self.style.codes == "suffix" else rng.randint(1, 3)))
        wholesale, retail = self._prices(group)
        accent = rng.choice([c for c in self.colours if c not in colours])
        fabric = "home" if group == "home" else "leather" if group in ("bags", "shoes") else "textile"
        return Item(
            kind=kind,
            group=group,
            name=name,
            code=self.code(colours[0]),
            wholesale=wholesale,
            retail=retail,
            colours=colours,
            sizes=self.sizes(group),
            materials=rng.choice(words.fabrics[fabric]),
            note=rng.choice(words.notes),
            accent=accent.rgb,
            pattern=rng.choice(_PATTERNS) if group in (*CLOTHES, "small") and kind != "hat" else "plain",
        )

    def _name(self, group: str) -> tuple[str, str]:
        words = self.style.language
        for _ in range(500):
            kind = self.rng.choice(KINDS[group])
            noun, given = self.rng.choice(words.nouns[kind]), self.rng.choice(words.given)
            name = f"{noun} {given}" if words.noun_first else f"{given} {noun}"
            if name not in self.names:
                self.names.add(name)
                return kind, name
        raise ValueError(f"no more names for {group}")

    def code(self, colour: Colour) -> str:
        """A style number that is not used yet."""
        while True:
            code = self._new_code(colour)
            if code not in self.codes:
                self.codes.add(code)
                return code

    def _new_code(self, colour: Colour) -> str:
        rng, p = self.rng, self.prefix
        match self.style.codes:
            case "digits":
                return str(rng.randint(10200, 98900))
            case "zeros":
                return f"00{rng.randint(1200, 9800)}"
            case "dashes":
                return f"{p}-{rng.randint(100, 999)}-{rng.randint(10, 99)}"
            case "suffix":
                return f"{p}{rng.randint(1000, 9899)}-{colour.letters}"
            case "split":
                return f"{p}26-{rng.choice(('KNT', 'WVN', 'ACC'))}-{rng.randint(10000, 98999)}"
            case "letters":
                return p + "".join(rng.choices("ABCDEFGHKLMNPRTVWXZ", k=3))
        return f"{p}{rng.randint(1000, 9899)}"

    def _prices(self, group: str) -> tuple[Amount, Amount]:
        rng, form = self.rng, self.style.money
        worth = Decimal(rng.randint(*_WORTH.get(group, (9, 64))))
        step = Decimal("0.5")
        wholesale = form.fit(worth, step)
        retail = form.fit(worth * Decimal("2.4"), step)
        if self.style.spread == "ranges" and rng.random() < 0.25:
            more = worth * Decimal("1.15") + 1
            return Amount(wholesale, form.fit(more, step)), Amount(retail, form.fit(more * Decimal("2.4"), step))
        return Amount(wholesale), Amount(retail)

    def sizes(self, group: str) -> Sizes:
        """The sizes of a group of goods: the same for all of it."""
        if group == "home":
            return Sizes("", ())
        if group in ("bags", "small"):
            word = self.style.language.one_size
            return Sizes(word, (word,))
        if group == "shoes":
            return self._shoe_sizes()
        match self.style.sizes:
            case "letter_range":
                low, high = self.clothes
                run = LETTERS[LETTERS.index(low) : LETTERS.index(high) + 1]
                return Sizes(low + self.dash + high, run)
            case "letter_list":
                low, high = self.clothes
                run = LETTERS[LETTERS.index(low) : LETTERS.index(high) + 1]
                return Sizes(self.joiner.join(run), run)
        run = tuple(str(n) for n in range(self.first, self.first + 9, 2))
        if self.style.sizes == "numeric_range":
            printed = run[0] + self.dash + run[-1]
            return Sizes(printed, run, f"{printed}: {' · '.join(run)}")
        if self.style.sizes == "prefixed":
            british = tuple(f"UK {n}" for n in range(self.first - 28, self.first - 19, 2))
            return Sizes(", ".join(british), british)
        return Sizes(self.joiner.join(run), run)

    def _shoe_sizes(self) -> Sizes:
        run = tuple(str(n) for n in range(36, 42))
        if self.style.sizes == "prefixed":
            return Sizes("EU 36" + self.dash + "41", tuple(f"EU {n}" for n in run))
        if self.style.sizes.endswith("list"):
            return Sizes(self.joiner.join(run), run)
        return Sizes("36" + self.dash + "41", run)
