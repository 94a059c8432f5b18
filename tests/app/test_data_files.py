"""A file of data is read on a thread, and only what can be used is handed on."""

import gc
import os
import weakref

import pytest

from actviz.app.data_files import DataFiles
from actviz.app.plan import Plan
from actviz.app.setup_changes import Effect
from actviz.training import RunConfig

SMALL = RunConfig(hidden=(4, 3), n_examples=40)


def written(path, n_rows=20):
    path.write_text("a,b,kind\n" + "\n".join(f"{i % 7},{i % 5},{'ab'[i % 2]}" for i in range(n_rows)) + "\n")
    return str(path)


class Bench:
    """A plan that is told of nothing but what it runs."""

    def __init__(self, qtbot):
        self.qtbot, self.ran, self.said = qtbot, [], []
        self.plan = Plan(SMALL, lambda data, effect: self.ran.append((data, effect)))
        self.plan.failed.connect(self.said.append)
        self.plan.begin()
        self.ran.clear()

    def read(self):
        def has_read():
            self.plan.collect()
            return not self.plan.files.is_reading

        self.qtbot.waitUntil(has_read, timeout=20_000)


@pytest.fixture
def bench(qtbot):
    bench = Bench(qtbot)
    yield bench
    assert bench.plan.close()


def test_what_was_read_is_handed_on_until_the_file_changes(qtbot, tmp_path):
    files, called = DataFiles(), []
    config = SMALL.replace(data_path=written(tmp_path / "a.csv"))
    assert files.get(config) is None
    files.read(config, lambda: called.append(files.get(config).n_examples))
    qtbot.waitUntil(lambda: files.collect() is None and not files.is_reading)
    assert called == [20]
    assert files.get(config.replace(seed=9)).n_examples == 20
    written(tmp_path / "a.csv", 30)
    assert files.get(config) is None


def test_something_else_said_about_a_file_or_another_seed_of_a_sample_reads_it_again(qtbot, tmp_path):
    files, called = DataFiles(), []
    config = SMALL.replace(data_path=written(tmp_path / "a.csv"), rows=10, ignore="b")
    files.read(config, lambda: called.append(files.get(config)))
    qtbot.waitUntil(lambda: files.collect() is None and not files.is_reading)
    assert (called[0].n_examples, called[0].input_names) == (10, ("a",))
    assert files.get(config) is called[0]
    assert files.get(config.replace(learning_rate=0.5)) is called[0]
    for other in ({"rows": 12}, {"ignore": ()}, {"seed": 5}):
        assert files.get(config.replace(**other)) is None


def test_what_is_said_about_a_file_is_one_step_of_undo_with_the_file(bench, tmp_path):
    path = written(tmp_path / "a.csv")
    assert bench.plan.set(data_path=path, target=("a",), task="regression")
    bench.read()
    assert bench.ran[-1][0].task == "regression"
    assert bench.plan.set(target=("kind",), task=None)
    bench.read()
    assert bench.ran[-1][0].class_names == ("a", "b")
    bench.plan.undo()
    bench.read()
    assert (bench.plan.config.target, bench.ran[-1][0].task) == (("a",), "regression")
    bench.plan.undo()
    assert bench.plan.config == SMALL


def test_a_choice_that_does_not_fit_the_file_is_a_sentence_and_nothing_has_changed(bench, tmp_path):
    path = written(tmp_path / "a.csv")
    bench.plan.open_data(path)
    bench.read()
    before, n = bench.plan.config, len(bench.ran)
    bench.plan.set(target=("kindd",))
    bench.read()
    assert bench.said == ["a.csv has no column 'kindd': did you mean 'kind'?"]
    assert (bench.plan.config, len(bench.ran)) == (before, n)


def test_a_file_that_is_no_longer_used_leaves_the_memory(bench, tmp_path):
    assert bench.plan.open_data(written(tmp_path / "a.csv"))
    bench.read()
    data = weakref.ref(bench.ran.pop()[0])
    assert data() is not None
    assert bench.plan.use_dataset("circle")
    gc.collect()
    assert data() is None


def test_a_file_that_changes_all_the_time_is_used_as_it_was_read(qtbot, tmp_path):
    files, called = DataFiles(), []
    config = SMALL.replace(data_path=written(tmp_path / "a.csv"))
    files.read(config, lambda: called.append(files.get(config)))
    os.utime(config.data_path, (1, 1))
    qtbot.waitUntil(lambda: files.collect() is None and not files.is_reading)
    assert called[0] is not None


def test_a_setup_runs_once_its_file_has_been_read_and_with_what_was_changed_meanwhile(bench, tmp_path):
    path = written(tmp_path / "a.csv")
    assert bench.plan.open_data(path)
    bench.plan.set(learning_rate=0.02)
    assert bench.plan.config == SMALL.replace(learning_rate=0.02)
    assert [effect for _, effect in bench.ran] == [Effect.LIVE]
    bench.read()
    assert bench.plan.config == SMALL.replace(learning_rate=0.02, data_path=path)
    data, effect = bench.ran[-1]
    assert (data.source, effect) == ("a.csv", Effect.NEW_RUN)
    bench.plan.undo()
    assert bench.plan.config == SMALL.replace(learning_rate=0.02)


def test_a_file_that_cannot_be_used_is_a_sentence_and_nothing_has_changed(bench, tmp_path):
    assert bench.plan.open_data(str(tmp_path / "gone.csv"))
    bench.read()
    assert bench.said == ["gone.csv cannot be read: there is no such file"]
    assert (bench.plan.config, bench.plan.undo_text, bench.ran) == (SMALL, None, [])


@pytest.mark.parametrize("dataset", ["moons", SMALL.dataset])
def test_another_choice_of_data_takes_the_place_of_one_that_is_being_read(bench, tmp_path, dataset):
    bench.plan.open_data(written(tmp_path / "a.csv"))
    bench.plan.use_dataset(dataset)
    bench.read()
    assert bench.plan.config == SMALL.replace(dataset=dataset)


def test_undo_goes_back_to_a_file_by_reading_it_again(bench, tmp_path):
    path = written(tmp_path / "a.csv")
    bench.plan.open_data(path)
    bench.read()
    bench.plan.use_dataset("xor")
    bench.plan.undo()
    assert bench.plan.config.data_path is None
    bench.read()
    assert bench.plan.config.data_path == path
    bench.plan.redo()
    assert bench.plan.config.dataset == "xor"


def test_undo_goes_past_a_file_that_is_gone(bench, tmp_path):
    path = written(tmp_path / "a.csv")
    bench.plan.set(learning_rate=0.02)
    bench.plan.open_data(path)
    bench.read()
    bench.plan.use_dataset("xor")
    (tmp_path / "a.csv").unlink()
    bench.plan.undo()
    bench.read()
    assert len(bench.said) == 1
    bench.plan.undo()
    assert bench.plan.config == SMALL.replace(learning_rate=0.02)


def test_a_loss_that_does_not_fit_the_file_is_refused_before_anything_runs(bench, tmp_path):
    path = tmp_path / "numbers.csv"
    path.write_text("a,y\n" + "\n".join(f"{i},{i + 0.5}" for i in range(20)))
    bench.plan.set(loss="cross_entropy")
    bench.ran.clear()
    bench.plan.open_data(str(path))
    bench.read()
    assert "does not fit numbers.csv, which is a regression" in bench.said[0]
    assert bench.ran == []


def test_a_network_too_large_for_its_batch_is_refused_at_once(bench):
    bench.plan.set(n_examples=100_000)
    bench.ran.clear()
    assert not bench.plan.set(hidden=(4000,), batch_size=65_536)
    assert "batch_size must be" in bench.said[0]
    assert bench.ran == []
