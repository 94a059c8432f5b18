"""Files of weights: what is written comes back with the same bits, and a hostile file gets one sentence."""

import io
import json
import os
import shlex
import subprocess
import sys
import zipfile
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actviz.registry import BadInput
from actviz.training import RunConfig, Trainer
from actviz.weights.matching import match
from actviz.weights.reading import read_weights, seems_weights
from actviz.weights.saving import SAVED_FORMATS, save_weights

NETWORKS = [
    {}, {"activation": "prelu"}, {"activation": "prelu", "prelu_per_unit": True}, {"normalization": "batch"},
    {"normalization": "layer", "activation": ("prelu", "relu", "tanh", "prelu")}, {"normalization": "rms"},
    {"hidden": (4, 4, 6, 6), "residual": 2, "residual_path": "projection", "residual_scale": "learned"},
]  # fmt: skip


def trained(**settings):
    trainer = Trainer(RunConfig(**{"hidden": (4, 4, 4, 4), "n_examples": 60} | settings))
    trainer.advance(5)
    return trainer


def saved(path, trainer):
    key = next(key for key, entry in SAVED_FORMATS.items() if entry.suffix == path.suffix)
    if key == "h5":
        pytest.importorskip("h5py")
    with path.open("wb") as file:
        save_weights(key, trainer.network.named_parameters(), file)
    return path


@pytest.mark.parametrize("suffix", [entry.suffix for entry in SAVED_FORMATS.values()])
@pytest.mark.parametrize("settings", NETWORKS)
def test_saved_weights_come_back_with_the_same_bits(tmp_path, suffix, settings):
    trainer = trained(**settings)
    path = saved(tmp_path / f"w{suffix}", trainer)
    again = Trainer(trainer.config.replace(weights_file=str(path)))
    assert again.network.parameters.tobytes() == trainer.network.parameters.tobytes()
    assert seems_weights(path)


@pytest.mark.parametrize("suffix", [entry.suffix for entry in SAVED_FORMATS.values()])
def test_float64_comes_back_with_the_same_bits(tmp_path, suffix):
    trainer = Trainer(RunConfig(hidden=(4,), n_examples=60), dtype="float64")
    path = saved(tmp_path / f"w{suffix}", trainer)
    again = Trainer(trainer.config.replace(weights_file=str(path)), dtype="float64")
    assert again.network.parameters.tobytes() == trainer.network.parameters.tobytes()


def test_all_that_a_network_learns_is_named():
    for network in (trained(**each).network for each in NETWORKS):
        parameters = network.named_parameters()
        assert len({p.name for p in parameters}) == len(parameters)
        assert sum(p.view.size for p in parameters) == network.parameters.size


# safetensors, written by hand


def safetensors(header, body=b"", length=None):
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return (len(text) if length is None else length).to_bytes(8, "little") + text + body


def entry(dtype, shape, begin, end):
    return {"dtype": dtype, "shape": shape, "data_offsets": [begin, end]}


def read(tmp_path, content, name="w.safetensors"):
    path = tmp_path / name
    path.write_bytes(content)
    return read_weights(path)


def test_every_type_of_floating_point_numbers_is_read(tmp_path):
    values = np.array([1.5, -0.25, 3.0])
    halves = (values.astype("<f4").view("<u4") >> 16).astype("<u2")  # bfloat16: the upper half of float32
    parts = {
        "F64": values.astype("<f8").tobytes(), "F32": values.astype("<f4").tobytes(),
        "F16": values.astype("<f2").tobytes(), "BF16": halves.tobytes(), "I64": np.arange(3, dtype="<i8").tobytes(),
    }  # fmt: skip
    header, body = {"__metadata__": {"format": "pt"}}, b""
    for kind, part in parts.items():
        header[kind] = entry(kind, [3], len(body), len(body) + len(part))
        body += part
    found = read(tmp_path, safetensors(header, body))
    assert list(found.arrays) == ["F64", "F32", "F16", "BF16"]
    for array in found.arrays.values():
        np.testing.assert_array_equal(array, values)
    assert found.others == ("I64",)


EIGHT = b"\0" * 8
HOSTILE = {
    "no header": (b"\1\2", "cut short"),
    "header beyond the file": (safetensors({}, length=1 << 60), "beyond the file"),
    "header cut": (safetensors({"a": entry("F32", [2], 0, 8)}, EIGHT, length=5), "cannot be read"),
    "not UTF-8": (safetensors(b"\xff\xfe{}"), "UTF-8"),
    "a list": (safetensors([1, 2]), "table of arrays"),
    "deep": (safetensors(b'{"a":' + b"[" * 100_000 + b"]" * 100_000 + b"}"), "nested too deep"),
    "a huge number": (safetensors(b'{"a":{"dtype":"F32","shape":[' + b"9" * 5_000 + b"]}}"), "thousands of digits"),
    "no offsets": (safetensors({"a": {"dtype": "F32", "shape": [2]}}, EIGHT), "data_offsets"),
    "negative": (safetensors({"a": entry("F32", [2], -8, 0)}, EIGHT), "data_offsets"),
    "out of range": (safetensors({"a": entry("F32", [4], 0, 16)}, EIGHT), "not within"),
    "another size": (safetensors({"a": entry("F32", [3], 0, 8)}, EIGHT), "takes 12 bytes"),
    "overlapping": (safetensors({"a": entry("F32", [2], 0, 8), "b": entry("F32", [1], 4, 8)}, EIGHT), "overlap"),
    "a gap": (safetensors({"a": entry("F32", [1], 4, 8)}, EIGHT), "gap"),
    "bytes left over": (safetensors({"a": entry("F32", [1], 0, 4)}, EIGHT), "after its last array"),
    "unknown type": (safetensors({"a": entry("F3", [2], 0, 8)}, EIGHT), "not known"),
    "a monstrous shape": (safetensors({"a": entry("F32", [1 << 40, 1 << 20], 0, 8)}, EIGHT), "numbers"),
    "nothing": (safetensors({}), "no array of numbers"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_safetensors_file_gets_one_sentence(tmp_path, case):
    content, words = HOSTILE[case]
    with pytest.raises(BadInput, match=words) as refused:
        read(tmp_path, content)
    assert str(refused.value).startswith("w.safetensors")
    assert len(str(refused.value)) < 400


# NPZ


def zipped(**members):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(f"{name}.npy", data)
    return content.getvalue()


def npy(shape, dtype="<f4", data=b""):
    head = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}"
    head += " " * (63 - (len(head) + 10) % 64) + "\n"
    return b"\x93NUMPY\1\0" + len(head).to_bytes(2, "little") + head.encode() + data


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    with pytest.raises(BadInput, match="unpacks to more than"):
        read(tmp_path, zipped(weights_1=npy((6_000, 6_000), "<f8", bytes(50_000_000))), "w.npz")
    with pytest.raises(BadInput, match="numbers"):
        read(tmp_path, zipped(weights_1=npy((1 << 30, 1 << 30))), "w.npz")


def test_pickled_objects_are_never_loaded(tmp_path):
    class Evil:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "ran"),)

    np.savez(tmp_path / "w.npz", weights=np.array([Evil()], dtype=object))
    with pytest.raises(BadInput, match=r"no array of numbers \(but weights\)"):
        read_weights(tmp_path / "w.npz")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("content", [
    zipped(a=npy((2,), data=b"\0" * 4)), zipped(a=npy((-2,))), zipped(a=b"\x93NUMPY\1\0\xff\xff"), zipped(a=b""),
    zipped(a=npy((2,), data=bytes(8)))[:-9], b"PK\x03\x04 and nothing more", b"", b"no weights at all", b"\x80\x04N.",
])  # fmt: skip
def test_a_damaged_file_gets_one_sentence(tmp_path, content):
    with pytest.raises(BadInput) as refused:
        read(tmp_path, content, "w.npz")
    assert str(refused.value).startswith("w.npz")


def test_numbers_that_are_not_finite_are_named_with_their_place(tmp_path):
    trainer = trained(hidden=(4,))
    arrays = {p.name: p.view.astype(np.float64) for p in trainer.network.named_parameters()}
    for value, words in (
        (np.nan, "nan is not"),
        (np.inf, "inf is not"),
        (1e200, "1e.200 is too large"),
    ):
        arrays["weights_2"][1, 0] = value
        np.savez(tmp_path / "w.npz", **arrays)
        with pytest.raises(BadInput, match=rf"w.npz, array 'weights_2', value \[1, 0\]: {words}"):
            Trainer(trainer.config.replace(weights_file=str(tmp_path / "w.npz")))


def test_what_is_no_regular_file_gets_one_sentence(tmp_path):
    os.mkfifo(tmp_path / "pipe.npz")
    for name, words in (("pipe.npz", "a pipe"), (".", "a folder"), ("none.npz", "no such file"), ("a\0b", "null byte")):
        with pytest.raises(BadInput, match=words):
            read_weights(tmp_path / name)


def check_answer(path):
    try:
        told, found = "", read_weights(path)
    except BadInput as refused:
        told, found = str(refused), None
    if found is None:
        assert told.startswith(path.name)
        assert told.isprintable()
    else:
        assert all(array.dtype in (np.float32, np.float64) for array in found.arrays.values())
        assert found.arrays


@settings(deadline=None)  # the first may import a library
@given(
    content=st.binary(max_size=300),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\x89HDF\r\n\x1a\n", b"\x10" + b"\0" * 7]),
)
def test_any_bytes_are_read_or_refused_in_one_sentence(tmp_path_factory, content, head):
    path = tmp_path_factory.getbasetemp() / "any.weights"
    path.write_bytes(head + content)
    check_answer(path)


@settings(deadline=None)
@given(st.dictionaries(st.text(max_size=8), st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.just("F32"),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(["dtype", "shape", "data_offsets"]), inner, max_size=3), max_leaves=6,
)), st.binary(max_size=24))  # fmt: skip
def test_any_header_is_read_or_refused_in_one_sentence(tmp_path_factory, header, body):
    path = tmp_path_factory.getbasetemp() / "any.safetensors"
    path.write_bytes(safetensors(header, body))
    check_answer(path)


# Pickles


class Stub:
    TORCH = (
        "import numpy\n"
        "class T:\n"
        "    def __init__(self, a): self.a = a\n"
        "    def detach(self): return self\n"
        "    def double(self): return T(self.a.astype('f8'))\n"
        "    def numpy(self): return self.a\n"
        "def load(path, map_location=None, weights_only=False):\n"
        "    assert map_location == 'cpu' and weights_only is True\n"
        "    s = {'fc.weight': T(numpy.ones((2, 3), 'f4')), 'fc.bias': T(numpy.zeros(2, 'f4'))}\n"
        "    return {'state_dict': s} if path.endswith('.ckpt') else s\n"
    )


@pytest.mark.parametrize("name", ["my model.pt", "model.pth", "model.ckpt"])
def test_the_line_that_a_refusal_tells_converts_the_file(tmp_path, name):
    (tmp_path / "torch.py").write_text(Stub.TORCH)
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(BadInput, match="PyTorch's own format") as refused:
        read_weights(path)
    line = str(refused.value).partition("NPZ file: ")[2].partition(" (then")[0]
    words = shlex.split(line)
    assert words[0] == "python"
    subprocess.run([sys.executable, *words[1:]], check=True, env=os.environ | {"PYTHONPATH": str(tmp_path)})
    assert set(read_weights(path.with_suffix(".npz")).arrays) == {"fc.weight", "fc.bias"}


def test_a_pickle_under_another_name_is_refused_too(tmp_path):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("model/data.pkl", b"\x80\x02}q\0.")
    for data in (content.getvalue(), b"\x80\x04}."):
        with pytest.raises(BadInput, match="a pickle, which can run any program"):
            read(tmp_path, data, "w.npz")


# HDF5


def test_links_to_other_files_are_not_followed(tmp_path):
    h5py = pytest.importorskip("h5py")
    with h5py.File(tmp_path / "other.h5", "w") as other:
        other["secret"] = np.ones((2, 2))
    with h5py.File(tmp_path / "w.h5", "w") as file:
        file["dense/kernel"] = np.ones((2, 2))
        file["away"] = h5py.ExternalLink("other.h5", "/secret")
        file["round"] = file["dense"]
        file["dense/up"] = file["/"]
    with pytest.raises(BadInput, match=r"groups within groups|arrays and groups"):
        read_weights(tmp_path / "w.h5")
    with h5py.File(tmp_path / "w.h5", "a") as file:
        del file["dense/up"]
    assert set(read_weights(tmp_path / "w.h5").arrays) == {"dense/kernel", "round/kernel"}


def test_without_h5py_the_sentence_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "h5py", None)
    with pytest.raises(BadInput, match=r'pip install "actviz\[keras\]"'):
        read(tmp_path, b"\x89HDF\r\n\x1a\n", "w.h5")
    with pytest.raises(BadInput, match=r'pip install "actviz\[keras\]"'):
        save_weights("h5", trained().network.named_parameters(), io.BytesIO())


def test_a_legacy_file_of_keras_has_the_order_that_keras_wrote_down(tmp_path):
    h5py = pytest.importorskip("h5py")
    rng = np.random.default_rng(0)
    sizes, order = (2, 4, 4, 4, 2), ("stem", "mid_b", "mid_a", "head")
    kernels = [rng.normal(size=pair).astype("f4") for pair in pairwise(sizes)]
    with h5py.File(tmp_path / "model.h5", "w") as file:
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = [name.encode() for name in order]
        for name, kernel in zip(order, kernels, strict=True):
            layer = group.create_group(name)
            layer.attrs["weight_names"] = [f"{name}/kernel:0".encode(), f"{name}/bias:0".encode()]
            layer[f"{name}/kernel:0"], layer[f"{name}/bias:0"] = kernel, np.zeros(kernel.shape[1], "f4")
        file["optimizer_weights/dense/kernel:0"] = np.ones((9, 9))
    network = Trainer(RunConfig(hidden=sizes[1:-1], weights_file=str(tmp_path / "model.h5"))).network
    for weights, kernel in zip(network.weights, kernels, strict=True):
        np.testing.assert_array_equal(weights, kernel)


def test_a_keras_archive_is_read_too(tmp_path):
    h5py = pytest.importorskip("h5py")
    assert h5py
    trainer = trained(normalization="batch")
    path = saved(tmp_path / "w.h5", trainer)
    with zipfile.ZipFile(tmp_path / "model.keras", "w") as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("model.weights.h5", path.read_bytes())
    found = match(read_weights(tmp_path / "model.keras"), trainer.network.named_parameters())
    assert not found.fault
