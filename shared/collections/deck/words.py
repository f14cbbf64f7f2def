"""The deck's own words, per language; what a document says is never translated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

WRITTEN_FROM_RIGHT = frozenset({"ar", "he", "fa", "ur"})
_KEYS = (
    "wholesale", "retail", "unit_cost", "style_number", "category", "colors", "sizes", "materials", "quantity", "total",
    "products", "other", "no_picture", "page", "row", "sheet", "corrected", "description",
)  # fmt: skip
_WORDS: dict[str, tuple[str, ...]] = {
    "en": ("Wholesale", "Retail", "Unit cost", "Style", "Category", "Colours", "Sizes", "Materials", "Quantity",
           "Total", "Products", "Other", "No picture", "Page", "Row", "Sheet", "Corrected by hand", "Description"),
    "de": ("Großhandel", "UVP", "Stückpreis", "Artikelnr.", "Kategorie", "Farben", "Größen", "Materialien", "Menge",
           "Summe", "Produkte", "Weitere", "Kein Bild", "Seite", "Zeile", "Blatt", "Von Hand korrigiert",
           "Beschreibung"),
    "fr": ("Prix de gros", "Prix public", "Prix unitaire", "Référence", "Catégorie", "Couleurs", "Tailles", "Matières",
           "Quantité", "Total", "Produits", "Autres", "Sans image", "Page", "Ligne", "Feuille", "Corrigé à la main",
           "Description"),
    "it": ("Ingrosso", "Al pubblico", "Prezzo unitario", "Articolo", "Categoria", "Colori", "Taglie", "Materiali",
           "Quantità", "Totale", "Prodotti", "Altro", "Nessuna immagine", "Pagina", "Riga", "Foglio",
           "Corretto a mano", "Descrizione"),
    "es": ("Mayorista", "PVP", "Precio unitario", "Referencia", "Categoría", "Colores", "Tallas", "Materiales",
           "Cantidad", "Total", "Productos", "Otros", "Sin imagen", "Página", "Fila", "Hoja", "Corregido a mano",
           "Descripción"),
    "nl": ("Groothandel", "Adviesprijs", "Stukprijs", "Artikelnr.", "Categorie", "Kleuren", "Maten", "Materialen",
           "Aantal", "Totaal", "Producten", "Overige", "Geen afbeelding", "Pagina", "Rij", "Blad",
           "Met de hand verbeterd", "Omschrijving"),
    "pt": ("Atacado", "Preço de venda", "Preço unitário", "Referência", "Categoria", "Cores", "Tamanhos", "Materiais",
           "Quantidade", "Total", "Produtos", "Outros", "Sem imagem", "Página", "Linha", "Folha", "Corrigido à mão",
           "Descrição"),
    "sv": ("Grossistpris", "Butikspris", "Styckpris", "Artikelnr", "Kategori", "Färger", "Storlekar", "Material",
           "Antal", "Summa", "Produkter", "Övrigt", "Ingen bild", "Sida", "Rad", "Blad", "Rättat för hand",
           "Beskrivning"),
    "pl": ("Cena hurtowa", "Cena detaliczna", "Cena jedn.", "Nr artykułu", "Kategoria", "Kolory", "Rozmiary",
           "Materiały", "Ilość", "Suma", "Produkty", "Inne", "Brak zdjęcia", "Strona", "Wiersz", "Arkusz",
           "Poprawiono ręcznie", "Opis"),
    "ja": ("卸価格", "小売価格", "単価", "品番", "カテゴリー", "カラー", "サイズ", "素材", "数量", "合計", "商品数",
           "その他", "画像なし", "ページ", "行", "シート", "手動で修正", "説明"),
    "zh": ("批发价", "零售价", "单价", "款号", "类别", "颜色", "尺码", "材质", "数量", "合计", "产品", "其他",
           "暂无图片", "页", "行", "工作表", "人工更正", "描述"),
    "ar": ("سعر الجملة", "سعر التجزئة", "سعر الوحدة", "رقم الموديل", "الفئة", "الألوان", "المقاسات", "الخامات",
           "الكمية", "الإجمالي", "المنتجات", "أخرى", "لا توجد صورة", "صفحة", "صف", "ورقة", "صُحح يدويًا", "الوصف"),
    "he": ("מחיר סיטונאי", "מחיר קמעונאי", "מחיר ליחידה", "דגם", "קטגוריה", "צבעים", "מידות", "חומרים", "כמות",
           "סה״כ", "מוצרים", "אחר", "אין תמונה", "עמוד", "שורה", "גיליון", "תוקן ידנית", "תיאור"),
}  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATES = {
    "de": "{d}.{m}.{y}", "fr": "{d:02}/{m:02}/{y}", "it": "{d:02}/{m:02}/{y}", "es": "{d:02}/{m:02}/{y}",
    "nl": "{d}-{m}-{y}", "pt": "{d:02}/{m:02}/{y}", "sv": "{y}-{m:02}-{d:02}", "pl": "{d:02}.{m:02}.{y}",
    "ja": "{y}年{m}月{d}日", "zh": "{y}年{m}月{d}日", "ar": "{d:02}/{m:02}/{y}", "he": "{d:02}/{m:02}/{y}",
    "en": "{d} {name} {y}",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """The words of one language; English where it has none of ours."""

    language: str

    @property
    def base(self) -> str:
        """The language without script and region ("pt" of "pt-BR")."""
        return self.language.split("-")[0].lower()

    @property
    def rtl(self) -> bool:
        """Whether it is written from right to left."""
        return self.base in WRITTEN_FROM_RIGHT

    def __getitem__(self, key: str) -> str:
        return _WORDS.get(self.base, _WORDS["en"])[_KEYS.index(key)]

    def labelled(self, key: str, value: str = "") -> str:
        """A word before its value: "Sizes: S", "Tailles : S", "サイズ：S"."""
        colon = {"fr": "\u00a0: ", "ja": "：", "zh": "："}.get(self.base, ": ")
        return f"{self[key]}{colon}{value}"

    def day(self, day: date) -> str:
        """A date as this language writes it; day, English month, year where that is not known."""
        form = _DATES.get(self.base, _DATES["en"])
        if self.language.lower() == "en-us":
            form = "{name} {d}, {y}"
        return form.format(d=day.day, m=day.month, y=day.year, name=_MONTHS[day.month - 1])


LANGUAGES = tuple(_WORDS)
