"""The words that orders call their columns by, in the languages they are written in: a list a role.

Compared as `shared.reading.lexicon.keyed` has them: without case, accents, dots and hyphens.
"""

from __future__ import annotations

from shared.collections.orders.models import Role

# Words that mean one thing.
CLEAR: dict[Role, str] = {
    "line_number": """
        line, line no, line number, line #, line nr, ln, ln no, ln #, s no, sno, s/n, sl no, sl, sr no, sr, serial no,
        row, row no, pos, pos nr, pos no, position, positions nr, positionsnr, lfd nr, lfd, lfdnr, zeile, rang, n°
        ligne, no ligne, ligne, num ligne, riga, n riga, nr riga, linea, n° linea, linha, n° linha, regel, regelnr,
        regelnummer, rad, radnr, linje, linjenr, linjenummer, lp, l p, sira, sira no, sira nr, satir, satir no, م,
        مسلسل, رقم السطر, ت, التسلسل, שורה, מס שורה, מס״ד, 序号, 序號, 行号, 行號, 项次, 項次, 行, 行番号, 項番, 連番, item line, po line,
        seq, sequence, 项目编号, tt, nr crt
    """,
    "sku": """
        sku, sku #, sku no, sku number, sku code, sku id, sku nr, variant sku, variant code, variant id, upc sku, msku,
        seller sku, item sku, product sku, variantnr, variantnummer, varianten nr, variantennummer, code variante,
        sku编码, SKU编号, skuコード, sku码, stock keeping unit, merchant sku, vendor sku, supplier sku, referencia sku, codigo
        sku, kod sku, código variante, מקט, מק״ט, רמז sku
    """,
    "style_number": """
        style, style no, style number, style #, style num, style nr, style code, style id, style ref, styleno, stylenr,
        model no, model number, model #, model nr, model code, modell nr, modellnr, modellnummer, modelnummer, modelnr,
        design no, design number, design #, vendor style, vendor style #, vendor style no, vendor style number,
        style/sku, style sku, ref modele, reference modele, code modele, n° modele, no modele, codice modello, cod
        modello, codigo modelo, cod modelo, modelo no, modelo n°, stilnummer, stijlnummer, stilnr, model kodu, mfr
        style, mfg style #, base style, رقم الموديل, الموديل, موديل, דגם, מספר דגם, 款号, 款號, 款式编号, 款式號, 型号, 型號, 品番, 型番,
        スタイル番号, 款式
    """,
    "barcode": """
        barcode, barcodes, bar code, ean, ean code, ean 13, ean13, ean no, ean nr, ean nummer, ean upc, ean/upc,
        upc/ean, upc, upc code, upc #, upc no, gtin, gtin 13, gtin/ean, ean/gtin, jan, jan code, code barre, code
        barres, code a barres, code barres ean, gencod, gencode, code ean, strichcode, codice ean, codice a barre, cod
        ean, codici a barre, codigo de barras, cod barras, codigo barras, codigo ean, streepjescode, stregkode,
        streckkod, strekkode, kod kreskowy, kod ean, barkod, barkod no, الباركود, باركود, ברקוד, 条码, 條碼, 条形码, バーコード,
        janコード, eanコード, 国际条码
    """,
    "name": """
        name, product, product name, product title, title, item name, style name, item description, style description,
        product description, article description, material description, description, descriptions, desc, descr, model
        name, designation, produit, nom, nom du produit, nom produit, nom du modele, article name, libelle, intitule,
        denomination, bezeichnung, produkt, produktname, produktbezeichnung, artikelbezeichnung, warenbezeichnung,
        artikelname, benennung, beschreibung, artikelbeschreibung, produktbeschreibung, leistung, leistungsbeschreibung,
        ware, nome, nome prodotto, nome articolo, nome modello, denominazione, prodotto, descrizione, descrizione
        articolo, descrizione prodotto, descrizione beni, producto, nombre, nombre del producto, nombre producto,
        denominacion, descripcion, descripcion del producto, descripcion articulo, concepto, produto, nome do produto,
        designacao, descricao, descricao do produto, descritivo, omschrijving, naam, productnaam, artikelnaam,
        modelnaam, artikelomschrijving, productomschrijving, benaming, benamning, produktnavn, varenavn, navn, namn,
        produktnamn, beskrivning, beskrivelse, produktbeskrivelse, varebeskrivelse, varetekst, betegnelse, tekst, nazwa,
        nazwa produktu, nazwa towaru, nazwa towaru / uslugi, nazwa towaru lub uslugi, opis, opis produktu, towar, urun,
        urun adi, urun ismi, urun aciklamasi, aciklama, malzeme, malzeme adi, mal hizmet, mal/hizmet, cinsi, stok adi,
        الاسم, اسم, المنتج, اسم المنتج, الصنف, اسم الصنف, الوصف, وصف, البيان, وصف المنتج, שם, שם מוצר, שם המוצר, מוצר,
        תיאור, תאור, תיאור מוצר, תיאור פריט, פרוט, פירוט, שם פריט, 品名, 产品名称, 產品名稱, 商品名称, 商品名稱, 名称, 名稱, 产品, 商品, 商品名, 製品名,
        品目, 内容, 描述, 产品描述, 货品名称, 货物名称, 説明, 摘要, details, particulars, goods, description of goods, item details, product
        details, item / description, product / description, style / name, article description / name, goods description
    """,
    "color": """
        color, colors, colour, colours, colorway, colorways, colourway, colourways, colour way, color way, col, clr,
        color name, colour name, color description, colour description, color desc, colour desc, couleur, couleurs,
        coloris, coul, nom couleur, libelle couleur, teinte, farbe, farben, farbton, farbname, farbbezeichnung, colore,
        colori, variante colore, descrizione colore, tinta, colores, nombre color, cor, cores, nome da cor, tonalidade,
        kleur, kleuren, kleurnaam, kleuromschrijving, farve, farver, farvenavn, farg, farger, farge, fargnamn, kolor,
        kolory, nazwa koloru, renk, renk adi, renkler, اللون, لون, الألوان, צבע, גוון, צבעים, 颜色, 顏色, 色, カラー, 色名, 颜色名称,
        カラー名, finish, shade, wash, variant, variante, varianten, variation
    """,
    "color_code": """
        color code, colour code, color no, colour no, color #, colour #, color id, colour id, color number, colour
        number, col code, col no, col #, clr code, clr #, code couleur, code coloris, n° couleur, ref couleur, ref
        coloris, farbcode, farbnr, farb nr, farbnummer, farb code, cod colore, codice colore, cod color, codigo color,
        codigo de color, codigo da cor, cod cor, kleurcode, kleurnummer, kleurnr, fargkod, farvekode, farve nr, farvenr,
        fargenr, fargekode, kod koloru, renk kodu, renk no, رقم اللون, كود اللون, קוד צבע, 颜色代码, 色号, 顏色代碼, 色番, カラーコード,
        カラー番号, nrf color, nrf, nrf code
    """,
    "size": """
        size, sizes, size name, size desc, size description, taille, tailles, pointure, pointures, grosse, grossen,
        groesse, groessen, gr, konfektionsgrosse, taglia, taglie, misura, numero taglia, talla, tallas, talle, tamanho,
        tamanhos, tam, maat, maten, storrelse, str, storlek, storlekar, stl, rozmiar, rozmiary, beden, numara, المقاس,
        مقاس, المقاسات, الحجم, מידה, מידות, גודל, 尺码, 尺碼, 尺寸, サイズ, 码数, 规格尺寸, dimension, size code, size/dim
    """,
    "quantity": """
        qty, qtys, quantity, quantities, order qty, order quantity, qty ordered, quantity ordered, ordered qty, ordered
        quantity, ordered, order units, total qty, total quantity, total units, total pcs, total pieces, total pairs,
        units, units ordered, pcs, pieces, pairs, no of units, no of pcs, no of pieces, number of units, your order, qty
        (pcs), qty pcs, qty req, qty required, qty requested, po qty, confirmed qty, ttl qty, ttl units, tot qty, sum
        qty, quantite, quantites, qte, qtes, qt, qté, qte commandee, quantite commandee, qte totale, quantite totale,
        qte cde, nombre, nb pieces, nbre, nb, menge, mengen, anzahl, stuckzahl, stueckzahl, stk, stck, stuck, stueck,
        bestellmenge, bestellte menge, gesamtmenge, menge gesamt, menge stk, anz, gesamtstuckzahl, quantita, qta, q ta,
        q.tà, qta ordine, qta ordinata, quantita ordinata, qta totale, quantita totale, tot pezzi, totale pezzi, pezzi,
        pz, n pezzi, paia, cantidad, cantidades, cant, ctd, cdad, cant pedida, cantidad pedida, cantidad total,
        unidades, uds, ud, unid, pzas, piezas, pares, total unidades, quantidade, quantidades, qtd, qtde, qde, quant,
        quantidade pedida, qtd pedida, quantidade total, qtd total, pecas, aantal, aantallen, hoeveelheid, besteld,
        besteld aantal, totaal aantal, aantal stuks, stuks, antal, antall, antal st, antal stk, bestilt, bestallt,
        bestilt antal, mangd, mengde, maengde, ilosc, ilosc szt, ilosc zamowiona, szt, sztuk, sztuki, liczba, liczba
        sztuk, miktar, miktari, adet, adedi, siparis adedi, siparis miktari, toplam adet, الكمية, كمية, العدد, عدد,
        الكمية المطلوبة, כמות, כמות מוזמנת, יחידות, כמות יח, 数量, 數量, 订购数量, 訂購數量, 订单数量, 件数, 件數, 总数量, 總數量, 总数, 個数, 注文数,
        発注数, 発注数量, 注文数量, 数, 合计数量, 合計数量, 枚数
    """,
    "unit_cost": """
        unit cost, unit price, unit prices, cost, cost price, price per unit, price per piece, price each, price/unit,
        price / unit, price/pc, price/pcs, price per pc, cost/unit, cost per unit, cost each, unit $, unit cost price,
        ws, w/s, wsp, whs, whsl, wholesale, wholesale price, wholesale cost, wholesale unit price, whsl price, whsl
        cost, ws price, trade price, trade, dealer price, net price, nett price, net cost, net unit price, your price,
        your cost, unit, each, ea, rate, unit rate, buy price, buying price, purchase price, first cost, fob, fob price,
        landed cost, item price, price ea, prix unitaire, prix unitaire ht, prix unit, prix unit ht, p u, pu, pu ht,
        puht, p unitaire, prix ht, prix achat, prix d'achat, prix achat ht, prix d'achat ht, pa, pa ht, prix de gros,
        prix net, prix net ht, pu net, pu net ht, cout unitaire, prix de cession, prix/unite, prix / unite, ek, ek
        netto, ek preis, ekpreis, ek/stk, ek stk, hek, einkaufspreis, einzelpreis, einzelpreis netto, e preis, epreis,
        ep, stuckpreis, stueckpreis, preis/stuck, preis/stk, preis pro stuck, preis je stuck, preis/einheit, preis pro
        einheit, nettopreis, handlerpreis, haendlerpreis, netto ek, nettoeinzelpreis, netto preis, grosshandelspreis,
        prezzo unitario, prezzo unit, prezzo un, pr unit, pr unitario, p unit, p unitario, p. unitario, prezzo netto,
        prezzo acquisto, prezzo di acquisto, prezzo d'acquisto, prezzo ingrosso, costo, costo unitario, costo unit,
        prezzo all'ingrosso, precio unitario, precio unit, p/u, precio/ud, precio ud, precio unidad, precio por unidad,
        precio neto, precio de compra, precio compra, precio mayorista, coste, coste unitario, coste unit, precio coste,
        preco unitario, preco unit, preco un, preco uni, preco liquido, preco de custo, preco custo, custo, custo
        unitario, preco de compra, preco atacado, valor unitario, vlr unit, valor unit, vl unit, stukprijs, stuksprijs,
        prijs per stuk, prijs/stuk, prijs per eenheid, eenheidsprijs, inkoopprijs, inkoop, nettoprijs, netto prijs,
        kostprijs, a pris, à pris, á pris, apris, à-pris, styckpris, stykpris, stykkpris, stk pris, st pris, pris/st,
        pris/stk, pris per st, pris pr stk, pris per styck, enhetspris, enhedspris, inkopspris, indkobspris,
        innkjopspris, innpris, nettopris, engrospris, cena jedn, cena jednostkowa, cena jedn netto, cena jednostkowa
        netto, cena netto, cena zakupu, cena hurtowa, cena za szt, cena/szt, birim fiyat, birim fiyati, b fiyat, br
        fiyat, birim, adet fiyati, alis fiyati, toptan fiyat, toptan, net fiyat, سعر الوحدة, سعر الوحده, سعر الجملة,
        التكلفة, تكلفة الوحدة, الكلفة, سعر الشراء, السعر الافرادي, السعر الإفرادي, מחיר ליחידה, מחיר יחידה, מחיר יח,
        מחיר סיטונאי, מחיר נטו, מחיר קניה, עלות, עלות יחידה, 单价, 單價, 批发价, 批發價, 进价, 採購價, 采购单价, 采购价, 成本, 成本价, 出厂价, 単価,
        卸価格, 卸単価, 下代, 仕切価格, 仕入単価, 仕入価格, 卸値, 单位价格
    """,
    "retail_price": """
        rrp, msrp, srp, mrp, rsp, retail, retail price, suggested retail, suggested retail price, recommended retail,
        recommended retail price, recommended price, sugg retail, unit retail, retail unit price, consumer price, list
        price, compare at, selling price, sale price retail, rtl, ret price, retail value, prix public, prix public ttc,
        prix public conseille, prix conseille, prix de vente, prix de vente conseille, prix vente, prix de vente public,
        prix de detail, pvc, ppc, pvp, ppttc, pvc ttc, pp ttc, prix ttc, pv, pv ttc, uvp, vk, vk brutto, vk preis,
        vkpreis, empf vk, verkaufspreis, ladenpreis, endverbraucherpreis, evp, empf verkaufspreis, unverbindliche
        preisempfehlung, preisempfehlung, listenpreis, prezzo al pubblico, prezzo pubblico, prezzo al dettaglio, prezzo
        consigliato, prezzo di vendita, prezzo vendita, al pubblico, prezzo di listino, listino, precio publico, precio
        de venta, precio venta, precio venta publico, precio recomendado, pvpr, pvp recomendado, precio sugerido, preco
        de venda, preco venda, preco ao publico, preco publico, preco sugerido, preco varejo, preco recomendado,
        adviesprijs, verkoopprijs, adviesverkoopprijs, consumentenprijs, vkp, avp, verkoopadviesprijs, winkelprijs, rek
        pris, rekommenderat pris, cirkapris, ca pris, butikspris, vejl udsalgspris, vejledende udsalgspris, vejl pris,
        vejledende pris, udsalgspris, utsalgspris, utpris, veil pris, veiledende pris, cena detaliczna, cena sugerowana,
        sugerowana cena, cena detal, scd, perakende, perakende fiyat, perakende fiyati, perakende satis fiyati, satis
        fiyati, psf, etiket fiyati, سعر التجزئة, التجزئة, سعر البيع, سعر المستهلك, מחיר לצרכן, מחיר קמעונאי, מחיר מומלץ,
        מחיר מכירה, 零售价, 零售價, 建议零售价, 吊牌价, 市场价, 売価, 上代, 定価, 希望小売価格, 小売価格, 販売価格, メーカー希望小売価格
    """,
    "discount": """
        discount, disc, disc %, discount %, dis, discount amount, rebate, less, remise, remise %, rem, rem %, reduction,
        rabais, rabatt, rabatt %, nachlass, rab, rab %, sconto, sconti, sc, sc %, sconto %, descuento, dto, dto %, dcto,
        desc %, descuento %, desconto, desconto %, korting, korting %, rabat, rabat %, upust, iskonto, iskonto %,
        indirim, indirim %, isk, isk %, الخصم, خصم, הנחה, הנחה %, % הנחה, 折扣, 折扣率, 割引, 値引, 割引率, 掛率
    """,
    "tax": """
        tax, taxes, tax %, tax rate, tax amount, vat, vat %, vat rate, vat amount, gst, gst %, igst, cgst, sgst, hst,
        sales tax, tva, tva %, taux tva, taux de tva, montant tva, mwst, mwst %, ust, ust %, mwst satz, steuer,
        steuersatz, mehrwertsteuer, umsatzsteuer, iva, iva %, aliquota, aliquota iva, al iva, cod iva, impuesto,
        impuestos, imposto, taxa iva, btw, btw %, btw bedrag, btw tarief, moms, moms %, mva, mva %, stawka vat, kwota
        vat, podatek, kdv, kdv %, kdv orani, kdv tutari, vergi, الضريبة, ضريبة, ضريبة القيمة المضافة, מע״מ, מעמ, מס, 税率,
        税额, 稅額, 税, 消費税, 消費税額, icms, ipi
    """,
    "total": """
        total price, total cost, total amount, total value, total amounts, line total, line amount, line value, line
        cost, extended, extension, ext, ext price, ext cost, extended price, extended cost, extended amount, ext amount,
        ext total, ext net, net total, net amount, net value, amount due, total $, total net, total wholesale, total ws,
        gross amount, sum price, total ttl, item total, row total, order total, order value, ttl amount, ttl, total usd,
        total eur, total gbp, subtotal, sub total, montant, montant ht, montant total, total ht, total ttc, prix total,
        prix total ht, total net ht, mt ht, montant net, valeur, total ligne, gesamtpreis, gesamt, gesamtbetrag,
        gesamtsumme, summe, betrag, gesamtwert, wert, nettobetrag, nettosumme, netto gesamt, gesamt netto, gesamtpreis
        netto, g preis, gp, positionssumme, zeilensumme, warenwert, ek gesamt, gesamt ek, importo, importo totale,
        totale riga, totale netto, prezzo totale, valore, importo netto, tot riga, imp netto, importe, importe total,
        importe neto, total linea, precio total, valor total, total neto, monto, montante, valor, preco total, total
        liquido, total linha, vlr total, vl total, valor liquido, bedrag, totaalbedrag, totaalprijs, totale prijs,
        regeltotaal, totaal excl, totaal excl btw, netto bedrag, netto totaal, subtotaal, belopp, radsumma, summa,
        totalpris, nettobelopp, belob, linjesum, linjetotal, totalbelob, i alt, ialt, sum, belop, totalsum, totalt,
        linjebelop, wartosc, wartosc netto, wartosc brutto, kwota, kwota netto, suma, tutar, tutari, toplam tutar,
        toplam fiyat, net tutar, mal hizmet tutari, satir toplami, الإجمالي, اجمالي, المجموع, المبلغ, القيمة, الاجمالي,
        المجموع الفرعي, القيمة الإجمالية, إجمالي, السعر الاجمالي, סה״כ, סהכ, סכום, סך הכל, סה״כ מחיר, מחיר כולל, סה״כ
        שורה, 金额, 金額, 小计, 小計, 总价, 總價, 总金额, 總金額, 合计金额, 合計金額, 总额, 总计金额
    """,
    "category": """
        category, categories, categorie, kategorie, categoria, kategori, kategoria, department, dept, product type,
        product category, product group, item group, group, collection, famille, rayon, gamme, warengruppe,
        produktgruppe, artikelgruppe, produktkategorie, famiglia, reparto, gruppo, gruppo merceologico, tipologia,
        familia, grupo, seccion, departamento, seccao, productgroep, artikelgroep, productcategorie, varegruppe,
        varugrupp, produktkategori, grupa, grupa towarowa, urun grubu, kategori adi, class, subcategory, sub category,
        division, sub class, item category, الفئة, القسم, التصنيف, קטגוריה, קולקציה, מחלקה, קבוצה, 类别, 類別, 分类, 分類, 品类,
        カテゴリ, カテゴリー, 部門, product line
    """,
    "ignored": """
        image, images, picture, pictures, photo, photos, pic, bild, foto, fotos, immagine, imagen, imagem, afbeelding,
        billede, zdjecie, resim, gorsel, صورة, الصورة, תמונה, 图片, 圖片, 画像, 写真, date, order date, delivery, delivery date,
        deliveries, ship date, ship window, ship start, ship end, start ship, cancel date, due date, required date, need
        by, needed by, promise date, eta, etd, ex factory, in store, in store date, season, date de livraison,
        livraison, delai, saison, liefertermin, lieferdatum, lieferung, lieferwoche, termin, datum, bestelldatum,
        consegna, data consegna, data di consegna, data, stagione, fecha, fecha de entrega, entrega, fecha entrega,
        temporada, data de entrega, data entrega, leverdatum, levering, leverweek, seizoen, leveransdatum, leverans,
        leveringsdato, dato, sasong, saeson, data dostawy, termin dostawy, tarih, teslim tarihi, teslimat, termin
        tarihi, sezon, التاريخ, تاريخ, تاريخ التسليم, תאריך, תאריך אספקה, 日期, 交期, 交货日期, 納期, 納品日, 日付, 交货期, notes, note,
        remarks, remark, comments, comment, bemerkung, bemerkungen, anmerkung, hinweis, remarque, remarques,
        commentaire, commentaires, observations, observaciones, observacoes, obs, nota, notas, opmerking, opmerkingen,
        anmarkning, bemaerkning, merknad, uwagi, notlar, not, ملاحظات, הערות, 备注, 備註, 備考, メモ, uom, u/m, um, unit of
        measure, u of m, unit measure, measure, unite, unites, u, einheit, me, mengeneinheit, eh, ve, vpe, unita, unita
        di misura, udm, u m, unidad, unidad de medida, unidade, eenheid, enhet, enhed, jm, j m, jedn, jednostka,
        jednostka miary, olcu birimi, olcu, الوحدة, وحدة, יחידת מידה, יח׳ מידה, 单位, 單位, 単位, 规格, 規格, status,
        availability, available, available stock, stock, in stock, on hand, stock qty, inventory, disponible,
        disponibilite, bestand, lagerbestand, verfugbar, giacenza, disponibilita, existencias, disponibilidad, estoque,
        disponivel, voorraad, lager, lagersaldo, stan, stok, stok miktari, المخزون, מלאי, 库存, 庫存, 在庫, 在庫数, moq, min qty,
        min order, minimum, minimum qty, minimum order qty, minimum order quantity, min order qty, qte mini,
        mindestmenge, minimo, minima, case pack, case qty, pack size, units per case, units per pack, units per carton,
        pcs per carton, pcs/ctn, pcs per ctn, pack qty, inner pack, inner, prepack, pack, packs, carton, cartons, ctn,
        ctns, no of cartons, nb colis, colis, colisage, cases, boxes, karton, kartons, kartoner, cartoni, colli, cajas,
        caixas, 箱数, 装箱数, 入数, ケース数, packing, hs code, hts, hs, tariff code, customs code, country of origin, origin, coo,
        made in, herkunft, ursprung, ursprungsland, origine, origen, origem, material, materials, fabric, composition,
        zusammensetzung, composizione, composicion, composicao, samenstelling, materiale, sklad, kumas, 面料, 材质, 素材,
        weight, net weight, gross weight, gewicht, poids, peso, vikt, vaegt, vekt, waga, agirlik, 重量, cbm, brand, marke,
        marque, marca, merk, marka, varumarke, 品牌, ブランド, gender, geschlecht, genre, supplier, vendor, lieferant,
        fournisseur, fornitore, proveedor, fornecedor, leverancier, leverantor, leverandor, dostawca, tedarikci, المورد,
        ספק, 供应商, 供應商, 仕入先, customer, client, kunde, buyer, store, shop, warehouse, location, margin, markup, account,
        gl account, order no, order number, po number, po no, po #, po, bestellnummer order, job, project, cost center,
        kostenstelle, currency, wahrung, waehrung, devise, valuta, moneda, moeda, valuta kod, waluta, para birimi,
        doviz, العملة, מטבע, 币种, 幣別, 通貨, shipped, qty shipped, received, qty received, back order, backorder,
        backordered, b/o, bo, open, open qty, delivered, cancelled, canceled, geliefert, offen, livre, reliquat, shipped
        qty, received qty, invoiced, qty invoiced, returned, checked, ok, tick, 状态, 狀態, ステータス, statut, stato, estado,
        durum, payment, terms, hsn, hsn/sac, hsn code, sac, ncm, cst, cfop, serial number, serial, lot, batch, image
        url, url, link, photo url, delivery window, delivery week, week, woche, kw, semaine
    """,
}
# Words that mean several things, the likeliest first. Values and arithmetic decide.
SHARED: dict[str, dict[Role, float]] = {
    "total": {"total": 0.8, "quantity": 0.55},
    "totals": {"total": 0.8, "quantity": 0.55},
    "totale": {"total": 0.8, "quantity": 0.55},
    "totaal": {"total": 0.8, "quantity": 0.55},
    "toplam": {"total": 0.8, "quantity": 0.5},
    "razem": {"total": 0.8, "quantity": 0.5},
    "gesamt": {"total": 0.8, "quantity": 0.5},
    "summe": {"total": 0.8, "quantity": 0.5},
    "summa": {"total": 0.8, "quantity": 0.45},
    "sum": {"total": 0.8, "quantity": 0.5},
    "i alt": {"total": 0.8, "quantity": 0.5},
    "合计": {"total": 0.8, "quantity": 0.55},
    "合計": {"total": 0.8, "quantity": 0.55},
    "总计": {"total": 0.8, "quantity": 0.5},
    "計": {"total": 0.8, "quantity": 0.5},
    "סה״כ": {"total": 0.8, "quantity": 0.5},
    "סהכ": {"total": 0.8, "quantity": 0.5},
    "الإجمالي": {"total": 0.85, "quantity": 0.5},
    "المجموع": {"total": 0.85, "quantity": 0.5},
    "ttl": {"total": 0.7, "quantity": 0.6},
    "amount": {"total": 0.8, "quantity": 0.5, "unit_cost": 0.3},
    "amt": {"total": 0.8, "quantity": 0.4},
    "order": {"quantity": 0.75, "ignored": 0.5},
    "order total": {"total": 0.8, "quantity": 0.5},
    "commande": {"quantity": 0.7, "ignored": 0.4},
    "bestellung": {"quantity": 0.7, "ignored": 0.4},
    "ordine": {"quantity": 0.7, "ignored": 0.4},
    "pedido": {"quantity": 0.7, "ignored": 0.4},
    "encomenda": {"quantity": 0.7, "ignored": 0.4},
    "bestelling": {"quantity": 0.7, "ignored": 0.4},
    "siparis": {"quantity": 0.7, "ignored": 0.4},
    "price": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "prices": {"unit_cost": 0.85, "retail_price": 0.4},
    "prix": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "preis": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "prezzo": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "precio": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "preco": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "prijs": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "pris": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "cena": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "fiyat": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "fiyati": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "السعر": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "سعر": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "מחיר": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "价格": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "價格": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "価格": {"unit_cost": 0.85, "retail_price": 0.4, "total": 0.35},
    "tarif": {"unit_cost": 0.8, "retail_price": 0.5},
    "tarifa": {"unit_cost": 0.8, "retail_price": 0.5},
    "list price": {"retail_price": 0.8, "unit_cost": 0.55},
    "list": {"retail_price": 0.6, "unit_cost": 0.5},
    "listenpreis": {"retail_price": 0.75, "unit_cost": 0.6},
    "prezzo di listino": {"retail_price": 0.7, "unit_cost": 0.65},
    "listino": {"retail_price": 0.7, "unit_cost": 0.65},
    "selling price": {"retail_price": 0.8, "unit_cost": 0.6},
    "verkaufspreis": {"retail_price": 0.8, "unit_cost": 0.6},
    "prix de vente": {"retail_price": 0.8, "unit_cost": 0.55},
    "precio de venta": {"retail_price": 0.75, "unit_cost": 0.6},
    "verkoopprijs": {"retail_price": 0.75, "unit_cost": 0.6},
    "prezzo vendita": {"retail_price": 0.75, "unit_cost": 0.6},
    "usd": {"unit_cost": 0.5, "total": 0.5},
    "eur": {"unit_cost": 0.5, "total": 0.5},
    "gbp": {"unit_cost": 0.5, "total": 0.5},
    "value": {"total": 0.75, "unit_cost": 0.4},
    "valor": {"total": 0.7, "unit_cost": 0.5},
    "wert": {"total": 0.75, "unit_cost": 0.3},
    "net": {"unit_cost": 0.6, "total": 0.6},
    "netto": {"unit_cost": 0.6, "total": 0.6},
    "netto ek": {"unit_cost": 1.0},
    "unit": {"unit_cost": 0.5, "ignored": 0.6},
    "birim": {"unit_cost": 0.4, "ignored": 0.7},
    "unite": {"ignored": 0.7, "quantity": 0.4},
    "unites": {"quantity": 0.8},
    "u": {"ignored": 0.6, "quantity": 0.4},
    "rate": {"unit_cost": 0.8, "tax": 0.4},
    "number": {"style_number": 0.6, "line_number": 0.5, "quantity": 0.4},
    "no": {"line_number": 0.6, "style_number": 0.6},
    "nr": {"line_number": 0.6, "style_number": 0.6},
    "num": {"line_number": 0.6, "style_number": 0.6},
    "n°": {"line_number": 0.6, "style_number": 0.6},
    "n": {"line_number": 0.6, "style_number": 0.4},
    "#": {"line_number": 0.75, "style_number": 0.5},
    "no.": {"line_number": 0.6, "style_number": 0.6},
    "رقم": {"line_number": 0.6, "style_number": 0.6},
    "מס": {"line_number": 0.6, "style_number": 0.6},
    "编号": {"style_number": 0.8, "line_number": 0.5, "sku": 0.5},
    "編號": {"style_number": 0.8, "line_number": 0.5, "sku": 0.5},
    "番号": {"style_number": 0.7, "line_number": 0.6},
    "item": {"style_number": 0.6, "name": 0.65, "line_number": 0.55, "sku": 0.4},
    "items": {"name": 0.75, "style_number": 0.5, "quantity": 0.35},
    "item #": {"style_number": 0.85, "sku": 0.6, "line_number": 0.6},
    "item no": {"style_number": 0.85, "sku": 0.6, "line_number": 0.6},
    "item nr": {"style_number": 0.85, "sku": 0.6, "line_number": 0.6},
    "item number": {"style_number": 0.9, "sku": 0.6, "line_number": 0.5},
    "article": {"style_number": 0.75, "name": 0.65, "sku": 0.5},
    "artikel": {"style_number": 0.7, "name": 0.7, "sku": 0.5},
    "articolo": {"style_number": 0.75, "name": 0.65, "sku": 0.5},
    "articulo": {"style_number": 0.75, "name": 0.65, "sku": 0.5},
    "artigo": {"style_number": 0.75, "name": 0.65, "sku": 0.5},
    "artykul": {"style_number": 0.6, "name": 0.7, "sku": 0.4},
    "vare": {"style_number": 0.6, "name": 0.75},
    "vara": {"style_number": 0.6, "name": 0.75},
    "art": {"style_number": 0.85, "name": 0.5, "sku": 0.5},
    "model": {"style_number": 0.75, "name": 0.7},
    "modell": {"style_number": 0.75, "name": 0.7},
    "modele": {"style_number": 0.75, "name": 0.7},
    "modello": {"style_number": 0.75, "name": 0.7},
    "modelo": {"style_number": 0.75, "name": 0.7},
    "style": {"style_number": 0.85, "name": 0.65},
    "design": {"style_number": 0.6, "name": 0.7},
    "product": {"name": 0.85, "style_number": 0.6, "sku": 0.45},
    "produkt": {"name": 0.85, "style_number": 0.6},
    "produit": {"name": 0.85, "style_number": 0.6},
    "prodotto": {"name": 0.85, "style_number": 0.6},
    "producto": {"name": 0.85, "style_number": 0.6},
    "produto": {"name": 0.85, "style_number": 0.6},
    "urun": {"name": 0.85, "style_number": 0.6},
    "material": {"ignored": 0.7, "style_number": 0.65, "name": 0.5},
    "symbol": {"style_number": 0.85, "sku": 0.6},
    "description": {"name": 0.95},
    "variant": {"color": 0.8, "size": 0.5, "sku": 0.4},
    "variante": {"color": 0.8, "size": 0.5, "sku": 0.4},
    "varianten": {"color": 0.8, "size": 0.5},
    "options": {"color": 0.6, "size": 0.6},
    "option": {"color": 0.6, "size": 0.6},
    "size/color": {"color": 0.6, "size": 0.6},
    "finish": {"color": 0.8},
    "type": {"name": 0.5, "category": 0.65},
    "collection": {"category": 0.7, "ignored": 0.5},
    "season": {"ignored": 0.9},
    "str": {"size": 0.85},
    "gr": {"size": 0.85},
    "dimension": {"size": 0.7, "ignored": 0.5},
    "pack": {"ignored": 0.7, "size": 0.4, "quantity": 0.4},
    "packs": {"ignored": 0.6, "quantity": 0.6},
    "cartons": {"ignored": 0.6, "quantity": 0.5},
    "cases": {"ignored": 0.6, "quantity": 0.6},
    "boxes": {"ignored": 0.6, "quantity": 0.6},
    "cajas": {"ignored": 0.6, "quantity": 0.6},
    "colli": {"ignored": 0.6, "quantity": 0.5},
    "stk": {"quantity": 0.85},
    "st": {"quantity": 0.75, "ignored": 0.4},
    "stck": {"quantity": 0.85},
    "shipped": {"ignored": 0.85, "quantity": 0.4},
    "qty shipped": {"ignored": 0.8, "quantity": 0.5},
    "nombre": {"name": 0.7, "quantity": 0.6},
    "cant": {"quantity": 1.0},
    "data": {"ignored": 0.7},
    "open": {"ignored": 0.7},
    "ext": {"total": 0.9},
    "kod": {"style_number": 0.85, "sku": 0.65},
    "desc": {"name": 0.85, "discount": 0.5},
    "sc": {"discount": 0.8},
    "vat": {"tax": 1.0},
    "nb": {"quantity": 0.7},
    "me": {"ignored": 0.8, "quantity": 0.4},
    "um": {"ignored": 0.9},
    "p u": {"unit_cost": 1.0},
    "ep": {"unit_cost": 0.9},
    "gp": {"total": 0.9},
    "行": {"line_number": 0.9},
    "数": {"quantity": 0.9},
    "色": {"color": 0.95},
    "税": {"tax": 0.9},
    "m": {},
    "s": {},
    "l": {},
}
# A number or code of an article: what shops call style number, unless another column is that.
CODES = """
    item code, item id, item ref, item reference, code, codes, product code, product no, product number, product #,
    product id, product ref, product reference, prod no, prod #, prod code, productcode, article no, article number,
    article #, article nr, article code, article ref, art no, art nr, art #, art code, art num, artnr, artno, artikelnr,
    artikelnummer, artikel nr, artikel no, artikelcode, artikel code, bestellnr, bestell nr, best nr, bestellnummer,
    materialnummer, sachnummer, warennummer, produktnummer, produktnr, produkt nr, produktcode, ref, refs, ref no, ref
    nr, ref #, ref n°, reference, references, reference no, reference number, referenz, referenznummer, reference
    produit, ref produit, reference article, ref article, code article, code produit, no article, n° article, n°
    d'article, numero d'article, reference fournisseur, ref fournisseur, codice, codici, cod, codice articolo, cod
    articolo, cod art, codice art, codice prodotto, cod prodotto, n articolo, n° articolo, nr articolo, numero articolo,
    art n, rif, riferimento, sigla, codigo, codigos, referencia, referencias, ref articulo, codigo articulo, codigo de
    articulo, no articulo, n° articulo, codigo producto, codigo de producto, cod producto, n° ref, no ref, numero de
    articulo, refª, ref.ª, numero de referencia, codigo do produto, codigo produto, cod produto, codigo do artigo,
    codigo artigo, cod artigo, n° artigo, referencia do produto, ref artigo, bestelnummer, bestelnr, bestelcode,
    productnummer, productnr, artikkelnr, artikkelnummer, varenr, varenummer, artikelkod, produktkod, kod produktu, kod
    towaru, nr kat, nr katalogowy, nr artykulu, indeks, urun kodu, stok kodu, malzeme kodu, stok no, urun no, kodu, part
    no, part number, part #, part, mpn, mfg #, mfr no, mfr part no, vendor no, vendor item, vendor item no, vendor item
    #, supplier code, supplier ref, supplier item, supplier item no, vendor code, vendor part no, manufacturer part
    number, catalog no, catalog #, catalog number, catalogue no, cat no, cat #, stock code, stock no, stock number, id,
    plu, كود, الرمز, رمز, الكود, كود الصنف, رمز الصنف, رقم الصنف, كود المنتج, رقم المنتج, رمز المنتج, מספר פריט, קוד,
    קוד פריט, קוד מוצר, מספר מוצר, פריט, מספר קטלוגי, מק״ט ספק, 货号, 貨號, 产品编号, 產品編號, 商品编号, 商品编码, 产品编码, 物料编码, 编码, 编号, 料号,
    商品コード, 商品番号, 品番, コード, 製品番号, 品目コード, 产品代码
"""
