from actviz.app.shares import Shares
from actviz.number_text import count
from actviz.training import RunConfig, Trainer
from actviz.ui.window.status_line import StatusLine, shares_text


def test_shares_are_whole_percent_that_add_up():
    assert shares_text(Shares(0.964, 0.026, 0.01)) == "computing time: training 96 %, measuring 3 %, drawing 1 %"
    assert shares_text(Shares(0.005, 0.4975, 0.4975)) == "computing time: training 0 %, measuring 50 %, drawing 50 %"


def test_one_is_singular():
    assert [count(n, "layer") for n in (1, 2, 2000)] == ["1 layer", "2 layers", "2,000 layers"]


def test_the_line_says_what_runs_and_no_number_moves_another(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show_run(Trainer(RunConfig(hidden=(4, 4))).facts)
    assert "2 hidden layers, 8 units" in line.run.text()
    widths = line.speed.width(), line.shares.width()
    line.show_speed(123456.7)
    line.show_shares(Shares(0.7, 0.2, 0.1))
    assert line.speed.text() == "123,457 steps/s"
    assert (line.speed.width(), line.shares.width()) == widths
    line.show_speed(None)
    line.show_shares(None)
    assert (line.speed.text(), line.shares.text()) == ("paused", "")


def test_nothing_stands_under_a_message(qtbot):
    line = StatusLine()
    qtbot.addWidget(line)
    line.show()
    line.showMessage("The newest step is on show.")
    line.show_task("")  # as each frame says
    assert not line.run.isVisible()
    line.clearMessage()
    assert line.run.isVisible()
    line.showMessage("The picture was saved.")
    line.show_task("Reading the session")
    assert line.currentMessage() == ""
    assert line.task.isVisible()
    assert line.cancel_button.isVisible()
    assert not line.run.isVisible()
