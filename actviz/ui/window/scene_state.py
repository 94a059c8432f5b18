"""What a scene that was saved shows: the state that its runs come to; and the scene of what is on show now."""

from __future__ import annotations

from actviz.app.run_state import LaneState, State
from actviz.app.session import Session
from actviz.lessons.scene import LAST, LAYOUTS, Change, Scene
from actviz.training.config.text_format import NamedConfig


def state_of(scene: Scene) -> State:
    """Return the state that a scene waits in."""
    lanes = []
    for place, (name, _) in enumerate(scene.lanes, 1):
        (_, first), *changes = scene.configs_of(place)
        lanes.append(LaneState(name, first, tuple(changes)))
    return State(tuple(lanes), scene.to or 0)


def scene_on_show(session: Session, layout: str, speed: float | None) -> Scene:
    """Return a scene, without a title yet, that shows the lanes at the step on show, with what is followed."""
    view, lanes = session.view, session.lanes
    step = view.step
    changes = []
    for place, lane in enumerate(lanes, 1):
        config = lane.facts.config
        for change in lane.history.changes:
            if change.step < step or (view.cursor is None and change.step <= step):
                changes.append((change.step, place, config.differences(change.after)))
                config = change.after
    return Scene(
        "", "", "", LAST, layout if layout in LAYOUTS else LAYOUTS[0], speed,
        tuple(NamedConfig(lane.name if len(lanes) > 1 else "", lane.facts.config) for lane in lanes),
        (), None, (), session.plan.current + 1, step, view.selection.layer, view.selection.unit,
        tuple(Change(*each) for each in sorted(changes, key=lambda each: each[:2]) if each[2]),
    )  # fmt: skip
