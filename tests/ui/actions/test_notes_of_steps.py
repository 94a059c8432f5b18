"""Notes at steps in the real window, with keys and clicks: written, changed, deleted, found again."""

from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from actviz.app.paths import sessions_dir
from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer
from actviz.training.history.notes import Note
from actviz.ui.actions.note_dialog import NoteDialog
from actviz.ui.timeline.events import Mark, Marks
from actviz.ui.timeline.run_picture import flag_colour
from actviz.ui.timeline.track import Track

SMALL = RunConfig(hidden=(4, 4), n_examples=40)


@pytest.fixture
def window(qtbot, window):
    window.session.step(80)
    qtbot.waitUntil(lambda: window.session.view.newest == 80)
    return window


@pytest.fixture
def dialog(qtbot):
    """Make dialogs; what each has handed over stands in its `told`."""
    parent = QWidget()
    qtbot.addWidget(parent)

    def make(*notes, lanes=((1, "A"),)):
        made = NoteDialog(40, notes, lanes, parent)
        made.told = []
        made.written.connect(made.told.extend)
        made.open()
        return made

    return make


def asked(qtbot, window):
    qtbot.keyClick(window, Qt.Key.Key_N)
    assert window.notes.dialog is not None
    return window.notes.dialog


def go_to(window, step):
    window.session.travel(step)
    return step


def test_a_note_is_written_at_the_step_on_show_with_keys_alone(qtbot, window):
    go_to(window, 30)
    written = asked(qtbot, window)
    assert written.step == 30
    qtbot.keyClicks(written.text, "here it turns")
    qtbot.keyClick(written.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(written.text, "why?")
    qtbot.keyClick(written.text, Qt.Key.Key_Return)
    assert window.session.notebook.step_notes == (Note(30, "here it turns\nwhy?"),)
    assert window.notes.dialog is None


def test_without_going_back_a_note_is_about_the_newest_step_and_training_goes_on(qtbot, window):
    window.session.play()
    written = asked(qtbot, window)
    step = written.step
    qtbot.waitUntil(lambda: window.session.view.newest > step + 100)
    qtbot.keyClicks(written.text, "still training")
    qtbot.mouseClick(written.save_button, Qt.MouseButton.LeftButton)
    assert window.session.playing
    assert window.session.notebook.step_notes == (Note(step, "still training"),)


def test_the_note_that_is_there_is_changed_or_deleted(qtbot, window):
    go_to(window, 30)
    window.session.notebook.write_note(30, "one")
    written = asked(qtbot, window)
    assert written.text.toPlainText() == "one"
    qtbot.keyClicks(written.text, " more")
    qtbot.keyClick(written.text, Qt.Key.Key_Return)
    assert window.session.notebook.step_notes == (Note(30, "one more"),)
    qtbot.mouseClick(asked(qtbot, window).delete_button, Qt.MouseButton.LeftButton)
    assert window.session.notebook.step_notes == ()


def test_escape_changes_nothing(qtbot, window):
    window.session.notebook.write_note(80, "one")
    written = asked(qtbot, window)
    qtbot.keyClicks(written.text, " more")
    qtbot.keyClick(written.text, Qt.Key.Key_Escape)
    assert window.session.notebook.step_notes == (Note(80, "one"),)


def test_the_timelines_button_and_a_double_click_ask_for_a_note(qtbot, window):
    qtbot.mouseClick(window.timeline.note, Qt.MouseButton.LeftButton)
    window.notes.dialog.reject()
    window.session.notebook.write_note(30, "near")
    track = window.timeline.track
    place = QPoint(track.place_of(30) + 2, 5)
    qtbot.mouseClick(track, Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(track, Qt.MouseButton.LeftButton, pos=place)
    assert (window.notes.dialog.step, window.notes.dialog.text.toPlainText()) == (30, "near")


def test_jumps_stop_at_notes(window):
    window.session.notebook.write_note(0, "beginning")
    window.session.notebook.write_note(33, "x")
    steps = []
    while window.timeline.previous.isEnabled():
        window.timeline.go_to_previous()
        steps.append(window.session.view.cursor)
    assert 33 in steps
    assert steps[-1] == 0


def test_the_status_line_tells_the_note_of_the_step_that_was_gone_to(window):
    window.session.notebook.write_note(33, "the loss\nstands still")
    go_to(window, 33)
    assert window.statusBar().currentMessage() == "Note at step 33: the loss stands still"
    go_to(window, 34)
    assert window.statusBar().currentMessage() == ""


def test_a_note_has_a_flag_of_its_own_colour_and_its_text_in_the_tip(qtbot):
    track = Track()
    qtbot.addWidget(track)
    track.resize(400, 42)
    track.show_run(10, 10, Marks([Mark(5, "note", "note (B): one\ntwo")]))
    picture, x = track.grab().toImage(), track.place_of(5)
    assert picture.pixelColor(x + 1, 3) == flag_colour("note")
    assert "step 5: note (B): one\n    two\n" in track.tip_at(x)


def test_a_long_note_is_broken_into_lines_in_the_tip(qtbot):
    track = Track()
    qtbot.addWidget(track)
    track.show_run(10, 10, Marks([Mark(5, "note", "note: " + "word " * 90)]))
    assert max(map(len, track.tip_at(track.place_of(5)).split("\n"))) < 90


def test_a_note_beyond_the_newest_step_is_not_jumped_to(qtbot):
    track = Track()
    qtbot.addWidget(track)
    track.show_run(100, 50, Marks([Mark(70, "note", "a"), Mark(900, "note", "of a lane that is gone")]))
    assert track.event_after(50) == 70
    assert track.event_after(70) is None


def test_a_text_that_is_too_long_says_so_and_cannot_be_kept(qtbot, dialog):
    made = dialog()
    made.text.setPlainText("x" * 501)
    assert made.hint.text() == "A note has at most 500 characters, and this one has 501."
    qtbot.keyClick(made.text, Qt.Key.Key_Return)
    assert (made.told, made.isVisible()) == ([], True)
    qtbot.keyClick(made.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(made.text, Qt.Key.Key_Backspace)
    qtbot.keyClick(made.text, Qt.Key.Key_Return)
    assert made.told == [Note(40, "x" * 500)]


def test_with_several_lanes_a_note_is_about_all_or_one_of_them(qtbot, dialog):
    made = dialog(Note(40, "of all"), lanes=((1, "A"), (5, "tanh")))
    assert [made.about.itemText(i) for i in range(made.about.count())] == ["All lanes", "Lane A", "Lane tanh"]
    made.about.setCurrentIndex(2)
    assert made.text.toPlainText() == ""
    qtbot.keyClicks(made.text, "of tanh")
    made.about.setCurrentIndex(0)
    assert made.text.toPlainText() == "of all"
    qtbot.keyClicks(made.text, "!")
    made.save()
    assert made.told == [Note(40, "of all!"), Note(40, "of tanh", 5)]


def test_what_was_typed_before_the_lane_was_chosen_goes_along(qtbot, dialog):
    made = dialog(lanes=((1, "A"), (5, "tanh")))
    qtbot.keyClicks(made.text, "of A")
    made.about.setCurrentIndex(1)
    made.save()
    assert made.told == [Note(40, "of A", 1)]


def test_a_lanes_note_can_be_reached_when_the_lane_is_alone(qtbot, dialog):
    made = dialog(Note(40, "of A", 1))
    assert (made.text.toPlainText(), made.about.currentText()) == ("of A", "Lane A")
    qtbot.mouseClick(made.delete_button, Qt.MouseButton.LeftButton)
    assert made.told == [Note(40, "", 1)]


def test_every_control_of_the_dialog_has_a_name_and_a_tip(dialog):
    made = dialog(lanes=((1, "A"), (2, "B")))
    for part in (made.text, made.about):
        assert part.accessibleName()
        assert part.toolTip()
    for button in (made.delete_button, made.cancel_button, made.save_button):
        assert button.text()
        assert button.toolTip()
    made.reject()


@pytest.mark.parametrize("theme_name", ["light", "dark"])
def test_the_dialog_stays_within_the_window(qtbot, window, theme_name):
    window.appearance.set_theme(theme_name)
    window.resize(1024, 640)
    for step in (0, 80):
        go_to(window, step)
        made = asked(qtbot, window)
        assert window.rect().contains(made.geometry().translated(-window.mapToGlobal(QPoint(0, 0))))
        made.reject()


def test_the_librarys_search_finds_words_in_notes(qtbot, window):
    for name, notes in (("one", (Note(7, "the gradient is gone"),)), ("two", ())):
        path = sessions_dir() / f"{name}.actviz"
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(RecordingWriter(path)) as writer:
            writer.write(recording_of([Trainer(SMALL)], step_notes=notes))
    library = window.files.library.open()
    qtbot.waitUntil(lambda: len(library.model.runs) == 2)
    qtbot.keyClicks(library.search, "GRADIENT IS")
    assert [library.shown.index(row, 1).data() for row in range(library.shown.rowCount())] == ["one"]
    assert "step 7: the gradient is gone" in library.shown.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    library.close()
