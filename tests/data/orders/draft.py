"""An order while it is written: its lines, what it prints of them, and the truth about them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal

from tests.data.generated.axes import Style
from tests.data.generated.goods import LETTERS, Item
from tests.data.generated.language import CLOTHES
from tests.data.generated.moneyform import FORMS, MoneyForm
from tests.data.money import grouped
from tests.data.orders.goods import Catalogue, Reference, worth
from tests.data.orders.truth import OrderTruth, TrueColumn, TrueLine, TrueTable, TrueTotals
from tests.data.orders.wording import ROLES, Words

Value = str | int | Decimal | None
SAMPLES = 6  # values that tell a column
_RUNS = {"clothes": LETTERS[1:6], "shoes": tuple(str(n) for n in range(36, 42))}
STORES = ("Galerie Nord", "Hartwell & Sons", "Moda Centro", "Kaufhaus Brandt", "The Corner Store", "Maison Delphine")
STREETS = ("14 Mill Lane", "Hauptstraße 88", "27 rue des Lilas", "Via Roma 112", "Calle Mayor 9", "Kerkstraat 301")


@dataclass(frozen=True)
class Line:
    """A line as the order prints it. `sizes` are quantities by size; `size` the one of a row a size."""

    ref: Reference
    qty: int
    cost: Decimal
    total: Decimal
    retail: Decimal
    sizes: Mapping[str, int] = field(default_factory=dict)
    size: str = ""
    discount: Decimal = Decimal(0)
    ean: str = ""
    note: str = ""
    flags: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        return self.ref.item


@dataclass
class Sums:
    """What the order prints below its lines; a part is None where it is not printed."""

    quantity: int | None = None
    subtotal: Decimal | None = None
    discount: Decimal | None = None
    tax: Decimal | None = None
    shipping: Decimal | None = None
    total: Decimal | None = None


def clothes(item: Item) -> bool:
    """Goods that are worn in letter sizes."""
    return item.group in CLOTHES


def shoes(item: Item) -> bool:
    """Goods in numbered sizes."""
    return item.group == "shoes"


def anything(_: Item) -> bool:
    """All goods."""
    return True


class Draft:
    """What the writers of all kinds of files share. `form` is the money of the order, not of the linesheet."""

    def __init__(self, style: Style, words: Words, rng: random.Random) -> None:
        self.style, self.words, self.rng = style, words, rng
        self.catalogue = Catalogue(style, rng)
        self.form: MoneyForm = style.money
        self.headers = {name: rng.choice(choices) for name, choices in words.columns.items()}
        self.headers["note"] = words.columns["note"][0]
        self.labels = {name: rng.choice(choices) for name, choices in words.sums.items()}
        self.number = f"{rng.choice(('PO', 'B', '45', 'A-'))}{rng.randint(10000, 98999)}"
        self.date = f"{rng.randint(1, 28):02}.{rng.randint(1, 9):02}.2026"
        self.buyer, self.street = rng.choice(STORES), rng.choice(STREETS)
        self.tables: list[TrueTable] = []
        self.lines: list[TrueLine] = []
        self.sums = Sums()
        self.statuses: list[str] | None = None
        self.says_currency = True

    # goods

    def pick(
        self,
        count: int,
        group: Callable[[Item], bool] = anything,
        *,
        named: bool = True,
        sizes: str = "",
        discount: bool = False,
        plainly: bool = False,
    ) -> list[Line]:
        """Lines of products, each of a colour. `sizes` is a run ("clothes", "shoes") whose sizes are counted."""
        made: list[Line] = []
        for ref in self.catalogue.references(group, named, plainly):
            if len(made) < count:
                made.append(self._line(ref, sizes, discount))
        return made

    def _line(self, ref: Reference, sizes: str, discount: bool) -> Line:
        rng = self.rng
        per_size = {size: rng.choice((0, 1, 2, 2, 3, 4, 6)) for size in _RUNS.get(sizes, ())}
        if per_size and not any(per_size.values()):
            per_size[next(iter(per_size))] = 2
        qty = sum(per_size.values()) or rng.choice((1, 2, 3, 4, 6, 6, 8, 10, 12, 12, 24, 36, 48, 120))
        cost = worth(ref.item) if rng.random() < 0.8 else self.fit(worth(ref.item) * Decimal("0.9"))
        off = Decimal(rng.choice((0, 0, 5, 10, 15))) if discount else Decimal(0)
        line = Line(ref, qty, cost, Decimal(0), ref.item.retail.low, per_size, "", off, self.barcode(), "", ())
        return self.priced(line)

    def priced(self, line: Line) -> Line:
        """With the total that its quantity, price and discount make."""
        return replace(line, total=self.fit(line.cost * line.qty * (100 - line.discount) / 100))

    def by_size(self, lines: Sequence[Line]) -> list[Line]:
        """A row for each size that is ordered of a line."""
        rows = []
        for line in lines:
            for size, qty in line.sizes.items():
                if qty:
                    rows.append(self.priced(replace(line, size=size, qty=qty, sizes={size: qty}, ean=self.barcode())))
        return rows

    def odd(self, lines: list[Line], *kinds: str) -> list[Line]:
        """Lines with some of the oddities that are kept and flagged: duplicate, zero, negative."""
        lines = list(lines)
        for kind in kinds:
            at = self.rng.randrange(1, len(lines) - 1)
            while lines[at].flags or lines[at].ref.kind != "exact":
                at = (at + 1) % len(lines)
            line = lines[at]
            if kind == "duplicate":
                lines[at] = replace(line, flags=("duplicate?",))
                again = self.priced(replace(line, qty=line.qty + (0 if line.sizes else 1), flags=("duplicate",)))
                lines.insert(self.rng.randrange(at + 1, len(lines) + 1), again)
            else:
                qty = 0 if kind == "zero" else -min(line.qty, 12)
                sizes = {line.size: qty} if line.size else {}
                lines[at] = self.priced(replace(line, qty=qty, sizes=sizes, flags=(kind,)))
        return lines

    def barcode(self) -> str:
        """A valid EAN-13."""
        digits = "40" + "".join(self.rng.choices("0123456789", k=10))
        check = -sum(int(d) * (3 if k % 2 else 1) for k, d in enumerate(digits)) % 10
        return digits + str(check)

    # money and words

    def fit(self, value: Decimal) -> Decimal:
        """Rounded to the decimals of the order's money."""
        return value.quantize(Decimal(1).scaleb(-self.form.places), ROUND_HALF_UP)

    def bare(self, value: Decimal, places: int | None = None) -> str:
        """An amount without a sign, as the order writes numbers."""
        form = self.form
        return grouped(value, form.thousands, form.point, form.places if places is None else places)

    def money(self, value: Decimal) -> str:
        """An amount with the sign of the order's money."""
        return self.form.before + self.bare(value) + self.form.after

    def value(self, line: Line, name: str) -> Value:
        """What a field of a line holds: a number where it is one."""
        ref = line.ref
        match name:
            case "code" | "style":
                return ref.code or None
            case "name":
                return ref.name
            case "color":
                return ref.colour.name
            case "color_code":
                return ref.colour.number
            case "qty":
                return line.qty
            case "cost" | "total" | "retail":
                amount: Decimal = getattr(line, name)
                return amount
            case "discount":
                return line.discount
            case "sku":
                return (
                    "-".join(part for part in (ref.code, ref.colour.letters, line.size) if part) if ref.code else None
                )
            case "size":
                return line.size
            case "ean":
                return line.ean
            case "note":
                return line.note or None
            case "category":
                return self.style.language.categories[line.item.group]
            case "unit":
                return self.words.piece
            case "currency":
                return self.form.currency
            case "date":
                return self.date
            case "order":
                return self.number
            case "season":
                return self.style.language.season
        raise KeyError(name)

    # the truth

    def table(
        self,
        fields: Sequence[str],
        lines: Sequence[Line],
        *,
        sizes: Sequence[str] = (),
        headers: Mapping[str, str] | None = None,
        roles: Mapping[str, Sequence[str]] | None = None,
        bare: bool = False,
    ) -> None:
        """A table of lines. Among the fields "sizes" stands for a column a size; `bare`: there is no header."""
        columns = []
        names = self.headers | dict(headers or {})
        for name in fields:
            if name == "sizes":
                columns += [self._size_column(size, lines) for size in sizes]
                continue
            values = self.samples(lines, name)
            allowed = [*(roles or {}).get(name, ROLES[name])]
            columns.append(TrueColumn(header="" if bare else names[name], roles=allowed, values=values))
        self.tables.append(TrueTable(columns=columns))

    def samples(self, lines: Sequence[Line], name: str) -> list[str]:
        """The first values of a column, plainly."""
        if name == "no":
            return [str(number) for number, _ in enumerate(lines[:SAMPLES], 1)]
        return [str(v) for v in (self.value(line, name) for line in lines[:SAMPLES]) if v is not None]

    def _size_column(self, size: str, lines: Sequence[Line]) -> TrueColumn:
        values = [str(line.sizes[size]) for line in lines[:SAMPLES] if line.sizes.get(size)]
        return TrueColumn(header=size, roles=["size_quantity"], size=size, values=values)

    def line(self, line: Line, fields: Sequence[str], sheet: str | None = None, row: int | None = None) -> None:
        """The truth about a line that was written with these fields."""
        ref = line.ref
        printed = [str(v) for name in ("code", "style", "sku") if name in fields and (v := self.value(line, name))]
        codes = [*dict.fromkeys([*printed, *([ref.item.code] if ref.product_id and printed else [])])]
        flags = list(line.flags)
        if ref.product_id and self.form.currency != self.style.money.currency and self.says_currency:
            flags.append("currency")
        sizes = {size: str(qty) for size, qty in line.sizes.items() if qty}
        self.lines.append(
            TrueLine(
                codes=codes,
                name=ref.name if "name" in fields else None,
                color=ref.colour.name if "color" in fields else None,
                sizes=sizes if {"sizes", "size"} & set(fields) else None,
                quantity=str(line.qty),
                unit_cost=str(line.cost) if "cost" in fields else None,
                total=str(line.total) if "total" in fields else None,
                statuses=list(ref.statuses),
                product_id=ref.product_id,
                flags=flags,
                kind=ref.kind,
                sheet=sheet,
                row=row,
            )
        )

    def add_up(self, lines: Sequence[Line], *parts: str) -> Sums:
        """The order's totals: the parts named (quantity, subtotal, discount, tax, shipping, total)."""
        net = sum((line.total for line in lines), Decimal(0))
        sums = Sums()
        if "quantity" in parts:
            sums.quantity = sum(line.qty for line in lines)
        if "subtotal" in parts:
            sums.subtotal = net
        if "discount" in parts:
            sums.discount = self.fit(net * Decimal(self.rng.choice(("0.03", "0.05", "0.1"))))
        less = net - (sums.discount or 0)
        if "tax" in parts:
            sums.tax = self.fit(less * Decimal(self.rng.choice(("0.19", "0.21", "0.08"))))
        if "shipping" in parts:
            sums.shipping = self.fit(Decimal(self.rng.choice((15, 24, 48))) * self.form.scale)
        if "total" in parts:
            sums.total = less + (sums.tax or 0) + (sums.shipping or 0)
        self.sums = sums
        return sums

    def spoil(self, part: str = "total") -> None:
        """Print a total that is not what the lines add up to."""
        unit = Decimal(self.rng.choice((9, 18, 90))) * self.form.scale
        right: Decimal | int = getattr(self.sums, part)
        setattr(self.sums, part, right + (int(unit) if isinstance(right, int) else self.fit(unit)))
        self.statuses = ["differs"]

    def finish(self, name: str, made: str) -> OrderTruth:
        """The whole truth."""
        printed = {k: None if v is None else str(v) for k, v in vars(self.sums).items()}
        none = not any(printed.values())
        return OrderTruth.model_validate(
            {
                "document": name,
                "made": made,
                "currency": self.form.currency if self.says_currency else None,
                "tables": self.tables,
                "lines": self.lines,
                "totals": TrueTotals(**printed),
                "statuses": self.statuses or (["no_totals"] if none else ["reconciled"]),
                "products": self.catalogue.products(),
            }
        )


def foreign(form: MoneyForm, rng: random.Random) -> MoneyForm:
    """Money of another currency, of about the same worth."""
    others = [f for f in FORMS.values() if f.currency != form.currency and f.scale == form.scale and not f.stated]
    return rng.choice(others)
