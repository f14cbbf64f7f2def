"""What linesheets call their fields, in the languages they are written in.

Phrases are compared folded (see words.py). A phrase stands for one field only; the first field listed wins where
two match at the same length.
"""

from __future__ import annotations

from typing import Literal

from shared.reading.words import folded, pattern_of

PriceKind = Literal["wholesale", "retail", "case", "other"]
Field = Literal[
    "wholesale",
    "retail",
    "case",
    "price",
    "code",
    "name",
    "description",
    "colors",
    "sizes",
    "materials",
    "category",
    "image",
    "quantity",
    "other",
]

_PHRASES: dict[Field, str] = {
    "case": """
        carton, karton, case, case price, per case, case cost, pack price, box price, price per box,
        display, colis, caisse, cartone, caja, doos, ctn, krt, master, inner, per pack, per box, par carton,
        je karton, collo, vpe
    """,
    "retail": """
        rrp, msrp, srp, mrp, mrsp, retail, retail price, suggested retail, suggested retail price,
        recommended retail, recommended retail price, sugg retail, sugg. retail, rec. retail, r.r.p.,
        consumer price, list price, ret, rtl, store price, shop price, compare at, prix public, prix public
        ttc, prix conseille, prix de vente, prix de vente conseille, pvc, ppc, pvp, ttc, detail, prix de
        detail, prix boutique, pvttc, uvp, vk, vk brutto, vk-preis, verkaufspreis, ladenpreis,
        endverbraucherpreis, evp, unverbindliche preisempfehlung, brutto, empf. vk, prezzo al pubblico, al
        pubblico, pubblico, prezzo consigliato, prezzo di vendita, dettaglio, prezzo retail, vendita, precio
        publico, precio de venta, precio de venta al publico, pvr, minorista, venta publico, varejo, preco
        de venda, adviesprijs, verkoopprijs, consumentenprijs, winkelprijs, rek. pris, rek pris, cirkapris,
        butikspris, vejl. udsalgspris, vejl udsalgspris, udsalgspris, veil. pris, cena detaliczna, detal,
        fogyasztoi ar, kisker ar, maloobchod, moc, rate / qty, rate, actual price, ret. price
    """,
    "wholesale": """
        ws, w/s, wsp, w.s., whs, whls, whsl, whlsl, wholesale, wholesale price, whole sale, trade, trade
        price, dealer, dealer price, cost, cost price, unit cost, unit price, your price, your cost, net,
        net price, net cost, b2b, unit, each, ea, ea., final rate, discounted price, offer price, stockist
        price, buy price, landed, prix de gros, gros, prix pro, prix revendeur, revendeur, prix ht, pa ht,
        p.a. ht, ht, prix d'achat, prix unitaire, prix de gros ht, unite, prix net, pu ht, ek, ek netto,
        ek-preis, hek, haendlerpreis, handlerpreis, handler-ek, handler ek, einkaufspreis, grosshandel,
        grosshandelspreis, handel, netto, nettopreis, stuckpreis, ingrosso, prezzo ingrosso, all'ingrosso,
        prezzo rivenditore, prezzo netto, rivenditore, mayorista, precio mayorista, por mayor, al por mayor,
        pvm, coste, precio neto, atacado, revenda, preco de atacado, preco revenda, groothandel,
        groothandelsprijs, inkoop, inkoopprijs, engros, engrospris, grossist, inkopspris, aterforsaljarpris,
        inkobspris, innkjopspris, hurt, cena hurtowa, cena netto, nagyker, nagyker ar, egysegar,
        velkoobchod, voc
    """,
    "price": """
        price, prices, prix, preis, preise, prezzo, precio, preco, prijs, pris, cena, ar, tarif, amount due,
        usd, eur, gbp
    """,
    "code": """
        style, style no, style no., style number, style #, style nr, style code, style id, item, item no,
        item no., item number, item #, item code, sku, sku #, code, product code, product no, product no.,
        product number, product id, model no, model no., model number, model #, model code, article, article
        no, article no., article number, art, art., art no, art no., art. no., art.no., art.-nr., art.-nr,
        art-nr., art. nr., art.nr., artikel, artikelnr, artikelnr., artikelnummer, artikel-nr., artikel-nr,
        bestellnr, bestellnr., bestell-nr., best.-nr., modellnr., modell-nr., ref, ref., ref no, ref. no.,
        reference, references, ref #, codice, cod., cod, articolo, rif., rif, codigo, referencia, modelo no,
        artnr, art nr, artikkelnr, varenr, varenr., varenummer, kod, indeks, symbol, cikkszam, kat. cislo,
        part no, part no., part number, part #, mpn, catalog no, catalogue no, cat. no., no., no, nr, nr.,
        n°, #, id
    """,
    "name": """
        name, product, product name, product title, item name, style name, title, item description,
        designation, produit, nom, nom du produit, article name, bezeichnung, produkt, produktname,
        artikelbezeichnung, name des artikels, modell, model, model name, modele, modello, modelo, nome,
        nome prodotto, prodotto, producto, nombre, produto, omschrijving, naam, productnaam, benamning,
        produktnavn, navn, nazwa, tipus, megnevezes, nazev, type, items, libelle
    """,
    "description": """
        description, desc, desc., details, detail, features, notes, note, beschreibung, descrizione,
        descripcion, descricao, beskrivelse, beskrivning, opis, info, fit, comments, remarks
    """,
    "colors": """
        color, colors, colour, colours, colorway, colorways, colourway, colourways, col, col., clr, couleur,
        couleurs, coloris, farbe, farben, farbe/n, colore, colori, color/es, colores, cor, cores, kleur,
        kleuren, farve, farver, farg, farger, kolor, kolory, szin, barva, finish, finishes, shade, shades,
        wash
    """,
    "sizes": """
        size, sizes, size run, size range, size scale, sizing, available sizes, taille, tailles, grosse,
        grossen, groesse, groessen, gr., taglia, taglie, misura, misure, talla, tallas, tamanho, tamanhos,
        maat, maten, storrelse, storrelser, storlek, storlekar, rozmiar, rozmiary, meret, velikost, content,
        contents, contenance, inhalt, volume, capacity, pointures, pointure, dimensions, dimension, dims,
        abmessungen, masse, dimensioni, pack
    """,
    "materials": """
        material, materials, fabric, fabrics, fabrication, composition, content fabric, shell, made of,
        matiere, matieres, tissu, stoff, materialien, obermaterial, zusammensetzung, qualitat, materiale,
        materiali, tessuto, composizione, composicion, tejido, materiales, composicao, tecido, materiaal,
        samenstelling, sammensaetning, kvalitet, sklad, tkanina, anyag, upper, leather, yarn
    """,
    "category": """
        category, categorie, kategorie, categoria, kategori, kategoria, department, dept, product type,
        group, collection
    """,
    "image": """
        image, images, picture, photo, photos, pic, illustration, visuel, bild, abbildung, abb., foto,
        immagine, imagen, imagem, afbeelding, billede, zdjecie, kep, product image, thumbnail
    """,
    "quantity": """
        qty, qty., quantity, order qty, order, total, totals, amount, amt, quantite, qte, menge, anzahl,
        bestellung, summe, gesamt, quantita, totale, ordine, cantidad, pedido, quantidade, aantal, totaal,
        bestelling, antal, ilosc, razem, mennyiseg, stock, available, available stock, units, line total
    """,
    "other": """
        delivery, deliveries, ship, ship date, season, moq, min order, minimum, min qty, min. qty, minimum
        order, case pack, case qty, pack size, prepack, pack qty, barcode, ean, upc, gtin, ean code, weight,
        hs code, origin, country of origin, made in, care, gender, brand, marque, marke, lieferung,
        liefertermin, livraison, consegna, entrega, levering, poids, gewicht, peso, heel, heel height,
        launch, status, available from, lead time, hts, inseam
    """,
}

PHRASES: dict[str, Field] = {}
for _field, _listed in _PHRASES.items():
    for _phrase in _listed.replace("\n", " ").split(","):
        PHRASES.setdefault(folded(_phrase), _field)

_PRICE_FIELDS: tuple[Field, ...] = ("case", "retail", "wholesale")
_PRICE_PATTERNS = {f: pattern_of(p for p, field in PHRASES.items() if field == f) for f in _PRICE_FIELDS}
# Words that say what a price is of, but are common words too: they count only right beside a price.
TERMS = pattern_of(
    [
        "minimum",
        "minimum order",
        "min. order",
        "opening order",
        "reorder",
        "reorders",
        "shipping",
        "freight",
        "delivery fee",
        "deposit",
        "orders over",
        "orders under",
        "order value",
        "handling",
        "surcharge",
        "mindestbestellwert",
        "versand",
        "minimum de commande",
        "franco",
        "frais de port",
        "ordine minimo",
        "spedizione",
        "pedido minimo",
        "porto",
        "free shipping",
        "per order",
    ]
)


def field_of(label: str) -> Field | None:
    """The field that a header cell or label names, compared as a whole; None when it names none."""
    plain = folded(label).strip(" :;|*-–—·()[]")
    if not plain:
        return None
    found = PHRASES.get(plain) or PHRASES.get(plain.rstrip(".")) or PHRASES.get(plain + ".")
    if found:
        return found
    kind = price_kind(plain) if len(plain) < 45 else None
    if kind and kind != "other":
        return kind
    words = plain.replace("/", " ").replace("(", " ").replace(")", " ").split()
    if len(words) > 4:
        return None
    for length in (3, 2, 1):
        hits = []
        for start in range(len(words) - length + 1):
            hit = PHRASES.get(" ".join(words[start : start + length]))
            if hit and (length > 1 or len(words[start]) > 2):
                hits.append(hit)
        if hits:  # "Available Colours" is colours
            return next((hit for hit in hits if hit not in ("quantity", "other")), hits[0])
    return None


def price_kind(text: str) -> PriceKind | None:
    """What kind of price the words around it say it is; None when they do not say."""
    plain = folded(text)
    if TERMS.search(plain):
        return "other"
    hits: list[tuple[int, int, PriceKind]] = []
    for field in _PRICE_FIELDS:
        for match in _PRICE_PATTERNS[field].finditer(plain):
            hits.append((match.end() - match.start(), match.start(), field))  # type: ignore[arg-type]
    if not hits:
        return None
    kinds = {kind for _, _, kind in hits}
    if "case" in kinds:
        return "case"
    return max(hits)[2]
