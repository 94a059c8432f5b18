import contextlib
import tracemalloc
import zipfile

import numpy as np
import pytest

from actviz.data.reading.loading import load_data
from actviz.registry import BadInput

X = np.array([[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]])
Y = np.array([0, 1, 0])


@pytest.fixture
def saved(tmp_path):
    """Save the arrays as points.npz and load it."""

    def load(**arrays):
        path = tmp_path / "points.npz"
        np.savez_compressed(path, **arrays)
        return load_data(path)

    return load


@pytest.fixture
def complaint(saved):
    def load(**arrays):
        with pytest.raises(BadInput) as caught:
            saved(**arrays)
        return str(caught.value)

    return load


@pytest.mark.parametrize(("x", "y"), [("x", "y"), ("X", "y"), ("x_train", "y_train"), ("data", "target")])
def test_inputs_and_targets_are_found_by_their_usual_names(saved, x, y):
    data = saved(**{x: X, y: Y, "other": np.zeros(7)})
    np.testing.assert_array_equal(data.x, X)
    np.testing.assert_array_equal(data.y, Y)
    assert (data.task, data.class_names, data.source) == ("classification", ("0", "1"), "points.npz")


@pytest.mark.parametrize(
    ("y", "names"),
    [
        (np.array([7, -1, 7], np.int8), ("-1", "7")),
        (np.array([[0], [1], [0]], np.uint64), ("0", "1")),
        (np.array([True, False, True]), ("False", "True")),
        (np.array(["dog", "cat", "dog"]), ("cat", "dog")),
        (np.array([b"dog", b"cat", b"dog"]), ("cat", "dog")),
    ],
)
def test_integers_booleans_and_texts_are_classes(saved, y, names):
    data = saved(x=X, y=y)
    assert data.class_names == names
    assert [data.class_names[i] for i in data.y] == [getattr(v, "decode", v.__str__)() for v in y.reshape(-1)]


@pytest.mark.parametrize("y", [np.array([0.5, 1.0, 0.0]), np.ones((3, 2), np.float16)])
def test_floats_are_the_targets_of_a_regression(saved, y):
    data = saved(x=X, y=y)
    assert (data.task, data.class_names, data.y.dtype) == ("regression", (), np.float64)
    np.testing.assert_array_equal(data.y, y.reshape(3, -1))


def test_whole_floats_that_repeat_are_classes_as_in_a_text_file(saved):
    assert saved(x=X, y=np.array([0.0, 1.0, 0.0])).class_names == ("0", "1")


def test_images_of_bytes_are_flattened_and_scaled(saved):
    data = saved(x=np.full((3, 4, 5), 255, np.uint8), y=Y)
    assert data.x.shape == (3, 20)
    assert (data.x == 1).all()


def test_a_row_of_numbers_is_one_input(saved):
    assert saved(x=np.arange(3), y=Y).x.shape == (3, 1)


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ({"a": X, "b": Y}, "points.npz holds the arrays 'a', 'b', and expected are 'x' and 'y', 'X' and 'y'"),
        ({}, "points.npz"),
        (
            {"x": X, "y": Y[:2]},
            "points.npz: array 'x' has 3 examples and array 'y' has 2, and they must be equal",
        ),
        ({"x": X.astype(object), "y": Y}, "array 'x' holds pickled objects, which are never loaded"),
        ({"x": X, "y": Y.astype(object)}, "array 'y' holds pickled objects, which are never loaded"),
        ({"x": np.float64(3), "y": Y}, "array 'x' has shape (), and at least one dimension is needed"),
        ({"x": X, "y": np.int64(3)}, "array 'y' has shape (), and at least one dimension is needed"),
        ({"x": X.astype(complex), "y": Y}, "array 'x' is of type complex128, and numbers are needed"),
        ({"x": X.astype(str), "y": Y}, "array 'x' is of type <U32, and numbers are needed"),
        ({"x": X[:0], "y": Y[:0]}, "points.npz has no examples, and at least 2 are needed"),
        ({"x": X[:1], "y": Y[:1]}, "points.npz has one example, and at least 2 are needed"),
        ({"x": X[:, :0], "y": Y}, "points.npz has only one column, 'y', and at least 2 are needed"),
        ({"x": X, "y": np.ones((3, 0))}, "points.npz has no targets"),
        ({"x": X, "y": np.ones((3, 1, 1))}, "array 'y' has 3 dimensions, and targets have 1 or 2"),
        ({"x": X, "y": Y * 0}, "column 'y' has only one class, '0', and at least 2 are needed"),
        ({"x": X * np.nan, "y": Y}, "points.npz has no inputs left (x1: it is empty"),
        ({"x": np.where(X == 1, np.inf, X), "y": Y}, "points.npz, example 1, column 'x2': inf is not finite"),
        ({"x": X, "y": np.array([0, 1, np.inf])}, "points.npz, example 3, column 'y': inf is not finite"),
        ({"x": X, "y": np.array([b"a", b"\xff", b"a"])}, "hold text that is not Unicode"),
        ({"x": np.zeros((2, 20_001)), "y": Y[:2]}, "has 20,001 inputs, and at most 20,000"),
    ],
)
def test_a_fault_is_answered_by_the_array_and_the_rule(complaint, arrays, sentence):
    assert sentence in complaint(**arrays)


def test_a_header_that_promises_terabytes_is_refused_before_reading(tmp_path):
    header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (199999, 19999)}"
    npy = b"\x93NUMPY\1\0" + len(header).to_bytes(2, "little") + header
    path = tmp_path / "bomb.npz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.npy", npy)
        archive.writestr("y.npy", npy.replace(b" 19999)", b"      )"))
    with pytest.raises(BadInput, match="3,999,780,001 values, and at most 100,000,000 can be read"):
        load_data(path)


def test_an_array_cut_short_is_named(tmp_path):
    path = tmp_path / "cut.npz"
    np.savez(path, x=X, y=Y)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("x.npy", members["x.npy"][:-8])
        archive.writestr("y.npy", members["y.npy"])
    with pytest.raises(BadInput, match=r"cut.npz, array 'x': its values are damaged or cut short"):
        load_data(path)


@pytest.mark.parametrize("content", [b"", b"\x80\x04K\1.", b"PK\3\4" + b"\0" * 60])
def test_a_file_that_is_no_archive_is_refused(tmp_path, content):
    path = tmp_path / "points.npz"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=r"^points.npz is "):
        load_data(path)


def test_an_archive_damaged_at_any_byte_ends_in_data_or_in_a_sentence(tmp_path):
    path = tmp_path / "points.npz"
    np.savez_compressed(path, x=X, y=Y)
    intact = path.read_bytes()
    for position in range(0, len(intact), 3):
        path.write_bytes(intact[:position] + bytes([intact[position] ^ 0x15]) + intact[position + 1 :])
        with contextlib.suppress(BadInput):
            load_data(path)


def npz_with_header_of(path, n_bytes):
    """Write points.npz whose array x has a version 2.0 header of so many bytes, mostly spaces."""
    fields = b"{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }"
    header = b"\x93NUMPY\x02\x00" + n_bytes.to_bytes(4, "little") + fields
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("x.npy", "w") as member:
            member.write(header)
            for _ in range((n_bytes - len(fields)) >> 20):
                member.write(b" " * (1 << 20))
            member.write(b" " * ((n_bytes - len(fields)) % (1 << 20) - 1) + b"\n" + X.tobytes())
        with archive.open("y.npy", "w") as member:
            np.lib.format.write_array(member, Y)
    return path


def test_a_header_that_says_it_is_of_hundreds_of_megabytes_is_refused_before_it_is_read(tmp_path):
    path = npz_with_header_of(tmp_path / "bomb.npz", 100 << 20)
    tracemalloc.start()
    with pytest.raises(BadInput, match=r"bomb.npz, array 'x': its header is damaged"):
        load_data(path)
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_a_header_of_version_2_that_is_of_the_usual_length_loads(tmp_path):
    np.testing.assert_array_equal(load_data(npz_with_header_of(tmp_path / "two.npz", 118)).x, X)
