"""Sizes, colours and materials: telling them apart and taking them to pieces."""

from __future__ import annotations

import re

from shared.reading.words import folded, phrases

_LETTER_SIZE = r"(?:XXXS|XXS|XS|S|M|L|XL|XXL|XXXL|[2-6]XL|XS/S|S/M|M/L|L/XL)"
_NUMBER_SIZE = r"(?:\d{1,3}(?:[.,]5|½)?)"
_AGE_SIZE = r"(?:\d{1,2}(?:[-–]\d{1,2})?\s?(?:Y|YR|YRS|M|MO|T|ANS|MOIS|JAHRE)\.?)"
_VOLUME = r"(?:\d+(?:[.,]\d+)?\s?(?:ml|cl|dl|l|g|gr|kg|oz|fl\.? ?oz|cm|mm|in|pcs|pc|pkt|box|pack)\.?)"
_ONE = r"(?:OS|O/S|OSFA|OSFM|ONE SIZE|UNI|TU|T\.U\.|U|TAILLE UNIQUE|TAGLIA UNICA|EINHEITSGRÖSSE|UNICA|FREE SIZE)"
_SIZE = re.compile(rf"(?:{_ONE}|{_AGE_SIZE}|{_VOLUME}|{_LETTER_SIZE}|(?:EU|US|UK|IT|FR)?\s?{_NUMBER_SIZE})", re.I)
_SIZE_RANGE = re.compile(
    rf"(?:{_LETTER_SIZE}|{_NUMBER_SIZE}|{_AGE_SIZE})\s?(?:-|–|—|to|bis|à)\s?(?:{_LETTER_SIZE}|{_NUMBER_SIZE}|{_AGE_SIZE})",
    re.I,
)
_DIMENSIONS = re.compile(
    r"(?:[øØ⌀]?\s?\d+(?:[.,]\d+)?\s?(?:cm|mm|m|in|\")?\s?[x×]\s?)+\d+(?:[.,]\d+)?\s?(?:cm|mm|m|in|\")?(?:\s?[HWLDBT])?",
    re.I,
)

COLORS = phrases("""
black, white, ivory, cream, ecru, off white, off-white, bone, chalk, snow, milk, pearl, oat, oatmeal, beige,
sand, tan, camel, khaki, taupe, stone, mushroom, clay, terracotta, rust, brick, copper, bronze, gold, golden,
silver, brass, rose gold, grey, gray, charcoal, slate, graphite, anthracite, ash, smoke, silver grey, heather,
heather grey, marl, melange, navy, blue, royal, cobalt, indigo, denim, sky, pale sky, teal, aqua, turquoise,
petrol, mint, green, sage, olive, forest, moss, emerald, bottle, bottle green, lime, fern, pistachio, army, red,
burgundy, wine, bordeaux, claret, oxblood, maroon, crimson, scarlet, cherry, coral, salmon, peach, apricot,
orange, mustard, ochre, ocher, saffron, yellow, lemon, honey, amber, cognac, brown, chocolate, espresso, mocha,
coffee, walnut, chestnut, tobacco, toffee, caramel, hazel, pink, blush, rose, dusty rose, dusty pink, fuchsia,
magenta, mauve, lilac, lavender, purple, violet, plum, aubergine, eggplant, ink, midnight, onyx, ebony, jet,
natural, nude, multi, multicolor, multicolour, clear, transparent, glacier, granite, edelweiss, berry,
raspberry, cranberry, mulberry, grape, storm, fog, mist, cloud, dove, pebble, driftwood, wheat, flax, linen,
straw, vanilla, butter, canary, leopard, floral, stripe, striped, check, plaid, tartan, gingham, animal, camo,
tie dye, checker, zebra, noir, blanc, creme, gris, bleu, bleu nuit, marine, rouge, vert, jaune, rose poudre,
marron, brun, terre cuite, sauge, vert sauge, ocre, moutarde, kaki, dore, argente, lilas, corail, naturel,
sable, chocolat, ardoise, ciel, paille, tilleul, brique, amande, prune, encre, craie, lin, miel, schwarz, weiss,
grau, blau, nachtblau, dunkelblau, hellblau, rot, weinrot, grun, waldgrun, dunkelgrun, olivgrun, gelb, braun,
dunkelbraun, hellgrau, dunkelgrau, rosa, lila, violett, natur, beere, senf, kupfer, silber, tanne, moos,
wollweiss, rost, schiefer, enzian, arve, granit, gletscher, koralle, flieder, himbeere, kirsche, nuss, honig,
nero, bianco, grigio, blu, blu notte, azzurro, rosso, verde, giallo, marrone, cammello, viola, sabbia, panna,
avorio, cuoio, ruggine, senape, antracite, testa di moro, tortora, celeste, arancio, arancione, salvia, oliva,
terra, cipria, fango, ghiaccio, naturale, argento, oro, prugna, corallo, menta, notte, negro, blanco, azul,
marino, rojo, amarillo, crudo, arena, burdeos, teja, mostaza, turquesa, plata, dorado, piedra, caqui, marfil,
naranja, morado, rosado, tostado, cuero, preto, branco, cinza, vermelho, amarelo, castanho, areia, dourado,
prata, laranja, roxo, zwart, wit, grijs, blauw, rood, groen, geel, bruin, roze, paars, oranje, zand, svart, vit,
gra, bla, rod, gron, gul, sort, hvid, hvit, gronn, morkebla, lysebla, fekete, feher, piros, zold, kek, sarga,
barna, szurke, czarny, bialy, czerwony, niebieski, zielony, szary
""")
MATERIALS = phrases("""
cotton, organic cotton, wool, merino, merino wool, lambswool, cashmere, alpaca, mohair, silk, linen, hemp,
viscose, rayon, modal, tencel, lyocell, cupro, polyester, recycled polyester, polyamide, nylon, elastane,
spandex, lycra, acrylic, leather, calf leather, calfskin, suede, nubuck, nappa, shearling, denim, canvas, waxed
cotton, tweed, harris tweed, corduroy, velvet, satin, chiffon, jersey, fleece, gore-tex, stoneware, porcelain,
ceramic, earthenware, glazed stoneware, bone china, glass, crystal, borosilicate, wood, oak, walnut wood, beech,
ash wood, bamboo, rattan, jute, stainless steel, steel, brass, aluminium, aluminum, sterling silver, gold
plated, gold-plated, gold vermeil, resin, acetate, rubber, down, feather, poplin, twill, flannel, gabardine,
sheepskin, raffia, straw, soy wax, paper, felt, cordura, ripstop, softshell, mesh, terry, gauze, muslin, enamel,
coton, laine, laine vierge, cachemire, soie, lin, cuir, daim, velours, gres, porcelaine, verre, bois, acier,
laiton, toile, maille, baumwolle, bio-baumwolle, wolle, schurwolle, kaschmir, seide, leinen, leder, kalbsleder,
wildleder, rindsleder, samt, polyamid, elasthan, polyacryl, viskose, steinzeug, porzellan, glas, holz, eiche,
edelstahl, messing, filz, loden, cotone, lana, lana vergine, seta, lino, pelle, vitello, camoscio, velluto,
poliestere, poliammide, viscosa, porcellana, vetro, legno, acciaio, ottone, algodon, seda, cuero, piel, ante,
poliester, ceramica, vidrio, madera, acero, algodao, couro, katoen, wol, zijde, leer, bomuld, uld, silke,
laeder, bomull, ull, lader, skinn, pamut, gyapju, bor, bawelna, welna, skora
""")
_PERCENT = re.compile(r"\d{1,3}\s?%\s?[^\W\d]")
_INTRODUCED = re.compile(r"^(?:also )?(?:available|comes|shown|offered) in:? ", re.I)
_PARTS = re.compile(r"\s*(?:,|;|/|\||•|·|&|\+|\n| and | und | et | e | y | och | og )\s*")
_HARD_PARTS = re.compile(r"\s*(?:,|;|/|\||•|·|\n)\s*")
_CODED = re.compile(
    r"(?P<name>.*?[^\W\d].*?)\s*[(\[]\s*(?P<code>[A-Z0-9-]{1,8})\s*[)\]]"
    r"|(?P<code2>\d{1,5}[A-Z]?)\s*[-–:. ]\s*(?P<name2>[^\W\d].+)"
    r"|(?P<name3>[^\W\d].*?)\s+[-–#]?\s*(?P<code3>\d{2,5})"
)


def looks_like_sizes(text: str) -> bool:
    """Whether a text is nothing but sizes, volumes or dimensions."""
    text = text.strip()
    if not text or len(text) > 80:
        return False
    if _DIMENSIONS.fullmatch(text) or _SIZE_RANGE.fullmatch(text) or re.fullmatch(rf"{_ONE}|{_VOLUME}", text, re.I):
        return True
    parts = split_sizes(text)
    return len(parts) >= 2 and all(_SIZE.fullmatch(p) or _SIZE_RANGE.fullmatch(p) for p in parts)


def is_letter_size(text: str) -> bool:
    """Whether a text is one size in letters ("XL")."""
    return bool(re.fullmatch(_LETTER_SIZE, text))


def is_size(text: str) -> bool:
    """Whether a text is one size, in letters or as a number ("XL", "38", "3-4Y")."""
    return is_letter_size(text.strip().upper()) or bool(
        re.fullmatch(
            r"(?:EU |UK |US )?\d{1,2}(?:[.,]5|½)?|\d{1,2}(?:[-/]\d{1,2})?\s?[YMT]|OS|One Size", text.strip(), re.I
        )
    )


def is_material(text: str) -> bool:
    """Whether a text is the name of a material and nothing else."""
    return bool(MATERIALS.fullmatch(folded(text)))


def split_sizes(text: str) -> list[str]:
    """Sizes as printed, one by one. A range stays a range."""
    text = text.strip(" .;:")
    if _DIMENSIONS.fullmatch(text) or re.fullmatch(_ONE, text, re.I):
        return [text]
    parts = [p.strip() for p in re.split(r"\s*(?:,|;|\||·|•|\s/\s)\s*", text) if p.strip()]
    if len(parts) == 1:
        joined = re.sub(r"\s*([-–])\s*", r"\1", parts[0])
        if re.fullmatch(_VOLUME, joined, re.I):
            return [joined]
        words = re.split(r"\s+", joined)
        if len(words) == 1 and words[0].count("/") >= 1 and not re.fullmatch(_LETTER_SIZE + "|" + _ONE, words[0], re.I):
            words = words[0].split("/")
        if all(_SIZE.fullmatch(w) or _SIZE_RANGE.fullmatch(w) for w in words):
            return words
    return parts


def color_share(text: str) -> float:
    """The share of the listed parts that hold a word for a colour; 0 for prose."""
    parts = [p for p in _HARD_PARTS.split(text.strip()) if p]
    if not parts or any(len(p.split()) > 4 for p in parts) or re.search(r"\d{3,}[.,]\d|%", text):
        return 0.0
    return sum(1 for p in parts if COLORS.search(folded(p))) / len(parts)


def split_colors(text: str) -> list[tuple[str | None, str | None]]:
    """Colours as (name, code), in order."""
    text = _INTRODUCED.sub("", text.strip(" .;:"))
    parts = [p.strip() for p in _HARD_PARTS.split(text) if p.strip()]
    if len(parts) == 1:
        soft = [p.strip() for p in _PARTS.split(text) if p.strip()]
        if len(soft) > 1 and any(COLORS.search(folded(p)) for p in soft) and all(len(p.split()) <= 2 for p in soft):
            parts = soft
    else:
        parts = [q.strip() for p in parts for q in ([p] if " & " not in p else p.split(" & ")) if q.strip()]
    return [_coded(part) for part in parts]


def _coded(part: str) -> tuple[str | None, str | None]:
    match = _CODED.fullmatch(part)
    if match:
        name = match["name"] or match["name2"] or match["name3"]
        return name.strip(), match["code"] or match["code2"] or match["code3"]
    if re.fullmatch(r"[A-Z]?\d{1,5}", part):
        return None, part
    return part, None


def is_list(text: str) -> bool:
    """Whether a text has several parts or percentages: then its words for colours and fabrics are no part of a name."""
    return len([p for p in _HARD_PARTS.split(text) if p]) > 1 or bool(_PERCENT.search(text))


def material_score(text: str) -> float:
    """How sure a text is a composition: 1 with percentages, less for a list of fabrics, 0 for neither."""
    if len(text) > 160:
        return 0.0
    plain = folded(text)
    known = MATERIALS.search(plain)
    if _PERCENT.search(text):
        return 1.0 if known else 0.7
    if not known:
        return 0.0
    words = len(plain.split())
    return 0.8 if words <= 3 else 0.6 if words <= 6 else 0.2
