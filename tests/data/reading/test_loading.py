"""`load_data`: from a file, and the file of its test set, to examples."""

import numpy as np
import pytest

import actviz
from actviz.registry import BadInput


@pytest.fixture
def written(tmp_path):
    """Write a file and return its path."""

    def write(name, text):
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write


TRAIN = "a,sex,fare,survived\n" + "".join(f"{i % 7},{'mf'[i % 2]},{i / 3:.2f},{(i + i // 2) % 2}\n" for i in range(20))


def test_a_test_file_is_the_test_set_and_its_columns_are_found_by_name(written):
    train = written("train.csv", TRAIN)
    test = written("test.csv", "survived,fare,sex,a,more\n1,2.5,f,3,x\n0,1.5,m,4,y\n")
    data = actviz.load_data(train, test_file=test)
    assert (data.n_examples, data.n_test, data.source) == (22, 2, "train.csv")
    np.testing.assert_array_equal(data.x[-2:], [[3, 0, 2.5], [4, 1, 1.5]])
    np.testing.assert_array_equal(data.y[-2:], [1, 0])
    trainer = actviz.Trainer(actviz.RunConfig(hidden=(4,), standardize=False), data=data)
    np.testing.assert_array_equal(trainer.test_x, data.x[-2:])
    assert sorted(trainer.train_x.tolist()) == sorted(data.x[:20].tolist())


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a,sex,fare\n1,m,2\n", "test.csv has no column 'survived', as train.csv has"),
        ("a,sex,fare,survived\n1,m,cheap,1\n2,f,dear,0\n", "test.csv, line 2, column 'fare': 'cheap' is not a number"),
        ("a,sex,fare,survived\n1,m,1e31,1\n2,f,1,0\n", "test.csv, line 2, column 'fare': 1e+31 is too large"),
    ],
)
def test_a_test_file_that_does_not_fit_is_named(written, text, sentence):
    with pytest.raises(BadInput) as caught:
        actviz.load_data(written("train.csv", TRAIN), test_file=written("test.csv", text))
    assert str(caught.value).startswith(sentence)


def test_a_sample_of_a_file_is_that_of_a_run_with_the_same_seed(written):
    train = written("train.csv", TRAIN)
    data = actviz.load_data(train, rows=10, seed=3)
    trainer = actviz.Trainer(actviz.RunConfig(data_path=train, rows=10, seed=3, hidden=(4,)))
    np.testing.assert_array_equal(trainer.data.x, data.x)
    assert data.notes == trainer.data.notes


def test_loaded_data_are_split_and_standardised_as_configured(written):
    train = written("train.csv", TRAIN)
    config = actviz.RunConfig(hidden=(4,), test_fraction=0.25, standardize_targets=True)
    given = actviz.Trainer(config, data=actviz.load_data(train))
    read = actviz.Trainer(config.replace(data_path=train))
    np.testing.assert_array_equal(given.train_x, read.train_x)
    np.testing.assert_array_equal(given.test_y, read.test_y)


def test_a_choice_that_does_not_exist_is_a_type_error(written):
    with pytest.raises(TypeError, match="targett"):
        actviz.load_data(written("train.csv", TRAIN), targett="a")


def test_arrays_with_a_test_set_of_their_own_keep_it(tmp_path):
    x = np.arange(30, dtype=np.uint8).reshape(10, 3, 1)
    np.savez(tmp_path / "m.npz", x_train=x, y_train=np.arange(10) % 2, x_test=x[:4], y_test=np.arange(4) % 2)
    data = actviz.load_data(tmp_path / "m.npz")
    assert (data.n_test, data.x.dtype) == (4, np.float32)
    trainer = actviz.Trainer(actviz.RunConfig(data_path=tmp_path / "m.npz", test_fraction=0.0, hidden=(3,)))
    assert (len(trainer.train_x), len(trainer.test_x)) == (10, 4)
    assert any("test share" in note for note in data.notes)
