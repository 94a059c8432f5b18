"""The colour code: what is told apart by colour can be told apart, in both themes and by colour-blind eyes."""

from __future__ import annotations

import re
from dataclasses import fields
from itertools import combinations

import numpy as np
import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from actviz.ui.panels.laboratory.function_table import COLOURS
from actviz.ui.plots import activation_ground
from actviz.ui.theme import style_sheet, theme
from actviz.ui.theme.palettes import DARK, LIGHT, Theme

# Machado, Oliveira and Fernandes (2009), severity 1; on linear RGB
SIGHT = {
    "full": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear(colour: str | tuple[int, ...]) -> np.ndarray:
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)] if isinstance(colour, str) else colour
    c = np.array(channels) / 255
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def contrast(a: str, b: str) -> float:
    low, high = sorted(float(TO_XYZ[1] @ linear(c)) for c in (a, b))
    return (high + 0.05) / (low + 0.05)


def lab(colour: str | tuple[int, ...], sight: str) -> np.ndarray:
    x = TO_XYZ @ np.clip(np.array(SIGHT[sight]) @ linear(colour), 0.0, 1.0) / WHITE
    f = np.where(x > 0.008856, np.cbrt(x), 7.787 * x + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def distance(a: str | tuple[int, ...], b: str | tuple[int, ...], sight: str) -> float:
    return float(np.linalg.norm(lab(a, sight) - lab(b, sight)))


@pytest.mark.parametrize("now", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("sight", SIGHT)
def test_classes_are_told_apart_by_all_eyes(now: Theme, sight: str) -> None:
    assert distance(*now.classes[:2], sight) > 40
    assert min(distance(a, b, sight) for a, b in combinations(now.classes, 2)) > 15


@pytest.mark.parametrize("now", [LIGHT, DARK], ids=lambda t: t.name)
@pytest.mark.parametrize("sight", SIGHT)
def test_a_dead_tile_looks_like_no_value(now: Theme, sight: str) -> None:
    for value in (now.positive, now.negative, now.constant):
        assert distance(now.dead_tile, value, sight) > 20
    assert distance(now.dead_tile, now.neutral, sight) > 15


THEMES = pytest.mark.parametrize("now", [LIGHT, DARK], ids=lambda t: t.name)
GROUNDS = ("window", "card", "sunken", "accent_soft", "dead_soft", "past_soft")
TEXT, MARK = 4.5, 3.0  # the least contrasts, by WCAG 2.2
LINES = ("border", "strong_border", "grid")  # they part what is also apart without them
FILLS = ("dead_tile", "constant")  # of tiles, which have a frame


def colours_of(now: Theme) -> dict[str, str]:
    """Return the theme's single colours by name: a new one is among them."""
    return {f.name: getattr(now, f.name) for f in fields(now) if str(getattr(now, f.name)).startswith("#")}


def is_text(name: str) -> bool:
    return name in ("text", "muted", "accent") or name.endswith("_text")


@THEMES
def test_every_text_can_be_read_on_every_ground(now: Theme) -> None:
    colours = colours_of(now)
    texts, grounds = [n for n in colours if is_text(n)], [n for n in colours if n in GROUNDS or n.endswith("_soft")]
    pairs = {(text, ground): contrast(colours[text], colours[ground]) for text in texts for ground in grounds}
    assert not {pair: ratio for pair, ratio in pairs.items() if ratio < TEXT}
    assert all(contrast(colours[n], colours[n.removeprefix("on_")]) >= TEXT for n in colours if n.startswith("on_"))


@THEMES
def test_every_mark_can_be_seen_on_a_card(now: Theme) -> None:
    colours = colours_of(now)
    others = (*GROUNDS, *LINES, *FILLS)
    marks = {
        n: c for n, c in colours.items() if not n.startswith("on_") and not n.endswith("_soft") and n not in others
    }
    ratios = {name: contrast(marks.pop(name), now.dead_tile) for name in ("dead_cross",)}
    ratios |= {name: contrast(colour, now.card) for name, colour in marks.items()}
    for name, several in (("classes", now.classes), ("lanes", now.lanes), ("laboratory", COLOURS)):
        ratios |= {f"{name} {i}": contrast(colour, now.card) for i, colour in enumerate(several)}
    ratios |= {f"depth {i}": contrast(now.depth(i, 20).name(), now.card) for i in range(20)}
    assert not {name: ratio for name, ratio in ratios.items() if ratio < MARK}


@THEMES
def test_every_rule_of_the_style_sheet_writes_text_that_can_be_read(now: Theme) -> None:
    """A rule's text is on the rule's own ground; without one it may be on any of the plain grounds."""
    low = {}
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet.of(now)):
        rule = dict(part.strip().split(":", 1) for part in body.split(";") if ":" in part)
        for text, under in (("color", "background"), ("selection-color", "selection-background-color")):
            if text not in rule:
                continue
            own = rule.get(under, "transparent").strip()
            grounds = (now.window, now.card, now.sunken) if own == "transparent" else (own,)
            ratio = min(contrast(rule[text].strip(), ground) for ground in grounds)
            if ratio < (MARK if ":disabled" in selector else TEXT):
                low[selector.strip()] = ratio
    assert not low


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_role_of_the_palette_can_be_read(qapp: QApplication, name: str) -> None:
    before = theme.current().name
    theme.apply(qapp, name)
    palette, role = qapp.palette(), QPalette.ColorRole
    theme.apply(qapp, before)
    pairs = [(role.WindowText, role.Window), (role.ButtonText, role.Button), (role.ToolTipText, role.ToolTipBase)]
    pairs += [(role.HighlightedText, role.Highlight)]
    texts = (role.Text, role.PlaceholderText, role.BrightText, role.Link, role.LinkVisited)
    pairs += [(text, ground) for text in texts for ground in (role.Base, role.AlternateBase)]
    for text, ground in pairs:
        assert contrast(palette.color(text).name(), palette.color(ground).name()) >= TEXT, (text, ground)


@THEMES
def test_every_word_on_the_tinted_ground_of_an_activation_can_be_read(
    now: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, "current", lambda: now)
    assert all(contrast(now.text, activation_ground.tint(kind).name()) >= TEXT for kind in ("flat", "saturated"))
