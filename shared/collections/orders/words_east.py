"""More words for columns and sums: Finnish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovene, Greek, Russian,
Ukrainian and Korean, in that order in each list. Compared as those of `words` and `sum_words` are.
"""

from __future__ import annotations

from shared.collections.orders.models import Role
from shared.collections.orders.sum_words import Sum

COLUMNS: dict[Role, str] = {
    "line_number": """
        rivi, rivinro, rivi nro, rivinumero, řádek, č řádku, poř č, por cislo, poradie, č r, riadok, ssz, sorszám,
        sor, tétel, r br, redni broj, rb, zap št, zaporedna številka, α/α, αα, α α, γραμμή, №, № п/п, п/п, № пп,
        строка, рядок, 번호, 순번, 행
    """,
    "barcode": """
        ean koodi, ean-koodi, viivakoodi, čárový kód, ean kód, čiarový kód, vonalkód, cod de bare, cod bare, barkod,
        barkôd, črtna koda, ean koda, γραμμωτός κωδικός, barcode ean, штрихкод, штрих код, штрих-код, 바코드
    """,
    "name": """
        nimi, tuotenimi, tuote, nimike, tuotteen nimi, kuvaus, selite, název, název zboží, název produktu, popis,
        popis zboží, označení, názov, názov tovaru, názov produktu, megnevezés, termék, terméknév, termék neve,
        leírás, cikk megnevezése, denumire, denumire produs, denumire articol, produs, descriere, naziv,
        naziv artikla, naziv proizvoda, proizvod, naziv artikla/usluge, izdelek, naziv izdelka, περιγραφή,
        περιγραφή είδους, ονομασία, προϊόν, είδος, наименование, название, наименование товара, товар, описание,
        найменування, назва, назва товару, опис, 상품명, 제품명, 품명, 품목, 품목명, 제품
    """,
    "color": """
        väri, värit, värin nimi, barva, farba, szín, színek, culoare, culori, boja, χρώμα, цвет, колір, 색상, 컬러, 색
    """,
    "size": """
        koko, koot, velikost, veľkosť, méret, mărime, mărimi, veličina, μέγεθος, размер, розмір, 사이즈, 크기, 치수
    """,
    "quantity": """
        määrä, kpl, kpl yhteensä, kappaletta, tilattu määrä, tilausmäärä, lukumäärä, yhteensä kpl, množství, počet,
        počet ks, ks, kusů, objednané množství, množstvo, počet kusov, kusov, mennyiség, darab, db, darabszám,
        rendelt mennyiség, cantitate, cant comandată, bucăți, buc, nr bucăți, količina, kom, komada, kol, kos,
        ποσότητα, ποσ, τεμάχια, τεμ, количество, кол-во, кол во, кол, шт, штук, количество шт, заказано, кількість,
        к-сть, к сть, замовлено, 수량, 주문수량, 발주수량, 총수량, 개수
    """,
    "unit_cost": """
        yksikköhinta, á-hinta, a hinta, kpl hinta, kpl-hinta, ostohinta, tukkuhinta, nettohinta, hinta/kpl,
        jednotková cena, cena za kus, cena za ks, cena/ks, cena/mj, cena za mj, nákupní cena, nákupná cena,
        velkoobchodní cena, jedn cena, j cena, egységár, nettó egységár, nettó ár, beszerzési ár, nagyker ár,
        ár/db, preț unitar, preţ unitar, preț, pret, preț achiziție, preț unitar fără tva, preț/buc, jedinična cijena,
        jed cijena, cijena, nabavna cijena, vpc, cijena/kom, cena na enoto, cena/kos, nabavna cena, τιμή μονάδας,
        τιμή μον, τιμή, τιμή αγοράς, τιμή χονδρικής, цена, цена за ед, цена за единицу, цена за шт, цена закупки,
        закупочная цена, оптовая цена, ціна, ціна за од, ціна за одиницю, оптова ціна, 단가, 도매가, 공급단가, 매입가,
        원가
    """,
    "retail_price": """
        vähittäishinta, ovh, suositushinta, myyntihinta, doporučená cena, moc, prodejní cena, maloobchodní cena,
        odporúčaná cena, predajná cena, fogyasztói ár, kisker ár, eladási ár, preț vânzare, preț recomandat, preț raft,
        mpc, maloprodajna cijena, λιανική, τιμή λιανικής, προτεινόμενη τιμή, розничная цена, ррц, роздрібна ціна,
        소비자가, 판매가, 소매가, 권장소비자가
    """,
    "discount": """
        alennus, alennus %, ale, ale %, ale-%, alennusprosentti, sleva, sleva %, zľava, zľava %, kedvezmény,
        kedvezmény %, reducere, discount %, popust, popust %, rabat, έκπτωση, έκπτωση %, έκπτ, скидка, скидка %,
        знижка, знижка %, 할인, 할인율
    """,
    "tax": """
        alv, alv %, alv-%, dph, dph %, sazba dph, áfa, áfa %, áfakulcs, tva %, cota tva, pdv, pdv %, ddv, ddv %,
        φπα, φπα %, ндс, ндс %, ставка ндс, пдв, пдв %, 부가세, 세액, 부가가치세
    """,
    "total": """
        yhteensä, summa, rivisumma, rivin summa, kokonaishinta, yhteensä eur, hinta yhteensä, celkem, celkem bez dph,
        cena celkem, celková cena, částka, celkem kč, cena celkem bez dph, spolu, cena spolu, celkom, spolu bez dph,
        suma spolu, érték, nettó érték, összesen, összeg, össz ár, összár, valoare, valoare fără tva, valoare totală,
        preț total, iznos, ukupno, vrijednost, ukupna cijena, znesek, skupaj, vrednost, αξία, σύνολο,
        καθαρή αξία, συνολική αξία, сумма, стоимость, всего, сумма без ндс, итого, сума, вартість, всього, разом,
        금액, 합계금액, 공급가액, 총액, 합계
    """,
    "category": "kategoria, tuoteryhmä, skupina, kategorie zboží, kategória, termékcsoport, categorie, kategorija, "
    "κατηγορία, категория, группа, категорія, 카테고리, 분류",
    "ignored": """
        toimitusviikko, toimituspäivä, toimitusaika, toimitus, huomautus, huom, yksikkö, alkuperämaa, pakkauskoko,
        pakkauksia, pakkaus, kausi, sesonki, termín dodání, datum dodání, dodání, dodací termín, poznámka, země původu,
        mj, m j, balení, sezóna, termín dodania, krajina pôvodu, jednotka, szállítás, szállítási határidő, határidő,
        megjegyzés, mértékegység, származási ország, szezon, termen livrare, livrare, data livrării, observații,
        u.m., țara de origine, sezon, isporuka, rok isporuke, napomena, jm, jed mj, zemlja podrijetla, rok dobave,
        opomba, παράδοση, ημερομηνία παράδοσης, ημ παράδοσης, παρατηρήσεις, μονάδα, μμ, μ.μ., χώρα προέλευσης,
        срок поставки, дата поставки, поставка, примечание, комментарий, ед, ед изм, единица измерения, сезон,
        страна, страна происхождения, термін поставки, примітка, од вим, 납기일, 납기, 비고, 단위, 원산지, 시즌
    """,
}
# Pieces as unit of a rate ("kg/db", "ks/karton"): these count only where they are the whole heading.
PIECES = "kpl, ks, kusů, kusov, db, darab, buc, kom, komada, kol, kos, τεμ, ποσ, шт, штук, кол"
CODES = """
    tuotenumero, tuotekoodi, tuotenro, tuote nro, nimikenumero, malli, mallinumero, kód, kód zboží, číslo zboží,
    katalogové číslo, kat číslo, artikl, číslo artiklu, model, kód tovaru, číslo tovaru, cikkszám, termékkód, kód,
    modellszám, cod articol, cod produs, cod, referință, šifra, šifra artikla, šifra proizvoda, kat broj, šifra izdelka,
    κωδικός, κωδικός είδους, κωδ, κωδ είδους, κωδικός προϊόντος, артикул, код, код товара, номер артикула, модель,
    код товару, 품번, 상품코드, 제품코드, 품목코드, 모델번호, 스타일, 스타일번호, 모델
"""
SUMS: dict[Sum, str] = {
    "quantity": """
        määrä yhteensä, kpl yhteensä, yhteensä kpl, celkem ks, celkem kusů, spolu ks, összes darab, összesen db,
        total bucăți, total cantitate, ukupna količina, ukupno kom, skupna količina, σύνολο τεμαχίων,
        συνολική ποσότητα, итого кол-во, всего шт, общее количество, всього шт, 총수량, 수량합계
    """,
    "subtotal": """
        välisumma, veroton yhteensä, yhteensä alv 0 %, yhteensä ilman alv, mezisoučet, celkem bez dph, základ daně,
        medzisúčet, spolu bez dph, részösszeg, nettó összesen, nettó összeg, total fără tva, subtotal fără tva,
        međuzbroj, osnovica, ukupno bez pdv, vmesna vsota, skupaj brez ddv, μερικό σύνολο, καθαρή αξία,
        σύνολο χωρίς φπα, υποσύνολο, итого без ндс, подытог, промежуточный итог, всього без пдв, 소계, 공급가액
    """,
    "tax": "alv, alv yhteensä, dph, áfa, áfa összesen, total tva, pdv, ddv, φπα, ндс, в том числе ндс, пдв, 부가세",
    "shipping": "toimituskulut, rahti, doprava, poštovné, szállítási költség, transport, dostava, μεταφορικά, "
    "доставка, 배송비, 운송비",
    "total": """
        yhteensä, tilaus yhteensä, tilauksen summa, summa yhteensä, celkem, celkem kč, objednávka celkem, cena celkem,
        součet, spolu, celkom, súčet, összesen, mindösszesen, végösszeg, rendelés összesen, total comandă,
        total general, ukupno, sveukupno, ukupan iznos, skupaj, σύνολο, γενικό σύνολο, σύνολο παραγγελίας, итого,
        всего, итого по заказу, итог, разом, всього, 합계, 총계, 총합계, 총금액, 총액, 합계금액
    """,
    "grand_total": """
        yhteensä sis alv, maksettava, celkem s dph, celkem k úhradě, spolu s dph, bruttó összesen, fizetendő,
        total cu tva, total de plată, ukupno s pdv, za platiti, skupaj z ddv, πληρωτέο, σύνολο με φπα, итого с ндс,
        всего к оплате, всього з пдв
    """,
    "carried": """
        siirretään, siirto, převod, prenos, átvitel, áthozat, report pagina, prijenos, εκ μεταφοράς, σε μεταφορά,
        перенос
    """,
}
