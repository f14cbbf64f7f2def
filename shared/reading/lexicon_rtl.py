"""What linesheets in Hebrew and Arabic call their fields; compared folded, as those of `lexicon` are."""

from __future__ import annotations

from typing import Literal

PHRASES_RTL: dict[
    Literal[
        "retail",
        "wholesale",
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
    ],
    str,
] = {
    "retail": "מחיר לצרכן, מחיר קמעונאי, קמעונאי, לצרכן, מחיר מומלץ, سعر التجزئة, التجزئة, سعر البيع, سعر المستهلك",
    "wholesale": "מחיר סיטונאי, סיטונאי, סיטונאות, מחיר סיטונאות, سعر الجملة, الجملة, جملة",
    "price": "מחיר, السعر, سعر",
    "code": "דגם, מספר דגם, מק״ט, מקט, מספר פריט, رقم, الرقم, رموديل, الموديل, كود, الرمز",
    "name": "שם, שם מוצר, שם המוצר, מוצר, פריט, الاسم, اسم, المنتج, اسم المنتج, الصنف",
    "description": "תיאור, الوصف, وصف",
    "colors": "צבע, צבעים, גוון, الألوان, اللون, لون, ألوان",
    "sizes": "מידה, מידות, גודל, المقاسات, المقاس, مقاس, مقاسات, الحجم",
    "materials": "בד, חומר, חומרים, הרכב, الخامة, خامة, المادة, القماش, التركيب",
    "category": "קטגוריה, קולקציה, الفئة, القسم",
    "image": "תמונה, صورة, الصورة",
    "quantity": "כמות, סה״כ, الكمية, كمية, الإجمالي",
}
