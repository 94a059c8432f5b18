"""DataCard and OwnDataCard: a data set as a small picture of its examples, with its name."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from actviz.data import DATASETS, Data
from actviz.translation import mark, tr
from actviz.ui.controls.data_picture import draw_data, example_data
from actviz.ui.controls.picture_card import PictureCard
from actviz.ui.theme import theme
from actviz.ui.theme.text_size import px
from actviz.ui.widgets.text import italic, paragraphs, set_tip

REGRESSION = mark("number")  # on the picture: what there is to predict; the whole word does not fit
HEIGHT_PX, OWN_HEIGHT_PX, OWN_PICTURE_PX = 52, 34, 40


class KeptPicture:
    """The picture of a data set, drawn once for each size and theme."""

    def __init__(self) -> None:
        self._drawn_for: object = None
        self._pixmap = QPixmap()

    def paint(self, painter: QPainter, box: QRectF, data: Data) -> None:
        """Put the picture into the box."""
        ratio = painter.device().devicePixelRatioF()
        wanted = (theme.current().name, box.width(), box.height(), ratio, id(data))
        if wanted != self._drawn_for:
            self._pixmap = QPixmap(QSize(round(box.width()), round(box.height())) * ratio)
            self._pixmap.setDevicePixelRatio(ratio)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            inside = QPainter(self._pixmap)
            draw_data(inside, QRectF(0, 0, box.width(), box.height()), data)
            inside.end()
            self._drawn_for = wanted
        painter.drawPixmap(box.topLeft(), self._pixmap)


class DataCard(PictureCard):
    """One built-in data set; the picture of a regression says that there is a number to predict."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        self.key, self._entry = key, DATASETS[key]
        super().__init__(self._entry.label, 1, HEIGHT_PX, parent)
        self._picture = KeptPicture()
        regression = self._entry.task == "regression"
        form = mark("Data set {name}, a regression") if regression else mark("Data set {name}")
        self.setAccessibleName(tr(form, name=self._entry.label))
        set_tip(self, paragraphs(self._entry.story, italic(tr("Starts the run again from step 0."))))

    def texts(self) -> tuple[str, ...]:
        """Return the name, and the word on the picture of a regression."""
        return (*super().texts(), *((tr(REGRESSION),) if self._entry.task == "regression" else ()))

    def draw_picture(self, painter: QPainter, box: QRectF) -> None:
        """Draw the examples, or the map of a regression with a word below it."""
        if self._entry.task != "regression":
            self._picture.paint(painter, box, example_data(self.key))
            return
        font = self.fitted_font(tr(REGRESSION))
        line = QFontMetricsF(font).height()
        self._picture.paint(painter, box.adjusted(0, 0, 0, -line), example_data(self.key))
        painter.setFont(font)
        painter.setPen(QColor(theme.current().muted))
        bottom = QRectF(0, box.bottom() - line, self.width(), line)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignCenter, tr(REGRESSION))


class OwnDataCard(PictureCard):
    """The user's own file, with its picture beside its name; as wide as a row of cards."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", 1, OWN_HEIGHT_PX, parent)
        self._picture = KeptPicture()
        self._data: Data | None = None
        self.setChecked(True)

    def show_file(self, name: str, data: Data | None) -> None:
        """Show the file that is trained on, and its data when they are known."""
        self._data = data
        self.set_name(name if data is None else f"{name} · {tr(data.task)}")
        self.setAccessibleName(tr("Own data: {name}", name=self.name))
        self.update()

    def texts(self) -> tuple[str, ...]:
        """Return no text: the name gives way, and stands in the tip of the group."""
        return ()

    def draw_picture(self, painter: QPainter, box: QRectF) -> None:
        """Draw the file's examples."""
        if self._data is not None:
            self._picture.paint(painter, box, self._data)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture at the left and the name beside it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        painter.save()
        wide = px(OWN_PICTURE_PX)
        self.draw_picture(painter, QRectF(5, 3, wide, self.height() - 6))
        painter.restore()
        place = self.rect().adjusted(wide + 12, 0, -6, 0)
        painter.setFont(theme.small(self.font()))
        text = painter.fontMetrics().elidedText(self.name, Qt.TextElideMode.ElideMiddle, place.width())
        painter.setPen(QColor(theme.current().text))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        self.paint_focus(painter)
        painter.end()
