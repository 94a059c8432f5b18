import gzip
import struct

import numpy as np
import pytest

from actviz.data.reading.loading import load_data
from actviz.registry import BadInput

IMAGES = np.arange(24, dtype=np.uint8).reshape(3, 2, 4) * 11
LABELS = np.array([5, 9, 5], np.uint8)
IMAGES_NAME, LABELS_NAME = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
CODES = {"u1": 0x08, "i1": 0x09, "i2": 0x0B, "i4": 0x0C, "f4": 0x0D, "f8": 0x0E}


def idx(array):
    code = CODES[array.dtype.str[1:]]
    shape = struct.pack(f">{array.ndim}I", *array.shape)
    return bytes([0, 0, code, array.ndim]) + shape + array.astype(array.dtype.newbyteorder(">")).tobytes()


GOOD_IMAGES, GOOD_LABELS = idx(IMAGES), idx(LABELS)


@pytest.fixture
def complaint(tmp_path):
    """Write the two files and load the images; None leaves a file out."""

    def load(images=GOOD_IMAGES, labels=GOOD_LABELS, ending=""):
        for name, content in ((IMAGES_NAME, images), (LABELS_NAME, labels)):
            if content is not None:
                (tmp_path / (name + ending)).write_bytes(content)
        with pytest.raises(BadInput) as caught:
            load_data(tmp_path / (IMAGES_NAME + ending))
        return str(caught.value)

    return load


@pytest.mark.parametrize(
    ("images", "labels"),
    [
        ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"),
        ("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
        ("t10k-images-idx3-ubyte.gz", "t10k-labels-idx1-ubyte"),
        ("t10k-images.idx3-ubyte", "t10k-labels.idx1-ubyte"),
        ("images-of-labels.idx", "images-of-images.idx"),
    ],
)
def test_either_file_finds_the_other(tmp_path, images, labels):
    images, labels = (labels, images) if labels.endswith("images.idx") else (images, labels)
    for name, array in ((images, IMAGES), (labels, LABELS)):
        content = idx(array)
        (tmp_path / name).write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    for name in (images, labels):
        data = load_data(tmp_path / name)
        np.testing.assert_allclose(data.x, IMAGES.reshape(3, 8) / 255)
        assert (data.y.tolist(), data.class_names, data.source) == ([0, 1, 0], ("5", "9"), name)


@pytest.mark.parametrize("dtype", ["i1", "i2", "i4", "f4", "f8"])
def test_values_that_are_not_bytes_stay_as_they_are(tmp_path, dtype):
    images = (IMAGES // 4 - 20).astype(dtype)
    (tmp_path / "images.idx").write_bytes(idx(images))
    (tmp_path / "labels.idx").write_bytes(idx(LABELS))
    np.testing.assert_array_equal(load_data(tmp_path / "images.idx").x, images.reshape(3, 8).astype(float))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"images": idx(IMAGES)[:-4]},
            f"{IMAGES_NAME} is cut short: 40 bytes are expected for a shape of (3, 2, 4), and 36 were found",
        ),
        (
            {"images": b""},
            f"{IMAGES_NAME} is empty",
        ),
        ({"images": idx(IMAGES)[:9]}, "16 bytes are expected for its header alone, and 9 were found"),
        ({"images": idx(IMAGES) + b"!"}, f"{IMAGES_NAME} goes on after 40 bytes"),
        (
            {"images": b"\x89PNG" + bytes(40)},
            f"{IMAGES_NAME} is a picture",
        ),
        (
            {"images": b"\0\0\7\3" + idx(IMAGES)[4:]},
            f"{IMAGES_NAME}, byte 3: type 0x07 is unknown, and known are 0x08",
        ),
        ({"images": idx(LABELS)}, f"{IMAGES_NAME} has shape (3,), and images have 2..8 dimensions"),
        (
            {"images": idx(IMAGES[:2])},
            f"{IMAGES_NAME} has 2 images and {LABELS_NAME} 3 labels, and they must be equal",
        ),
        ({"images": idx(IMAGES[:0])}, f"{IMAGES_NAME} has 0 images"),
        ({"images": idx(IMAGES[:, :0])}, f"{IMAGES_NAME} has only one column"),
        (
            {"images": b"\0\0\x08\3" + b"\xff" * 12},
            "inputs, and at most 20,000 can be used",
        ),
        (
            {"images": b"\0\0\x0e\3" + struct.pack(">3I", 200_000, 100, 100)},
            "2,000,000,000 values, and at most",
        ),
        ({"images": idx(np.full((3, 2), np.nan))}, f"{IMAGES_NAME} has no inputs left (x1: it is empty"),
        (
            {"labels": idx(IMAGES)},
            f"{LABELS_NAME} holds integers of shape (3, 2, 4), and labels are integers of one",
        ),
        (
            {"labels": idx(np.ones(3))},
            f"{LABELS_NAME} holds floats of shape (3,), and labels are integers of one",
        ),
        ({"labels": idx(LABELS * 0)}, f"{IMAGES_NAME}, column 'y' has only one class, '0', and at least 2 are needed"),
        ({"labels": idx(LABELS[:1])}, f"{LABELS_NAME} 1 labels, and they must be equal in number"),
        (
            {"labels": None},
            f"{IMAGES_NAME} needs its labels beside it, and there is no {LABELS_NAME} in its folder",
        ),
    ],
)
def test_a_fault_is_answered_by_the_file_and_the_rule(complaint, files, sentence):
    assert sentence in complaint(**files)


def test_a_compressed_file_cut_short_is_named(complaint):
    noise = np.random.default_rng(0).integers(0, 256, (3, 100, 100), np.uint8)
    whole = gzip.compress(idx(noise))
    sentence = complaint(whole[:10_000], gzip.compress(idx(LABELS)), ".gz")
    assert sentence.startswith(f"{IMAGES_NAME}.gz")


@pytest.mark.parametrize("damage", [slice(0, 2), slice(30, 36), slice(-8, -4)])
def test_a_damaged_compressed_file_is_named(complaint, damage):
    whole = bytearray(gzip.compress(idx(IMAGES)))
    whole[damage] = bytes(byte ^ 0xFF for byte in whole[damage])
    sentence = complaint(bytes(whole), gzip.compress(idx(LABELS)), ".gz")
    assert sentence.startswith(f"{IMAGES_NAME}.gz")


def test_a_file_that_does_not_say_what_it_holds_is_refused(tmp_path):
    (tmp_path / "mnist.idx").write_bytes(idx(IMAGES))
    with pytest.raises(BadInput, match=r"mnist.idx must have 'images' or 'labels' in its name"):
        load_data(tmp_path / "mnist.idx")


@pytest.mark.parametrize("missing", [1, 4, 8])
def test_a_compressed_file_without_its_checksum_is_cut_short(complaint, missing):
    sentence = complaint(gzip.compress(idx(IMAGES))[:-missing], gzip.compress(idx(LABELS)), ".gz")
    assert sentence.startswith(f"{IMAGES_NAME}.gz")


@pytest.mark.parametrize("code", [">u4", ">u8"])
def test_a_signalling_nan_is_missing_like_any_other_nan(tmp_path, code):
    images = np.arange(12, dtype=f">f{code[2]}").reshape(3, 2, 2)
    images.view(code)[1, 0, 1] = {">u4": 0x7FA00000, ">u8": 0x7FF4000000000000}[code]
    (tmp_path / "images.idx").write_bytes(idx(images))
    (tmp_path / "labels.idx").write_bytes(idx(LABELS))
    assert load_data(tmp_path / "images.idx", missing="median").x[:, 1].tolist() == [1, 5, 9]


def test_a_shape_of_many_dimensions_is_named_in_few_words(complaint):
    assert len(complaint(bytes([0, 0, 8, 255]) + b"\0\1\0\1" * 255)) < 200
