"""By every way to a step the network is the same: changes, lanes, branches, jumps, saving and reopening, in any order.

What a lane was at a step is known twice: from a fresh trainer that goes straight there, making the lane's changes on
its way, and from the parameters that the lane itself had when it stood there first.
"""

import gc
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from count import inputs_each
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from actviz.app.lane_runs import LaneRuns
from actviz.app.lanes import WindowState, single
from actviz.app.setup_changes import edited, lane_added, lane_removed
from actviz.nn.architecture import NORMALIZATIONS
from actviz.nn.schedules import SCHEDULES
from actviz.recording import RecordingWriter, read_recording, recover
from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.training.config.config import LIVE_FIELDS
from actviz.training.replay import fork

LEARNING_RATES = [{"learning_rate": rate} for rate in (0.01, 0.05, 0.2, 1000.0)]
BATCH_SIZES = [{"batch_size": size} for size in (1, 5, 7, 16, 32, 60)]
OTHERS = [
    {"activation": "relu"},
    {"activation": "prelu"},
    {"activation": ("tanh", "prelu")},
    {"activation": "leaky_relu", "alpha": 0.3},
    {"activation": "prelu", "alpha": 0.1},
    {"activation": "=where(z>0, z, a*sin(z))", "alpha": 0.2},
    {"alpha": 0.4},
    {"prelu_per_unit": True},
    {"prelu_per_unit": False},
    {"optimizer": "sgd"},
    {"optimizer": "adam"},
    {"optimizer": "rmsprop"},
    {"optimizer": "adamw"},
    {"momentum": 0.0},
    {"momentum": 0.9},
    {"momentum": 0.5, "nesterov": True},
    {"learning_rate": 0.3, "optimizer": "sgd"},
    {"recycle_every": 30},
    {"recycle_every": 0},
    {"recycle_at": (0, 40, 90)},
    {"recycle_at": ()},
    {"weight_decay": 0.01},
    {"weight_decay": 0.0},
    *({"schedule": key} for key in SCHEDULES),
    {"schedule_steps": 600},
    {"schedule_steps": 300},
    {"schedule_every": 150},
    {"schedule_factor": 0.5},
    {"warmup_steps": 9},
    {"warmup_steps": 0},
    *({"normalization": key} for key in NORMALIZATIONS),
    {"normalization_place": "after"},
    {"normalization_place": "before"},
    {"residual": 1, "residual_scale": "learned", "residual_path": "projection"},
    {"residual": 1, "residual_scale": "depth", "residual_place": "before"},
    {"residual": 0},
    {"dropout": 0.2},
    {"dropout": 0.0},
    {"clip_norm": 0.5},
    {"clip_norm": 0.0},
    {"vanishing_below": 0.01},
    {"exploding_above": 5.0},
]
CHANGES = st.one_of(*map(st.sampled_from, (OTHERS, LEARNING_RATES, BATCH_SIZES)))
SHARES = st.floats(0.0, 1.0)  # of the way from step 0 to the newest
PLACES = st.integers(0, 3)


def straight(trainer, step):
    """Return a fresh trainer that took the lane's changes of before this step, one by one, and went there."""
    other = Trainer(trainer.initial_config, examples=trainer.examples)
    for change in trainer.changes:
        if change.step < step:
            other.advance(change.step - other.step)
            other.apply(other.config.differences(change.after))
    other.advance(step - other.step)
    return other


def assert_same(trainer, other, where):
    assert trainer.step == other.step, where
    assert trainer.config == other.config, where
    assert np.array_equal(trainer.network.parameters, other.network.parameters), where
    a, b = trainer.checkpoint(), other.checkpoint()
    assert (a.batches.position, a.batches.examples_seen, a.optimizer_count) == (
        b.batches.position,
        b.batches.examples_seen,
        b.optimizer_count,
    ), where
    assert np.array_equal(a.batches.order, b.batches.order), where


def assert_same_curve(trainer, other, where):
    a, b = trainer.history.step_columns, other.history.step_columns
    assert np.array_equal(a.steps[: a.n], b.steps[: b.n]), where
    assert np.array_equal(a.loss[: a.n], b.loss[: b.n]), where
    assert np.array_equal(a.values[: a.n], b.values[: b.n]), where


class EveryWay(RuleBasedStateMachine):
    """Lanes that are changed, branched off, taken away, gone back in, saved and reopened."""

    @initialize(config=st.sampled_from(["circle", "plane"]), seed=st.integers(0, 3))
    def begin(self, config, seed):
        self.folder = TemporaryDirectory()
        self.runs = LaneRuns()
        self.runs.apply(single(RunConfig(hidden=(4, 3), n_examples=50, dataset=config, seed=seed)))
        self.key = 1
        self.removed = []
        self.seen = {}  # by key and step: a lane's parameters
        self.diverged = set()  # keys of lanes that have: their changes may have been moved back
        self.n_files = 0

    def teardown(self):
        if hasattr(self, "folder"):
            self.folder.cleanup()
        gc.collect()  # trainers hold one another in circles, and nothing else collects while tests run

    @rule()
    def reset(self):
        """Begin again at step 0 with the settings of now."""
        self.runs.apply(self.runs.setup, again=True)
        self.removed.clear()
        self.seen.clear()
        self.diverged.clear()
        for run in self.runs.lanes:
            assert_same(run.trainer, Trainer(run.spec.config, examples=run.trainer.examples), run.spec)

    def apply(self, setup):
        try:
            self.runs.apply(setup)
        except BadInput:
            return
        self.key = max(self.key, *(spec.key for spec in setup))

    def note(self):
        """Remember what each lane is, and forget what one has gone back from."""
        for run in self.runs.lanes:
            if run.trainer.divergence is not None:
                self.diverged.add(run.spec.key)
                for key, step in list(self.seen):
                    if key == run.spec.key and step > run.trainer.step:
                        del self.seen[key, step]
            else:
                self.seen.setdefault((run.spec.key, run.trainer.step), run.trainer.network.parameters.copy())

    @rule(n=st.integers(1, 90))
    def train(self, n):
        self.runs.advance(n)
        self.note()

    @rule(place=PLACES, changes=st.lists(CHANGES, min_size=1, max_size=3), in_all=st.booleans())
    def change(self, place, changes, in_all):
        for change in changes:
            setup = self.runs.setup
            try:
                new = edited(setup, place % len(setup), change, in_all).setup
            except BadInput:
                continue
            self.apply(new)

    @rule(place=PLACES, change=CHANGES, own=st.booleans(), share=st.none() | SHARES)
    def add(self, place, change, own, share):
        setup = self.runs.setup
        source = self.runs.lanes[place % len(setup)]
        step = None if share is None else round(share * source.trainer.step)
        changes = change | ({"weights_draw": self.key} if own else {})
        try:
            new = lane_added(setup, place % len(setup), self.key + 1, step, changes).setup
        except BadInput:
            return
        self.apply(new)

    @precondition(lambda self: len(self.runs.lanes) > 1)
    @rule(place=PLACES)
    def remove(self, place):
        setup = self.runs.setup
        self.removed.append(setup[place % len(setup)])
        self.apply(lane_removed(setup, place % len(setup)).setup)

    @precondition(lambda self: self.removed and len(self.runs.lanes) < 4)
    @rule()
    def bring_back(self):
        spec, present = self.removed.pop(), self.runs.setup
        batch = present[0].config.batch_size  # as undoing would have it
        self.apply((*present, replace(spec, config=spec.config.replace(batch_size=batch))))

    @rule(place=PLACES, visits=st.lists(SHARES, min_size=1, max_size=4), go_on=st.integers(0, 70))
    def jump(self, place, visits, go_on):
        run = self.runs.lanes[place % len(self.runs.lanes)]
        for share in visits:
            step = round(share * run.trainer.step)
            double = run.at(step)
            if double is run.trainer:
                continue
            where = run.spec.key, step, run.trainer.changes
            other = straight(run.trainer, step)
            assert_same(double, other, where)
            assert double.measure().loss == other.measure().loss, where
            if run.trainer.divergence is None:
                assert_same_curve(double, other, where)
            if (run.spec.key, step) in self.seen:
                assert np.array_equal(double.network.parameters, self.seen[run.spec.key, step]), where
            other_run = fork(double)
            other_run.advance(go_on)
            other.advance(go_on)
            assert_same(other_run, other, where)

    @rule(without_states=st.integers(0, 80), fresh=st.booleans())
    def save_and_reopen(self, without_states, fresh):
        """Save, train on and save without the newest states, as a recorder does; then go on from the file."""
        self.n_files += 1
        path = Path(self.folder.name) / f"{self.n_files}.actviz"
        with closing(RecordingWriter(path)) as writer:
            if not fresh:
                writer.write(self.runs.recording(WindowState()), whole=False)
                self.runs.advance(without_states)
                self.note()
            writer.write(self.runs.recording(WindowState(), states=fresh))
        before = self.runs
        recording, trainers = recover(read_recording(path))
        assert recording.remarks == ()
        self.runs = LaneRuns()
        self.runs.continue_with(before.setup, trainers)
        self.removed.clear()
        furthest = max(before.lanes, key=lambda run: run.trainer.step)
        if furthest.trainer.config.batch_size == before.setup[0].config.batch_size:  # no change waits for all lanes
            assert self.runs.setup == before.setup
        for a, b in zip(before.lanes, self.runs.lanes, strict=True):
            assert_same(b.trainer, a.trainer, a.trainer.changes)
            assert b.trainer.changes == a.trainer.changes
            assert b.trainer.divergence == a.trainer.divergence

    @invariant()
    def lanes_share_what_they_must(self):
        if not hasattr(self, "runs"):
            return
        at = {}
        for run in self.runs.lanes:
            if run.spec.key not in self.diverged and run.trainer.divergence is None:
                batches = run.trainer.checkpoint().batches
                at.setdefault(run.trainer.step, []).append(
                    (batches.position, batches.examples_seen, batches.order.tolist())
                )
        assert all(len({repr(place) for place in places}) == 1 for places in at.values())
        assert len({spec.config.batch_size for spec in self.runs.setup}) == 1


EveryWay.TestCase.settings = settings(
    max_examples=inputs_each(14),
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestEveryWay = EveryWay.TestCase


def test_whatever_can_change_while_training_is_changed():
    assert {name for change in (*OTHERS, *LEARNING_RATES, *BATCH_SIZES) for name in change} == LIVE_FIELDS
