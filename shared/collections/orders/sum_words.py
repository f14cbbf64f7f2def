"""What orders call the rows that sum up: a list for each kind, compared as header words are."""

from __future__ import annotations

from typing import Literal

Sum = Literal["quantity", "subtotal", "discount", "tax", "shipping", "total", "grand_total", "carried", "other"]

LABELS: dict[Sum, str] = {
    "quantity": """
        total qty, total quantity, total units, total pcs, total pieces, total pairs, total items,
        total no of units, total number of units, total number of items, total order qty, total order quantity,
        qty total, quantity total, units total, total ordered, ttl qty, ttl units, tot qty, order quantity total,
        number of items, number of pieces, sum qty, quantite totale, total quantite, total quantites, qte totale,
        total qte, total articles, nombre de pieces, nombre total de pieces, total unites, nb total de pieces,
        nb pieces, gesamtmenge, menge gesamt, gesamtstuckzahl, gesamt menge, gesamtanzahl, summe menge,
        stuckzahl gesamt, gesamt stuck, anzahl gesamt, total menge, total stuck, anzahl teile, teile gesamt,
        quantita totale, totale quantita, qta totale, totale qta, totale pezzi, tot pezzi, totale capi,
        pezzi totali, totale paia, cantidad total, total cantidad, total unidades, unidades totales, total piezas,
        total prendas, total pares, total uds, quantidade total, total quantidade, qtd total, total qtd,
        total pecas, total de pecas, total de unidades, totaal aantal, aantal totaal, totaal stuks,
        totale hoeveelheid, totalt antal, antal totalt, totalantal, antal i alt, samlet antal, totalt antall,
        antall totalt, ilosc razem, razem ilosc, laczna ilosc, suma ilosci, razem szt, toplam adet, toplam miktar,
        adet toplami, إجمالي الكمية, اجمالي الكمية, مجموع الكميات, الكمية الإجمالية, סה״כ כמות, סהכ כמות,
        כמות כוללת, סה״כ יחידות, סהכ יחידות, 总数量, 總數量, 合计数量, 数量合计, 總件數, 总件数, 合計数量,
        数量合計, 総数量, 合計点数
    """,
    "subtotal": """
        subtotal, sub total, subtotal net, net subtotal, net total, total net, net amount, net value, goods total,
        merchandise total, merchandise subtotal, merchandise, items total, item total, items subtotal,
        total before tax, total excl vat, total ex vat, total excluding vat, total excl tax, amount before tax,
        taxable amount, taxable value, total before discount, net, net order value, product total, products total,
        total goods, goods value, order subtotal, total exclusive of vat, sous total, sous total ht, total ht,
        total hors taxe, total hors taxes, montant ht, montant total ht, total net ht, net ht, base ht,
        montant hors taxe, total h t, total marchandise, total marchandises, zwischensumme, summe netto,
        netto summe, nettosumme, nettobetrag, gesamt netto, netto gesamt, gesamtsumme netto, gesamtbetrag netto,
        summe positionen, warenwert, warenwert netto, netto, positionen netto, total netto, nettowert, nettoumsatz,
        summe exkl mwst, summe zzgl mwst, rechnungsbetrag netto, zwischentotal, zwischentotal netto,
        bestellwert netto, subtotale, imponibile, totale imponibile, totale netto, totale merce, totale merci,
        netto merce, imponibile netto, totale iva esclusa, totale esclusa iva, subtotal sin iva, base imponible,
        total sin iva, importe neto, total neto, total bruto, importe bruto, suma, total mercancia, base imponivel,
        subtotal sem iva, total sem iva, total liquido, valor liquido, incidencia, total iliquido,
        valor dos produtos, total dos produtos, total mercadoria, subtotaal, sub totaal, totaal excl btw,
        totaal exclusief btw, netto totaal, totaal netto, nettobedrag, totaal ex btw, subtotaal excl btw, excl btw,
        totaal exclusief, bedrag excl btw, delsumma, summa exkl moms, netto summa, nettosumma, varuvarde,
        nettobelopp, totalt exkl moms, summa ex moms, subtotal ekskl moms, total ekskl moms, i alt ekskl moms,
        nettobelob, varesum, delsum, sum eks mva, sum ekskl mva, netto sum, nettobelop, sum uten mva, razem netto,
        suma netto, wartosc netto, wartosc netto razem, suma czesciowa, kwota netto, ara toplam,
        mal hizmet toplam tutari, mal hizmet toplami, kdv haric toplam, matrah, toplam kdv haric, المجموع الفرعي,
        الاجمالي قبل الضريبة, الإجمالي قبل الضريبة, المبلغ قبل الضريبة, الإجمالي الفرعي, المجموع قبل الضريبة,
        סכום ביניים, סה״כ לפני מע״מ, סהכ לפני מעמ, סכום לפני מע״מ, סה״כ ללא מע״מ, 小计, 小計, 未税金额, 不含税金额,
        税前金额, 货款合计, 不含税合计, 未稅金額, 税抜金額, 税抜合計, 税抜小計, 商品合計, 小計(税抜), 合计(不含税)
    """,
    "discount": """
        discount, total discount, order discount, trade discount, less discount, discounts, discount amount,
        volume discount, early payment discount, remise, remise globale, remise totale, total remise, rabais,
        escompte, montant remise, rabatt, gesamtrabatt, nachlass, skonto, abzgl rabatt, abzuglich rabatt,
        sonderrabatt, sconto, sconti, totale sconto, totale sconti, sconto totale, descuento, total descuento,
        descuentos, dto, desconto, total desconto, descontos, korting, totaal korting, totale korting, rabat,
        upust, rabatter, ordrerabat, orderrabatt, iskonto, toplam iskonto, indirim, toplam indirim, الخصم, خصم,
        إجمالي الخصم, הנחה, סה״כ הנחה, סך הנחה, 折扣, 优惠, 折让, 値引, 値引き, 割引, お値引き
    """,
    "tax": """
        tax, taxes, total tax, tax amount, tax total, sales tax, vat, vat amount, vat total, total vat,
        value added tax, gst, total gst, igst, cgst, sgst, hst, pst, qst, use tax, estimated tax, tva, total tva,
        montant tva, montant de la tva, t v a, mwst, mwst betrag, zzgl mwst, ust, umsatzsteuer, mehrwertsteuer,
        zzgl ust, steuer, steuern, mwst gesamt, enthaltene mwst, iva, totale iva, importo iva, total iva, imposta,
        totale imposta, iva total, importe iva, cuota iva, impuestos, impuesto, i v a, igv, itbms, imposto,
        impostos, total de iva, valor iva, btw, btw bedrag, totaal btw, moms, momsbelopp, momsbelob, mva,
        mva belop, merverdiavgift, kwota vat, podatek vat, suma vat, kdv, kdv tutari, toplam kdv, hesaplanan kdv,
        الضريبة, ضريبة القيمة المضافة, مبلغ الضريبة, ضريبة, إجمالي الضريبة, מע״מ, מעמ, מס, סה״כ מע״מ, 税额, 稅額,
        税金, 增值税, 营业税, 消費税, 消費税額, 消費税等, 内消費税, 税
    """,
    "shipping": """
        shipping, shipping & handling, shipping and handling, shipping cost, shipping costs, shipping charges,
        shipping charge, shipping fee, freight, freight charges, freight charge, freight cost, freight total,
        estimated freight, carriage, carriage charge, postage, postage & packing, p&p, s&h, delivery charge,
        delivery charges, delivery cost, delivery fee, delivery costs, handling, handling fee, transport,
        transport costs, transportation, insurance & freight, frais de port, port, frais de livraison, livraison,
        frais d'expedition, frais de transport, frais port, port et emballage, transport ht,
        participation aux frais de port, versandkosten, versand, fracht, frachtkosten, porto, lieferkosten,
        transportkosten, versandkosten netto, zzgl versand, verpackung und versand, versand & verpackung,
        porto und verpackung, spese di spedizione, spedizione, spese spedizione, trasporto, spese di trasporto,
        spese trasporto, costi di spedizione, gastos de envio, envio, portes, transporte, flete,
        gastos de transporte, coste de envio, frete, portes de envio, custos de envio, despesas de envio,
        despesas de transporte, verzendkosten, verzending, vracht, vrachtkosten, bezorgkosten, porto en verpakking,
        orderkosten, frakt, fraktkostnad, fraktavgift, fragt, fragtomkostninger, forsendelse, levering,
        koszt dostawy, koszty dostawy, dostawa, wysylka, koszt wysylki, koszty transportu, kargo, kargo ucreti,
        nakliye, nakliye bedeli, الشحن, رسوم الشحن, تكلفة الشحن, مصاريف الشحن, التوصيل, אגרת משלוח, משלוח,
        דמי משלוח, הובלה, 运费, 運費, 邮费, 送料, 配送料, 运输费
    """,
    "total": """
        total, totals, totale, totaal, totalt, gesamt, summe, summa, sum, razem, suma, toplam, order total,
        total order, total amount, amount total, total value, order value, total order value, total cost,
        total price, po total, purchase order total, total po, total due, invoice total, total wholesale, total $,
        total invoice, amount, total purchase, total general, total commande, total de la commande, montant total,
        montant de la commande, prix total, total net, gesamtbetrag, gesamtsumme, gesamtpreis, bestellwert,
        auftragswert, auftragssumme, endsumme, bestellsumme, endpreis, summe gesamt, total ordine, totale ordine,
        importo totale, totale generale, totale documento, totale complessivo, importe total, total pedido,
        total del pedido, valor total, total encomenda, total da encomenda, total do pedido, montante total,
        totaalbedrag, totaal bestelling, orderbedrag, totaal order, totaal bedrag, summa totalt, ordersumma,
        totalsumma, totalbelopp, ordertotal, i alt, ialt, totalbelob, ordretotal, samlet belob, ordresum, totalsum,
        totalbelop, razem do zaplaty, wartosc zamowienia, laczna kwota, suma zamowienia, wartosc razem,
        toplam tutar, siparis toplami, genel tutar, الإجمالي, اجمالي, المجموع, الاجمالي, إجمالي, إجمالي الطلب,
        المبلغ الإجمالي, مجموع, المجموع الكلي, סה״כ, סהכ, סך הכל, סה״כ הזמנה, סהכ הזמנה, סך, 合计, 合計, 总计,
        總計, 总额, 總額, 总金额, 總金額, 合计金额, 合計金額, 订单总额, 計, 总价, ご注文合計, 共计
    """,
    "grand_total": """
        grand total, total incl vat, total inc vat, total including vat, total incl tax, total including tax,
        total payable, amount payable, balance due, amount due, amount to pay, final total, total inclusive of vat,
        net payable, total to pay, gross total, total gross, gross amount, total amount due, total incl gst,
        total ttc, montant ttc, montant total ttc, net a payer, total a payer, total general ttc, total t t c,
        net a payer ttc, gesamtsumme brutto, gesamtbetrag brutto, brutto, bruttobetrag, bruttosumme, summe brutto,
        gesamt brutto, rechnungsbetrag, zahlbetrag, endbetrag, zu zahlen, zu zahlender betrag,
        gesamtbetrag inkl mwst, summe inkl mwst, total inkl mwst, gesamtbetrag eur, total brutto,
        totale iva inclusa, totale da pagare, totale fattura, netto a pagare, totale a pagare, totale con iva,
        total con iva, total a pagar, total iva incluido, total factura, total con impuestos, total com iva,
        valor a pagar, total iva incluida, total geral, totaal incl btw, totaal inclusief btw, te betalen,
        totaal te betalen, eindtotaal, incl btw, totaal inclusief, att betala, summa att betala, totalt inkl moms,
        summa inkl moms, totalsumma inkl moms, total inkl moms, at betale, i alt inkl moms, til betaling, a betale,
        sum inkl mva, totalt inkl mva, razem brutto, suma brutto, wartosc brutto, do zaplaty, kwota brutto,
        genel toplam, odenecek tutar, kdv dahil toplam, vergiler dahil toplam, toplam kdv dahil,
        vergiler dahil toplam tutar, الإجمالي الكلي, الاجمالي الكلي, الإجمالي النهائي, الإجمالي شامل الضريبة,
        المبلغ المستحق, الإجمالي مع الضريبة, סה״כ לתשלום, סהכ לתשלום, סה״כ כולל מע״מ, סהכ כולל מעמ, לתשלום,
        总计(含税), 含税总额, 价税合计, 含税合计, 应付金额, 税込合計, 税込金額, 税込合計金額, 合計(税込),
        合計金額(税込), 税込総額, 総額(税込), 総合計, 総計, ご請求金額,
        お支払合計
    """,
    "carried": """
        carried forward, carry forward, brought forward, balance brought forward, balance carried forward, c/f,
        b/f, page total, total this page, total page, sheet total, a reporter, report, total a reporter, ubertrag,
        uebertrag, seitensumme, zwischenubertrag, riporto, a riportare, totale pagina, suma y sigue, suma anterior,
        a transportar, transporte anterior, total pagina, transport naar volgende pagina, transport,
        do przeniesienia, z przeniesienia, nakli yekun, 接上页, 承上页, 本页小计, 次頁へ繰越, 頁計
    """,
    "other": """
        deposit, deposit paid, paid, amount paid, balance, total weight, total cartons, total gross weight,
        total net weight, total cbm, total volume, total boxes, total carton, acompte, anzahlung, acconto,
        anticipo, aanbetaling, gesamtgewicht, poids total, peso totale, peso total, total colis, totaal gewicht,
        total retail, retail total, total rrp, total lines, no of lines, number of lines, total skus, total styles,
        prepaid, exchange rate
    """,
}
