"""Numbers are written as 1.0·10⁻⁵ wherever a person reads them, in every panel, axis, tip and caption."""

import re
from contextlib import closing

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLabel, QLineEdit
from window_texts import Reader, visible

from actviz.app.session import Session
from actviz.app.settings import Settings
from actviz.training import RunConfig
from actviz.ui.application.application import make_window
from actviz.ui.images.files import svg_of
from actviz.ui.startup.pyqtgraph_import import pg
from actviz.ui.window.presets import PRESETS

E_NOTATION = re.compile(r"\d[eE][-+−]?\d")
DRAWN = re.compile(r"<text\b[^>]*>([^<]*)</text>")

RUNS = {
    "vanishing": (RunConfig(hidden=(6,) * 14, activation="sigmoid", batch_size=32, n_examples=80), {}),
    "below float32": (RunConfig(hidden=(4,) * 40, activation="sigmoid", n_examples=40), {"activation": "tanh"}),
    "exploding": (
        RunConfig(hidden=(8,) * 8, activation="relu", init_scale=30.0, learning_rate=1e-6, n_examples=80),
        {"learning_rate": 1e-7, "weight_decay": 1e-5},
    ),
    "large targets": (
        RunConfig(hidden=(8, 8), activation="prelu", dataset="waves", learning_rate=1e3, n_examples=80, clip_norm=0.0),
        {},
    ),
}


def point_at_the_plots(window):
    """Return the texts beside the mouse, in every plot on screen."""
    texts = []
    for plot in window.findChildren(pg.GraphicsView):
        if not plot.isVisible():
            continue
        view = plot.viewport()
        for share in (0.15, 0.5, 0.85):
            place = QPointF(view.width() * share, view.height() * 0.5)
            moved = QMouseEvent(
                QEvent.Type.MouseMove,
                place,
                view.mapToGlobal(place),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.NoButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QApplication.sendEvent(view, moved)
            texts += [label.text() for label in plot.findChildren(QLabel)]
        QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    return texts


@pytest.mark.parametrize("key", RUNS)
def test_no_text_on_screen_is_in_e_notation(qtbot, tmp_path, key):
    config, other = RUNS[key]
    window = make_window(Session(config), Settings(tmp_path / "settings.json", theme="light"))
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    session = window.session
    with closing(window):
        qtbot.waitUntil(lambda: bool(session.lanes), timeout=10_000)
        session.step(12)
        qtbot.waitUntil(lambda: session.lanes[0].snapshot.step >= 1, timeout=10_000)
        if other:
            session.plan.add_lane(**other)
            qtbot.waitUntil(lambda: len(session.lanes) == 2, timeout=10_000)
        found = Reader()
        texts = {}
        for preset in PRESETS:
            window.docks.apply_preset(preset)
            qtbot.waitUntil(lambda: session.view.shows(window.frames.needs), timeout=10_000)
            window.frames.draw()
            for text in DRAWN.findall(svg_of(window).decode()):
                texts[text] = f"layout {preset}"
        for panel_key in window.docks.docks:
            window.docks.set_shown(panel_key, True)
            panel = window.panels[panel_key]
            qtbot.waitUntil(lambda panel=panel: session.view.shows(panel.needs), timeout=10_000)
            panel.draw(session.lanes, session.view.selection)
            for text in (*DRAWN.findall(svg_of(panel).decode()), *point_at_the_plots(panel)):
                texts[text] = f"panel {panel_key}"
        found.read(window)
        typed = {field.text() for field in window.findChildren(QLineEdit)}
        typed |= {field.text() for field in window.findChildren(QAbstractSpinBox)}
    texts |= {visible(text): where for text, where in (found.auto | found.plain).items()}
    assert len(texts) > 300
    wrong = {text: where for text, where in texts.items() if E_NOTATION.search(text) and text not in typed}
    assert wrong == {}
