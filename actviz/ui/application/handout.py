"""What `actviz lesson KEY --handout FILE` does: it writes a lesson's hand-out without a window."""

from __future__ import annotations

from pathlib import Path

from actviz.app.settings import Settings
from actviz.cli.streams import complain, say
from actviz.lessons.handout import write_handout
from actviz.lessons.own_files import lesson_of
from actviz.registry import BadInput
from actviz.ui.application.application import make_application
from actviz.ui.startup.language import Language
from actviz.ui.theme import text_size, theme
from actviz.ui.window.handout_sheets import gone_through, with_pictures


def write(key: str, target: Path) -> int:
    """Write the hand-out of a lesson, in the language of the window; return the exit status."""
    app = make_application()
    language = Language(app, Settings.load().language)  # before a text is read
    text_size.apply(app, 100)
    theme.apply(app, "light")
    try:
        lesson = lesson_of(key)
        sheets = with_pictures(gone_through(lesson, lambda _share: None))
        written = write_handout(lesson, sheets, target)
    except BadInput as fault:
        complain(str(fault))
        return 2
    finally:
        language.remove()
    say(str(written))
    return 0
