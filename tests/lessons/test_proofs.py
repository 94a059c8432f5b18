"""Published experiments are repeated here with few seeds; `actviz prove` repeats them with twenty."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from actviz import translation
from actviz.export.exported_run import Cancelled
from actviz.lessons.measures import MEASURES
from actviz.lessons.proofs.measures import PROOF_MEASURES, measure_of
from actviz.lessons.proofs.proof import LEAST_FOR_BAND, Compared, PublishedNumber
from actviz.lessons.proofs.proof_file import proofs, read_proof
from actviz.lessons.proofs.proving import prove
from actviz.lessons.proofs.subjects import DrawnNetwork, Subject
from actviz.nn.activations import ACTIVATIONS
from actviz.nn.born_dead import born_dead_bounds
from actviz.nn.losses import LOSSES
from actviz.nn.network import Network
from actviz.nn.theory import LayerPrior, mean_field
from actviz.registry import BadInput

PROOFS = proofs().entries
MARKED_A = {  # the rows of the list of published numbers whose numbers were read in the source and agree
    "Nielsen, chapter 5": "nielsen-speeds",
    "CS231n, lecture 6": "cs231n-activations",
    "CS231n, case study": "cs231n-spiral",
    "Karpathy, makemore part 3": "karpathy-saturation",
    "Glorot and Bengio 2010": "glorot-jacobian",
    "He et al. 2015": "he-depth",
    "Klambauer et al. 2017": "klambauer-selu",
    "Sussillo and Abbott 2014": "sussillo-walk",
    "Lu et al. 2019": "lu-born-dead",
    "mean field": "mean-field",
    "UvA tutorial 3": "uva-start",
    "UvA tutorial 3, trained": "uva-training",
    "PyTorch's tutorial": "pytorch-gradients",
    "Balduzzi et al. 2017": "balduzzi-shattered",
    "Yang et al. 2019": "yang-batchnorm",
}
SEEDS = {  # those that train take longer, and those that have few draws a seed need more of them
    "cs231n-spiral": 3, "he-depth": 1, "uva-training": 1, "sussillo-walk": 10, "lu-born-dead": 6,
}  # fmt: skip
SOUND = """\
title = "A title"
order = 99
claim = "A claim."
source = "Somebody, 2001"
setting = "Two layers."

[config]
hidden = "4x2"

[[network]]
name = "drawn"
inputs = 5
hidden = "6x3"
examples = 10

[[number]]
what = "The loss"
measure = "loss"
published = 0.7
within = 10.0

[[number]]
what = "Deviations"
of = "drawn"
measure = "deviations"
in_kind = "they stay"
above = 0.0
"""


def test_every_file_is_a_proof_and_every_published_experiment_has_one():
    assert proofs().faults == ()
    assert set(PROOFS) == set(MARKED_A.values())
    assert [proof.order for proof in PROOFS.values()] == sorted({proof.order for proof in PROOFS.values()})


@pytest.mark.parametrize("key", PROOFS)
def test_the_published_numbers_come_out(key):
    outcome = prove(PROOFS[key], SEEDS.get(key, 3))
    for each in outcome.compared:
        assert each.agrees, (each.number.what, each.medians, each.number.published or each.number.rule)


@pytest.mark.parametrize("key", PROOFS)
def test_no_proof_agrees_with_other_numbers(key):
    """Each published value, moved by half and by more than is allowed, is told from the true one."""
    for number in PROOFS[key].numbers:
        if number.published and number.above is None and number.below is None:
            published = np.array(number.published)
            moved = published + 0.5 * abs(published) + 2.0 * (number.plus_minus or 0.0)
            values = np.repeat(moved[None, :], 20, axis=0)
            assert not Compared(number, values).agrees, number.what


def test_the_bounds_and_predictions_in_the_files_are_those_of_the_theory():
    for number in PROOFS["lu-born-dead"].numbers:
        width = re.fullmatch(r"N = (\d)", number.of)
        if width:
            assert (number.above, number.below) == pytest.approx(born_dead_bounds(int(width[1]), 10), abs=1e-3)
    networks = {network.name: network for network in PROOFS["mean-field"].networks}
    for number in PROOFS["mean-field"].numbers:
        network = networks[number.of]
        gain, width, depth = network.init_scale**2, network.hidden[0], len(network.hidden)
        layers = [LayerPrior(width, width, gain / width)] * (depth + 1)
        field = mean_field(1.0, layers, [ACTIVATIONS[network.activation]] * depth)
        assert number.published[0] == pytest.approx(float(np.log10(field.chi[:-1]).sum()), abs=0.006)


def test_a_proof_is_repeated_with_the_same_numbers_for_the_same_seeds():
    one, other = (prove(read_proof(SOUND, "sound.toml"), 2) for _ in range(2))
    for a, b in zip(one.compared, other.compared, strict=True):
        assert np.array_equal(a.values, b.values)
        assert len(np.unique(a.values[:, 0])) == 2  # and with others for another one


def test_progress_goes_from_nothing_to_all_and_can_cancel():
    told = []
    prove(read_proof(SOUND, "sound.toml"), 2, told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0

    def cancel(done):
        if done > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        prove(read_proof(SOUND, "sound.toml"), 2, cancel)


def test_percentiles_are_taken_of_enough_seeds():
    text = SOUND.replace("published = 0.7\nwithin = 10.0", "published = 0.7\npercentiles = [5, 95]")
    assert prove(read_proof(text, "sound.toml"), 1).n_seeds == LEAST_FOR_BAND


@pytest.mark.parametrize(
    ("rule", "values", "agrees"),
    [
        ({"published": (2.0,), "within": 0.1}, [2.1, 2.1, 9.0], True),
        ({"published": (2.0,), "within": 0.1}, [2.3, 2.3, 2.0], False),
        ({"published": (-1.0,), "plus_minus": 0.2}, [-1.1], True),
        ({"published": (0.0,), "plus_minus": 0.2}, [0.3], False),
        ({"published": (5.0,), "percentiles": (0, 100)}, [4.0, 6.0], True),
        ({"published": (7.0,), "percentiles": (0, 100)}, [4.0, 6.0], False),
        ({"in_kind": "many", "above": 1.0}, [2.0] * 9 + [0.0], True),
        ({"in_kind": "many", "above": 1.0}, [2.0] * 8 + [0.0] * 2, False),
        ({"in_kind": "few", "below": 1.0, "least": 0.5}, [2.0, 0.0], True),
        ({"published": (2.0,), "within": 0.1}, [float("nan")], False),
        ({"in_kind": "many", "above": 1.0}, [float("nan")], False),
    ],
)
def test_what_agreement_means(rule, values, agrees):
    number = PublishedNumber("Loss", "loss", "run", **rule)
    assert Compared(number, np.array(values)[:, None]).agrees == agrees


@pytest.mark.parametrize(
    ("old", "new", "line", "rule"),
    [
        ('title = "A title"', "title = 3", 1, "title must be a text"),
        ("order = 99", 'order = "first"', 2, "order must be a whole number"),
        ('setting = "Two layers."', 'setting = "Two layers."\ncolour = 1', 6, "no field 'colour'"),
        ('hidden = "4x2"', "hidden = 4", 8, "hidden"),
        ('hidden = "6x3"', 'hidden = "wide"', 13, "widths"),
        ("inputs = 5", "inputs = 0", 12, "inputs must be a whole number"),
        ('name = "drawn"', 'name = "run"', 1, "two runs or networks"),
        ('measure = "loss"', 'measure = "lose"', 18, "did you mean 'loss'"),
        ("within = 10.0", 'within = "much"', 20, "within must be a number"),
        ("within = 10.0", "within = 10.0\nplus_minus = 1.0", 16, "one rule"),
        ("published = 0.7\n", "", 16, "without published values"),
        ('of = "drawn"', 'of = "drown"', 24, "did you mean 'drawn'"),
        ('measure = "deviations"', 'measure = "loss"', 25, "does not train"),
        ("above = 0.0", "above = 0.0\nstep = 3", 25, "does not train"),
    ],
)
def test_a_faulty_file_is_refused_with_file_line_and_rule(old, new, line, rule):
    with pytest.raises(BadInput, match=rf"^mine\.toml, line {line}: .*{re.escape(rule)}"):
        read_proof(SOUND.replace(old, new, 1), "mine.toml")


def test_a_broken_file_leaves_the_others(tmp_path, monkeypatch):
    (tmp_path / "good.toml").write_text(SOUND, encoding="utf-8")
    (tmp_path / "broken.toml").write_text("title = ", encoding="utf-8")
    (tmp_path / "latin.toml").write_bytes("title = 'Günter'".encode("latin-1"))
    monkeypatch.setattr("actviz.lessons.proofs.proof_file.resource", lambda _name: Path(tmp_path))
    translation.use("files of a test")  # they are read once for each language
    found = proofs()
    translation.use(translation.ENGLISH)
    assert list(found.entries) == ["good"]
    assert [fault.split()[0] for fault in found.faults] == ["broken.toml", "latin.toml"]


def test_runs_open_as_lanes_that_can_train_side_by_side():
    for proof in PROOFS.values():
        assert [run for lanes in proof.lanes for run in lanes] == sorted(
            proof.runs, key=lambda run: [run in lanes for lanes in proof.lanes].index(True)
        )
        for lanes in proof.lanes:
            assert len(lanes) <= 4
            assert len({run.config.hidden for run in lanes}) == 1
            assert all(len(run.name) <= 24 for run in lanes)


def subject(activation="tanh", sizes=(5, 6, 7, 3), n=9):
    network = Network(sizes, [ACTIVATIONS[activation]] * (len(sizes) - 2), LOSSES["cross_entropy"], "float64")
    rng = np.random.default_rng(0)
    for weights in network.weights:
        weights[...] = rng.normal(0, 0.7, weights.shape)
    return Subject(network, rng.normal(size=(n, sizes[0])), rng.integers(0, sizes[-1], n))


def test_the_singular_values_are_those_of_the_jacobian_by_differences():
    it = subject(n=4)
    x, network, step = it.x, it.network, 1e-6

    def above(z):
        return np.tanh(z) @ network.weights[1]

    z = x @ network.weights[0]
    jacobians = [
        np.stack([(above(row + step * e) - above(row - step * e)) / (2 * step) for e in np.eye(6)]) for row in z
    ]
    expected = np.mean([np.linalg.svd(j, compute_uv=False) for j in jacobians])
    assert measure_of("singular_values").of(it) == pytest.approx([expected], rel=1e-6)


def test_measures_by_layer_are_those_of_the_textbook():
    it = subject()
    h = [np.tanh(it.x @ it.network.weights[0])]
    h.append(np.tanh(h[0] @ it.network.weights[1]))
    assert measure_of("deviations").of(it) == pytest.approx([each.std() for each in h])
    assert measure_of("means").of(it) == pytest.approx([each.mean() for each in h])
    assert measure_of("saturated_shares").of(it) == pytest.approx([(abs(each) > 0.97).mean() for each in h])
    logits = h[1] @ it.network.weights[2]
    softmax = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    delta = (softmax - np.eye(3)[it.y]) @ it.network.weights[2].T * (1 - h[1] ** 2)
    assert measure_of("backward_signals").of(it)[1] == pytest.approx(np.sqrt((delta**2).mean()))
    assert measure_of("bias_gradients").of(it)[1] == pytest.approx(np.linalg.norm(delta.mean(axis=0)))


def test_every_measure_says_what_it_is_and_no_key_means_two_things():
    assert not set(PROOF_MEASURES) & set(MEASURES)
    assert all(measure.label for measure in PROOF_MEASURES.values())


def test_a_drawn_network_has_the_biases_and_weights_that_it_says():
    spec = DrawnNetwork("n", 50, (80, 80), bias_spread=0.5, init_scale=2.0, initializer="lecun_normal", examples=2)
    (drawn,) = spec.subjects(0, lambda _done: None)
    assert np.std(np.concatenate(drawn.network.biases)) == pytest.approx(0.5, rel=0.2)
    assert drawn.network.weights[1].std() == pytest.approx(2.0 / 80**0.5, rel=0.05)
    assert json.dumps(spec.shape)
