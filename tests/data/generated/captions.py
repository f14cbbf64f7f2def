"""The words of one product, line by line, as the document's style has them."""

from __future__ import annotations

from dataclasses import replace

from tests.data.generated.axes import Style
from tests.data.generated.draft import Draft, Run, Slip
from tests.data.generated.goods import Colour, Item
from tests.data.sheet import GREY, Align

Line = list[Run]


def money(style: Style, item: Item, field: str) -> str:
    """One price as printed."""
    return style.money.write(item.wholesale if field == "wholesale_price" else item.retail)


def price_fields(style: Style) -> list[tuple[str, str]]:
    """(field, label) of each price that the document prints."""
    both = [("wholesale_price", style.wholesale), ("retail_price", style.retail)]
    if style.prices == "none":
        return []
    return both if style.both else both[:1]


def name_run(item: Item) -> Run:
    """The name, bold and a little larger."""
    return Run(item.name, "name", bold=True, scale=1.15)


def code_runs(style: Style, item: Item) -> Line:
    """The style number, after its label where the document labels it."""
    label = [Run(style.code_word + ("" if style.code_word[-1] in "#.ª" else ":"), color=GREY)]
    return (label if style.code_label == "labelled" else []) + [Run(" " + item.code, "style_number")]


def color_runs(style: Style, item: Item) -> Line:
    """The colours: a list, a list with numbers, numbers only, or squares with names."""
    if style.colours == "swatches":
        return [Run(("" if k == 0 else " ") + c.name, "colors", swatch=c.rgb) for k, c in enumerate(item.colours)]
    joiner = {"slashes": " / ", "commas": ", "}.get(style.colours, ", ")
    return [Run(joiner.join(_color(style, c) for c in item.colours), "colors")]


def _color(style: Style, colour: Colour) -> str:
    return {"codes": colour.number, "named_codes": f"{colour.number} {colour.name}"}.get(style.colours, colour.name)


def _labelled(style: Style, label: str, value: Line, always: bool = False) -> Line:
    if style.facts == "bare" and not always:
        return value
    first = replace(value[0], words=" " + value[0].words.lstrip())
    return [Run(label + ":", color=GREY), first, *value[1:]]


def fact_lines(style: Style, item: Item) -> list[Line]:
    """Colours, sizes and materials, and now and then a sentence."""
    words = style.language
    lines = [_labelled(style, words.colour, color_runs(style, item), style.colours == "codes")]
    if item.sizes.printed:
        bare_numbers = item.sizes.printed[0].isdigit()
        lines.append(_labelled(style, words.size, [Run(item.sizes.printed, "sizes")], bare_numbers))
    lines.append(_labelled(style, words.material, [Run(item.materials, "materials")]))
    if style.notes == "some" and len(item.name) % 2:
        lines.append([Run(item.note, "description", color=GREY)])
    return lines + extra_lines(style, item)


def extra_lines(style: Style, item: Item) -> list[Line]:
    """What no field holds: where it is made, the least order, the number under the bar code."""
    if style.extras == "origin":
        return [[Run(style.language.origin, color=GREY)]]
    if style.extras == "minimum":
        return [[Run(style.language.minimum, color=GREY)]]
    if style.extras == "ean":
        return [[Run(f"EAN 40{sum(ord(c) * 7919**k for k, c in enumerate(item.name)) % 10**11:011}", color=GREY)]]
    return []


def price_lines(style: Style, item: Item) -> list[Line]:
    """The prices, labelled as the document labels them."""
    fields = price_fields(style)
    values = [Run(money(style, item, field), field, bold=True) for field, _ in fields]
    match style.label_style:
        case "after":
            return [[value, Run(f" {label}", color=GREY)] for value, (_, label) in zip(values, fields, strict=True)]
        case "above":
            pairs = zip(values, fields, strict=True)
            return [line for v, (_, label) in pairs for line in ([Run(label, color=GREY, scale=0.75)], [v])]
        case "legend":
            return [_joined(values, " / ")] if values else []
        case "bare":
            return [_joined(values, " | ")] if values else []
    return [
        [Run(label + ":", color=GREY), replace(value, words=" " + value.words)]
        for value, (_, label) in zip(values, fields, strict=True)
    ]


def _joined(values: Line, between: str) -> Line:
    out = values[:1]
    for value in values[1:]:
        out += [Run(between), value]
    return out


def title_lines(style: Style, item: Item) -> list[Line]:
    """Name and style number, in the document's order."""
    name, code = [name_run(item)], code_runs(style, item)
    if style.order == "one_line" and style.code_label == "bare":
        return [[*code, replace(name[0], words=" " + item.name)]]
    return [name, code] if style.order == "name_first" else [code, name]


def caption(style: Style, item: Item) -> list[Line]:
    """All that a card says."""
    return [*title_lines(style, item), *fact_lines(style, item), *price_lines(style, item)]


def write_lines(
    draft: Draft,
    slip: Slip,
    x: float,
    y: float,
    lines: list[Line],
    width: float,
    size: float = 8,
    align: Align = "left",
) -> float:
    """Print the lines one below the other; the next baseline is returned."""
    for line in lines:
        y = draft.flow(slip, x, y, line, width, size, align)
    return y


def legend(style: Style) -> str:
    """What stands once on a page: the order of the prices, and the currency where the amounts do not say it."""
    parts = []
    if style.label_style == "legend" and style.prices != "none":
        parts.append(" / ".join(label for _, label in price_fields(style)))
    if style.money.stated and style.prices != "none":
        parts.append(f"{style.language.priced_in} {style.money.currency}")
    return "  ·  ".join(parts)


def size_key(draft: Draft) -> str:
    """The run of numbers behind a range of clothes' sizes, "" where none is printed."""
    keys = {draft.maker.sizes("knit").key}
    return " ".join(f"{draft.style.language.size} {key}" for key in keys if key)
