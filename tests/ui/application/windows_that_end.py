"""Opens the real window, does what it is told, and prints what happened; for the tests of what a program leaves.

python windows_that_end.py ACT
"""

import faulthandler
import sys
import threading

from PySide6.QtCore import QTimer, qWarning

from actviz.app import recordings
from actviz.ui.application import application


def watched(window, act):
    """Do it once the session is recorded, or has come back, and drawn."""
    session = window.session
    timer = QTimer(window, interval=20)

    def look():
        if session.lanes and session.recordings.path is not None and session.view.newest > 0:
            timer.stop()
            QTimer.singleShot(0, window, act)

    timer.timeout.connect(look)
    timer.start()


def main(name):
    make = application.make_window

    def make_window(session, settings):
        window = make(session, settings)

        def close():
            print(window.session.view.newest, window.messages.text, flush=True)
            window.close()

        def wait():
            print("recorded", window.session.recordings.path, flush=True)

        def fault():
            faulthandler._sigsegv()

        def complain():
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
            qWarning("a warning of Qt")
            QTimer.singleShot(0, window, lambda: [].pop())
            QTimer.singleShot(50, window, lambda: window.session.failed.emit("a failure that is shown"))
            QTimer.singleShot(100, window, window.close)

        acts = {"close": close, "wait": wait, "fault": fault, "complain": complain}
        if name in acts:
            watched(window, acts[name])
        return window

    application.make_window = make_window
    if name == "fault while opening":
        recordings.reopen = lambda _: faulthandler._sigsegv()
    return application.run()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
