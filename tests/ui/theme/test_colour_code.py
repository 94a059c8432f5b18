"""The colour code: what is told apart by colour can be told apart, in both themes and by colour-blind eyes."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

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


@pytest.mark.parametrize("now", [LIGHT, DARK], ids=lambda t: t.name)
def test_contrasts(now: Theme) -> None:
    assert contrast(now.dead_cross, now.dead_tile) >= 3.0
    assert min(contrast(colour, now.card) for colour in now.classes[:2]) >= 3.0
    assert min(contrast(text, now.card) for text in (now.text, now.muted, now.dead_text)) >= 4.5
