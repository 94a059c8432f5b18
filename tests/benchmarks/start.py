"""How long from the command to the first frame: `.venv/bin/python tests/benchmarks/start.py`.

Starts the program in processes of its own, on the display there is or offscreen, and times, from the start of the
process, until the window has been painted with the first measurement in it. The files are warm, their bytecode
included: an installed program has it, though this shell may have been told not to write any (0.3 s more).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time

RUNS = 7
BYTECODE = tempfile.TemporaryDirectory()
CHILD = """
import gc, time
gc.disable()  # as `main` does before it imports the window, which is imported here to be hooked into
from actviz.ui.startup.pyside_import import import_pyside
import_pyside()
from actviz.__main__ import main
import actviz.ui.window.main_window as module
made = module.MainWindow.__init__

def drawn(window):
    window.repaint()
    print(time.time(), flush=True)
    window.close()

def hooked(window, *arguments, **named):
    made(window, *arguments, **named)
    window.session.updated.connect(lambda: drawn(window))  # after the window's own slot, which draws

module.MainWindow.__init__ = hooked
main([])
"""


def once(source: str) -> float:
    """Return seconds from the start of the process to its first line of output."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "ACTVIZ_CONFIG_DIR": folder, "PYTHONPYCACHEPREFIX": BYTECODE.name}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        if not environment.get("DISPLAY"):
            environment["QT_QPA_PLATFORM"] = "offscreen"
        begin = time.time()
        command = [sys.executable, "-c", source]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return float(done.stdout.split()[0]) - begin


def main() -> None:
    """Print the median and the range of the time to the first frame, and of the imports alone."""
    imports = (
        "import time; from actviz.ui.startup.pyside_import import import_pyside; import_pyside(); "
        "import actviz.ui.application.application; print(time.time())"
    )
    for name, source in (("imports of the window", imports), ("first frame", CHILD)):
        once(source)  # warm files
        seconds = [once(source) for _ in range(RUNS)]
        print(f"{name:24} {statistics.median(seconds):.2f} s   ({min(seconds):.2f} to {max(seconds):.2f}, {RUNS} runs)")


if __name__ == "__main__":
    main()
