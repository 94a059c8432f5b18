"""Formats other than text: which a file is, is told by its content, and each gives the same table."""

import gzip
from importlib.util import find_spec

import numpy as np
import pytest
from table_values import same

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.formats import read_table
from actviz.registry import BadInput
from tests.data.reading.files import idx_bytes, npy_bytes, npz_bytes, xlsx_bytes, zip_bytes

needs_calamine = pytest.mark.skipif(find_spec("python_calamine") is None, reason="python-calamine is not installed")
needs_arrow = pytest.mark.skipif(find_spec("pyarrow") is None, reason="pyarrow is not installed")
NAN = float("nan")
IMAGES = (np.arange(48, dtype=np.uint8) * 5).reshape(6, 2, 4)
LABELS = np.array([5, 9, 5, 9, 5, 5], np.uint8)
X = np.array([[0.5, 1.0], [2.0, 3.0], [4.0, 5.5]])


@pytest.fixture
def read(tmp_path):
    """Write files, and read the first of them."""

    def read_files(*, choices=None, **files):
        for name, content in files.items():
            (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(tmp_path / next(iter(files)), choices)

    return read_files


@pytest.fixture
def complaint(read):
    def refused(**files):
        with pytest.raises(BadInput) as caught:
            read(**files)
        assert "\n" not in str(caught.value)
        return str(caught.value)

    return refused


@pytest.mark.parametrize("name", ["points", "points.csv", "points.npz", "points.xlsx", "points.data", "POINTS.IDX"])
def test_a_files_name_does_not_matter(tmp_path, name):
    for content in (b"a,b\n1,2\n3,4\n", gzip.compress(b"a,b\n1,2\n3,4\n"), zip_bytes(inner=b"a,b\n1,2\n3,4\n")):
        path = tmp_path / name
        path.write_bytes(content)
        same(read_table(path), {"a": [1, 3], "b": [2, 4]})


@pytest.mark.parametrize(
    ("x", "y"),
    [("x", "y"), ("X", "Y"), ("images", "labels"), ("data", "target"), ("arr_0", "arr_1"), ("X_train", "y_train")],
)
def test_arrays_of_an_npz_file_are_found_by_their_usual_names(read, x, y):
    table = read(points=npz_bytes(**{x: X, y: np.array([0, 1, 0]), "other": np.zeros(7)}))
    same(table, {"x1": [0.5, 2, 4], "x2": [1, 3, 5.5], "y": [0, 1, 0]})
    assert (table.targets, table.has_names, table.n_test) == ((2,), False, 0)


@pytest.mark.parametrize(
    "keys", [("x_train", "y_train", "x_test", "y_test"), ("train_images", "train_labels", "test_images", "test_labels")]
)
def test_the_test_set_of_an_npz_file_stays_one(read, keys):
    arrays = dict(zip(keys, (IMAGES[:4], LABELS[:4], IMAGES[4:], LABELS[4:]), strict=True))
    table = read(mnist=npz_bytes(**arrays))
    assert (table.n_rows, table.n_test, table.is_image) == (6, 2, True)
    np.testing.assert_array_equal(table.block, IMAGES.reshape(6, 8).astype(np.float32) / np.float32(255))
    assert table.block.dtype == np.float32
    assert table.values(8).tolist() == LABELS.tolist()


@pytest.mark.parametrize(
    ("y", "expected"),
    [
        (np.array([0.0, 1.0, 0.0]), {"y": [0, 1, 0]}),
        (np.array([[1, 0], [0, 1], [1, 0]]), {"y1": [1, 0, 1], "y2": [0, 1, 0]}),
        (np.array([b"dog", b"cat", b"dog"]), {"y": ["dog", "cat", "dog"]}),
        (np.array([True, False, True]), {"y": ["True", "False", "True"]}),
        (np.array([[7], [2**40], [7]], np.uint64), {"y": [7, 2**40, 7]}),
    ],
)
def test_targets_of_every_type_are_read(read, y, expected):
    same(read(points=npz_bytes(x=X, y=y)), {"x1": [0.5, 2, 4], "x2": [1, 3, 5.5]} | expected)


@pytest.mark.parametrize(
    ("inputs", "targets"), [("X.npy", "y.npy"), ("images.npy", "labels.npy"), ("X_train.npy", "y_train.npy")]
)
def test_arrays_in_two_files_find_each_other(read, tmp_path, inputs, targets):
    both = {inputs: npy_bytes(X), targets: npy_bytes(np.array(["u", "v", "u"]))}
    expected = {"x1": [0.5, 2, 4], "x2": [1, 3, 5.5], "y": ["u", "v", "u"]}
    same(read(**both), expected)
    same(read_table(tmp_path / targets), expected)


def test_a_test_set_in_two_more_files_is_one(read):
    files = {"X_train.npy": npy_bytes(X), "y_train.npy": npy_bytes(np.array([0, 1, 1]))}
    more = {"X_test.npy": npy_bytes(X[:2]), "y_test.npy": npy_bytes(np.array([1, 0]))}
    table = read(**files, **more)
    assert (table.n_rows, table.n_test, table.values(2).tolist()) == (5, 2, [0, 1, 1, 1, 0])


def test_one_array_is_a_table_without_names(read):
    same(read(table=npy_bytes(X)), {"column 1": [0.5, 2, 4], "column 2": [1, 3, 5.5]})
    same(read(table=npz_bytes(table=X)), {"column 1": [0.5, 2, 4], "column 2": [1, 3, 5.5]})


def test_fields_of_an_array_are_columns(read):
    array = np.array([(1.5, 2, "u"), (3.5, 4, "v")], dtype=[("width", "f8"), ("n", "i4"), ("kind", "U4")])
    same(read(fields=npy_bytes(array)), {"width": [1.5, 3.5], "n": [2, 4], "kind": ["u", "v"]})


def test_flat_bytes_are_pixels_from_sixty_four_on(read):
    flat = np.full((3, 64), 51, np.uint8)
    table = read(flat=npz_bytes(x=flat, y=np.arange(3)))
    assert table.is_image
    np.testing.assert_array_equal(table.block, np.float32(0.2))
    assert table.notes
    assert not read(few=npz_bytes(x=flat[:, :8], y=np.arange(3))).is_image


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_images_and_labels_beside_them_are_read_with_their_test_set(tmp_path, ending):
    pack = gzip.compress if ending else bytes
    for name, part in (("train", slice(0, 4)), ("t10k", slice(4, 6))):
        (tmp_path / f"{name}-images-idx3-ubyte{ending}").write_bytes(pack(idx_bytes(IMAGES[part])))
        (tmp_path / f"{name}-labels-idx1-ubyte{ending}").write_bytes(pack(idx_bytes(LABELS[part])))
    for name in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"):
        table = read_table(tmp_path / (name + ending))
        assert (table.n_rows, table.n_test, table.values(8).tolist()) == (6, 2, LABELS.tolist())
        np.testing.assert_array_equal(table.block, IMAGES.reshape(6, 8).astype(np.float32) / np.float32(255))
    assert read_table(tmp_path / f"t10k-images-idx3-ubyte{ending}").n_rows == 2


ARFF = """% Weka's weather data, in part
@relation 'weather data'

@ATTRIBUTE outlook {sunny, overcast, 'light rain'}
@attribute "air temperature" REAL
@attribute windy {TRUE, FALSE}
@attribute play {yes, no}

@data
sunny,85.5,FALSE,no
% measured by hand
'light rain',?,TRUE,yes
overcast , 83 ,FALSE,yes
"""


def test_an_arff_file_has_names_types_and_a_class(read):
    table = read(weather=ARFF)
    expected = {
        "outlook": ["sunny", "light rain", "overcast"], "air temperature": [85.5, NAN, 83],
        "windy": ["FALSE", "TRUE", "FALSE"], "play": ["no", "yes", "yes"],
    }  # fmt: skip
    same(table, expected)
    assert (table.targets, table.lines.tolist()) == ((3,), [10, 12, 13])


def test_sparse_rows_of_an_arff_file_have_zeros(read):
    table = read(
        sparse="@relation s\n@attribute a numeric\n@attribute b numeric\n@attribute class {u,v}\n"
        "@data\n{0 3,2 v}\n{1 4.5}\n{}\n"
    )
    same(table, {"a": [3, 0, 0], "b": [0, 4.5, 0], "class": ["v", "u", "u"]})


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("wet,1,TRUE,no", "line 10, column 'outlook': 'wet' is none of its values (sunny, overcast, light rain)"),
        ("sunny,warm,TRUE,no", "line 10, column 'air temperature': 'warm' is not a number"),
        ("sunny,1,TRUE", "line 10 has 3 values, and the first row has 4"),
        ("{9 3}", "line 10: '9 3' does not begin with the number of an attribute, 0 to 3"),
    ],
)
def test_a_fault_of_an_arff_file_is_told_with_its_place(complaint, line, sentence):
    assert sentence in complaint(weather=ARFF.replace("sunny,85.5,FALSE,no", line))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "+1 1:0.5 3:2 # first\n-1 2:1.5\n+1\n",
            {"x1": [0.5, 0, 0], "x2": [0, 1.5, 0], "x3": [2, 0, 0], "y": [1, -1, 1]},
        ),
        ("1.5 0:1\n2 1:3\n", {"x1": [1, 0], "x2": [0, 3], "y": [1.5, 2]}),
    ],
)
def test_libsvm_files_of_both_countings_are_read(read, text, expected):
    table = read(points=text)
    same(table, expected)
    assert table.targets == (len(expected) - 1,)


def test_a_fault_of_a_libsvm_file_is_told_with_its_place(complaint):
    rows = "1 1:2 2:3\n" * 30
    assert "line 31: '2:x' is not a number and a value" in complaint(points=rows + "1 1:2 2:x\n")
    assert "line 31: the label 'one' is not a number" in complaint(points=rows + "one 1:2\n")
    assert "at most 100,000,000 values can be held" in complaint(points=200 * rows + "1 20000:1\n")


@needs_calamine
def test_the_first_sheet_with_a_table_is_read(read):
    rows = [["width", "kind", "big"], [1.5, "cat", True], [2, "dog", False], [None, "cat", True], [3, None, None]]
    table = read(book=xlsx_bytes(Info=[["notes"]], Data=rows, Rest=[[1, 2], [3, 4]]))
    same(table, {"width": [1.5, 2, NAN, 3], "kind": ["cat", "dog", "cat", ""], "big": ["True", "False", "True", ""]})
    assert table.lines.tolist() == [2, 3, 4, 5]
    assert any("Data" in note and "Rest" in note for note in table.notes)


@needs_calamine
def test_a_title_and_empty_rows_above_a_sheets_table_are_left_out(read):
    table = read(book=xlsx_bytes(Data=[["Measured in May"], [], ["a", "b", "c"], [1, 2, 3], [4, 5, 6]]))
    same(table, {"a": [1, 4], "b": [2, 5], "c": [3, 6]})
    assert table.lines.tolist() == [4, 5]


@needs_calamine
def test_a_sheet_below_empty_rows_has_its_own_line_numbers(read):
    table = read(book=xlsx_bytes(Data=[[], [], [None, "a", "b"], [None, 1, 2], [None, 3, 4]]))
    same(table, {"a": [1, 3], "b": [2, 4]})
    assert table.lines.tolist() == [4, 5]


@needs_calamine
def test_what_stands_below_a_sheets_table_is_no_example(read):
    rows = [["a", "b", "c"], [1, 2, 3], [4, 5, 6], ["Total", 7, 9], [], ["Source: own"]]
    table = read(book=xlsx_bytes(Data=rows))
    same(table, {"a": [1, 4], "b": [2, 5], "c": [3, 6]})
    assert any("line 4" in note and "Total" in note for note in table.notes)


@needs_calamine
def test_a_sheet_of_two_cells_far_apart_is_refused_before_it_is_read(complaint):
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    sentence = complaint(book=xlsx_bytes(far, Data=[[1, 2], [3, 4]]))
    assert "1,048,576 rows and 16,384 columns, and at most 10,000,000 cells" in sentence


@needs_calamine
@pytest.mark.parametrize("book", [xlsx_bytes(Data=[["a"]]), xlsx_bytes(Data=[])])
def test_a_workbook_without_a_table_is_refused(complaint, book):
    assert "no sheet with a table" in complaint(book=book)


def test_an_npz_file_may_name_its_inputs_and_classes(read):
    y, names = np.array([0, 2, 0]), {"feature_names": ["length", "width"], "target_names": ["a", "b", "c"]}
    table = read(points=npz_bytes(data=X, target=y, **names))
    same(table, {"length": [0.5, 2, 4], "width": [1, 3, 5.5], "y": ["a", "c", "a"]})


@pytest.mark.parametrize("names", [["a"], ["a", "a", "b"], [0, 1, 2]])
def test_names_in_an_npz_file_that_do_not_fit_are_not_used(read, names):
    table = read(points=npz_bytes(data=X, target=np.array([0, 2, 0]), feature_names=names, target_names=names))
    same(table, {"x1": [0.5, 2, 4], "x2": [1, 3, 5.5], "y": [0, 2, 0]})


def test_a_missing_library_is_named_with_the_way_to_install_it(complaint, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    sentence = complaint(book=xlsx_bytes(Data=[["a", "b"], [1, 2]]))
    assert 'pip install "actviz[excel]"' in sentence


@needs_arrow
def test_a_parquet_file_is_read(tmp_path):
    import datetime

    import pyarrow
    import pyarrow.parquet

    table = pyarrow.table(
        {
            "a": [1.5, None, 3.0],
            "n": [1, 2, None],
            "kind": ["u", None, "v"],
            "yes": [True, False, None],
            "day": [datetime.date(2024, 5, 31)] * 3,
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "points.parquet")
    read_back = read_table(tmp_path / "points.parquet")
    expected = {
        "a": [1.5, NAN, 3], "n": [1, 2, NAN], "kind": ["u", "", "v"], "yes": ["True", "False", ""],
        "day": ["2024-05-31"] * 3,
    }  # fmt: skip
    same(read_back, expected)


@needs_arrow
def test_lists_in_a_parquet_file_are_refused_unless_they_are_left_out(tmp_path):
    import pyarrow
    import pyarrow.parquet

    pyarrow.parquet.write_table(pyarrow.table({"a": [1, 2], "b": [[1], [2, 3]]}), tmp_path / "lists")
    with pytest.raises(BadInput, match="column 'b' holds list"):
        read_table(tmp_path / "lists")
    assert read_table(tmp_path / "lists", DataChoices(ignore=("b",))).values(0).tolist() == [1, 2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\x80\x04K\1.", "pickle"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "save it as .xlsx"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"SQLite format 3\0" + b"\0" * 84, "database"),
        (zip_bytes(a=b"1,2\n", b=b"3,4\n"), "2 files (a, b)"),
        (b"PK\3\4" + b"\0" * 60, "damaged"),
        (b"\x1f\x8b\x08\0" + b"\0" * 60, "damaged"),
        (b"PAR1" + b"\0" * 60, "no Parquet file" if find_spec("pyarrow") else "needs the library pyarrow"),
        (npz_bytes(x=X.astype(object), y=np.zeros(3)), "pickled objects, which are never loaded"),
        (npy_bytes(X.astype(object)), "pickled objects, which are never loaded"),
        (npy_bytes(np.zeros((2, 2, 2))), "must be a table of two dimensions"),
        (b"@relation a\n@attribute a numeric\n", "no line @data"),
        (b"@relation a\n@attribute a relational\n@data\n1\n", "line 2: attribute 'a' is of type 'relational'"),
    ],
)
def test_what_is_no_table_is_refused_by_what_it_is(complaint, content, words):
    assert words in complaint(file=content)
