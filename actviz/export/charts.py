"""Charts are SVG text for an HTML page: lines over steps or layers, and the heatmap of the gradient.

Their CSS classes (`line l0` … `l3` for lanes, `axis`, `grid`) let the page set the colours, light or dark. Widths and
heights are in CSS pixels.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Sequence
from html import escape
from math import ceil, floor, isfinite, log10
from typing import Any

import numpy as np
from numpy.typing import NDArray

from actviz.arrays import Floats
from actviz.frozen import dataclass
from actviz.number_text import compact, fixed, power_of_ten
from actviz.translation import tr

Numbers = NDArray[np.floating[Any]] | NDArray[np.integer[Any]]
WIDTH_PX, HEIGHT_PX = 720, 250
LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 64, 26, 14, 40
LONG_PX, WORDS_PX = 90, 130  # a left margin of words gets so much, alike in most languages
GAP_PX = 12  # between charts side by side
KEY_PX = 110  # what tells of a map's colours, to its right
LETTER_PX, WIDE_PX, FIRST_WIDE = 7, 13, "\u2e80"  # a wide letter, and a character of Chinese or Japanese
MOST_TICKS, MOST_LAYER_TICKS = 6, 12
MAGMA = "000004 1c1044 4f127b 812581 b5367a e55964 fb8761 fec287 fcfdbf"  # van der Walt and Smith, every 32nd colour
ZERO_GREY, NOT_FINITE = (128, 134, 142), (213, 94, 0)


@dataclass(frozen=True, eq=False)
class Line:
    """One line of a chart; `style` lists the CSS classes of its colour, dashes or marks."""

    name: str
    x: Numbers
    y: Numbers
    style: str


@dataclass(frozen=True)
class Axis:
    """A range and its ticks; a logarithmic axis is in decades."""

    low: float
    high: float
    ticks: tuple[float, ...]
    logarithmic: bool = False
    words: tuple[str, ...] = ()  # of the ticks, in place of their numbers

    def share(self, values: Numbers) -> Floats:
        """Return the values' positions between the ends, 0 … 1; NaN for a value that the axis cannot show."""
        if self.logarithmic:
            with np.errstate(divide="ignore", invalid="ignore"):
                values = np.where(values > 0, np.log10(values), np.nan)
        values = np.where(np.isfinite(values), values, np.nan)
        return np.asarray((values - self.low) / (self.high - self.low))

    def label(self, tick: float) -> str:
        """Return the text of a tick."""
        if self.words:
            return self.words[self.ticks.index(tick)]
        return power_of_ten(tick) if self.logarithmic else number(tick)


@dataclass(frozen=True)
class Box:
    """The place of a chart's axes from left to right, in px."""

    left: float = LEFT_PX
    width: float = WIDTH_PX - LEFT_PX - RIGHT_PX

    def across(self, share: Floats) -> Floats:
        """Return the x of positions between the ends, 0 … 1."""
        return np.asarray(self.left + share * self.width)


@dataclass(frozen=True, eq=False)
class Area:
    """The area between two lines, whose values are within the axis; `style` lists the CSS classes of its colour."""

    name: str
    x: Numbers
    low: Numbers
    high: Numbers
    style: str


@dataclass(frozen=True, eq=False)
class Key:
    """What tells of a map's colours, to the right of the map; `draw` gets its left edge and returns SVG."""

    width_px: float
    draw: Callable[[float], str]


@dataclass(frozen=True, eq=False)
class Multiple:
    """One of several charts side by side, on one scale."""

    name: str
    lines: Sequence[Line]
    areas: Sequence[Area] = ()


def words_px(text: str) -> int:
    """Return about how wide a text is, in px."""
    return sum(LETTER_PX if character < FIRST_WIDE else WIDE_PX for character in text)


def number(value: float) -> str:
    """Return a number as text for a tick: 0, 250, 12,000, 3·10⁹, 0.25, 10⁻⁵."""
    if abs(value) >= 1e8:
        return compact(value, 3)
    return fixed(value, 0) if abs(value) >= 1000 else compact(value)


def linear_axis(values: Numbers, whole: bool = False, from_zero: bool = False) -> Axis:
    """Return an axis over the finite values with ticks at 1, 2 or 5 times a power of ten."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    low = min(low, 0.0) if from_zero else low
    if high <= low:
        low, high = low - (0.0 if from_zero else 0.5), low + 1.0
    rough = (high - low) / (MOST_TICKS - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    step = max(1.0, step) if whole else step
    ticks = tuple(step * k for k in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1))
    return Axis(low, high, ticks)


def layer_axis(n: int, margin: float = 0.0, most_ticks: int = MOST_LAYER_TICKS) -> Axis:
    """Return an axis over layers 1 … n."""
    every = -(-n // most_ticks)
    return Axis(1 - margin, max(2, n) + margin, tuple(float(t) for t in range(1, n + 1, every)))


def decades(values: Numbers) -> Axis:
    """Return a logarithmic axis of whole decades over the positive finite values."""
    found = values[np.isfinite(values) & (values > 0)]
    low, high = (floor(log10(found.min())), ceil(log10(found.max()))) if found.size else (-1, 0)
    high = high if high > low else low + 1
    every = ceil((high - low) / (MOST_TICKS - 1))
    return Axis(low, high, tuple(float(t) for t in range(low, high + 1) if t % every == 0), logarithmic=True)


def line_chart(title: str, lines: Sequence[Line], x: Axis, y: Axis, x_label: str, y_label: str) -> str:
    """Return a chart of lines; a line has a gap at a missing value."""
    box = Box()
    return _svg(title, _frame(x, y, x_label, y_label, box) + "".join(_line(line, x, y, box) for line in lines))


def small_multiples(title: str, charts: Sequence[Multiple], x: Axis, y: Axis, x_label: str, y_label: str) -> str:
    """Return charts of lines side by side, with the same axes; the first one's are labelled."""
    width = (Box().width - GAP_PX * (len(charts) - 1)) / len(charts)
    parts = []
    for i, chart in enumerate(charts):
        box = Box(LEFT_PX + i * (width + GAP_PX), width)
        parts.append(_frame(x, y, x_label, "" if i else y_label, box))
        parts.append(f'<text class="label" x="{box.left + 6:.1f}" y="{TOP_PX - 3}">{escape(chart.name)}</text>')
        for area in chart.areas:
            there = _path(box.across(x.share(area.x)), _up(y.share(area.low)))
            back = _path(box.across(x.share(area.x))[::-1], _up(y.share(area.high))[::-1])
            joined = f"{there}L{back.removeprefix('M')}Z".replace("h0", "")
            parts.append(f'<path class="area {area.style}" d="{joined}"><title>{escape(area.name)}</title></path>')
        parts += [_line(line, x, y, box) for line in chart.lines]
    return _svg(title, "".join(parts))


def _line(line: Line, x: Axis, y: Axis, box: Box) -> str:
    """Return a line and, if it is marked, a mark at each value, which says the value when the mouse is over it."""
    xs, ys = box.across(x.share(line.x)), _up(y.share(line.y))
    parts = [f'<path class="line {line.style}" d="{_path(xs, ys)}"><title>{escape(line.name)}</title></path>']
    if "marked" in line.style:
        parts += [
            f'<circle class="mark {line.style}" cx="{a:.1f}" cy="{b:.1f}" r="3">'
            f"<title>{escape(_at(line.name, at, value))}</title></circle>"
            for a, b, at, value in zip(xs, ys, line.x, line.y, strict=True)
            if isfinite(a) and isfinite(b)
        ]
    return "".join(parts)


def _at(name: str, place: float, value: float) -> str:
    return tr("{line}, {place}: {value}", line=name, place=compact(place), value=compact(value, 4))


def heatmap(title: str, rms: Floats, x: Axis, x_label: str, scale: Axis) -> str:
    """Return rms, (rows over x, layers), as a heatmap with layer 1 at the bottom and a colour scale in decades."""
    room = WIDTH_PX - LEFT_PX - RIGHT_PX - 56
    rows = rms[np.linspace(0, len(rms) - 1, min(len(rms), room)).astype(int)]
    n = rows.shape[1]
    y = Axis(0.5, n + 0.5, layer_axis(n).ticks)
    picture = _colours(scale.share(rows), rows).transpose(1, 0, 2)[::-1]
    parts = [_image(picture, LEFT_PX, TOP_PX, room, HEIGHT_PX - TOP_PX - BOTTOM_PX)]
    parts.append(_frame(x, y, x_label, tr("layer"), Box(LEFT_PX, room), grid=False))
    return _svg(title, "".join(parts) + _colour_scale(scale, WIDTH_PX - RIGHT_PX - 36))


def cell_map(
    title: str, picture: NDArray[np.uint8], x: Axis, y: Axis, names: tuple[str, str], lines: Sequence[Line], key: Key
) -> str:
    """Return cells of these colours, (rows from the bottom, columns, 3 or 4), with lines over them.

    The axes are in places, the middle of the first cell at 0. `names` are those of x and y; `key` is what tells of the
    colours: `colour_scale` or `colour_names`.
    """
    needed = 30 + max(words_px(y.label(tick)) for tick in y.ticks)
    left = max(LEFT_PX if needed < LONG_PX else WORDS_PX, needed)
    box = Box(left, WIDTH_PX - key.width_px - left)
    height = HEIGHT_PX - TOP_PX - BOTTOM_PX
    times = [ceil(size / n) for size, n in ((height, picture.shape[0]), (box.width, picture.shape[1]))]
    sharp = picture[::-1].repeat(times[0], axis=0).repeat(times[1], axis=1)  # a viewer may smooth a small picture
    parts = [_image(sharp, box.left, TOP_PX, box.width, height), _frame(x, y, *names, box, grid=False)]
    for i, line in enumerate(lines):
        parts.append(_line_over(line, x, y, box, (i + 1) / (len(lines) + 1), above=i % 2 == 1))
    return _svg(title, "".join(parts) + key.draw(WIDTH_PX - key.width_px + GAP_PX))


def _line_over(line: Line, x: Axis, y: Axis, box: Box, share: float, above: bool) -> str:
    """Return a line that is seen on every colour, with its name so far along it: left above it, or right below."""
    xs, ys = box.across(x.share(line.x)), _up(y.share(line.y))
    path, known = _path(xs, ys), np.flatnonzero(np.isfinite(xs) & np.isfinite(ys))
    at, width = share * (len(known) - 1), words_px(line.name)
    across, up = (float(np.interp(at, np.arange(len(known)), values[known])) for values in (xs, ys))
    beside = max(across - 5 - width, box.left + 4) if above else min(across + 5, box.left + box.width - width)
    beyond = max(up - 7, TOP_PX + 14) if above else min(up + 17, HEIGHT_PX - BOTTOM_PX - 4)
    words = f'x="{beside:.1f}" y="{beyond:.1f}"'
    drawn = [f'<path class="{style}" d="{path}"/>' for style in ("under", "over")]
    drawn += [f'<text class="{style}" {words}>{escape(line.name)}</text>' for style in ("under", "label")]
    return "".join(drawn)


def colour_scale(scale: Axis) -> Key:
    """Return the scale of a map's colours, dark to bright."""
    return Key(KEY_PX, lambda left: _colour_scale(scale, left))


def colour_names(names: Sequence[tuple[str, tuple[int, int, int]]]) -> Key:
    """Return what each colour (red, green, blue) of a map means."""

    def draw(left: float) -> str:
        parts = []
        for i, (name, colour) in enumerate(names):
            top = TOP_PX + 18 * i
            parts.append(_image(np.array([[colour]], np.uint8), left, top, 12, 12))
            parts.append(f'<text class="tick" x="{left + 18}" y="{top + 10}">{escape(name)}</text>')
        return "".join(parts)

    return Key(GAP_PX + 18 + max((words_px(name) for name, _ in names), default=0), draw)


def _colour_scale(scale: Axis, left: float) -> str:
    ramp = palette(np.linspace(1, 0, 64))[:, None]
    parts = [_image(ramp, left, TOP_PX, 12, HEIGHT_PX - TOP_PX - BOTTOM_PX)]
    for tick in scale.ticks:
        at = float(_up(np.array([(tick - scale.low) / (scale.high - scale.low)]))[0])
        parts.append(f'<text class="tick" x="{left + 18}" y="{at + 4:.1f}">{escape(scale.label(tick))}</text>')
    return "".join(parts)


def _svg(title: str, content: str) -> str:
    words = escape(title)
    return (
        f'<svg viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" role="img" aria-label="{words}">'
        f"<title>{words}</title>{content}</svg>"
    )


def _frame(x: Axis, y: Axis, x_label: str, y_label: str, box: Box, grid: bool = True) -> str:
    """Return axes with their ticks and names; without a name the y axis has no numbers either."""
    left, width, height = box.left, box.width, HEIGHT_PX - TOP_PX - BOTTOM_PX
    bottom = TOP_PX + height
    parts = []
    for tick in y.ticks:
        at = bottom - height * (tick - y.low) / (y.high - y.low)
        if grid:
            parts.append(f'<line class="grid" x1="{left:.1f}" x2="{left + width:.1f}" y1="{at:.1f}" y2="{at:.1f}"/>')
        if y_label:
            parts.append(f'<text class="tick end" x="{left - 8}" y="{at + 4:.1f}">{escape(y.label(tick))}</text>')
    for tick in x.ticks:
        at = left + width * (tick - x.low) / (x.high - x.low)
        parts.append(f'<line class="axis" x1="{at:.1f}" x2="{at:.1f}" y1="{bottom}" y2="{bottom + 4}"/>')
        parts.append(f'<text class="tick middle" x="{at:.1f}" y="{bottom + 17}">{escape(x.label(tick))}</text>')
    parts.append(f'<path class="axis" d="M{left:.1f} {TOP_PX}V{bottom}H{left + width:.1f}"/>')
    middle = TOP_PX + height / 2
    parts.append(f'<text class="label middle" x="{left + width / 2:.0f}" y="{HEIGHT_PX - 6}">{escape(x_label)}</text>')
    if y_label:
        parts.append(
            f'<text class="label middle" transform="translate(14 {middle:.0f}) rotate(-90)">{escape(y_label)}</text>'
        )
    return "".join(parts)


def _up(share: Floats) -> Floats:
    return np.asarray(HEIGHT_PX - BOTTOM_PX - share * (HEIGHT_PX - TOP_PX - BOTTOM_PX))


def _path(xs: Floats, ys: Floats) -> str:
    """Return the path's commands; a single point between gaps becomes a dot."""
    parts, pen_down = [], False
    for x, y in zip(xs.tolist(), ys.tolist(), strict=True):
        if not (isfinite(x) and isfinite(y)):
            pen_down = False
            continue
        parts.append(f"{'L' if pen_down else 'M'}{x:.1f} {y:.1f}{'' if pen_down else 'h0'}")
        pen_down = True
    return "".join(parts)


def palette(share: Floats) -> NDArray[np.uint8]:
    """Return magma's colours (…, 3) for 0 … 1."""
    anchors = np.array([list(bytes.fromhex(colour)) for colour in MAGMA.split()], float)
    at = np.clip(np.nan_to_num(share), 0, 1) * 0.88 + 0.08  # magma's ends are too close to the themes' backgrounds
    places = np.linspace(0, 1, len(anchors))
    return np.stack([np.interp(at, places, anchors[:, c]) for c in range(3)], axis=-1).astype(np.uint8)


def _colours(share: Floats, rms: Floats) -> NDArray[np.uint8]:
    picture = palette(share)
    picture[rms == 0] = ZERO_GREY
    picture[~np.isfinite(rms)] = NOT_FINITE
    return picture


def _image(picture: NDArray[np.uint8], x: float, y: float, width: float, height: float) -> str:
    data = base64.b64encode(png(picture)).decode()
    return (
        f'<image class="pixels" x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" '
        f'href="data:image/png;base64,{data}"/>'
    )


def png(picture: NDArray[np.uint8]) -> bytes:
    """Return a picture, (height, width, 3), or 4 with its opacity, as a PNG file."""
    height, width, channels = picture.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, width * channels)], axis=1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2 if channels == 3 else 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
