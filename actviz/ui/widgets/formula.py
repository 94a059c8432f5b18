"""FormulaView: a formula in TeX, drawn by ziamath as an SVG, sharp at any size; without the library its text stands.

Parts of a formula can be marked, `\\symbol{name}{…}`, and say when the mouse is at one of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from xml.etree import ElementTree

from PySide6.QtCore import QByteArray, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from actviz.app.program_log import LOG
from actviz.app.task import Task
from actviz.frozen import dataclass
from actviz.translation import tr
from actviz.ui.theme import theme

LONGEST_S = 3.0  # for one formula, the library's import included
ASK_AGAIN_MS = 15
SIZE = 20.0  # of the letters, in the SVG's own units
LARGER = 1.25  # than the text around it
MARKS = "#0000{:02x}"  # the colour that tells a marked part in the SVG
SVG = "{http://www.w3.org/2000/svg}"
SYMBOL = re.compile(r"\\symbol\{([\w ]+)\}")


@dataclass(frozen=True)
class Drawing:
    """A formula as SVG with black letters, its size, and where its marked parts are."""

    svg: str
    width: float
    height: float
    parts: tuple[tuple[str, QRectF], ...]


def tex_with_marks(tex: str) -> tuple[str, list[str]]:
    """Return the formula with a colour of its own for each marked part, and the parts' names."""
    names: list[str] = []

    def marked_part(found: re.Match[str]) -> str:
        names.append(found[1])
        return rf"\textcolor{{{MARKS.format(len(names))}}}"

    return SYMBOL.sub(marked_part, tex), names


def drawing_of(tex: str) -> Drawing | None:
    """Return a formula's drawing; None where the library is missing or cannot draw it."""
    try:
        ziamath = import_module("ziamath")  # 0.4 s, and not in every installation
    except ImportError:
        return None
    ziamath.config.svg2 = False  # QtSvg knows SVG 1.1
    marked, names = tex_with_marks(tex)
    try:
        tree = ElementTree.fromstring(ziamath.Latex(marked, size=SIZE).svg())
        left, top, width, height = map(float, tree.attrib["viewBox"].split())
    except Exception:  # whatever the library does not understand: the text stands
        LOG.warning("The formula %r cannot be drawn.", tex, exc_info=True)
        return None
    boxes: dict[int, QRectF] = {}
    for shape in tree.iter():
        fill = shape.attrib.get("fill", "")
        if re.fullmatch("#0000[0-9a-f]{2}", fill) and 0 < int(fill[5:], 16) <= len(names):
            place = int(fill[5:], 16) - 1
            box = _box_of(shape).translated(-left, -top)
            boxes[place] = boxes[place].united(box) if place in boxes else box
            shape.set("fill", "black")
    ElementTree.register_namespace("", SVG.strip("{}"))
    svg = ElementTree.tostring(tree, encoding="unicode")
    return Drawing(svg, width, height, tuple((names[place], box) for place, box in sorted(boxes.items())))


def _box_of(shape: ElementTree.Element) -> QRectF:
    """Return where a glyph or a line is; the library writes glyphs as absolute points."""
    if shape.tag == f"{SVG}path":
        numbers = [float(each) for each in re.findall(r"-?\d+(?:\.\d+)?", shape.attrib["d"])]
        xs, ys = numbers[0::2], numbers[1::2]
        return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
    x, y, width, height = (float(shape.attrib.get(name, 0)) for name in ("x", "y", "width", "height"))
    return QRectF(x, y, width, height)


class FormulaView(QWidget):
    """Shows one formula, in the text's colour; it is made in the background, and has its height once it is there.

    Signals:
        pointed(str): the mouse is at the marked part of this name; empty: at none any more.
    """

    pointed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._tex = ""
        self._drawing: Drawing | None = None
        self._renderer: QSvgRenderer | None = None
        self._known: dict[str, Drawing | None] = {}
        self._task: Task[Drawing | None] | None = None
        self._waited_ms = 0
        self._is_given_up = False
        self._at = ""
        self._timer = QTimer(self, interval=ASK_AGAIN_MS)
        self._timer.timeout.connect(self._ask)

    @property
    def is_drawn(self) -> bool:
        """Whether the formula on show is drawn, and not written as text."""
        return self._renderer is not None

    @property
    def parts(self) -> dict[str, QRectF]:
        """Where the marked parts are, in the widget."""
        box, drawing = self._box(), self._drawing
        if drawing is None:
            return {}
        scale = box.width() / drawing.width
        return {
            name: QRectF(box.x() + scale * r.x(), box.y() + scale * r.y(), scale * r.width(), scale * r.height())
            for name, r in drawing.parts
        }

    def show_formula(self, tex: str) -> None:
        """Show a formula; an empty one takes no room."""
        if tex == self._tex:
            return
        self._tex = tex
        self._stop()
        self._is_given_up = False
        self.setAccessibleName(tr("Formula: {formula}", formula=plain_text(tex)) if tex else "")
        self.setVisible(bool(tex))
        if not tex or tex in self._known:
            self._have(self._known.get(tex))
            return
        self._have(None)
        self._begin()

    def _begin(self) -> None:
        tex, self._waited_ms = self._tex, 0
        self._task = Task(lambda _progress: drawing_of(tex), "formula")
        self._timer.start()

    def restyle(self) -> None:
        """Draw in the current theme's colours."""
        self._have(self._drawing)

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for no formula while none is seen."""
        super().hideEvent(event)
        self._stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on to wait for it."""
        super().showEvent(event)
        if self._tex and self._tex not in self._known and not self._is_given_up and self._task is None:
            self._begin()

    def _stop(self) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _ask(self) -> None:
        self._waited_ms += ASK_AGAIN_MS
        task = self._task
        if task is not None and not task.running:
            self._known[self._tex] = task.result
            self._stop()
            self._have(self._known[self._tex])
        elif task is None or self._waited_ms > 1000 * LONGEST_S:
            self._is_given_up = True  # the text stands
            self._stop()

    def _have(self, drawing: Drawing | None) -> None:
        self._drawing, self._renderer = drawing, None
        if drawing is not None:
            svg = drawing.svg.replace('"black"', f'"{theme.current().text}"')
            self._renderer = QSvgRenderer(QByteArray(svg.encode()), self)
        self.updateGeometry()
        self.update()

    def _scale(self) -> float:
        """Return how many pixels one of the SVG's units takes: as many as suit the text, fewer in a narrow place."""
        drawing = self._drawing
        if drawing is None:
            return 1.0
        wanted = LARGER * self.fontMetrics().height() / 1.3 / SIZE
        return min(wanted, max(1.0, self.width() - 8) / drawing.width)

    def _box(self) -> QRectF:
        drawing, scale = self._drawing, self._scale()
        if drawing is None:
            return QRectF()
        width, height = scale * drawing.width, scale * drawing.height
        return QRectF(0.0, (self.height() - height) / 2, width, height)

    def sizeHint(self) -> QSize:
        """As high as the formula."""
        if self._drawing is None:
            lines = max(1, -(-self.fontMetrics().horizontalAdvance(plain_text(self._tex)) // max(120, self.width())))
            return QSize(10, lines * self.fontMetrics().lineSpacing() + 8)
        return QSize(10, round(self._scale() * self._drawing.height) + 10)

    def minimumSizeHint(self) -> QSize:
        """As high as the formula, and as narrow as need be."""
        return self.sizeHint()

    def resizeEvent(self, event: object) -> None:  # noqa: ARG002 - the height follows the width
        """Fit the formula to the new width."""
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the drawing, or the text, and the ground of the part that the mouse is at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        now = theme.current()
        if self._renderer is None:
            painter.setPen(QColor(now.text))
            painter.drawText(
                self.rect(), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, plain_text(self._tex)
            )
            return
        box = self.parts.get(self._at)
        if box is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(now.accent_soft))
            painter.drawRoundedRect(box.adjusted(-3, -3, 3, 3), 3, 3)
        self._renderer.render(painter, self._box())
        painter.setPen(QPen(QColor(now.accent), 1.5, Qt.PenStyle.DotLine))
        for part in self.parts.values():  # what can be pointed at
            painter.drawLine(QPointF(part.left(), part.bottom() + 3), QPointF(part.right(), part.bottom() + 3))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which marked part the mouse is at."""
        at = next((n for n, box in self.parts.items() if box.adjusted(-3, -3, 3, 3).contains(event.position())), "")
        self._point(at)

    def leaveEvent(self, event: QEvent) -> None:
        """The mouse is at no part any more."""
        super().leaveEvent(event)
        self._point("")

    def _point(self, at: str) -> None:
        if at != self._at:
            self._at = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if at else Qt.CursorShape.ArrowCursor)
            self.update()
            self.pointed.emit(at)


GREEK: Sequence[tuple[str, str]] = (
    (r"\delta", "δ"), (r"\varphi", "φ"), (r"\sigma", "σ"), (r"\alpha", "α"), (r"\prime", "′"), (r"\cdot", "·"),
    (r"\times", "×"), (r"\approx", "≈"), (r"\le", "≤"), (r"\ge", "≥"), (r"\ell", "ℓ"), (r"\partial", "∂"),
    (r"\quad", "  "), (r"\ldots", "…"), (r"\cdots", "⋯"), (r"\prod", "∏"), (r"\chi", "χ"), (r"\sqrt", "√"),
    (r"\tanh", "tanh"), (r"\max", "max"), (r"\%", "%"), (r"\eta", "η"), (r"\mu", "μ"), (r"\,", " "), (r"\;", " "),
)  # fmt: skip


def plain_text(tex: str) -> str:
    """Return a formula as text, for a screen reader and where it cannot be drawn."""
    text = SYMBOL.sub("", tex)
    text = re.sub(r"\\(?:text|mathrm|textcolor)\{([^{}]*)\}", r"\1", text)
    text = re.sub(r"\\frac\{((?:[^{}]|\{[^{}]*\})*)\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"(\1) / (\2)", text)
    for sign, plain in GREEK:
        text = text.replace(sign, plain)
    return " ".join(text.replace("{", "").replace("}", "").replace("\\", "").split())
