"""What holds for every test: no real settings, and nothing left behind."""

import gc
import os
import sys
import threading
from itertools import count
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a test that wants a real display sets it beforehand
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the program itself does
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # else each program that a test starts compiles all modules again
gc.disable()  # else it collects one test's widgets while another's threads run: see ui.startup.garbage_collection


TESTS = Path(__file__).parent
# What these find rests on runs that train: the last bits of one processor's matrix products could decide it.
TRAINED = {
    TESTS / f"{name}.py"
    for name in (
        "diagnosis/test_diagnosis", "diagnosis/test_learning_little", "diagnosis/test_measured_sentences",
        "diagnosis/test_measured_training",
        "diagnosis/test_outlook", "diagnosis/test_remedies", "diagnosis/test_right_causes", "diagnosis/test_scale",
        "diagnosis/test_sentences", "diagnosis/test_trial", "diagnosis/test_untrue_sentences",
        "diagnosis/test_verdicts",
        "lessons/test_proofs", "lessons/test_lessons", "lessons/test_scenes",
        "recording/test_recovery",
        "training/test_divergence", "training/test_edges", "training/test_gradient_check", "training/test_replay",
        "training/test_repeatability", "training/test_standardized_targets", "training/test_structured_runs",
        "training/units/test_death_cause", "training/units/test_death_step", "training/units/test_liveness",
    )
}  # fmt: skip
NUMBERS = count()  # of the tests
MANY = 200_000  # objects made since the last collection
made = 0


def pytest_collection_modifyitems(items):
    """Mark the tests that `.ci/run` repeats with other processors' matrix products."""
    assert all(path.is_file() for path in TRAINED)
    for item in items:
        if item.path in TRAINED:
            item.add_marker(pytest.mark.trained)


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory, monkeypatch):
    """Keep the settings of each test in a folder of its own, which is made when something is kept."""
    monkeypatch.setenv("ACTVIZ_CONFIG_DIR", str(tmp_path_factory.getbasetemp() / f"settings {next(NUMBERS)}"))


@pytest.fixture(autouse=True)
def usual_look(request):
    """Begin in the light theme with text of its usual size, whatever the test before has chosen."""
    if {"qtbot", "qapp"} & set(request.fixturenames):
        from actviz.ui.theme import text_size, theme

        theme.apply(request.getfixturevalue("qapp"), "light")
        text_size.apply(request.getfixturevalue("qapp"), 100)
        release_the_mouse()


def release_the_mouse():
    """Release the left button: a double click of QTest's leaves it down, and then nothing gets a focus ring."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QWidget

    if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
        QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)
        assert QGuiApplication.mouseButtons() == Qt.MouseButton.NoButton


@pytest.fixture(autouse=True)
def nothing_left_behind(request):
    """Fail a test that leaves a training thread, a visible window or an active timer behind."""
    global made
    before, shown = set(threading.enumerate()), _shown_windows()
    made += gc.get_count()[0]
    gc.freeze()  # so that the objects to look through are the test's own
    try:
        yield
        training = [t for t in threading.enumerate() if t.name.startswith("actviz-") and t not in before]
        assert not training, "the test left a training thread running: close its session"
        if "qtbot" in request.fixturenames or "qapp" in request.fixturenames:
            _assert_no_window_or_timer(shown)
            _assert_no_warning(request.node)
    finally:
        made += gc.get_count()[0]
        gc.unfreeze()
        if made > MANY:
            gc.collect()
            made = 0


def _shown_windows():
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def _assert_no_window_or_timer(shown):
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [w for w in _shown_windows() if w not in shown]
    assert not windows, f"the test left {windows} open: give it to qtbot.addWidget"
    timers = [o for o in gc.get_objects() if issubclass(type(o), QTimer)]
    active = [t for t in timers if _is_alive(t) and t.isActive()]
    assert not active, f"the test left {active} ticking: its owner was not closed"


def _assert_no_warning(item):
    """Fail for what Qt warned of while the test's windows were closed, too: pytest-qt checks the test alone."""
    capture = getattr(item, "qt_log_capture", None)
    warned = [r.message for r in capture.records if r.matches_level("WARNING") and not r.ignored] if capture else []
    assert not warned, f"Qt warned: {warned}"


def _is_alive(timer):
    from shiboken6 import isValid

    return isValid(timer)
