"""Runs one list of actions on the real window, in a process of its own, and writes down how far it came.

    python child.py ACTIONS.json FOLDER

FOLDER/journal holds one JSON line for each action that began, and a last one with what was found, or "done".
"""

from __future__ import annotations

import faulthandler
import json
import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

STUCK_S = 180  # an action that takes longer is stopped, with the places of all threads
TURN_S = 4.0  # processor time that the window's thread may use in one turn of an action
MOST_STEPS = 5_000  # a run that has come so far is reset: going there straight must stay cheap
AFTER_MS = 12
FEW = 3  # hidden dialogs of one class that may wait for their end


class Course:
    """Goes through the actions, turn by turn, inside Qt's event loop."""

    def __init__(self, actions: list[tuple[str, list[float]]], folder: Path) -> None:
        from actions import KINDS
        from alarms import Alarms, Finding
        from answers import Answers
        from program import Program
        from PySide6.QtCore import QTimer

        from actviz.ui.application.application import make_application

        self._later, self._finding_class, self._kinds = QTimer.singleShot, Finding, KINDS
        self.alarms = Alarms()
        self._app = make_application()
        self._app.setQuitOnLastWindowClosed(False)  # the program is opened again
        self.alarms.install()
        self._journal = (folder / "journal").open("w")
        self._folder = folder
        self._program = Program(self._app, self.alarms, folder)
        self._answers = Answers(self._program.pool)
        self._turns = self._all(actions)

    def run(self) -> int:
        """Run to the end; return the process's status."""
        self._status, self._left_s = 0, time.thread_time()
        self._later(100, self._turn)
        self._app.exec()
        return self._status

    def _turn(self) -> None:
        between, begin = time.thread_time() - self._left_s, time.thread_time()
        try:
            pause_ms = next(self._turns)
            busy = max(between, time.thread_time() - begin)
            if busy > TURN_S:
                raise self._finding_class("the window stands still", f"{busy:.1f} s of processor time in one turn")
            self.alarms.raise_first()
        except StopIteration:
            self._end("done", "")
        except self._finding_class as finding:
            self._end(finding.kind, finding.text)
        except Exception as error:
            self.alarms.on_exception(type(error), error, error.__traceback__)
            finding = self.alarms.findings[-1]
            self._end(finding.kind, finding.text)
        else:
            self._left_s = time.thread_time()
            self._later(pause_ms, self._turn)

    def _all(self, actions: list[tuple[str, list[float]]]) -> Iterator[int]:
        for place, (kind, numbers) in enumerate(actions):
            self._note(action=place, kind=kind)
            faulthandler.dump_traceback_later(STUCK_S, exit=True)
            yield from self._one(kind, numbers)
            yield AFTER_MS
            if self._program.is_open:
                self._look_around()
            else:  # by a click in the menu, or by the action that does so
                self._program.check_closed()
                yield 0
                self._program.open()
        self._note(action=len(actions), kind="close")
        faulthandler.dump_traceback_later(STUCK_S, exit=True)
        self._program.close()
        yield 0
        self._program.check_closed()
        from truth import check_recordings

        n = check_recordings(self._folder / "settings") + check_recordings(self._folder / "saved")
        self._note(recordings=n, compared=self._program.compared, processor_s=round(time.process_time(), 1))

    def _one(self, kind: str, numbers: list[float]) -> Iterator[int]:
        from draws import Draws

        draws = Draws(numbers)
        self._answers.begin(draws)
        turns = self._kinds[kind].do(self._program, draws)
        while turns is not None:
            pause_ms = next(turns, None)
            self._answers.end()
            if pause_ms is None or not self._program.is_open:
                return
            yield pause_ms
            self._answers.begin(draws)
        self._answers.end()

    def _look_around(self) -> None:
        """Check what costs little, after every action."""
        from PySide6.QtWidgets import QApplication, QDialog

        program = self._program
        self.alarms.on_sentence(program.window.messages.text)
        threads = Counter(each.name for each in threading.enumerate())
        double = [name for name, n in threads.items() if n > 1 and name.startswith("actviz-")]
        if double or len(threads) > 12:
            raise self._finding_class("threads are left", str(threads))
        hidden = Counter(
            type(each).__name__
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and not each.isVisible()
        )
        left = [name for name, n in hidden.items() if n > FEW]
        if left:
            raise self._finding_class(f"{left[0]} is left behind", str(hidden))
        if program.session.view.newest > MOST_STEPS and not program.is_blocked:
            program.choose("reset")

    def _end(self, kind: str, text: str) -> None:
        self._note(found=kind, text=text)
        if kind != "done":
            self._status = 3
            self._journal.flush()
            os._exit(3)  # what is broken need not end well
        self._app.quit()

    def _note(self, **what: object) -> None:
        self._journal.write(json.dumps(what) + "\n")
        self._journal.flush()


def make_limits_small() -> None:
    """Lower the ends of the ranges, so that networks at them are trained in no time; before the window is imported."""
    from dataclasses import replace

    from actviz.sweeps.shipped import shipped_sweeps
    from actviz.training.config import network_shape

    shipped_sweeps()  # is read once, and maps larger networks
    network_shape.MAX_UNITS, network_shape.MAX_LAYERS, network_shape.MAX_PARAMETERS = 32, 16, 20_000
    from actviz.training.config import config

    config.FIELDS["n_examples"] = replace(config.FIELDS["n_examples"], high=600)


def main() -> int:
    """Run the file of actions that the command line names."""
    faulthandler.enable()
    actions, folder = json.loads(Path(sys.argv[1]).read_text()), Path(sys.argv[2])
    (folder / "home").mkdir(exist_ok=True)
    os.environ |= {
        "ACTVIZ_CONFIG_DIR": str(folder / "settings"), "HOME": str(folder / "home"),
        "XDG_DATA_HOME": str(folder / "home"),
        "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.chdir(folder / "home")
    make_limits_small()
    return Course(actions, folder).run()


if __name__ == "__main__":
    sys.exit(main())
