"""The invented brands: what they sell, how they name it. None of them exists."""

from __future__ import annotations

from decimal import Decimal

from tests.data.wares import Brand, Colour, Group

OAT = Colour("Oat", (214, 198, 170))
NAVY = Colour("Navy", (44, 56, 86))
MOSS = Colour("Moss", (104, 112, 72))
RUST = Colour("Rust", (168, 84, 52))
INK = Colour("Ink", (38, 38, 44))
ROSE = Colour("Dusty Rose", (198, 146, 140))
CAMEL = Colour("Camel", (182, 140, 94))
CLARET = Colour("Claret", (112, 36, 48))
SKY = Colour("Pale Sky", (160, 186, 204))
FOREST = Colour("Forest", (52, 78, 64))
CHALK = Colour("Chalk", (228, 224, 214))

ALPHA = ("XS", "S", "M", "L", "XL")
SHOES = ("36", "37", "38", "39", "40", "41")
ONE = ("One Size",)

HARROW = Brand(
    name="Harrow & Vale",
    given=(
        *("Alder", "Bracken", "Calder", "Dunmore", "Elspeth", "Fenwick", "Greta", "Hartley", "Iona", "Juniper"),
        *("Kirkby", "Linden", "Marlow", "Nell", "Orla", "Penrith", "Rowan", "Selkirk", "Thirza", "Wren"),
    ),
    colours=(OAT, NAVY, MOSS, RUST, INK, ROSE, CAMEL, CLARET, SKY, FOREST, CHALK),
    code="HV26-####",
    currency="USD",
    prices=(34, 168),
    step=Decimal(2),
    markup=Decimal("2.3"),
    groups=(
        Group(
            "Knitwear",
            {
                "sweater": ("Crewneck Sweater", "Fisherman Sweater", "Ribbed Pullover"),
                "cardigan": ("Button Cardigan", "Longline Cardigan"),
                "tee": ("Fine Knit Tee",),
            },
            15,
            ALPHA,
            ("100% merino wool", "70% lambswool, 30% nylon", "60% cotton, 40% alpaca"),
        ),
        Group(
            "Dresses & Skirts",
            {"dress": ("Midi Dress", "Pinafore Dress", "Sun Dress"), "skirt": ("Pleated Skirt", "A-Line Skirt")},
            15,
            ALPHA,
            ("100% linen", "55% linen, 45% cotton", "100% organic cotton"),
        ),
        Group(
            "Outerwear",
            {"coat": ("Wool Coat", "Trench Coat", "Car Coat"), "shirt": ("Overshirt", "Chore Jacket")},
            15,
            ("S", "M", "L", "XL"),
            ("80% wool, 20% polyamide", "100% waxed cotton", "100% cotton canvas"),
        ),
        Group(
            "Bags & Shoes",
            {
                "tote": ("Market Tote",),
                "crossbody": ("Saddle Bag",),
                "backpack": ("Day Pack",),
                "boot": ("Ankle Boot",),
                "loafer": ("Penny Loafer",),
                "sneaker": ("Court Sneaker",),
            },
            15,
            SHOES,
            ("vegetable-tanned leather", "suede, leather lining", "cotton canvas, leather trim"),
        ),
    ),
)
