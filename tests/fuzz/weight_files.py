"""Random files of weights, good and spoilt: NPZ, safetensors, and what only looks like one."""

import io
import json
from itertools import pairwise

import numpy as np
from mutation import HOSTILE_TEXTS, spoilt_bytes, spoilt_value

SIZES = (2, 3, 2)  # of the network that they are meant for
NAMES = (
    ("fc{}.weight", "fc{}.bias"), ("{}.weight", "{}.bias"), ("W{}", "b{}"), ("weights_{}", "biases_{}"),
    ("dense_{}/kernel", "dense_{}/bias"), ("layers/dense_{}/vars/0", "layers/dense_{}/vars/1"),
)  # fmt: skip
TYPES = {"F32": "<f4", "F64": "<f8", "F16": "<f2", "BF16": "<u2", "I64": "<i8"}


def _arrays(rng):
    """Return arrays by name, mostly those of the network."""
    sizes = rng.choice((SIZES, SIZES, SIZES, (2, 2, 2), (2, 5, 2), (2, 3, 3, 2), (7, 3, 2), (2, 2)))
    weight, bias = rng.choice(NAMES)
    turned, arrays = rng.random() < 0.5, {}
    for i, (a, b) in enumerate(pairwise(sizes), 1):
        values = np.array([rng.gauss(0, 1) for _ in range(a * b)]).reshape((b, a) if turned else (a, b))
        arrays |= {weight.format(i): values, bias.format(i): np.zeros(b)}
    if rng.random() < 0.2:
        key = rng.choice(list(arrays))
        arrays[key].flat[0] = rng.choice((float("nan"), float("inf"), 1e300))
    if rng.random() < 0.2:
        key = rng.choice(list(arrays))
        arrays[rng.choice(HOSTILE_TEXTS) or "x"] = arrays.pop(key)
    if rng.random() < 0.2:
        arrays[rng.choice(("bn.weight", "alpha_1", "train_x", "optimizer/vars/0"))] = np.ones(rng.choice((1, 3, 9)))
    return arrays


def _npz(arrays):
    content = io.BytesIO()
    np.savez(content, **{"".join(c for c in name if c not in "\0/\\")[:90] or "x": a for name, a in arrays.items()})
    return content.getvalue()


def _safetensors(rng, arrays):
    header, body = {}, b""
    for name, array in arrays.items():
        kind = rng.choice(("F32", "F32", "F32", *TYPES))
        with np.errstate(all="ignore"):
            part = array.astype("<f4" if kind == "BF16" else "<f8").astype(TYPES[kind]).tobytes()
        header[name] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [len(body), len(body) + len(part)]}
        body += part
    while rng.random() < 0.3:
        header = spoilt_value(rng, header)
    text = json.dumps(header).encode("utf-8", "replace")
    length = len(text) if rng.random() < 0.9 else rng.choice((0, 1, 2**40, 2**64 - 1, len(text) + 1))
    return length.to_bytes(8, "little") + text + body


def weight_file(rng):
    """Return a file of weights; its name does not always tell its format."""
    arrays = _arrays(rng)
    data = _npz(arrays) if rng.random() < 0.5 else _safetensors(rng, arrays)
    ending = rng.choice(("npz", "safetensors", "safetensors", "h5", "pt", "weights"))
    return {f"w.{ending}": spoilt_bytes(rng, data) if rng.random() < 0.4 else data}
