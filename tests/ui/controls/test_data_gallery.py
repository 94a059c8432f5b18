"""The pictures of data sets: each has one of its own, and any data can be drawn."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from actviz.data import DATASETS, Data
from actviz.ui.controls.data_gallery import DataGallery
from actviz.ui.controls.data_picture import draw_data, example_data


def picture_of(data: Data) -> QImage:
    image = QImage(46, 34, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_data(painter, QRectF(0, 0, 46, 34), data)
    painter.end()
    return image


def colours_of(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_every_data_set_has_a_picture_of_its_own(qtbot: QtBot) -> None:
    pictures = [picture_of(example_data(key)) for key in DATASETS]
    assert all(len(colours_of(picture)) > 3 for picture in pictures)
    assert all(a != b for i, a in enumerate(pictures) for b in pictures[:i])
    del qtbot


@pytest.mark.parametrize("n_inputs", [1, 2, 3, 64])
@pytest.mark.parametrize("n_classes", [0, 2, 12])
@pytest.mark.parametrize("size", [1.0, 0.0, np.finfo(np.float64).max, np.nan, 1e-300])
def test_any_data_can_be_drawn(qtbot: QtBot, n_inputs: int, n_classes: int, size: float) -> None:
    x = np.linspace(-1, 1, 20 * n_inputs).reshape(20, n_inputs) * size
    y = np.arange(20) % n_classes if n_classes else x[:, :1]
    task = "classification" if n_classes else "regression"
    names = tuple(f"x{i}" for i in range(n_inputs))
    assert not picture_of(Data(x, y, task, names, tuple(map(str, range(n_classes))), "own.csv")).isNull()
    del qtbot


@pytest.mark.parametrize("key", DATASETS)
def test_regressions_are_told_by_their_names_too(qtbot: QtBot, key: str) -> None:
    gallery = DataGallery()
    qtbot.addWidget(gallery)
    said = "regression" in gallery.cards[key].accessibleName()
    assert said == (DATASETS[key].task == "regression")


def test_a_data_set_outside_the_gallery_has_a_card_only_while_it_is_in_use(qtbot: QtBot) -> None:
    gallery = DataGallery()
    qtbot.addWidget(gallery)
    rare = next(key for key, dataset in DATASETS.items() if not dataset.in_gallery)
    assert gallery.cards[rare].isHidden()
    gallery.show_key(rare)
    assert not gallery.cards[rare].isHidden()
    assert gallery.cards[rare].isChecked()
    gallery.show_key("circle")
    assert gallery.cards[rare].isHidden()
    gallery.show_key(None)
    assert gallery.cards[rare].isHidden()
    assert not gallery.own_card.isHidden()
