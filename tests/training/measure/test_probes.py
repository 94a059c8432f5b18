"""What is measured on request: histograms, maps, confusion, predictions, weights."""

import numpy as np
import pytest

from actviz.data import DATASETS
from actviz.nn.activations import ACTIVATIONS
from actviz.training import RunConfig, Trainer
from actviz.training.measure import histograms
from actviz.training.measure.histograms import BINS
from actviz.training.measure.probes import EXTRAS, OUTPUT_MAP_PX, UNIT_MAP_PX


def trained(n=50, **config):
    trainer = Trainer(RunConfig(hidden=(6, 5), **config))
    trainer.advance(n)
    return trainer


@pytest.mark.parametrize("dataset", ["circle", "plane", "digits"])
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_everything_can_be_asked_for_with_any_activation_and_data(activation, dataset):
    snapshot = trained(2, activation=activation, dataset=dataset).measure(EXTRAS)
    assert snapshot.weights is not None
    assert len(snapshot.histograms) == 2
    assert (snapshot.unit_maps is None) == (snapshot.output_map is None) == (DATASETS[dataset].n_inputs != 2)
    assert (snapshot.confusion is None) == (DATASETS[dataset].task == "regression")
    assert (snapshot.predictions is None) == (DATASETS[dataset].task != "regression")


def test_what_was_not_asked_for_is_none():
    s = trained().measure()
    assert (s.weights, s.histograms, s.unit_maps, s.output_map, s.confusion, s.predictions) == (None,) * 6


def test_a_layers_histogram_counts_every_pre_activation_once_in_fixed_bins():
    trainer = trained(init_scale=4.0)
    histogram = trainer.measure({"histograms"}).histograms[0]
    z = trainer.train_x.astype(np.float32) @ trainer.network.weights[0] + trainer.network.biases[0]
    inside, _ = np.histogram(z, 48, (-6.0, 6.0))
    expected = np.array([(z < -6.0).sum(), *inside, (z > 6.0).sum()])
    assert histogram.counts.sum() == z.size
    assert expected[[0, -1]].all()
    assert np.abs(histogram.counts - expected).sum() <= 4  # values on an edge
    assert np.linspace(histogram.low, histogram.high, 51)[[1, 25, -2]].tolist() == [-6.0, 0.0, 6.0]
    assert histogram.flat_fraction == pytest.approx((z <= 0).mean())


@pytest.mark.parametrize(
    ("z", "place"), [(-3e38, 0), (-6.01, 0), (-5.99, 1), (0.0, 25), (5.99, 48), (6.01, 49), (3e38, 49)]
)
def test_every_size_has_its_bin(z, place):
    binning = histograms.Binning()
    binning.add(np.array([[z, np.nan, np.inf]], np.float32))
    assert np.flatnonzero(binning.histogram(0.0, 0.0).counts).tolist() == [place]


def test_a_units_histogram_lies_between_its_own_ends():
    trainer = trained()
    found = trainer.measure({"unit"}, unit=(1, 2)).unit.histogram
    z = trainer.train_x.astype(np.float32) @ trainer.network.weights[0][:, 2] + trainer.network.biases[0][2]
    assert (found.low, found.high) == (pytest.approx(z.min(), rel=1e-5), pytest.approx(z.max(), rel=1e-5))
    assert np.abs(found.counts - np.histogram(z, BINS, (found.low, found.high))[0]).sum() <= 4


def test_a_histogram_of_equal_values_has_a_width():
    trainer = trained(0)
    trainer.network.weights[0][...] = 0
    histogram = trainer.measure({"histograms"}).histograms[0]
    assert histogram.low < 0 < histogram.high
    assert histogram.counts.sum() == 6 * 400


def test_the_output_map_holds_class_shares_with_the_lowest_y_first():
    trainer = trained(0)
    for w in trainer.network.weights:
        w[...] = 0
    trainer.network.biases[-1][...] = (0, np.log(3))
    shares = trainer.measure({"output_map"}).output_map
    assert shares.shape == (2, OUTPUT_MAP_PX, OUTPUT_MAP_PX)
    np.testing.assert_allclose(shares[1], 0.75, rtol=1e-6)


def test_the_maps_rows_are_y_and_its_columns_x():
    trainer = trained(0, activation="identity")
    w, b = trainer.network.weights[0], trainer.network.biases[0]
    w[...], b[...] = 0, 0
    w[0, 0] = w[1, 1] = 1.0  # unit 0 shows x, unit 1 shows y
    maps = trainer.measure({"unit_maps"}).unit_maps[0].astype(int)
    assert maps.shape == (6, UNIT_MAP_PX, UNIT_MAP_PX)
    assert (np.diff(maps[0], axis=1) > 0).all()
    assert (np.diff(maps[1], axis=0) > 0).all()
    assert (maps[2] == 128).all()


def test_the_map_covers_every_example():
    trainer = trained(0)
    x0, x1, y0, y1 = trainer.facts.map_extent
    x = trainer.train_x
    assert x0 < x[:, 0].min() < x[:, 0].max() < x1
    assert y0 < x[:, 1].min() < x[:, 1].max() < y1
    assert x1 - x0 == pytest.approx(y1 - y0)


def test_the_confusion_matrix_counts_true_classes_by_predicted_ones():
    trainer = trained(100)
    snapshot = trainer.measure({"confusion"})
    predicted = trainer.network.outputs(trainer.train_x).argmax(axis=0)
    for true in range(2):
        for guess in range(2):
            count = ((trainer.train_y == true) & (predicted == guess)).sum()
            assert snapshot.confusion[true, guess] == count
    assert np.trace(snapshot.confusion) / snapshot.confusion.sum() == pytest.approx(snapshot.accuracy)


def test_predictions_are_those_of_the_training_set_in_its_order():
    trainer = trained(dataset="plane")
    predictions = trainer.measure({"predictions"}).predictions
    np.testing.assert_allclose(predictions, trainer.network.outputs(trainer.train_x)[0], rtol=1e-6)


def test_loss_and_accuracy_are_those_of_the_whole_sets():
    trainer = trained()
    snapshot = trainer.measure()
    net = trainer.network
    assert snapshot.loss == pytest.approx(net.loss_and_gradients(trainer.train_x, trainer.train_y), rel=1e-5)
    assert snapshot.test_loss == pytest.approx(net.loss_and_gradients(trainer.test_x, trainer.test_y), rel=1e-5)
    right = net.outputs(trainer.test_x).argmax(axis=0) == trainer.test_y
    assert snapshot.test_accuracy == right.mean()


def test_the_gradient_of_a_large_set_is_summed_over_chunks(monkeypatch):
    whole = Trainer(RunConfig(hidden=(6, 5), test_fraction=0)).measure()
    monkeypatch.setattr("actviz.training.measure.gradient_reading.GRADIENT_CHUNK", 64)
    chunked = Trainer(RunConfig(hidden=(6, 5), test_fraction=0)).measure()
    np.testing.assert_allclose(chunked.gradient_norms, whole.gradient_norms, rtol=1e-5)
    np.testing.assert_allclose(chunked.gains, whole.gains, rtol=1e-5)
