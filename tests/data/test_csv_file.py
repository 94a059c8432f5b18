import numpy as np
import pytest

from actviz.data.reading.loading import load_data
from actviz.registry import BadInput


@pytest.fixture
def points(tmp_path):
    """Write the content as points.csv and load it."""

    def load(content):
        path = tmp_path / "points.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return load_data(path)

    return load


@pytest.fixture
def complaint(points):
    def load(content):
        with pytest.raises(BadInput) as caught:
            points(content)
        return str(caught.value)

    return load


def test_a_table_with_a_header_gives_named_inputs_and_classes(points):
    data = points("width,height,kind\n1,2,cat\n3,4.5,dog\n-5e0,6,cat\n")
    np.testing.assert_array_equal(data.x, [[1, 2], [3, 4.5], [-5, 6]])
    np.testing.assert_array_equal(data.y, [0, 1, 0])
    assert (data.input_names, data.class_names, data.source) == (
        ("width", "height"),
        ("cat", "dog"),
        "points.csv",
    )
    assert (data.x.dtype, data.y.dtype, data.task, data.n_outputs) == (
        np.float64,
        np.int64,
        "classification",
        2,
    )


def test_a_table_without_a_header_gets_numbered_inputs(points):
    data = points("1,2,0\n3,4,1\n")
    assert data.input_names == ("column 1", "column 2")
    assert data.n_examples == 2


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_separators_line_ends_and_byte_order_marks_are_recognised(points, separator, end, bom):
    rows = (("a", "b", "c"), ("1", "2", "0"), ("3", " 4", "1"), ("5", "6", "1"))
    data = points(bom + end.join(separator.join(row) for row in rows).encode())
    np.testing.assert_array_equal(data.x, [[1, 2], [3, 4], [5, 6]])
    assert data.input_names == ("a", "b")


def test_quoted_cells_may_hold_separators_and_line_ends(points):
    data = points('"a, b","c\nd",kind\n"1",2,"cat, black"\n\n3,"4","dog\nwhite"\n')
    assert data.input_names == ("a, b", "c\nd")
    assert data.class_names == ("cat, black", "dog\nwhite")
    np.testing.assert_array_equal(data.x, [[1, 2], [3, 4]])


@pytest.mark.parametrize("name", ["label", "class", "target", "y", "Label", " Y "])
def test_the_target_is_the_column_with_its_name(points, name):
    data = points(f"{name},a\n0,0.5\n1,0.6\n0,0.7\n")
    assert data.input_names == ("a",)
    np.testing.assert_array_equal(data.y, [0, 1, 0])


def test_a_label_wins_over_a_coordinate_named_y(points):
    assert points("x,y,label\n1,2,0\n2,3,1\n").input_names == ("x", "y")


def test_numbers_as_column_names_are_a_header_when_the_target_is_named(points):
    assert points("0,1,label\n5,6,0\n7,8,1\n").input_names == ("0", "1")


@pytest.mark.parametrize(
    ("targets", "task"),
    [
        ([0, 1], "classification"),
        ([0, 1, 1, 0], "classification"),
        ([-1, 1, 1, -1], "classification"),
        (["1.0", "2.0", "1.0"], "classification"),
        ([*range(20)] * 2, "classification"),
        ([*range(21)] * 2, "regression"),  # more than 20 values
        ([1, 2, 3, 4], "regression"),  # values that hardly repeat
        ([0.5, 1, 1, 0.5], "regression"),
        ([1e300 / 1e280, 1, 1, 2e20], "regression"),
    ],
)
def test_few_repeated_whole_numbers_are_classes_and_other_numbers_a_regression(points, targets, task):
    data = points("\n".join(f"{i},{target}" for i, target in enumerate(targets)))
    assert data.task == task
    if task == "regression":
        np.testing.assert_array_equal(data.y[:, 0], targets)
        assert data.class_names == ()
    else:
        np.testing.assert_array_equal([float(data.class_names[y]) for y in data.y], np.array(targets, float))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "points.csv is empty, and a header or a row of numbers is needed"),
        (" \n\r\n\n", "points.csv is empty, and a header or a row of numbers is needed"),
        ("a,b\n", "points.csv has a header and no rows, and at least 2 are needed"),
        ("a,b\n1,0\n", "points.csv has one example, and at least 2 are needed"),
        (
            "1\n2\n",
            "points.csv has only one column, 'column 1', and at least 2 are needed"
            " (inputs, and a target; --delimiter says what stands between cells)",
        ),
        (
            "x1,x2,y\n1,2,0\n\n3,abc,1\n",
            "points.csv, line 4, column 'x2': 'abc' is not a number, as the others are"
            " (--missing-values abc takes it as missing, --ignore x2 leaves the column out)",
        ),
        (
            "a,b,c\n1,2,0\n1,2\n",
            "points.csv, line 3 has 2 values, and the first row has 3 (all rows must be of one length)",
        ),
        ("a,b\n1,0\n2,-inf\n", "points.csv, line 3, column 'b': -inf is not finite (numbers must be finite)"),
        ("a,b\n1,0\n1e400,1\n", "points.csv, line 3, column 'a': inf is not finite (numbers must be finite)"),
        (
            "a,b\n1,0\n1e31,1\n",
            "points.csv, line 3, column 'a': 1e+31 is too large (numbers must be within ±1e+30)",
        ),
        ("a,b\n1,5\n2,5\n", "points.csv, column 'b' has only one class, '5', and at least 2 are needed"),
        (
            "a,b\n1,cat\n2,cat\n",
            "points.csv, column 'b' has only one class, 'cat', and at least 2 are needed",
        ),
        (
            "a,b\n1,0.5\n2,much\n",
            "points.csv, line 3, column 'b': 'much' is not a number, as the others are"
            " (--missing-values much takes it as missing, --ignore b leaves the column out)",
        ),
        ('"a', "points.csv, line 1 is not a row of a CSV file: unexpected end of data"),
        (b"a,b\r\n1,\0\r\n", "points.csv, line 2: byte 8 is NUL, which is not text"),
        (
            b"a,b\n1,0\n2," + b"1" * 4_000_000,
            "points.csv, line 3 has 4,000,002 characters, and at most 4,000,000 can be read",
        ),
        (
            b"0.5," * 20_001 + b"1\n" + b"1.5," * 20_001 + b"2\n",
            "points.csv has 20,001 inputs, and at most 20,000 can be used",
        ),
    ],
)
def test_a_fault_is_answered_by_its_place_and_the_rule(complaint, content, sentence):
    assert complaint(content) == sentence


def test_a_column_of_identities_is_not_taken_for_classes(complaint):
    rows = "\n".join(f"{i / 3},name{i}" for i in range(1001))
    assert "column 2' has 1,001 classes, and at most 1,000 can be used" in complaint(rows)


def test_a_million_rows_are_sampled(points):
    data = points(b"a,b,c\n" + b"0.123456,0.654321,1\n0.2,0.3,0\n" * 500_000)
    assert data.x.shape == (200_000, 2)
    assert any("200,000 of 1,000,000 rows" in note for note in data.notes)


@pytest.mark.parametrize("cell", ["1_000", "١٢", "１２", "1e1_0"])
def test_what_only_python_takes_for_a_number_is_none(complaint, cell):
    assert complaint(f"a,b,kind\n1,2,cat\n{cell},4,dog\n5,6,cat\n").startswith("points.csv, line 3, column 'a': ")


def test_such_cells_are_names_of_classes_in_the_targets_column(points):
    assert points("a,kind\n1,1_000\n2,١٢\n3,1_000\n").class_names == ("1_000", "١٢")


@pytest.mark.parametrize("line", [b"\n", b"\r", b"  \r\n", b'"1","2"\n'])
def test_millions_of_lines_are_refused_before_any_row_is_read(complaint, line):
    sentence = complaint(b"a,b\n" + line * 5_000_000)
    assert sentence.startswith("points.csv has 5,000,00")
    assert "lines, and at most 2,000,000" in sentence


def test_a_sentence_about_separators_is_in_plain_signs(complaint):
    assert complaint('a\tb\n"1"2\t3\n').isprintable()
