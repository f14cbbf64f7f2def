"""How the demo shows what was made: tables for a terminal."""

from __future__ import annotations

import sys
from typing import Any

BAR = 30
STATUS = {"matched": "matched", "suggested": "suggested?", "not_found": "not found"}

Row = dict[str, Any]


def finished(phase: Row, number: int, total: int, unit: str) -> None:
    """A line for a phase that has ended."""
    clear = "\r\033[K" if sys.stdout.isatty() else ""
    name = f"{unit.capitalize()} {number} of {total}: {phase['name']}"
    print(f"{clear}  ✓ {name:<48} {phase['seconds']:5.1f} s", flush=True)


def bar(status: Row, seconds: float) -> None:
    """The progress bar, over the last one."""
    percentage = status["progress"]["percentage"]
    done = BAR * percentage // 100
    name = status.get("current_phase") or status.get("current_step") or ""
    eta = status.get("eta_seconds")
    left = f", {eta:.0f} s left" if eta else ""
    line = f"  [{'█' * done}{'·' * (BAR - done)}] {percentage:3} %  {seconds:4.1f} s{left}  {name}…"
    print(f"\r\033[K{line}", end="", flush=True)


def products(rows: list[Row], categories: list[Row]) -> None:
    """What was read of the linesheet."""
    print(f"\n{len(rows)} products in {len(categories)} categories:\n")
    print(f"  {'style':<12} {'name':<34} {'category':<18} {'wholesale':>12} {'retail':>12}  pictures")
    for product in rows:
        name, category = product["name"] or "", product["category"] or ""
        prices = [_money(product["wholesale_price"]), _money(product["retail_price"])]
        print(
            f"  {product['style_number'] or '':<12} {name[:34]:<34} {category[:18]:<18} "
            f"{prices[0]:>12} {prices[1]:>12}  {len(product['images'])}"
        )
    print("\n  " + " · ".join(f"{category['name']} ({category['count']})" for category in categories))


def items(rows: list[Row], orders: list[Row]) -> None:
    """What was made of the order."""
    print(f"\n{len(rows)} lines of the order:\n")
    print(f"  {'style':<12} {'name':<28} {'colour':<12} {'pieces':>6} {'unit cost':>12} {'total':>12}  linesheet")
    for item in rows:
        code, name, color = (item[key] or "" for key in ("style_number", "name", "color"))
        cost, total = (_amount(item[key], item["currency"] or "") for key in ("unit_cost", "total"))
        print(
            f"  {code or item['sku'] or '':<12} {name[:28]:<28} {color[:12]:<12} "
            f"{_number(item['quantity']):>6} {cost:>12} {total:>12}  {_match(item)}"
        )
    for order in orders:
        told = {"reconciled": "add up to its printed totals", "no_totals": "have no printed total to add up to"}
        print(f"\n  Its {order['lines']} lines {told.get(order['status'], 'differ from its printed totals')}.")
        for difference in order["differences"]:
            print(f"    {difference['message']}")


def _match(item: Row) -> str:
    match = item["match"]
    if match["status"] != "suggested":
        return STATUS[match["status"]]
    first = match["candidates"][0] if match["candidates"] else {}
    return f"suggested: {first.get('style_number') or first.get('name') or ''}?"


def _money(price: Row | None) -> str:
    return f"{price['amount']} {price['currency'] or ''}".strip() if price else "–"


def _amount(amount: str | None, currency: str) -> str:
    return f"{amount} {currency}".strip() if amount is not None else "–"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:g}"
