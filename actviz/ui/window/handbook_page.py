"""Page: what a page of the handbook says; PageText shows one, with its drawings in the theme's colours."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSizeF, Qt, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser

from actviz.frozen import dataclass
from actviz.resource_files import resource_in_language
from actviz.translation import tr
from actviz.ui.theme import theme
from actviz.ui.theme.palettes import LIGHT, Theme

MARGIN_PX = 12
LEAST_WIDTH_PX = 300
PICTURE = "drawn-now/"  # begins the name of a picture that is drawn when it is shown: see `term_pictures`


def in_colours_of(drawing: str, now: Theme) -> str:
    """Return a drawing that was made in the colours of the light theme in those of another."""
    pairs = [(getattr(LIGHT, name), getattr(now, name)) for name in ("card", "text", "muted", "grid")]
    pairs += [(LIGHT.lane(i).name(), now.lane(i).name()) for i in range(2)]
    for i, (before, _) in enumerate(pairs):  # in two rounds: a new colour may be another's old one
        drawing = drawing.replace(before, f"\0{i}\0")
    for i, (_, after) in enumerate(pairs):
        drawing = drawing.replace(f"\0{i}\0", after)
    return drawing


@dataclass(frozen=True)
class Page:
    """One page, in Markdown; `key` is a panel's, a term's or that of a file."""

    key: str
    title: str
    text: str

    def holds(self, words: str) -> bool:
        """Whether each of these words is on the page, ignoring case."""
        text = f"{self.title}\n{self.text}".casefold()
        return all(word in text for word in words.casefold().split())

    def show_in(self, text: PageText) -> None:
        """Show the page."""
        text.setMarkdown(f"# {self.title}\n\n{self.text}")


class PageText(QTextBrowser):
    """Shows Markdown; of pictures only the handbook's own are loaded, and nothing is fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(tr("Page"))
        self.document().setDocumentMargin(MARGIN_PX)

    def loadResource(self, kind: int, name: QUrl | str) -> object:  # noqa: N802 - Qt gives it
        """Return a drawing as wide as the page, or None."""
        url = QUrl(name).path()
        if kind == QTextDocument.ResourceType.ImageResource.value and url.startswith(PICTURE):
            from actviz.ui.window.term_pictures import term_picture  # few pages have one

            return term_picture(url.removeprefix(PICTURE), self.devicePixelRatioF())
        file = resource_in_language(f"help/{QUrl(name).fileName()}")
        is_picture = kind == QTextDocument.ResourceType.ImageResource.value
        if not is_picture or not file.name.endswith(".svg") or not file.is_file():
            return None
        return self._drawn(file.read_text(encoding="utf-8"))

    def _drawn(self, drawing: str) -> QImage:
        renderer = QSvgRenderer(QByteArray(in_colours_of(drawing, theme.current()).encode()))
        size = QSizeF(renderer.defaultSize())
        scroll_bar = self.verticalScrollBar()  # a page that is not laid out yet does not show it
        room = self.width() - 2 * self.frameWidth() - scroll_bar.sizeHint().width() - 2 * MARGIN_PX
        width = max(LEAST_WIDTH_PX, min(size.width(), room))
        ratio = self.devicePixelRatioF()
        image = QImage((size * (width / size.width()) * ratio).toSize(), QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.setDevicePixelRatio(ratio)
        return image
