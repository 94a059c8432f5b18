"""Random data files, good and spoilt: CSV, NPZ and IDX."""

import csv
import gzip
import io
import struct
import zipfile

import numpy as np
from mutation import HOSTILE_TEXTS, spoilt_bytes, spoilt_text


def csv_file(rng):
    """Return a CSV file: numbers or names, with a header or none, quoted or not."""
    n_columns, n_rows = rng.randint(1, 5), rng.choice((0, 1, 2, 8, 30, 300))
    classes = rng.choice((["cat", "dog"], ["0", "1", "2"], None))
    rows = [[_number(rng) for _ in range(n_columns)] for _ in range(n_rows)]
    if classes:
        rows = [[*row[:-1], rng.choice(classes)] for row in rows]
    if rng.random() < 0.5:
        rows.insert(0, [rng.choice(("a", "b b", "y", "label", "", '"', "é")) for _ in range(n_columns)])
    if rows and rng.random() < 0.3:
        row = rng.choice(rows)
        row[rng.randrange(len(row))] = rng.choice(HOSTILE_TEXTS)
    if rows and rng.random() < 0.1:
        rng.choice(rows).append("1")
    text = io.StringIO()
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    csv.writer(
        text, delimiter=rng.choice(",;\t"), quoting=quoting, lineterminator=rng.choice(("\n", "\r\n", "\r"))
    ).writerows(rows)
    return {"points.csv": spoilt_text(rng, text.getvalue()) if rng.random() < 0.4 else text.getvalue().encode()}


def _number(rng):
    return rng.choice((f"{rng.gauss(0, 3):.4g}", str(rng.randint(-5, 5)), f"{rng.gauss(0, 1)}", "0", "1e30", "-1e-320"))


DTYPES = (
    "<f8",
    "<f4",
    ">f4",
    "<f2",
    "<i8",
    "<i1",
    "|u1",
    "|b1",
    "<U3",
    "|S2",
    "<c8",
    "<M8[s]",
    "<f16",
    "<U999",
    "|V3",
    "|O",
)
SHAPES = (
    (6, 2),
    (6, 1),
    (6,),
    (6, 2, 2),
    (6, 0),
    (0, 2),
    (),
    (5, 2),
    (2**31, 2),
    (200_000, 250),
    (6, 2**40),
    (-1, 2),
    (1,) * 30,
)


def npz_file(rng):
    """Return an NPZ file whose arrays' headers may say anything."""
    content = io.BytesIO()
    names = rng.choice((("x", "y"), ("x", "y"), ("X", "y"), ("data", "target"), ("x",), ("x", "z")))
    with zipfile.ZipFile(content, "w", rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name in names:
            archive.writestr(f"{name}.npy", _npy(rng, is_target=name in ("y", "target")))
    data = content.getvalue()
    return {"points.npz": spoilt_bytes(rng, data) if rng.random() < 0.4 else data}


def _npy(rng, is_target):
    shape = (6,) if is_target else (6, 2)
    dtype = rng.choice(("<i8", "<f8", "<U3", "|b1")) if is_target else rng.choice(("<f8", "<f4", "|u1"))
    values = np.array([rng.randint(0, 2) for _ in range(6 * (1 if is_target else 2))]).reshape(shape).astype(dtype)
    if rng.random() < 0.3 and values.dtype.kind == "f":
        values.view(f"<u{values.dtype.itemsize}").flat[0] = rng.choice(
            (0x7FA00000, 0x7F800000, 0xFFC00000, 0x7FF4 << 48)
        ) % (1 << 8 * values.dtype.itemsize)
    if rng.random() < 0.5:
        content = io.BytesIO()
        np.lib.format.write_array(content, values, rng.choice(((1, 0), (2, 0), None)))
        return content.getvalue()
    told_shape = rng.choice(SHAPES) if rng.random() < 0.3 else shape
    told_dtype = rng.choice(DTYPES) if rng.random() < 0.3 else dtype
    header = (
        f"{{'descr': {told_dtype!r}, 'fortran_order': {rng.choice((False, False, True))}, 'shape': {told_shape}, }}"
    )
    if rng.random() < 0.1:
        header = rng.choice(
            ("[" * 3_000, "{}", "9" * 5_000, "{'descr': '<f8'}", "__import__('os')", "lambda: 0", header * 40)
        )
    version = rng.choice(((1, 0), (1, 0), (2, 0), (3, 0), (9, 9)))
    length = rng.choice((len(header), len(header), len(header), 0, 65_535, 2**32 - 1))
    size = (min(length, 65_535).to_bytes(2, "little")) if version == (1, 0) else length.to_bytes(4, "little")
    raw = header.encode("latin-1") + b" " * rng.choice((0, 0, 20_000, 5_000_000 if rng.random() < 0.02 else 0))
    return b"\x93NUMPY" + bytes(version) + size + raw + values.tobytes()


TYPES = {0x08: "u1", 0x09: "i1", 0x0B: "i2", 0x0C: "i4", 0x0D: "f4", 0x0E: "f8"}


def idx_files(rng):
    """Return images and labels, gzipped or not."""
    code = rng.choice(list(TYPES))
    n, ending = rng.choice((2, 5, 20)), rng.choice(("", ".gz"))
    n_bytes = n * 6 * np.dtype(TYPES[code]).itemsize
    values = rng.choice((bytes(n_bytes), rng.randbytes(n_bytes)))
    images = _idx(rng, code, (n, 2, 3), values)
    labels = _idx(rng, 0x08, (n,), bytes(rng.randrange(3) for _ in range(n)))
    if ending:
        images, labels = (gzip.compress(data, 1) for data in (images, labels))
    if rng.random() < 0.5:
        images = spoilt_bytes(rng, images)
    if rng.random() < 0.3:
        labels = spoilt_bytes(rng, labels)
    return {f"train-images-idx3-ubyte{ending}": images, f"train-labels-idx1-ubyte{ending}": labels}


def _idx(rng, code, shape, values):
    if rng.random() < 0.2:
        code = rng.randrange(256)
    if rng.random() < 0.2:
        shape = rng.choice(
            ((2**32 - 1,) * 2, (0,), (200_000, 250), (1, 1, 1), (2,), (2**16,) * 8, (1,) * 255, (5, 0, 3))
        )
    return bytes([0, 0, code, len(shape)]) + struct.pack(f">{len(shape)}I", *shape) + values
