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

LILLA = Brand(
    name="Lilla Skog",
    given=(
        *("Alma", "Bo", "Disa", "Ebbe", "Freja", "Gus", "Hilma", "Isak", "Juni", "Kalle", "Liv", "Molly", "Nils"),
        *("Otto", "Pim", "Ronja", "Saga", "Tuva", "Ville"),
    ),
    colours=(
        Colour("Lingonberry", (178, 52, 60)),
        Colour("Birch", (226, 218, 200)),
        Colour("Pine Green", (62, 92, 74)),
        Colour("Cloudberry", (226, 152, 74)),
        Colour("Fjord Blue", (72, 106, 140)),
        Colour("Heather", (150, 128, 158)),
    ),
    code="1#4#-##0",
    currency="USD",
    prices=(9, 48),
    step=Decimal("0.5"),
    markup=Decimal("2.2"),
    groups=(
        Group(
            "Tops",
            {"tee": ("Tee", "Stripe Tee"), "sweater": ("Sweatshirt", "Jumper")},
            13,
            ("2Y", "4Y", "6Y", "8Y"),
            ("95% organic cotton, 5% elastane", "100% organic cotton"),
        ),
        Group(
            "Bottoms",
            {"trousers": ("Leggings", "Joggers"), "skirt": ("Twirl Skirt",)},
            10,
            ("2Y", "4Y", "6Y", "8Y"),
            ("95% organic cotton, 5% elastane", "100% brushed cotton"),
        ),
        Group(
            "Outer Layers",
            {"coat": ("Rain Coat", "Duffle Coat")},
            7,
            ("92", "104", "116", "128"),
            ("Recycled polyester",),
        ),
        Group(
            "Accessories",
            {"hat": ("Sun Hat",), "scarf": ("Snood",), "backpack": ("Kids Backpack",)},
            8,
            ("One Size",),
            ("100% merino wool", "Recycled polyester"),
        ),
    ),
)

WERKHAUS = Brand(
    name="Werkhaus Lindner",
    given=(
        *("Anneliese", "Bertram", "Cäcilie", "Dorothea", "Eckhard", "Friederike", "Gisela", "Hannelore", "Irmgard"),
        *("Jürgen", "Käthe", "Ludwig", "Mathilde", "Norbert", "Ottilie", "Roswitha", "Sieglinde", "Ulrich"),
    ),
    colours=(
        Colour("Schwarz", (34, 34, 36)),
        Colour("Nachtblau", (38, 50, 84)),
        Colour("Weinrot", (120, 36, 48)),
        Colour("Sand", (206, 190, 160)),
        Colour("Waldgrün", (48, 80, 60)),
        Colour("Cognac", (164, 94, 48)),
    ),
    code="0##.#####",
    currency="EUR",
    prices=(48, 960),
    step=Decimal("0.5"),
    less=Decimal("0.05"),
    markup=Decimal("2.7"),
    noun_first=True,
    groups=(
        Group(
            "Strickwaren",
            {"sweater": ("Rollkragenpullover aus Schurwolle", "Pullover"), "cardigan": ("Strickjacke",)},
            9,
            ("36", "38", "40", "42", "44"),
            ("100 % Schurwolle", "80 % Baumwolle, 20 % Kaschmir"),
        ),
        Group(
            "Mäntel und Jacken",
            {"coat": ("Zweireihiger Wollmantel", "Trenchcoat"), "shirt": ("Hemdjacke",)},
            8,
            ("36", "38", "40", "42", "44"),
            ("70 % Wolle, 30 % Polyamid", "100 % Baumwolle"),
        ),
        Group(
            "Lederwaren",
            {"tote": ("Einkaufstasche mit langen Henkeln",), "crossbody": ("Umhängetasche",), "boot": ("Stiefelette",)},
            9,
            ("Einheitsgröße",),
            ("Rindsleder, pflanzlich gegerbt", "Veloursleder"),
        ),
    ),
)
