"""Runs many recorded sessions and kills each with SIGKILL; what became of them is for the test to look at.

    python killed_runs.py FOLDER NUMBER

A child notes its step and the time into `progress`, unbuffered; `killed` holds the time at which it was killed. Now and
then it pins a note to its step, as the user would; which and when stands in `noted`. Most are killed some time after
their file has appeared, however busy the machine is; the others at any moment from their beginning on.
"""

import os
import random
import signal
import sys
import time
from pathlib import Path

from actviz.app.lanes import WindowState, single
from actviz.app.mailbox import Mailbox
from actviz.app.recorder import Recorder
from actviz.app.worker import Worker
from actviz.training import RunConfig
from actviz.training.history.notes import Note, with_note

CONFIG = RunConfig(hidden=(8, 8), n_examples=100, learning_rate=0.05)
SPEED, AT_ONCE, LONGEST_S = 3000.0, 8, 3.2
NOTED_EVERY_S = 0.1
WITH_FILE = 0.7  # of the children


def child(folder):
    mailbox = Mailbox()
    recorder = Recorder(mailbox, folder)
    worker = Worker(mailbox, recorder)
    recorder.start()
    worker.start()
    worker.apply(single(CONFIG))
    worker.limit_speed(SPEED)
    worker.play(True)
    notes, due = (), 0.0
    with (folder / "progress").open("wb", buffering=0) as progress, (folder / "noted").open("wb", buffering=0) as told:
        while True:
            time.sleep(0.01)
            lanes = mailbox.collect().lanes
            if lanes is not None:
                step, now = lanes[0].newest, time.monotonic()
                progress.write(f"{step} {now}\n".encode())
                if now >= due:
                    notes, due = with_note(notes, Note(step, f"at {step}")), now + NOTED_EVERY_S
                    worker.record_window(WindowState(step_notes=notes))
                    told.write(f"{step} {time.monotonic()}\n".encode())


def main(folder, number):
    draw = random.Random(number)
    waiting = [folder / str(i) for i in range(number)]
    running = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            place = waiting.pop()
            place.mkdir(parents=True)
            for name in ("progress", "noted"):  # there even if the child is killed before it has begun
                (place / name).touch()
            pid = os.fork()
            if pid == 0:
                child(place)
            ends_after_file = draw.random() < WITH_FILE
            running[pid] = place, draw.uniform(0.05, LONGEST_S), None if ends_after_file else time.monotonic()
        now = time.monotonic()
        for pid, (place, life_s, begin) in list(running.items()):
            if begin is None:
                if any(place.glob("*.actviz")):
                    running[pid] = place, life_s, now
            elif now >= begin + life_s:
                (place / "killed").write_text(str(time.monotonic()))  # before: it may take a while to be noticed
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
                del running[pid]
        time.sleep(draw.uniform(0.0, 0.01))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
