"""Lanes of runs that have been measured while they trained."""

from actviz.app.lanes import LaneView
from actviz.training import RunConfig, Trainer


def make_lane(steps=0, index=0, name="A", every=20, **settings):
    """Return the lane of a run of so many steps, measured at step 0 and once every so many."""
    trainer = Trainer(RunConfig(**settings))
    snapshot = trainer.measure()
    for _ in range(steps // every):
        trainer.advance(every)
        snapshot = trainer.measure()
    return LaneView(index, name, trainer.facts, snapshot, trainer.history.view())
