"""More invented brands: shoes, coats, homeware, watches, in English, French and Italian habits."""

from __future__ import annotations

from decimal import Decimal

from tests.data.brands import ALPHA
from tests.data.wares import Brand, Colour, Group

BLACK = Colour("Black", (30, 30, 32))
NOIR = Colour("Noir", (30, 30, 32))

TWEEDLOW = Brand(
    name="Tweedlow of Peebles",
    given=("Arran", "Bute", "Colonsay", "Eigg", "Gigha", "Islay", "Jura", "Lewis", "Mull", "Rum", "Skye", "Tiree"),
    colours=(
        Colour("Bottle Green", (38, 70, 54)),
        Colour("Heather Grey", (140, 138, 144)),
        Colour("Mustard", (196, 152, 62)),
        Colour("Charcoal", (62, 62, 66)),
        Colour("Burgundy", (104, 34, 46)),
    ),
    code="00###",
    currency="GBP",
    prices=(95, 1400),
    step=Decimal(5),
    markup=Decimal("2.5"),
    groups=(
        Group(
            "Jackets & Coats",
            {"coat": ("Greatcoat", "Ulster"), "shirt": ("Field Jacket",)},
            8,
            ("38", "40", "42", "44", "46"),
            ("100% Harris tweed", "Wool and cashmere"),
        ),
        Group(
            "Knits",
            {"sweater": ("Guernsey", "Cable Jumper"), "cardigan": ("Shawl Cardigan",)},
            8,
            ALPHA,
            ("100% Shetland wool",),
        ),
        Group(
            "Caps & Scarves", {"hat": ("Fedora",), "scarf": ("Lambswool Scarf",)}, 6, ("One Size",), ("100% lambswool",)
        ),
    ),
)

CELESTINE = Brand(
    name="Célestine Roux",
    given=(
        "Amélie",
        "Blanche",
        "Camille",
        "Delphine",
        "Édith",
        "Flore",
        "Héloïse",
        "Inès",
        "Léonie",
        "Mathilde",
        "Solène",
    ),
    colours=(
        NOIR,
        Colour("Écru", (226, 216, 196)),
        Colour("Bleu nuit", (34, 44, 78)),
        Colour("Terre cuite", (180, 92, 62)),
        Colour("Vert sauge", (142, 156, 128)),
    ),
    code="CR-?#####",
    currency="EUR",
    prices=(45, 780),
    step=Decimal("0.5"),
    markup=Decimal("2.6"),
    noun_first=True,
    groups=(
        Group("Robes", {"dress": ("Robe longue", "Robe")}, 7, ("34", "36", "38", "40"), ("100 % soie", "100 % lin")),
        Group(
            "Jupes et pantalons",
            {"skirt": ("Jupe",), "trousers": ("Pantalon",)},
            6,
            ("34", "36", "38", "40"),
            ("100 % laine",),
        ),
        Group("Maille", {"sweater": ("Pull",), "cardigan": ("Gilet",)}, 6, ("T1", "T2", "T3"), ("100 % cachemire",)),
    ),
)

SARTORI = Brand(
    name="Sartori Linea",
    given=("Ancona", "Bergamo", "Como", "Dogliani", "Empoli", "Ferrara", "Gorizia", "Imola"),
    colours=(
        Colour("Nero", (28, 28, 30)),
        Colour("Cammello", (186, 144, 98)),
        Colour("Bordeaux", (98, 28, 42)),
        Colour("Blu Notte", (32, 42, 72)),
        Colour("Avorio", (232, 226, 210)),
    ),
    code="####/##0",
    currency="EUR",
    prices=(120, 640),
    step=Decimal(1),
    markup=Decimal("2.8"),
    colours_each=(2, 4),
    groups=(
        Group(
            "Capispalla", {"coat": ("Coat", "Long Coat")}, 4, ("S", "M", "L", "XL"), ("90% virgin wool, 10% cashmere",)
        ),
        Group("Dresses", {"dress": ("Evening Dress",)}, 3, ("S", "M", "L", "XL"), ("100% silk crêpe",)),
        Group("Borse", {"crossbody": ("Shoulder Bag",), "tote": ("Shopper",)}, 3, ("One Size",), ("Calf leather",)),
    ),
)

KILN = Brand(
    name="Kiln & Loom",
    given=(
        "Aster",
        "Birk",
        "Cinder",
        "Dune",
        "Ember",
        "Fern",
        "Gale",
        "Hazel",
        "Loch",
        "Moor",
        "Pebble",
        "Quarry",
        "Tarn",
    ),
    colours=(
        Colour("Sea Salt", (222, 220, 212)),
        Colour("Slate", (86, 94, 102)),
        Colour("Ochre", (196, 146, 66)),
        Colour("Terracotta", (178, 98, 70)),
        Colour("Ink Blue", (52, 70, 104)),
    ),
    code=None,
    currency="EUR",
    prices=(7, 64),
    step=Decimal("0.5"),
    markup=Decimal("2.2"),
    colours_each=(1, 2),
    groups=(
        Group(
            "Tableware",
            {"mug": ("Mug", "Tall Mug"), "bowl": ("Bowl", "Serving Bowl")},
            14,
            (),
            ("Stoneware", "Glazed stoneware"),
        ),
        Group("Vases", {"vase": ("Vase", "Bud Vase")}, 8, (), ("Stoneware",)),
        Group("Textiles", {"cushion": ("Cushion", "Floor Cushion")}, 9, (), ("Linen and wool", "Washed linen")),
    ),
)

PENHALE = Brand(
    name="Penhale Trading",
    given=(
        "Bodmin",
        "Camel",
        "Fowey",
        "Gannel",
        "Hayle",
        "Kernow",
        "Lizard",
        "Mawes",
        "Newlyn",
        "Porth",
        "Tamar",
        "Zennor",
    ),
    colours=(BLACK, Colour("Sand", (214, 196, 160)), Colour("Surf", (120, 160, 176))),
    colours_each=(1, 1),
    code="PT####?",
    currency="GBP",
    prices=(4, 1250),
    step=Decimal("0.25"),
    markup=Decimal("2.1"),
    groups=(
        Group(
            "Mugs & Bowls",
            {"mug": ("Enamel Mug", "Pint Mug"), "bowl": ("Cereal Bowl", "Fruit Bowl")},
            30,
            (),
            ("Enamel",),
        ),
        Group("Bags", {"tote": ("Canvas Tote", "Beach Bag"), "backpack": ("Rolltop Rucksack",)}, 28, (), ("Canvas",)),
        Group("Cushions & Throws", {"cushion": ("Cushion", "Bolster", "Wool Throw")}, 26, (), ("Wool",)),
        Group("Hats", {"hat": ("Straw Hat", "Felt Hat")}, 20, (), ("Straw",)),
    ),
)

CORDELIA = Brand(
    name="Cordelia Footwear",
    given=(
        "Abbott",
        "Bowery",
        "Crosby",
        "Delancey",
        "Essex",
        "Forsyth",
        "Greene",
        "Hester",
        "Lispenard",
        "Mercer",
        "Prince",
    ),
    colours=(
        BLACK,
        Colour("Cognac", (158, 90, 46)),
        Colour("Bone", (226, 218, 202)),
        Colour("Olive", (100, 104, 66)),
        Colour("Oxblood", (94, 30, 36)),
    ),
    code="?##-###-?",
    currency="USD",
    prices=(38, 140),
    markup=Decimal("2.3"),
    groups=(
        Group(
            "Boots",
            {"boot": ("Chelsea Boot", "Riding Boot")},
            10,
            ("6", "7", "8", "9", "10"),
            ("Calf leather", "Waxed suede"),
        ),
        Group(
            "Sneakers", {"sneaker": ("Low Sneaker", "Trainer")}, 8, ("6", "7", "8", "9", "10"), ("Canvas, rubber sole",)
        ),
        Group(
            "Loafers", {"loafer": ("Loafer", "Driver")}, 8, ("6", "7", "8", "9", "10"), ("Calf leather", "Waxed suede")
        ),
    ),
)

ALPENHORN = Brand(
    name="Alpenhorn",
    given=("Davos", "Engadin", "Flims", "Gstaad", "Jungfrau", "Klosters", "Lenk", "Murten", "Säntis", "Zermatt"),
    colours=(
        Colour("Glacier", (176, 200, 212)),
        Colour("Granite", (98, 100, 106)),
        Colour("Edelweiss", (232, 230, 222)),
        Colour("Enzian", (46, 58, 132)),
        Colour("Arve", (158, 114, 72)),
    ),
    code="AH ### ##",
    currency="CHF",
    prices=(60, 900),
    step=Decimal(5),
    markup=Decimal("2.2"),
    colours_each=(2, 4),
    groups=(
        Group("Packs", {"backpack": ("Tour Pack", "City Pack")}, 6, ("20L", "28L"), ("Recycled nylon",)),
        Group("Mid Layers", {"sweater": ("Fleece",), "cardigan": ("Wool Jacket",)}, 6, ALPHA, ("100% merino",)),
        Group("Shells", {"coat": ("Parka",)}, 5, ALPHA, ("3-layer membrane",)),
    ),
)

NORTHFOLD = Brand(
    name="Northfold",
    given=("Acadia", "Bryce", "Cascade", "Denali", "Everglade", "Glacier", "Katmai", "Olympic", "Rainier", "Zion"),
    colours=(
        BLACK,
        Colour("Spruce", (44, 78, 64)),
        Colour("Canyon", (186, 98, 58)),
        Colour("Stone", (190, 184, 172)),
        Colour("Lake", (70, 112, 150)),
    ),
    code="NF####",
    currency="USD",
    prices=(18, 190),
    step=Decimal("0.5"),
    markup=Decimal(2),
    colours_each=(2, 4),
    groups=(
        Group("Men's Outerwear", {"coat": ("Anorak", "Parka"), "shirt": ("Shacket",)}, 8, (), ("Nylon ripstop",)),
        Group("Women's Sweaters", {"sweater": ("Pullover",), "cardigan": ("Cardigan",)}, 8, (), ("Merino blend",)),
        Group("Packs & Hats", {"backpack": ("Daypack",), "hat": ("Brim Hat",)}, 7, (), ("Recycled polyester",)),
    ),
)

MIRABEL = Brand(
    name="Mirabel & Co.",
    given=(
        "Adele",
        "Bettina",
        "Clara",
        "Dora",
        "Elise",
        "Fiona",
        "Gemma",
        "Hanna",
        "Imogen",
        "Josie",
        "Katrin",
        "Lotte",
    ),
    colours=(
        Colour("Blush", (226, 184, 178)),
        Colour("Ivory", (236, 230, 216)),
        Colour("Sage", (150, 166, 140)),
        Colour("Plum", (96, 54, 84)),
        Colour("Denim", (78, 104, 142)),
    ),
    code="MB26###",
    currency="USD",
    prices=(22, 120),
    markup=Decimal("2.3"),
    groups=(
        Group("Day Dresses", {"dress": ("Wrap Dress", "Tea Dress")}, 11, ALPHA, ("100% viscose", "100% cotton")),
        Group("Blouses", {"shirt": ("Blouse", "Tie-Neck Blouse")}, 10, ALPHA, ("100% silk", "Cotton poplin")),
        Group("Skirts", {"skirt": ("Midi Skirt", "Circle Skirt")}, 8, ALPHA, ("100% viscose",)),
    ),
)

POLDERGOED = Brand(
    name="Poldergoed",
    given=("Aagje", "Bram", "Cato", "Daan", "Eefje", "Floris", "Guusje", "Hidde", "Jip", "Koos", "Loes", "Mees"),
    colours=(
        Colour("Zwart", (30, 30, 32)),
        Colour("Oker", (200, 148, 62)),
        Colour("Zeegroen", (96, 150, 140)),
        Colour("Steenrood", (170, 78, 58)),
    ),
    code="PG.###.##",
    currency="EUR",
    prices=(12, 220),
    step=Decimal("0.5"),
    less=Decimal("0.05"),
    markup=Decimal("2.4"),
    groups=(
        Group("Tassen", {"tote": ("Shopper",), "crossbody": ("Schoudertas",)}, 8, ("One Size",), ("Leer", "Canvas")),
        Group("Truien en vesten", {"sweater": ("Trui",), "cardigan": ("Vest",)}, 8, ALPHA, ("100% wol",)),
        Group("Woonkussens", {"cushion": ("Kussen",)}, 6, ("45 x 45 cm",), ("Wol en linnen",)),
    ),
)
