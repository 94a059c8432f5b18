"""Opens the real window and acts in it at random until it is killed; what it saw stands in a file, for the test.

    python killed_windows.py PLACE SEED

It plays, changes settings, resets, adds and removes lanes, goes back in time and saves. Every run gets a name of its
own. A line of `PLACE/seen` says which run the window showed, its step and the time.
"""

import random
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer

from actviz.ui.application import application

EVERY_MS, LANES = 10, ("tanh", "sigmoid", "gelu")
ACTS = ("rate", "rate", "reset", "seed", "lane", "no_lane", "travel", "newest", "save", "pause", "play", "play")


class Driver:
    """Acts in one window, and writes down what it shows."""

    def __init__(self, window, place, seed):
        self.session, self.place, self.draw = window.session, place, random.Random(seed)
        self.prefix, self.number, self.begins = f"{seed}-", 0, True
        self.seen = (place / "seen").open("ab", buffering=0)
        self.next_act = 0.0
        self.timer = QTimer(window, interval=EVERY_MS)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        session, now = self.session, time.monotonic()
        if not session.lanes:
            return
        if self.begins:
            if session.view.newest == 0 or self.number == 0:  # a session that came back has a step already
                self.number += 1
                session.notebook.describe(f"run {self.prefix}{self.number}", "")
                session.limit_speed(3000)
                session.play()
                self.begins = False
                self.next_act = now + 0.5
            return
        self.seen.write(f"{self.prefix}{self.number} {session.lanes[0].newest} {now}\n".encode())
        if now >= self.next_act:
            self.next_act = now + self.draw.uniform(0.05, 0.6)
            getattr(self, self.draw.choice(ACTS))()

    def rate(self):
        self.session.plan.set(learning_rate=self.draw.choice((0.01, 0.02, 0.05)))

    def reset(self):
        self.session.reset()
        self.begins = True

    def seed(self):
        self.session.pause()
        self.session.plan.set(seed=self.draw.randrange(10**6))
        self.begins = True

    def lane(self):
        if len(self.session.plan.setup) < 3:
            self.session.plan.add_lane(activation=self.draw.choice(LANES))

    def no_lane(self):
        if len(self.session.plan.setup) > 1:
            self.session.plan.remove_lane(len(self.session.plan.setup) - 1)

    def travel(self):
        self.session.travel(self.draw.randint(0, max(1, self.session.view.newest)))

    def newest(self):
        self.session.travel(None)

    def save(self):
        self.session.save_session(self.place / f"saved {self.prefix}{self.draw.randrange(3)}.actviz")

    def pause(self):
        self.session.pause()

    def play(self):
        self.session.play()


def main(place, seed):
    make = application.make_window

    def make_window(session, settings):
        window = make(session, settings)
        window.driver = Driver(window, place, seed)
        return window

    application.make_window = make_window
    return application.run()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
