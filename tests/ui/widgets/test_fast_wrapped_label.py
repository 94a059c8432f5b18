"""A label of some lines shows whole ones only."""

import pytest

from actviz.ui.widgets.fast_wrapped_label import WrappedLabel

TEXT = "its slope is the same on all of them so that it has become linear and saturated"


@pytest.fixture
def label(qtbot):
    widget = WrappedLabel()
    qtbot.addWidget(widget)
    widget.set_text(TEXT)
    return widget


def resize(label, letters, lines):
    metrics = label.fontMetrics()
    label.resize(letters * metrics.averageCharWidth(), round(lines * metrics.lineSpacing()))


def test_lines_are_broken_between_words_and_lose_none(label):
    resize(label, 30, 9)
    assert len(label.lines()) > 1
    assert " ".join(label.lines()) == TEXT


def test_no_line_ends_before_a_percent_sign(label):
    label.set_text("accuracy 50 %")
    label.resize(label.fontMetrics().horizontalAdvance("accuracy 50"), 100)
    assert len(label.lines()) == 2
    assert label.lines()[1].startswith("50")


def test_where_the_text_is_too_long_the_last_whole_line_says_so(label):
    resize(label, 30, 2.7)
    first, last = label.lines()
    assert TEXT.startswith(first)
    assert last.endswith("…")


def test_line_breaks_of_the_text_are_kept(label):
    label.set_text("one\n\ntwo")
    resize(label, 30, 9)
    assert label.lines() == ["one", "", "two"]
