"""The words that linesheets call their fields by: a list a field, in the languages they are written in.

Written without regard to case, accents, dots and hyphens ("Art.-Nr." is "art nr"), separated by commas.
"""

from __future__ import annotations

from typing import Literal

PriceKind = Literal["wholesale", "retail", "case", "other"]
Field = Literal[
    "wholesale", "retail", "case", "price", "code", "name", "description", "colors", "sizes", "materials", "category",
    "image", "quantity", "other",
]  # fmt: skip

# Where a phrase stands in two lists the first field counts.
LABELS: dict[Field, str] = {
    "case": """
        carton, karton, case, case price, per case, case cost, pack price, box price, price per box, price per case,
        price per carton, price per pack, carton price, display price, display, caisse, prix carton, prix colis,
        prix par carton, prix du colis, prix au colis, le carton, le colis, par colis, cartone, prezzo cartone,
        prezzo a cartone, a cartone, caja, precio caja, precio por caja, por caja, caixa, preco caixa,
        preco por caixa, por caixa, doos, doosprijs, prijs per doos, per doos, per karton, kartonpreis,
        preis je karton, preis pro karton, preis je ve, preis/ve, ve preis, vpe preis, ctn, krt, master, inner,
        per pack, per box, par carton, je karton, pro karton, je ve, pro ve, collo, per ctn
    """,
    "retail": """
        rrp, msrp, srp, mrp, mrsp, rsp, retail, retail price, suggested retail, suggested retail price,
        recommended retail, recommended retail price, recommended price, suggested price, sugg retail, sug retail,
        sugg retail price, rec retail, rec retail price, consumer price, list price, ret, rtl, retl, store price,
        shop price, compare at, selling price, sale price retail, retail value, prix public, prix public ttc,
        prix public conseille, prix conseille, public conseille, prix de vente, prix de vente conseille, prix de vente public,
        prix vente public, prix boutique, prix de detail, prix detail, prix consommateur, prix ttc, pvc, ppc, pvp,
        ppttc, pp ttc, pvc ttc, ttc, detail, pvttc, pv ttc, pv conseille, prix magasin, uvp, vk, vk brutto, vk preis,
        vkpreis, vk empf, verkaufspreis, empf verkaufspreis, empfohlener verkaufspreis, empfohlener vk, ladenpreis,
        endverbraucherpreis, endkundenpreis, endpreis, evp, uvp brutto, unverbindliche preisempfehlung,
        unverb preisempfehlung, unverb preisempf, unv preisempfehlung, preisempfehlung, brutto, bruttopreis, empf vk,
        empf vk preis, einzelhandelspreis, einzelhandel, prezzo al pubblico, prezzo pubblico, prezzo al dettaglio,
        al pubblico, pubblico, prezzo consigliato, prezzo al pubblico consigliato, prezzo consigliato al pubblico,
        prezzo suggerito, pubblico consigliato, pubblico suggerito, consigliato, prezzo di vendita, prezzo vendita,
        dettaglio, prezzo retail, vendita, iva inclusa, iva incl, prezzo ivato, pvp consigliato, precio publico,
        precio al publico, precio de venta, precio venta, precio de venta al publico, precio venta publico,
        precio venta al publico, precio recomendado, precio sugerido, pvp recomendado, pvpr, pvp rec, pvr, minorista,
        precio minorista, precio al por menor, venta publico, publico, publico recomendado, iva incluido, varejo,
        preco de venda, preco venda, preco de venda ao publico, preco ao publico, preco publico, preco sugerido,
        preco recomendado, preco varejo, preco de varejo, preco consumidor, preco final, venda, adviesprijs,
        advies verkoopprijs, adviesverkoopprijs, verkoopprijs, consumentenprijs, consumentenadviesprijs,
        consumenten adviesprijs, consumentenadvies,
        winkelprijs, vkp, avp, verkoop, verkoopadviesprijs, verkoop adviesprijs, incl btw,
        rek pris, rekommenderat pris, cirkapris, butikspris, vejl udsalgspris, vejledende udsalgspris,
        vejledende pris, vejl pris, udsalgspris, utsalgspris, utpris, veil pris, veiledende pris, ohje, suositushinta,
        cena detaliczna, detal, cena brutto, sugerowana cena, fogyasztoi ar, kisker ar, kiskereskedelmi ar, brutto ar,
        maloobchod, moc, doporucena cena, rate / qty, rate, actual price, ret price
    """,
    "wholesale": """
        ws, w/s, wsp, whs, whls, whsl, whlsl, wholesale, wholesale price, wholesale cost, whsl price, ws price,
        whs price, whole sale, wholesale unit price, trade, trade price, dealer, dealer price, dealer net,
        dealer cost, cost, cost price, unit cost, unit price, price per unit, price per piece, price each, your price,
        your cost, net, net price, net cost, nett, nett price, b2b, b2b price, unit, each, ea, per unit, per piece,
        final rate, discounted price, offer price, stockist price, stockist, buy price, buying price, landed,
        reseller, reseller price, retailer price, trade net, fob, fob price, ex works, exw, prix de gros, gros,
        prix gros, prix grossiste, prix pro, prix revendeur, revendeur, prix ht, pa ht, pa, ht, prix d'achat,
        prix achat, prix d'achat ht, prix achat ht, prix unitaire, prix unitaire ht, prix de gros ht, prix gros ht,
        prix de cession, prix professionnel, prix boutique ht, unite, prix net, prix net ht, pu, pu ht, puht,
        tarif ht, tarif pro, tarif revendeur, tarif gros, prix a l'unite, l'unite, wholesale ht, hors taxe, ek,
        ek netto, ek preis, ekpreis, hek, hek preis, haendlerpreis, handlerpreis, haendler ek, handler ek,
        haendlereinkaufspreis, handlereinkaufspreis, haendlernetto, handlernetto, netto ek, einkaufspreis, einkauf,
        einkaufspreis netto, grosshandel, grosshandelspreis, gh preis, handel, netto, nettopreis, stuckpreis,
        stueckpreis, einzelpreis, preis/stuck, preis je stuck, preis pro stuck, fachhandel, fachhandelspreis,
        haendler, handler, wiederverkaufer, zzgl mwst, exkl mwst, ingrosso, prezzo ingrosso, prezzo all'ingrosso,
        prezzo d'ingrosso, all'ingrosso, grossista, prezzo grossista, prezzo rivenditore, prezzo rivenditori,
        prezzo netto, prezzo di acquisto, prezzo d'acquisto, prezzo acquisto, rivenditore, rivenditori, negoziante,
        prezzo negozio, costo, prezzo di costo, costo unitario, prezzo unitario, al pezzo, imponibile, iva esclusa,
        iva escl, prezzo di cessione, mayorista, precio mayorista, precio al por mayor, precio por mayor, por mayor,
        al por mayor, pvm, pvd, pvd ud, precio distribuidor, distribuidor, precio tienda, precio de compra,
        precio compra, coste, precio de coste, precio coste, precio de costo, coste unitario, precio neto, neto,
        precio unitario, precio unidad, por unidad, iva no incluido, sin iva, atacado, revenda, preco de atacado,
        preco atacado, preco por atacado, preco grossista, preco revenda, preco de revenda, preco lojista, lojista,
        custo, preco de custo, preco custo, custo unitario, preco de compra, preco compra, preco liquido,
        preco unitario, sem iva, pvp loja, groothandel, groothandelsprijs, inkoop, inkoopprijs, inkoopsprijs,
        inkoop prijs, netto inkoop, nettoprijs, stuksprijs, prijs per stuk, per stuk, dealerprijs, handelsprijs,
        kostprijs, wederverkoper, wederverkoopprijs, excl btw, ex btw, ikp, engros, en gros, engrospris, grossist,
        grossistpris, inkopspris, aterforsaljarpris, inpris, indkobspris, indkob, inkobspris, innkjopspris, innpris,
        nettopris, tukkuhinta, hurt, cena hurtowa, cena netto, cena zakupu, nagyker, nagyker ar, nagykereskedelmi ar,
        netto ar, beszerzesi ar, egysegar, velkoobchod, voc, nakupni cena
    """,
    "price": """
        price, prices, prix, preis, preise, prezzo, prezzi, precio, precios, preco, precos, prijs, prijzen, pris,
        priser, cena, ceny, ar, hinta, tarif, tarifs, tarifa, listino, prezzo di listino, prezzo listino, listenpreis,
        precio de lista, precio tarifa, preco de tabela, preco tabela, catalogusprijs, amount due, usd, eur, gbp, chf,
        cad, aud, sek, nok, dkk, jpy
    """,
    "code": """
        refª, ref.ª, n.ª, style, style no, style number, style num, style #, style nr, style code, style id, style ref, stylenr,
        styleno, item, item no, item number, item num, item nr, item #, item code, item id, item ref, sku, sku #,
        sku code, sku no, code, codes, product code, product no, product number, product #, product id, product ref,
        product reference, prod no, prod #, prod code, productcode, model no, model number, model #, model nr,
        model code, model ref, article, article no, article number, article #, article nr, article code, article ref,
        art, art no, art nr, art #, art code, art num, artnr, artno, artikel, artikelnr, artikelnummer, artikel nr,
        artikel no, artikelcode, artikel code, bestellnr, bestellnummer, bestell nr, best nr, modellnr, modellnummer,
        modell nr, materialnummer, sachnummer, warennummer, produktnummer, produktnr, produkt nr, produktcode,
        stilnummer, ref, refs, ref no, ref nr, ref #, ref n°, reference, references, reference no, reference number,
        referenz, referenznummer, reference produit, ref produit, reference article, ref article, code article,
        code produit, no article, n° article, n° d'article, numero d'article, no de style, n° de style, n° style,
        n° modele, no modele, ref modele, reference modele, code modele, codice, codici, cod, codice articolo,
        cod articolo, cod art, codice art, codice prodotto, cod prodotto, articolo, n articolo, n° articolo,
        nr articolo, numero articolo, art n, rif, riferimento, codice modello, cod modello, modello n, sigla, codigo,
        codigos, referencia, referencias, referencia no, ref articulo, codigo articulo, codigo de articulo,
        cod articulo, articulo, no articulo, n° articulo, codigo producto, codigo de producto, cod producto,
        codigo modelo, modelo no, modelo n°, n° ref, no ref, numero de articulo, numero de referencia,
        codigo do produto, codigo produto, cod produto, codigo do artigo, codigo artigo, cod artigo, artigo,
        n° artigo, referencia do produto, ref artigo, modelo ref, bestelnummer, bestelnr, bestelcode, modelnummer,
        modelnr, stijlnummer, productnummer, productnr, artikkelnr, artikkelnummer, varenr, varenummer, artikelkod,
        produktkod, stilnr, tuotenumero, tuotekoodi, kod, kod produktu, nr kat, nr katalogowy, nr artykulu, indeks,
        symbol, cikkszam, termekkod, kat cislo, katalogove cislo, kod zbozi, cislo zbozi, part no, part number,
        part #, mpn, mfg #, mfr no, vendor style, vendor style #, vendor no, catalog no, catalog #, catalog number,
        catalogue no, catalogue number, cat no, cat #, stock code, stock no, stock number, design no, design number,
        design #, design code, no, nr, n°, #, id
    """,
    "name": """
        name, product, product name, product title, item name, style name, title, item description, style description,
        product description, article description, model name, designation, produit, nom, nom du produit, nom produit,
        nom du modele, article name, libelle, intitule, denomination, bezeichnung, produkt, produktname,
        produktbezeichnung, artikelbezeichnung, artikelname, name des artikels, benennung, modell, model, modele,
        modello, modelo, nome, nome prodotto, nome articolo, nome modello, denominazione, prodotto, producto, nombre,
        nombre del producto, nombre producto, denominacion, produto, nome do produto, designacao, omschrijving, naam,
        productnaam, artikelnaam, modelnaam, benaming, benamning, produktnavn, varenavn, navn, namn, produktnamn,
        tuote, nimi, nazwa, nazwa produktu, tipus, megnevezes, termek, termeknev, nazev, nazev zbozi, type, items,
        style / name
    """,
    "description": """
        description, desc, descr, details, detail produit, features, notes, note, beschreibung, details zum produkt,
        descrizione, caratteristiche, descripcion, caracteristicas, descricao, beschrijving, toelichting, kenmerken,
        beskrivelse, beskrivning, opis, leiras, popis, kuvaus, info, fit, comments, comment, remarks, remarques,
        bemerkungen, bemerkung, observaciones, observacoes, opmerkingen
    """,
    "colors": """
        color, colors, colour, colours, colorway, colorways, colourway, colourways, colour way, color way, col, cols,
        clr, clrs, color name, colour name, color options, colour options, available colors, available colours,
        color/s, colour/s, color(s), colour(s), colors available, colours available, color no, colour no, col no,
        color code, colour code, color id, colour id, couleur, couleurs, couleur(s), coloris, coloris disponibles,
        couleurs disponibles, coul, code couleur, teinte, teintes, farbe, farben, farbe/n, farbe(n), farb nr, farbnr,
        farbnummer, farbcode, farbname, verfugbare farben, farbvarianten, farbton, colore, colori, colore/i, variante,
        varianti, variante colore, varianti colore, colori disponibili, cod colore, codice colore, tinta, tinte,
        color/es, colores, color(es), colores disponibles, cod color, codigo color, cor, cores, cor(es),
        cores disponiveis, codigo da cor, cod cor, tonalidade, kleur, kleuren, kleur(en), kleurcode,
        beschikbare kleuren, kleurnummer, farve, farver, farg, farger, fargkod, farve nr, vari, varit, kolor, kolory,
        kolorystyka, szin, szinek, barva, barvy, finish, finishes, shade, shades, wash, washes
    """,
    "sizes": """
        size, sizes, size(s), size/s, size run, size range, size scale, sizing, sizes available, available sizes,
        available in sizes, taille, tailles, taille(s), tailles disponibles, pointures, pointure, pointure(s), grosse,
        grossen, groesse, groessen, grosse/n, grosse(n), verfugbare grossen, grossenlauf, gr, konfektionsgrosse,
        schuhgrosse, taglia, taglie, taglia/e, taglie disponibili, misura, misure, numero/i, numerata, talla, tallas,
        talla/s, talla(s), tallas disponibles, tallaje, tamanho, tamanhos, tamanho(s),
        tamanhos disponiveis, numeracao, maat, maten, maat/maten, beschikbare maten, maatvoering, afmeting,
        afmetingen, storrelse, storrelser, str, storlek, storlekar, koko, koot, rozmiar, rozmiary, rozmiarowka, meret,
        meretek, velikost, velikosti, content, contents, contenance, inhalt, volume, volumen, contenuto, contenido,
        conteudo, inhoud, capacity, capacite, capacita, capacidad, kapazitat, fassungsvermogen, dimensions, dimension,
        dims, dim, abmessungen, abmessung, masse, mabe, dimensioni, dimensiones, dimensoes, measurements, measures,
        mesures, pack
    """,
    "materials": """
        material, materials, material(s), fabric, fabrics, fabric content, fabrication, composition, content fabric,
        comp, shell, outer shell, outershell, lining, filling, fill, insulation, sole, outsole, insole, midsole,
        shell fabric, made of, main fabric, body fabric, fibre content, fiber content, cloth, matiere, matieres,
        matiere(s), tissu, tissus, materiau, materiaux, composition et matieres, exterieur, doublure, garnissage,
        semelle, tige, dessus, stoff, stoffe, materialien, material/ien, obermaterial, oberstoff, aussenmaterial,
        futter, innenfutter, fullung, sohle, laufsohle, innenmaterial, zusammensetzung, materialzusammensetzung,
        qualitat, materiale, materiali, tessuto, tessuti, composizione, esterno, fodera, imbottitura, suola, tomaia,
        composicion, tejido, tejidos, materiales, forro, relleno, suela, composicao, tecido, tecidos, materiais,
        forro interior, sola, materiaal, materialen, samenstelling, stof, buitenmateriaal, buitenstof, voering,
        vulling, zool, sammensaetning, sammansattning, kvalitet, materiaali, sklad, sklad materialu, tkanina, anyag,
        osszetetel, slozeni, upper, uppers, leather, yarn
    """,
    "category": """
        category, categories, categorie, kategorie, categoria, kategori, kategoria, department, dept, product type,
        product category, product group, group, collection, famille, famille de produits, rayon, gamme, warengruppe,
        produktgruppe, produktkategorie, famiglia, reparto, gruppo, tipologia, familia, grupo, seccion, departamento,
        productgroep, artikelgroep, productcategorie, varegruppe, produktkategori
    """,
    "image": """
        image, images, picture, pictures, photo, photos, pic, pics, illustration, visuel, visuels, bild, bilder,
        abbildung, abb, foto, fotos, immagine, immagini, imagen, imagenes, imagem, imagens, afbeelding, afbeeldingen,
        billede, kuva, zdjecie, kep, obrazek, product image, thumbnail, sketch
    """,
    "quantity": """
        qty, quantity, quantities, order qty, order quantity, order, your order, total, totals, total qty, amount,
        amt, ordered, quantite, quantites, qte, qtes, qte commandee, commande, votre commande, menge,
        anzahl, stuckzahl, bestellmenge, bestellung, summe, gesamt, gesamtpreis, quantita, qta,
        qta ordine, totale, ordine, cantidad, cant, pedido, su pedido, quantidade, qtd,
        qtde, encomenda, aantal, aantallen, totaal, uw bestelling, bestelling, antal, antall, maara,
        ilosc, razem, mennyiseg, mnozstvi, units, line total, extended, ext price, subtotal, sub total,
        sous total, montant, montant ht, zwischensumme, subtotale, importe, valor total, bedrag, stock, stocks,
        on hand, in stock, available, available stock, available qty, availability, inventory, disponible,
        disponibilite, en stock, stock disponible, verfugbar, verfugbarkeit, bestand, lagerbestand, lager, auf lager,
        disponibile, disponibilita, giacenza, giacenze, scorte, magazzino, disponibilidad, existencias, en existencia,
        disponivel, disponibilidade, estoque, em estoque, beschikbaar, beschikbaarheid, voorraad, op voorraad,
        pa lager
    """,
    "other": """
        delivery, deliveries, delivery date, delivery dates, delivery window, delivery time, delivery period, del,
        ship, ships, ship date, ship dates, ship window, shipping, shipping window, ship start, ship end, start ship,
        in store, in store date, ex factory, x factory, eta, available from, lead time, season, launch, launch date,
        status, order deadline, order by, deadline, cancel date, livraison, livraisons, date de livraison, delai,
        delai de livraison, fenetre de livraison, saison, lieferung, lieferbar, lieferbar ab, liefertermin,
        lieferzeit, lieferfenster, lieferdatum, liefermonat, auslieferung, consegna, consegne, data di consegna,
        data consegna, tempi di consegna, stagione, entrega, entregas, fecha de entrega, plazo de entrega, temporada,
        data de entrega, prazo de entrega, estacao, levering, leveringen, leverdatum, levertijd, leverweek, seizoen,
        leveranstid, leverans, leveringstid, dostawa, termin dostawy, szallitas, dodani, moq, mov, min order,
        min order qty, min order quantity, minimum, minimum qty, minimum quantity, min, min qty, min quantity,
        minimum order, minimum order qty, minimum order quantity, minimums, min per style, min per color,
        minimum per style, minimum de commande, commande minimum, commande mini, mini, qte mini, qte min,
        quantite minimum, quantite minimale, mindestmenge, mindestbestellmenge, mindestabnahme, mindestbestellung,
        mbm, minimo, minimo d'ordine, ordine minimo, quantita minima, qta minima, qta min, pedido minimo,
        cantidad minima, cant minima, cantidad minima de pedido, quantidade minima, qtd minima, qtd min,
        encomenda minima, minimum afname, minimale afname, min afname, afname, minimale bestelling,
        minimum bestelling, min antal, minsta antal, mindsteordre, case pack, case qty, case quantity, case size,
        carton qty, carton quantity, pack size, prepack, pre pack, pack qty, pack quantity, pack of, packs of,
        packing, packaging, units per case, units/case, units per pack, units per carton, pcs per carton, pcs/ctn,
        pcs/carton, inner pack, master pack, master carton, master case, inner qty, multiple, multiples, multiples of,
        order multiple, sold in, sold by, pcb, spcb, colis, colisage, par combien, conditionnement, unites par colis,
        pieces par carton, pieces/colis, lot de, vendu par, ve, vpe, vp, ve stk, ve stuck, ve menge,
        verpackungseinheit, verpackungseinheiten, verpackung, stuck pro karton, stuck/karton, bestelleinheit, gebinde,
        karton inhalt, conf, confezione, confezioni, pezzi per confezione, pezzi per cartone, pz/cartone, pz/conf,
        pz conf, pz x cartone, imballo, multipli, uds/caja, ud/caja, unidades por caja, uds por caja, piezas por caja,
        embalaje, presentacion, unidad de venta, unidades por caixa, embalagem, un/caixa, pecas por caixa, verpakking,
        verpakkingseenheid, besteleenheid, stuks per doos, per doos aantal, colli, collo da, antal pr krt,
        forpackning, forp, kolli, opakowanie, kiszereles, baleni, barcode, barcodes, bar code, ean, ean code, ean 13,
        ean13, ean no, ean nr, ean nummer, ean upc, ean/upc, upc/ean, upc, upc code, upc #, gtin, gtin 13, gtin/ean,
        ean/gtin, isbn, jan, jan code, code barre, code barres, code a barres, gencod, gencode, code ean, strichcode,
        codice ean, codice a barre, cod ean, codici a barre, codigo de barras, cod barras, codigo barras, codigo ean,
        streepjescode, stregkode, streckkod, strekkode, viivakoodi, kod kreskowy, vonalkod, carovy kod, hs code,
        hs codes, hs, hts, hts code, hs no, hs tariff, tariff, tariff code, tariff no, customs code, commodity code,
        intrastat, taric, code douanier, code douane, nomenclature, zolltarifnummer, zolltarifnr, zolltarif nr,
        zolltarif, statistische warennummer, codice doganale, voce doganale, codigo arancelario, arancel,
        partida arancelaria, codigo aduaneiro, ncm, douanecode, goederencode, weight, weights, net weight,
        gross weight, net wt, gross wt, wt, poids, poids net, gewicht, nettogewicht, bruttogewicht, peso, peso netto,
        peso neto, peso liquido, vekt, vagt, vikt, paino, waga, suly, cbm, origin, country of origin, coo, made in,
        origine, pays d'origine, fabrique en, herkunft, herkunftsland, ursprungsland, hergestellt in,
        paese di origine, paese d'origine, origen, pais de origen, pais de origem, origem, hecho en, fabricado en,
        herkomst, land van herkomst, oprindelse, care, care instructions, washing, entretien, pflege, pflegehinweis,
        lavaggio, manutenzione, cuidado, cuidados, lavado, wasvoorschrift, onderhoud, gender, sex, genre, geschlecht,
        genere, genero, geslacht, age, age group, brand, brands, marque, marke, marca, marchio, merk, heel,
        heel height, inseam, rise, gsm, page, pages, seite, pagina, tel, phone, telefon, telephone, telefono,
        telefone, telefoon, fax, mobile, mob, order no, order number, po number, po no, po #, invoice no, vat, vat no,
        mwst, tva, iva, btw, margin, markup, mark up, marge, rabatt, discount, remise, sconto, descuento, desconto,
        korting, points, pos, position, row
    """,
}

# Words for a case that are a product's, too ("Phone case"): beside other words they say nothing of a price.
COMMON_CASES = frozenset({"case", "display", "inner", "master", "caja", "caixa", "doos", "caisse", "carton", "karton"})

# Quantities as labels, but a case where they stand right beside a price ("Colis 24,00 €").
CASES_BESIDE_PRICES = "colis, vpe, ve, verpackungseinheit, confezione, embalaje, case pack, pack of, kolli, colli"

# Names of things that a number alone does not follow: letters may be such a code, too ("SKU: ALBA").
PLAIN_CODES = frozenset(
    {"style", "item", "article", "artikel", "art", "articolo", "articulo", "artigo", "no", "nr", "n°", "#", "symbol"}
)

# Words that say what a price is of, but are common words too: they count only right beside a price.
TERMS = """
    minimum, minimum order, min order, opening order, reorder, reorders, shipping, freight, delivery fee, deposit,
    orders over, orders under, orders above, order value, handling, surcharge, free shipping, per order, min opening,
    net 30, net 60, mindestbestellwert, mindestbestellmenge, mindestauftragswert, erstauftrag, nachbestellung, versand,
    versandkosten, versandkostenfrei, frachtfrei, ab einem bestellwert, minimum de commande, commande minimum,
    franco de port, frais de port, frais de livraison, franco, ordine minimo, primo ordine, spedizione, spese di
    spedizione, porto franco, pedido minimo, primer pedido, gastos de envio, portes, portes gratis, envio gratis, porto,
    encomenda minima, custos de envio, minimale bestelling, minimum bestelling, minimum order, verzendkosten,
    franco levering
"""
