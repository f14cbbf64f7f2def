"""Categories as people renamed, merged and ordered them: laid over the names that were read, which stay as they are.

`collections/{id}/edits/categories` holds `names` (pairs: `was`, a name that was read, or typed for a product, and
`name`, the one shown instead; what is shown under one name is merged; no map, for Firestore forbids some words as
keys) and `order` (shown names). A screen that listens to the collection
and to this document shows the same: each name of `categories` through `names`, counts of one shown name summed, those
of `order` first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from shared.collections.records import Category

EDIT = "categories"


class CategoryEdits(BaseModel):
    """What people said of a collection's categories."""

    names: dict[str, str] = {}
    order: list[str] = []

    def shown(self, name: str | None) -> str | None:
        """The name that is shown for one that was read or typed."""
        return self.names.get(name, name) if name is not None else None

    def renamed(self, old: str, new: str) -> CategoryEdits:
        """With the shown name `old` called `new`, merged with what is called so already."""
        names = {name: new if shown == old else shown for name, shown in self.names.items()}
        if old not in self.names:
            names[old] = new
        order = list(dict.fromkeys(new if name == old else name for name in self.order))
        return CategoryEdits(names={name: shown for name, shown in names.items() if name != shown}, order=order)

    def laid_over(self, categories: Iterable[Category], moved: Mapping[str | None, int]) -> list[Category]:
        """Categories as they are shown; `moved` says how many products more each has by corrections of products."""
        counts: Counter[str] = Counter()
        was: dict[str, list[str]] = {}
        for category in categories:
            shown = self.names.get(category.name, category.name)
            counts[shown] += category.count
            was.setdefault(shown, []).append(category.name)
        for name, more in moved.items():
            if name is not None:
                counts[name] += more
        listed = [name for name in dict.fromkeys([*self.order, *was, *counts]) if name in was or counts[name] > 0]
        return [
            Category(name=name, count=max(0, counts[name]), was=[] if was.get(name) == [name] else was.get(name, []))
            for name in listed
        ]


def category_edits(edits: Iterable[Mapping[str, Any]]) -> CategoryEdits:
    """What people said of categories, among all the edits of a collection as they are stored."""
    return edits_as_stored(next((row for row in edits if row.get("kind") == EDIT), {}))


def edits_as_stored(row: Mapping[str, Any]) -> CategoryEdits:
    """The same of the document that holds them."""
    names = {pair["was"]: pair["name"] for pair in row.get("names", ())}
    return CategoryEdits(names=names, order=row.get("order", []))
