"""What the window shows is compared with a trainer of its own that goes straight to that step.

It is made from the lane's first configuration and the changes made since, and never forked, restored or replayed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import wait
from pathlib import Path
from typing import NamedTuple

import numpy as np
from alarms import Finding
from program import Program

from actviz.app.lanes import LaneView
from actviz.export.exported_run import Lane
from actviz.recording import read_recording
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.config.change import Change
from actviz.training.config.config import LIVE_FIELDS, SHARED_FIELDS
from actviz.training.snapshot import HistoryView, Snapshot
from actviz.ui.controls.readout import loss_text
from actviz.ui.panels.base.panel import Panel
from actviz.ui.startup.pyqtgraph_import import pg

FARTHEST = 15_000  # steps; what is farther is not trained again
PATIENCE_S = 30.0
AT_REST = 3  # looks, a tenth of a second apart, that find the same
Changes = Sequence[Change]


class Found(NamedTuple):
    """A lane at the step on show: its parameters, and a copy of its run."""

    parameters: np.ndarray
    copy: Lane


def straight_to(step: int, initial: RunConfig, changes: Changes, shown: RunConfig) -> Trainer:
    """Return a trainer that has taken so many steps, with the changes made before.

    Of those made after that very step, it makes as many as `shown` holds: the step may be shown before and after them.
    """
    try:
        trainer = Trainer(initial)
    except BadInput as problem:
        raise Finding("a lane claims a configuration that cannot run", f"{problem}: {initial}") from None
    for change in changes:
        if change.step > step:
            break
        trainer.advance(change.step - trainer.step)
        if change.step == step and trainer.config == shown:
            break
        trainer.apply(trainer.config.differences(change.after))
    trainer.advance(step - trainer.step)
    return trainer


def check_panels(program: Program) -> Iterator[int]:
    """Wait until the window shows what it is to show, and compare every lane.

    Raises:
        Finding: it never does, or shows something else.
    """
    window, session = program.window, program.session
    end = time.monotonic() + PATIENCE_S
    while (found := _settled(program)) is None:
        if session.playing or session.replay.playing:
            return  # it was set going meanwhile
        if time.monotonic() > end:
            steps = [(lane.snapshot.step, lane.at, lane.newest) for lane in session.lanes]
            raise Finding("the window waits for ever", f"cursor {session.view.cursor}, (shown, at, newest): {steps}")
        yield 10
    _check_shared([(each.copy.trainer.step, each.copy.trainer.config) for each in found], "lanes")
    for place, (parameters, copy) in enumerate(found):
        lane, run = session.lanes[place], copy.trainer
        shown = lane.snapshot
        told = f"lane {place} at step {shown.step} of {run.step}: {run.initial_config}\n{_told(run.changes)}"
        if shown.step <= FARTHEST:
            true = straight_to(shown.step, run.initial_config, run.changes, shown.config)
            _compare(true, parameters, told)
            _compare_numbers(true, lane, told)
            program.compared += 1
    yield from _until_at_rest(program)
    if session.playing or session.replay.playing:
        return
    _check_drawn(program)
    chosen = session.lanes[min(session.plan.current, len(session.lanes) - 1)]
    _compare_top_bar(program, chosen)
    if window.timeline.track.at != min(session.view.step, window.timeline.track.newest):
        raise Finding("the timeline's handle stands elsewhere", f"{window.timeline.track.at}, {session.view.step}")


def _until_at_rest(program: Program) -> Iterator[int]:
    """Wait until no panel draws anything more of itself: what is computed beside the run comes when it is there."""
    end = time.monotonic() + PATIENCE_S
    last, same = "", 0
    while same < AT_REST and time.monotonic() < end:
        yield 100
        now = repr([_drawn(panel) for panel in program.window.docks.seen_panels])
        last, same = now, same + 1 if now == last else 0


def _check_drawn(program: Program) -> None:
    """Draw every panel on screen again: that must change nothing, or it did not show what the session holds."""
    for panel in program.window.docks.seen_panels:
        if not panel.is_up_to_date:  # a map that grows is drawn a few times a second
            continue
        before = _drawn(panel)
        panel.draw(program.session.lanes, program.session.view.selection)
        if (now := _drawn(panel)) != before:
            raise Finding(f"the panel {panel.key} did not show the newest", _difference(before, now))


def _difference(before: str, now: str, around: int = 1500) -> str:
    """Return the places of two texts where they begin to differ."""
    same = next((i for i, (a, b) in enumerate(zip(before, now, strict=False)) if a != b), min(len(before), len(now)))
    start = max(0, same - around // 2)
    return f"{before[start : start + around]}\nnow {now[start : start + around]}"


def _drawn(panel: Panel) -> str:
    """Return what stands in a panel's curves and in its table."""
    items = [item for plot in panel.findChildren(pg.GraphicsView) for item in plot.scene().items()]
    curves = [item.getData() for item in items if isinstance(item, (pg.PlotCurveItem, pg.ScatterPlotItem))]
    return repr(
        ([[None if each is None else np.asarray(each).tolist() for each in curve] for curve in curves], panel.table())
    )


def check_recordings(folder: Path) -> int:
    """Open every recording in a folder and compare its lanes; return how many there were.

    Raises:
        Finding: one that does not open or holds something else, or a file that should not be there.
    """
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    for path in paths:
        if path.name.startswith(".") or path.name.endswith(("-wal", "-shm", "-journal", ".tmp")):
            raise Finding("a file is left", str(path))
        if path.name == "settings.json":
            json.loads(path.read_text())
    recordings = [path for path in paths if path.suffix == ".actviz" and not path.name.startswith("events.")]
    for path in recordings:  # TensorBoard's files end in the name of their writer
        _check_recording(path)
    return len(recordings)


def _check_recording(path: Path) -> None:
    try:
        recording = read_recording(path)
        trainers = recording.trainers()
    except Exception as error:
        raise Finding("a recording does not open", f"{path.name}: {error!r}") from error
    _check_shared([(lane.step, lane.config) for lane in recording.lanes], f"lanes of {path.name}")
    for lane, trainer in zip(recording.lanes, trainers, strict=True):
        told = f"{path.name}, lane {lane.name}, step {lane.step}: {lane.initial_config}\n{_told(lane.changes)}"
        if lane.step <= FARTHEST:
            true = straight_to(lane.step, lane.initial_config, lane.changes, lane.config)
            _compare(true, trainer.network.parameters, f"recording {told}")


def _settled(program: Program) -> list[Found] | None:
    """Return what the lanes are once all commands are done and what came of them is on show."""
    session = program.session
    if session.playing or len(session.lanes) != len(session.plan.setup) or session.view.awaits_cursor:
        return None
    asked = [session.ask(_present, place) for place in range(len(session.lanes))]
    copies = session.copies()
    wait([*asked, copies], PATIENCE_S)
    if any(each.exception() for each in (*asked, copies)):
        return None  # the lanes that are to run are not there yet
    shown = [(lane.snapshot.run, lane.snapshot.step, lane.snapshot.config) for lane in session.lanes]
    answers = [each.result() for each in asked]
    if not session.view.shows(program.window.frames.needs) or [answer[:3] for answer in answers] != shown:
        return None
    return [Found(answer[3], copy) for answer, copy in zip(answers, copies.result(), strict=True)]


def _present(trainer: Trainer) -> tuple[int, int, RunConfig, np.ndarray]:
    return trainer.run, trainer.step, trainer.config, trainer.network.parameters.copy()


def _check_shared(lanes: list[tuple[int, RunConfig]], what: str) -> None:
    """Check what lanes share, each given by its step and settings; a change while training holds from one step on."""
    for name in sorted(SHARED_FIELDS):
        told = [(step if name in LIVE_FIELDS else 0, getattr(config, name)) for step, config in lanes]
        if len(set(told)) > len({step for step, _ in told}):
            raise Finding(f"lanes do not share their {name}", f"{what}: {told}")


def _compare(true: Trainer, parameters: np.ndarray, told: str) -> None:
    if true.network.parameters.tobytes() != parameters.tobytes():
        raise Finding("other weights than the run had", told)


def _compare_numbers(true: Trainer, lane: LaneView, told: str) -> None:
    measured, shown = true.measure(), lane.snapshot
    for name in ("step", "config", "epoch", "loss", "accuracy", "test_loss", "test_accuracy"):
        if not _same(getattr(measured, name), getattr(shown, name)):
            raise Finding(f"another {name} is shown", f"{getattr(shown, name)}, not {getattr(measured, name)}: {told}")
    if [u.n_dead for u in measured.units] != [u.n_dead for u in shown.units]:
        raise Finding("another number of dead units is shown", told)
    if measured.whole_gradient == shown.whole_gradient and not _same_gradient(measured, shown):
        raise Finding("another gradient is shown", f"{shown.gradient_norms}, not {measured.gradient_norms}: {told}")
    _compare_curve(true.history.view(), lane.history, told)


def _compare_curve(true: HistoryView, shown: HistoryView, told: str) -> None:
    """Compare the loss of all steps that both have, up to the order of summation; a view has only whole rows.

    A run that went back keeps the coarser rows that it had.
    """
    per_row = shown.stride // true.stride
    n = min(len(true.loss) // per_row, len(shown.loss))  # there may be none, at step 0
    wanted = true.loss[: n * per_row].reshape(n, per_row).mean(1)
    differs = ~np.isclose(wanted, shown.loss[:n], 1e-9, 0.0, equal_nan=True)
    if differs.any():
        i = int(differs.argmax())
        raise Finding("another loss curve is shown", f"row {i}: {shown.loss[i]}, not {wanted[i]}: {told}")


def _compare_top_bar(program: Program, lane: LaneView) -> None:
    bar, shown = program.window.top_bar, lane.snapshot
    words = bar.step.value, bar.loss.value
    wanted = f"{shown.step:,}", loss_text(shown.loss)
    if words != wanted:
        raise Finding("the top bar shows something else", f"{words}, not {wanted}")
    verdict, found = program.window.verdict_bar, lane.diagnosis
    if found is None or found.readings is None:
        raise Finding("there is no diagnosis of what the top bar shows", f"step {shown.step}")
    if verdict.dead_chip.value != f"{found.readings.n_dead:,}" or found.headline not in verdict.headline.text():
        raise Finding("the verdict bar shows another verdict", f"{verdict.dead_chip.text()}, not {found.headline}")


def _same(a: object, b: object) -> bool:
    if isinstance(a, (float, np.ndarray)) and isinstance(b, (float, np.ndarray)):
        return np.array_equal(a, b, equal_nan=True)
    return a == b


def _same_gradient(a: Snapshot, b: Snapshot) -> bool:
    """Whether the norms agree up to the order of summation, which the length of a block has a say in."""
    return np.allclose(a.gradient_norms, b.gradient_norms, rtol=1e-5, atol=0.0, equal_nan=True)


def _told(changes: Changes) -> str:
    return "\n".join(f"  after step {change.step}: {change.text}" for change in changes)
