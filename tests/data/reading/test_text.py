"""Text files of every layout that people bring: values, texts, names and lines are read as they stand."""

import pytest
from table_values import same

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.formats import read_table
from actviz.registry import BadInput

NAN = float("nan")


@pytest.fixture
def read(tmp_path):
    """Write the content as points.csv and read its table."""

    def read_content(content, **choices):
        path = tmp_path / "points.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, DataChoices(**choices))

    return read_content


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|", " ", "   "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_delimiters_line_ends_and_encodings_are_recognised(read, delimiter, end, encoding):
    rows = (("a", "größe", "c"), ("1", "2.5", "ja"), ("3", "4.5", "nein"), ("5", "6.5", "ja"))
    table = read(end.join(delimiter.join(row) for row in rows).encode(encoding))
    same(table, {"a": [1, 3, 5], "größe": [2.5, 4.5, 6.5], "c": ["ja", "nein", "ja"]})
    assert table.lines.tolist() == [2, 3, 4]
    assert not table.unsure


def test_the_first_rows_are_told_from_a_header(read):
    same(read("1,2,0\n3,4,1\n"), {"column 1": [1, 3], "column 2": [2, 4], "column 3": [0, 1]})
    same(read("0,1,2\n5.1,3.5,0\n4.9,3.0,0\n"), {"0": [5.1, 4.9], "1": [3.5, 3], "2": [0, 0]})
    same(
        read("a,b\n1,2\n3,4\n", header=False, ignore=("1", "2")),
        {"column 1": ["a", "1", "3"]} | {"column 2": ["b", "2", "4"]},
    )


def test_missing_cells_are_nan_among_numbers_and_empty_among_texts(read):
    table = read("n,t\n1,u\n,v\nNA,\n?,?\n-,NA\n.,u\nnull,w\n2,nan\n")
    same(table, {"n": [1, NAN, NAN, NAN, NAN, NAN, NAN, 2], "t": ["u", "v", "", "", "", "u", "w", ""]})


def test_the_user_says_what_else_is_missing(read):
    table = read("n,t\n1.5,u\n-200,weg\n-200.0,v\n", missing_values=("-200", "weg"))
    same(table, {"n": [1.5, NAN, NAN], "t": ["u", "", "v"]})


def test_decimal_commas_and_thousands_are_numbers(read):
    same(read("a;b\n1,5;1.250,5\n2,25;13.000,0\n"), {"a": [1.5, 2.25], "b": [1250.5, 13000]})
    table = read('sqft,class\n"1,250",0\n"2,500",1\n')
    same(table, {"sqft": [1250, 2500], "class": [0, 1]})
    assert any("--decimal ," in sentence for sentence in table.unsure)


@pytest.mark.parametrize("cell", ["1_0", "abc", "1e1_0", "١٢", "１２", "1.2.3"])
def test_a_text_among_numbers_is_refused_with_its_place(read, cell):
    with pytest.raises(BadInput, match=r"points.csv, line 3, column 'b': .* is not a number"):
        read(f"a,b\n1,1\n2,{cell}\n3,5\n")


def test_the_first_fault_is_told(read):
    with pytest.raises(BadInput, match="line 3, column 'b'"):
        read("a,b\n1,1\n2,oops\n3\n4,5\n")
    with pytest.raises(BadInput, match="line 3 has 1 value, and the first row has 2"):
        read("a,b\n1,1\n3\n2,oops\n4,5\n")


def test_scikit_learns_own_files_give_the_names_of_the_classes(read):
    table = read("4,2,no,yes\n5.1,3.5,0\n4.9,3.0,0\n6.3,3.3,1\n5.8,2.7,1\n")
    assert table.values(2).tolist() == ["no", "no", "yes", "yes"]
    assert (table.targets, table.n_rows) == ((2,), 4)
