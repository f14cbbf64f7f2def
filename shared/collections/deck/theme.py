"""The colours of a deck, from the one that was chosen. RRGGBB."""

from __future__ import annotations

from dataclasses import dataclass

DARK, MUTED, FAINT = "1F2429", "5F6B76", "8A949E"
HAIRLINE, EMPTY, WHITE = "DDE2E7", "F2F4F6", "FFFFFF"
READABLE = 4.5  # contrast that WCAG asks for


@dataclass(frozen=True)
class Theme:
    """`accent` fills areas; `on_accent` is read on it; `ink` is the accent dark enough to be read on white."""

    accent: str
    on_accent: str
    ink: str


def theme_of(color: str) -> Theme:
    """The theme of a colour (with or without #)."""
    accent = color.lstrip("#").upper()
    light = contrast(accent, WHITE) < contrast(accent, DARK)
    return Theme(accent, DARK if light else WHITE, _darkened(accent))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _darkened(color: str) -> str:
    rgb = [int(color[n : n + 2], 16) for n in (0, 2, 4)]
    while contrast(color, WHITE) < READABLE:
        rgb = [part * 9 // 10 for part in rgb]
        color = "".join(f"{part:02X}" for part in rgb)
    return color


def _luminance(color: str) -> float:
    parts = [int(color[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
