"""The files that the monkey opens, good and bad, and the names under which it saves."""

from __future__ import annotations

import gzip
from contextlib import closing
from pathlib import Path

import numpy as np

from actviz.recording import RecordingWriter, recording_of
from actviz.training import RunConfig, Trainer

TINY = RunConfig(hidden=(4, 3), n_examples=40, batch_size=8)
HOSTILE_HEADER = '<img src=x>,"=1+2|cmd",<b>label\n'


class Pool:
    """A folder of files to open, never written to again, one to save into, and in it one for whole folders of files."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.saved, self.folders = folder / "pool", folder / "saved", folder / "saved" / "folder"
        for each in (self.folder, self.saved, self.folders):
            each.mkdir(parents=True, exist_ok=True)
        self._write_data()
        self._write_sessions()

    @property
    def data(self) -> list[Path]:
        """What can be opened as data, or looks so."""
        found = [path for path in sorted(self.folder.iterdir()) if path.suffix != ".actviz"]
        return [*found, self.folder / "missing.csv", self.folder]

    @property
    def sessions(self) -> list[Path]:
        """What can be opened as a session, or looks so; what the monkey saved is among it."""
        found = [*sorted(self.folder.glob("*.actviz")), *sorted(self.saved.glob("*.actviz"))]
        return [*found, self.folder / "missing.actviz"]

    @property
    def session_targets(self) -> list[Path]:
        """Where to save the session: with and without a suffix, over another one, into what is no folder."""
        names = ("mine.actviz", "other.actviz", "out", "<b>&.actviz", "名前.actviz")
        return [*(self.saved / name for name in names), self.saved / "nowhere" / "out.actviz", self.saved]

    @property
    def targets(self) -> list[Path]:
        """Where to export to, likewise."""
        names = (
            "out.csv",
            "out.npz",
            "out.html",
            "out.py",
            "out.toml",
            "out.png",
            "out.svg",
            "out.pdf",
            "out.gif",
            "out.bad",
        )
        return [*(self.saved / name for name in (*names, "<b>&.csv")), self.saved / "nowhere" / "out.csv", self.saved]

    def _write_data(self) -> None:
        rng = np.random.default_rng(0)
        x = rng.normal(size=(60, 2))
        classes = (x[:, 0] * x[:, 1] > 0).astype(int)
        rows = [f"{a:.4f},{b:.4f},{c}" for (a, b), c in zip(x, classes, strict=True)]
        named = [row[:-1] + ("<b>up</b>" if row[-1] == "1" else "=down") for row in rows]
        self._text("points.csv", "a,b,label\n" + "\n".join(rows))
        self._text("hostile <b>&name.csv", HOSTILE_HEADER + "\n".join(named))
        self._text("line.csv", "x,y\n" + "\n".join(f"{a:.4f},{a * a:.4f}" for a in x[:, 0]))
        self._text("wide.csv", "a,b,c,d,target\n" + "\n".join(f"{row},{0.5 * i}" for i, row in enumerate(4 * rows)))
        self._text("late_fault.csv", "a,b,label\n" + "\n".join(500 * rows) + "\n1,2,x,y,z\n")
        self._text("one_class.csv", "a,b,label\n" + "\n".join(row[:-1] + "1" for row in rows))
        self._text("two_rows.csv", "a,b,label\n1,2,0\n3,4,1\n")
        self._text("huge_values.csv", "a,b,label\n" + "\n".join(f"1e300,{i},{i % 2}" for i in range(20)))
        for name, text in (("empty.csv", ""), ("nan.csv", "a,b\nnan,1\n2,3"), ("header.csv", "a,b,label\n")):
            self._text(name, text)
        (self.folder / "junk.csv").write_bytes(bytes(range(256)) * 20)
        np.savez(self.folder / "good.npz", x=x, y=classes)
        np.savez(self.folder / "no_y.npz", x=x)
        np.savez(self.folder / "objects.npz", x=np.array([{}], object), y=np.array([1]))
        (self.folder / "cut.npz").write_bytes((self.folder / "good.npz").read_bytes()[:-40])
        (self.folder / "images-idx3-ubyte.gz").write_bytes(
            gzip.compress(b"\0\0\x08\x03" + b"\0\0\0\x02" * 3 + b"x" * 8)
        )
        (self.folder / "text.txt").write_text("hello")

    def _write_sessions(self) -> None:
        self._session("relu", 300)
        self._session("deep", 120, hidden=(4,) * 6, activation="tanh")
        self._session("plane", 50, dataset="plane")
        self._session("diverged", 400, learning_rate=1000.0, init_scale=3.0)
        whole = (self.folder / "relu.actviz").read_bytes()
        (self.folder / "cut.actviz").write_bytes(whole[: len(whole) // 2])
        (self.folder / "holes.actviz").write_bytes(whole[:9000] + b"\0" * 3000 + whole[12000:])
        self._text("text.actviz", "this is no session")
        self._text("empty.actviz", "")

    def _session(self, name: str, steps: int, **changes: object) -> None:
        """Record two lanes, one of them changed twice while it trained."""
        first = Trainer(TINY.replace(**changes))
        second = Trainer(TINY.replace(**changes).replace(optimizer="adam"), examples=first.examples)
        for lane in (first, second):
            lane.advance(steps // 3)
            lane.apply({"learning_rate": 0.05})
            lane.advance(steps // 3)
            lane.apply({"batch_size": 5})
            lane.advance(steps - lane.step)
        with closing(RecordingWriter(self.folder / f"{name}.actviz")) as writer:
            writer.write(recording_of([first, second], name="<i>recorded</i>", notes="a < b"))

    def _text(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)
