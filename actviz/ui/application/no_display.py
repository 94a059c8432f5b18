"""What `actviz` does on a machine without a screen: the first example as text, and a picture of the window."""

from __future__ import annotations

from actviz.app import display
from actviz.cli.reports import text_report
from actviz.cli.streams import complain, say
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.lessons.scene import first_example
from actviz.number_text import compact
from actviz.registry import BadInput
from actviz.training import Trainer

STEPS = 2000
HOW_TO = (
    "For the real window, start actviz on a desktop, through `ssh -X`, or under a virtual screen "
    "(`xvfb-run actviz`); `actviz run --help` lists what works without one."
)


def announce(data: str | None) -> int:
    """Train the first example (on the user's file if there is one), print it, and save the window's picture."""
    say("There is no display to open a window on, so this trains the first example without one.\n")
    try:
        config = first_example().replace(data_path=data)
        trainer = Trainer(config)
    except BadInput as error:
        complain(str(error))
        return 2
    trainer.advance(STEPS)
    kind = f"{len(config.hidden)} layers of {config.hidden[0]} {config.activation} units on {trainer.data.source}"
    say(f"{kind}, learning rate {compact(config.learning_rate)}")
    snapshot = trainer.measure()
    say(text_report(trainer.facts, snapshot, diagnosis_of(trainer.facts, snapshot, trainer.history.view())))
    say(f"\n{_picture_sentence(config.data_path)}\n{HOW_TO}")
    return 0


def _picture_sentence(data: str | None) -> str:
    if display.qt_is_missing():
        return "No picture of the window: PySide6-Essentials and pyqtgraph are not installed."
    missing = display.missing_libraries(offscreen=True)
    if missing:
        return f"No picture of the window: {display.missing_sentence(missing)}."
    from actviz.ui.application.window_picture import save_here, save_in_temporary, window_picture

    picture = window_picture(first_example().replace(data_path=data), STEPS)
    target = save_here(picture, "actviz-window.png") or save_in_temporary(picture, "actviz-window")
    if target is not None:
        return f"A picture of the window at step {STEPS:,} is in {target}."
    return "The picture of the window could not be saved here, nor in the temporary folder."
