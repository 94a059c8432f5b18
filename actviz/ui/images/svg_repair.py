"""What Qt's SVG generator leaves wrong in plots, put right in its text.

WORKAROUND PySide6 6.11: QSvgGenerator's older profile does not clip, its newer one clips by a wrong path where widgets
have children, and both leave lines of a fixed width to `vector-effect`, which many programs do not know. Whatever is
drawn through a plot's window is recognised by its transformation, clipped, and moved to the picture's coordinates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTransform

from actviz.frozen import dataclass

_GROUP = re.compile(r'(<g [^>]*transform=)"matrix\(([^)]*)\)"([^>]*>)(.*?)</g>', re.DOTALL)
_SHAPE = re.compile(r"<(path|polyline|polygon|rect|image|text|circle|ellipse|line)\b")
_FIXED = 'vector-effect="non-scaling-stroke"'
_PATH = re.compile(r' (d|points)="([^"]*)"')
_RECT = re.compile(rf'<rect {_FIXED} x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"')
_PAIR = re.compile(r"(-?[\d.]+(?:e[-+]?\d+)?),(-?[\d.]+(?:e[-+]?\d+)?)")


@dataclass(frozen=True)
class PlotWindow:
    """A plot's window: the map from its data to the picture's coordinates, and its visible rectangle."""

    to_picture: QTransform
    seen: QRectF

    def draws(self, matrix: Sequence[float]) -> bool:
        """Whether something with this matrix, as Qt writes it with six digits, is drawn through this window."""
        own = _numbers(self.to_picture)
        return all(
            abs(a - b) <= 1e-4 * abs(b) + (1e-9 if i < 4 else 0.01)
            for i, (a, b) in enumerate(zip(matrix, own, strict=True))
        )


def with_clipped_plots(svg: str, windows: Sequence[PlotWindow]) -> str:
    """Return the SVG with what is drawn through the windows clipped, and lines of fixed width drawn with that width."""

    def repaired(found: re.Match[str]) -> str:
        head, matrix_text, tail, body = found.groups()
        matrix = [float(number) for number in matrix_text.split(",")]
        place = next((i for i, window in enumerate(windows) if window.draws(matrix)), None)
        if body.count(_FIXED) and body.count(_FIXED) == len(_SHAPE.findall(body)):
            matrix_text, body = "1,0,0,1,0,0", _moved(body, matrix)
        group = f'{head}"matrix({matrix_text})"{tail}{body}</g>'
        return group if place is None else f'<g clip-path="url(#plot{place})">{group}</g>'

    text = _GROUP.sub(repaired, svg.replace('version="1.2" baseProfile="tiny"', 'version="1.1"', 1))
    clips = "".join(
        f'<clipPath id="plot{i}"><rect x="{w.seen.x():g}" y="{w.seen.y():g}" '
        f'width="{w.seen.width():g}" height="{w.seen.height():g}"/></clipPath>'
        for i, w in enumerate(windows)
    )
    return text.replace("</defs>", f"{clips}</defs>", 1)


def _moved(body: str, matrix: Sequence[float]) -> str:
    """Return shapes in the picture's coordinates, their lines as wide as they say."""
    a, b, c, d, e, f = matrix

    def moved_pair(pair: re.Match[str]) -> str:
        x, y = float(pair[1]), float(pair[2])
        return f"{a * x + c * y + e:.2f},{b * x + d * y + f:.2f}"

    body = _RECT.sub(_as_path, body)
    body = _PATH.sub(lambda found: f' {found[1]}="{_PAIR.sub(moved_pair, found[2])}"', body)
    return body.replace(_FIXED, 'vector-effect="none"')


def _as_path(rect: re.Match[str]) -> str:
    x, y, width, height = (float(number) for number in rect.groups())
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return f'<path {_FIXED} d="M{" L".join(f"{a!r},{b!r}" for a, b in corners)} Z"'


def _numbers(transform: QTransform) -> tuple[float, ...]:
    t = transform
    return t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()
