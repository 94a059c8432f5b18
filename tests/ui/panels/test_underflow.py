"""A gradient that is less than float32 can hold is nowhere shown as 0."""

import dataclasses

import numpy as np
import pytest

from actviz.app.lanes import LaneView, Selection
from actviz.diagnosis.diagnosis import diagnosis_of
from actviz.diagnosis.gradient_attribution import attribution, layer_sentence
from actviz.training import RunConfig, Trainer
from actviz.training.measure.underflow_text import AT_LENGTH, BRIEF, OF_NORM, ratio_text, size_text
from actviz.ui.panels.gradient_flow.panel import GradientFlow
from actviz.ui.panels.network.river import number
from actviz.ui.panels.network.tips import layer_tip
from actviz.ui.panels.why.panel import Why
from actviz.ui.window.verdict_bar import VerdictBar

DEEP = RunConfig(hidden=(6,) * 100, activation="sigmoid", initializer="xavier_normal", n_examples=60)
N_LOST = 20  # at least, of the layers nearest to the input


@pytest.fixture(scope="module")
def lane() -> LaneView:
    trainer = Trainer(DEEP)
    trainer.advance(30)
    snapshot = trainer.measure()
    assert snapshot.underflows[:N_LOST].all()
    assert (snapshot.gradient_rms[:N_LOST] == 0.0).all()
    history = trainer.history.view()
    return LaneView(0, "A", trainer.facts, snapshot, history, diagnosis=diagnosis_of(trainer.facts, snapshot, history))


def of_zero(lane: LaneView) -> LaneView:
    """The same lane with gradients that are exactly 0 in their place."""
    snapshot = dataclasses.replace(lane.snapshot, underflows=np.zeros_like(lane.snapshot.underflows))
    return dataclasses.replace(lane, snapshot=snapshot)


@pytest.fixture
def gradient(qtbot) -> GradientFlow:
    panel = GradientFlow()
    for each in (panel, panel.header):
        qtbot.addWidget(each)
    panel.resize(500, 500)
    panel.show()
    return panel


def test_bars_and_readouts_of_the_gradient(gradient, lane):
    gradient.draw([lane], Selection())
    n_lost = int(lane.snapshot.underflows.sum())
    assert len(gradient.gradient.marks.zeros.getData()[0]) == 0
    assert len(gradient.gradient.marks.beyond.getData()[0]) >= n_lost
    assert AT_LENGTH in gradient._describe(3.0, 0.0)
    picture = gradient.heat.pictures[0]
    assert AT_LENGTH in picture.describe(picture.columns.start + 0.5 * picture.columns.width, 3.0)
    assert gradient.heat.scale.width() >= gradient.heat.scale.needed_px()
    gradient.set_quantity("norm")
    assert OF_NORM in gradient._describe(3.0, 0.0)
    assert BRIEF not in gradient._describe(3.0, 0.0)
    head, *rows = gradient.table()
    assert [row[head.index("underflow")] for row in rows] == lane.snapshot.underflows.tolist()


def test_a_zero_stays_a_zero(gradient, lane):
    gradient.draw([of_zero(lane)], Selection())
    assert len(gradient.gradient.marks.zeros.getData()[0]) >= N_LOST
    assert AT_LENGTH not in gradient._describe(3.0, 0.0)
    assert AT_LENGTH not in layer_tip(of_zero(lane), 3)
    assert ratio_text(of_zero(lane).snapshot) == "0"


def test_the_why_panel_attributes_the_known_part(qtbot, lane):
    panel = Why()
    for each in (panel, panel.header):
        qtbot.addWidget(each)
    panel.resize(500, 500)
    panel.show()
    panel.draw([lane], Selection())
    snapshot = lane.snapshot
    assert len(panel.bars.edge_marks.zeros.getData()[0]) == 0
    assert AT_LENGTH in panel._describe(3.0, 0.0)
    found = attribution(snapshot.weight_factors, snapshot.slope_factors, snapshot.underflows)
    assert found.underflows
    assert found.attributed_to == "slopes"
    assert AT_LENGTH in str(found)
    known = slice(found.stopped_at, None)
    assert found.slope_decades == pytest.approx(np.log10(snapshot.slope_factors[known]).sum())
    assert not attribution(snapshot.weight_factors, snapshot.slope_factors).underflows
    assert AT_LENGTH not in layer_sentence(99, 0.9, 0.2, underflows=True)


def test_chip_river_tip_and_diagnosis(qtbot, lane):
    bar = VerdictBar()
    qtbot.addWidget(bar)
    bar.show_lanes((lane,))
    assert bar.gradient_chip.value == ratio_text(lane.snapshot)
    assert bar.gradient_chip.value.startswith("< ")
    assert number(0.0, underflows=True) != number(0.0)
    assert AT_LENGTH in layer_tip(lane, 3)
    verdict = lane.diagnosis.verdict
    assert verdict.key == "vanishing"
    assert "0" not in [row.value for row in verdict.evidence]
    assert ratio_text(lane.snapshot) in [row.value for row in verdict.evidence]


def test_sizes_that_are_known_are_written_as_before(lane):
    assert size_text(0.25, False, str) == "0.25"
    assert ratio_text(lane.snapshot, 0.5) == "0.50"
