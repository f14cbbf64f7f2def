"""How Collections speaks of its processes in e-mails."""

from __future__ import annotations

from shared.notices.wording import Wording

COLLECTION = "collection"

WORDINGS: dict[str, Wording] = {
    "document_processing": Wording("Document processing", COLLECTION, {"structured_products": ("product", "products")}),
    "item_generation": Wording("Item generation", COLLECTION, {"items": ("item", "items")}),
    "deck_generation": Wording("Deck generation", COLLECTION, {"decks": ("deck", "decks")}),
}
