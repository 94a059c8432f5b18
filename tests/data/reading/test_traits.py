"""A table of traits that text files have: each is read right, or told of, or refused in one sentence with its place."""

import gzip
from importlib.util import find_spec

import numpy as np
import pytest

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.formats import read_table
from actviz.registry import BadInput
from tests.data.reading.files import zip_bytes

NAN = float("nan")
AB = {"a": [1, 3], "b": [2, 4]}  # what most of the files below hold

READ = {
    "blank lines": ("a,b\n\n1,2\n   \n3,4\n\n\n", AB),
    "no line end at the end": ("a,b\n1,2\n3,4", AB),
    "blanks around the cells": (" a , b \n 1 , 2 \n 3 , 4 \n", AB),
    "quotes around everything": ('"a","b"\n"1","2"\n"3","4"\n', AB),
    "quotes after blanks": ('a, b\n"1", "2"\n3, 4\n', AB),
    "a delimiter too many in every line": ("a,b,\n1,2,\n3,4,\n", AB),
    "a delimiter too many below the header": ("a,b\n1,2,\n3,4,\n", AB),
    "empty rows at the end": ("a;b\n1;2\n3;4\n;\n;\n", AB),
    "comments in the middle": ("a,b\n1,2\n# measured again\n3,4\n", AB),
    "comments of other kinds": ("% made by hand\n// twice\na,b\n1,2\n3,4\n", AB),
    "a header behind a comment's sign": ("#a,b\n1,2\n3,4\n", AB),
    "names in quotes with a line end": ('"a\nb",c\n1,2\n3,4\n', {"a\nb": [1, 3], "c": [2, 4]}),
    "names with delimiters in quotes": ('"a,b",c\n1,2\n3,4\n', {"a,b": [1, 3], "c": [2, 4]}),
    "names with doubled quotes": ('"a ""x""",c\n1,2\n3,4\n', {'a "x"': [1, 3], "c": [2, 4]}),
    "names of other scripts": ("имя,年\n1,2\n3,4\n", {"имя": [1, 3], "年": [2, 4]}),
    "names twice": ("a,a,a\n1,2,3\n4,5,6\n", {"a": [1, 4], "a (2)": [2, 5], "a (3)": [3, 6]}),
    "names missing": ("a,,b\n1,2,3\n4,5,6\n", {"a": [1, 4], "column 2": [2, 5], "b": [3, 6]}),
    "years as names": ("l,1990,2000\nx,1.5,2\ny,2.5,3\n", {"l": ["x", "y"], "1990": [1.5, 2.5], "2000": [2, 3]}),
    "a header over texts alone": ("k,hue\nx,red\ny,blue\nx,blue\n", {"k": [*"xyx"], "hue": ["red", "blue", "blue"]}),
    "texts with the other delimiters": ("a;t\n1;x, y\n2;p, q, r\n", {"a": [1, 2], "t": ["x, y", "p, q, r"]}),
    "texts with blanks": ("t\tn\nNew York\t8\nLos Angeles\t4\n", {"t": ["New York", "Los Angeles"], "n": [8, 4]}),
    "texts with line ends": ('t,n\n"a\nb",1\n"c",2\n', {"t": ["a\nb", "c"], "n": [1, 2]}),
    "texts that are numbers in part": ("t,n\n1a,1\n2b,2\n3,3\n", {"t": ["1a", "2b", "3"], "n": [1, 2, 3]}),
    "colours like comments": ("c,n\n#f00,1\n#0f0,2\n#00f,3\n", {"c": ["#f00", "#0f0", "#00f"], "n": [1, 2, 3]}),
    "dates": ("day,n\n2024-05-31,1\n2024-06-01,2\n", {"day": ["2024-05-31", "2024-06-01"], "n": [1, 2]}),
    "dates with points": ("day;n\n31.05.24;1,5\n01.06.24;2,5\n", {"day": ["31.05.24", "01.06.24"], "n": [1.5, 2.5]}),
    "exponents and signs": ("a,b\n+1e3,-.5\n1E-3,5.\n", {"a": [1000, 0.001], "b": [-0.5, 5]}),
    "exponents with decimal commas": ("a;b\n1,5e3;2\n2,5E-1;4\n", {"a": [1500, 0.25], "b": [2, 4]}),
    "decimal commas between tabs": ("a\tb\n1,5\t2\n3,25\t4\n", {"a": [1.5, 3.25], "b": [2, 4]}),
    "decimal commas between blanks": ("1,5 2\n3,25 4\n", {"column 1": [1.5, 3.25], "column 2": [2, 4]}),
    "decimal commas in quotes between commas": ('a,b\n"1,5",2\n"3,25",4\n', {"a": [1.5, 3.25], "b": [2, 4]}),
    "thousands with commas": ('a,b\n"1,250",2.5\n"12,500,000",4.5\n', {"a": [1250, 12_500_000], "b": [2.5, 4.5]}),
    "thousands with points": ("a;b\n1.250,5;2\n12.500.000,25;4\n", {"a": [1250.5, 12_500_000.25], "b": [2, 4]}),
    "thousands with blanks": ("a;b\n1 250;2,5\n12 500 000;4,5\n", {"a": [1250, 12_500_000], "b": [2.5, 4.5]}),
    "thousands with narrow blanks": ("a;b\n1\u202f250;2\n12\u00a0500;4\n", {"a": [1250, 12_500], "b": [2, 4]}),
    "thousands as in Switzerland": ("a;b\n1'250.5;2\n12'500.25;4\n", {"a": [1250.5, 12_500.25], "b": [2, 4]}),
    "infinity stays what it is": ("a,b\n1,2\ninf,4\n", {"a": [1, np.inf], "b": [2, 4]}),
    "missing values": ("a,b\n,2\nN/A,4\n3,null\n", {"a": [NAN, NAN, 3], "b": [2, 4, NAN]}),
    "a column that is missing everywhere": ("a,b,c\n1,,2\n3,,4\n", {"a": [1, 3], "b": [NAN, NAN], "c": [2, 4]}),
    "errors of a spreadsheet": ("a;b\n#DIV/0!;2\n3;#N/A\n5;6\n", {"a": [NAN, 3, 5], "b": [2, NAN, 6]}),
    "percentages": ("a,b\n45.5%,2\n3 %,4\n", {"a": [45.5, 3], "b": [2, 4]}),
    "prices": ('a,b\n"$1,250.50",2 €\n$3,4 €\n', {"a": [1250.5, 3], "b": [2, 4]}),
    "single quotes": ("'a b','c,d'\n'1','x, y'\n'3','z'\n", {"a b": [1, 3], "c,d": ["x, y", "z"]}),
    "apostrophes in texts": ("t,n\nit's,1\ndon't,2\n", {"t": ["it's", "don't"], "n": [1, 2]}),
    "thousands with blanks between tabs": ("a\tb\n1 250\t2\n3 500\t4\n", {"a": [1250, 3500], "b": [2, 4]}),
    "counts above the names": ("2,2,\n\"a\",\"b\",\"c\"\n1,2,3\n4,5,6\n", {"a": [1, 4], "b": [2, 5], "c": [3, 6]}),
    "a vertical bar": ("a|b\n1|2\n3|4\n", AB),
    "numbers in columns of blanks": ("  a    b\n  1    2\n  3    4\n", AB),
    "tabs and blanks mixed": ("a \t b\n1\t 2\n3 \t4\n", AB),
    "a sep line": ("sep=;\na;b\n1;2\n3;4\n", AB),
    "a sep line in quotes": ('"sep=|"\na|b\n1|2\n3|4\n', AB),
    "UTF-8 with a mark": ("a,b\n1,2\n3,4\n".encode("utf-8-sig"), AB),
    "UTF-16": ("a,b\n1,2\n3,4\n".encode("utf-16"), AB),
    "UTF-16 without a mark": ("a,b\n1,2\n3,4\n".encode("utf-16-be"), AB),
    "returns alone as line ends": ("a,b\r1,2\r3,4\r", AB),
    "line ends of both kinds": ("a,b\r\n1,2\n3,4\r\n", AB),
    "packed by gzip": (gzip.compress(b"a,b\n1,2\n3,4\n"), AB),
    "packed by zip": (zip_bytes(data=b"a,b\n1,2\n3,4\n"), AB),
    "packed on a Macintosh": (zip_bytes(**{"__MACOSX/._d": b"x", "d.csv": b"a,b\n1,2\n3,4\n"}), AB),
    "a title above": ("Results of May\n\na,b,c\n1,2,3\n4,5,6\n", {"a": [1, 4], "b": [2, 5], "c": [3, 6]}),
    "a row of sums": ("a,b\n1,2\n3,4\nTotal,6\n", AB),
    "a row of sums beside texts": ("t,n\nu,1\nv,2\nSum:,3\n", {"t": ["u", "v"], "n": [1, 2]}),
    "totals that come again": ("t,n\nTotal,1\nv,2\nTotal,3\n", {"t": ["Total", "v", "Total"], "n": [1, 2, 3]}),
    "a source below": ("a,b,c\n1,2,3\n4,5,6\n\nSource: own\n", {"a": [1, 4], "b": [2, 5], "c": [3, 6]}),
    "sums and a source": ("a,b,c\n1,2,3\n4,5,6\nTotal,7,9\n\nBy Ida, May\n", {"a": [1, 4], "b": [2, 5], "c": [3, 6]}),
    "the minus of typesetting": ("a;b\n−1,5;2\n3;−4\n", {"a": [-1.5, 3], "b": [2, -4]}),
    "dashes for missing values": ("a,b\n–,2\n3,—\n1,1\n", {"a": [NAN, 3, 1], "b": [2, NAN, 1]}),
    "sentences in quotes": ('a,b\n"s t, u",1\n"v w, x",2\n', {"a": ["s t, u", "v w, x"], "b": [1, 2]}),
    "numbers beyond 2**53": ("a,b\n12345678901234567890,2\n3,4\n", {"a": [12345678901234567890, 3], "b": [2, 4]}),
    "zeros in front": ("a,b\n001,2\n003,4\n", AB),
}  # fmt: skip

SAID = {  # beside what is read: a word of the sentence that says what was taken, or what may be otherwise
    "a header of numbers": ("0,1,2\n5.1,3.5,0\n4.9,3.0,1\n", "--header"),
    "a first row that counts": ("0,1,2\n3,4,5\n6,8,7\n", "--header"),
    "a header of texts over texts": ("a,b\nu,v\nw,x\n", "--header"),
    "a comma that may be a decimal one": ("a;b\n1,250;2\n3,125;4\n", "--decimal"),
    "a point that may set thousands apart": ("a;b\n1.250;2\n3.125;4\n", "--decimal"),
    "thousands in quotes": ('a,b\n"1,250",2\n', "--decimal"),
    "an old code page": ("größe,b\n1,2\n3,4\n".encode("cp1252"), "windows-1252"),
    "names twice": ("a,a\n1,2\n3,4\n", "same name"),
    "R's names of rows": ('"a" "b"\n"r1" 1 2\n"r2" 3 4\n', "first column"),
    "comments": ("a,b\n1,2\n# again\n3,4\n", "line 3"),
    "percentages": ("a,b\n45.5%,2\n3 %,4\n", "45.5% was read as 45.5"),
    "units": ("a,b\nm,kg\n1,2\n3,4\n5,6\n", "units"),
    "a title": ("May\na,b,c\n1,2,3\n4,5,6\n", "line 1"),
    "a row of sums": ("a,b\n1,2\n3,4\nTotal,6\n", "above line 4: “Total”"),
    "a source below": ("a,b,c\n1,2,3\n4,5,6\n\nSource: own\n", "“Source: own”"),
    "scikit-learn's first line with a wrong count": ("9,2,u,v\n1,2,0\n3,4,1\n", "9"),
}

REFUSED = {
    "nothing": ("", "is empty"),
    "blanks alone": (" \n\r\n\t\n", "is empty"),
    "a header alone": ("a,b\n", "has a header and no rows"),
    "too few cells": ("a,b,c\n1,2,3\n4,5\n", "line 3 has 2 values, and the first row has 3"),
    "too many cells": ("a,b\n1,2\n3,4,5\n", "line 3 has 3 values, and the first row has 2"),
    "a long text among numbers": (
        "a,b\n" + "1,2\n" * 99 + "x" * 300 + ",2\n",
        "… is not a number, as the others are (--ignore a",
    ),
    "an odd name": ('"a\tb",c\n' + "1,2\n" * 99 + "x,2\n", "--ignore 1 leaves the column out"),
    "a cut last row": ("a,b,c\n1,2,3\n4,5,6\n7,8\n", "line 4 has 2 values"),
    "a text among numbers": ("a,b\n1,2\n3,4\nfive,6\n7,8\n", "line 4, column 'a': 'five' is not a number"),
    "a number only for Python": ("a,b\n1,2\n3,4\n1_0,6\n", "line 4, column 'a': '1_0' is not a number"),
    "digits of another script": ("a,b\n1,2\n٣,4\n5,6\n", "line 3, column 'a': '٣' is not a number"),
    "a decimal comma among points": ("a;b\n1.5;2\n3,5;4\n2.5;1\n0.5;1\n", "line 3, column 'a': '3,5' is not a number"),
    "a decimal comma far down": ("a;b\n" + "3;4\n" * 5_000 + "1,5;2\n", "--decimal , takes its comma"),
    "decimal points and commas": ("a;b\n" + "1.25;1\n1,75;2\n" * 9, "line 3, column 'a': '1,75' is not a number"),
    "JSON": ('[{"a": 1, "b": 2}]', "JSON"),
    "a quote that is never closed": ('a,b\n1,2\n"3,4\n', "line 3 is not a row of a CSV file"),
    "text behind a closing quote": ('a,b\n1,"2"3\n', "line 2 is not a row of a CSV file"),
    "a NUL": (b"a,b\n1,\0\n", "line 2: byte 7 is NUL"),
    "the first of two faults": ("a,b\n1,2\nx,4\n5\n7,8\n", "line 3, column 'a': 'x'"),
    "a long line": (b"a,b\n1," + b"2" * 4_000_001, "line 2 has 4,000,003 characters, and at most 4,000,000"),
}


@pytest.fixture
def read(tmp_path):
    """Write the content as points.csv and read its table."""

    def read_content(content, choices=None):
        path = tmp_path / "points.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, choices)

    return read_content


@pytest.mark.parametrize("trait", READ)
def test_a_file_with_this_trait_is_read(read, trait):
    content, expected = READ[trait]
    table = read(content)
    assert list(table.columns) == list(expected)
    for i, name in enumerate(table.columns):
        np.testing.assert_array_equal(table.values(i).tolist(), expected[name], err_msg=name)


@pytest.mark.parametrize("trait", SAID)
def test_what_may_be_otherwise_is_said(read, trait):
    content, word = SAID[trait]
    table = read(content)
    assert any(word in sentence for sentence in (*table.notes, *table.unsure))


@pytest.mark.skipif(find_spec("charset_normalizer") is None, reason="charset-normalizer is not installed")
@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "город Москва Тверь Казань"),
        ("cp1253", "πόλη Θεσσαλονίκη Αθήνα Πάτρα"),
        ("shift_jis", "都市 東京都 大阪府 名古屋"),
        ("gb18030", "城市 北京 上海 广州"),
    ],
)
def test_an_old_code_page_of_another_script_is_found(read, encoding, words):
    name, *cities = words.split()
    table = read("\n".join([f"{name},n", *(f"{city},{i}" for i, city in enumerate(cities))]).encode(encoding))
    assert table.columns == (name, "n")
    assert table.values(0).tolist() == cities
    assert table.unsure


@pytest.mark.parametrize("trait", REFUSED)
def test_a_file_with_this_fault_is_refused_with_its_place(read, trait):
    content, words = REFUSED[trait]
    with pytest.raises(BadInput) as caught:
        read(content)
    sentence = str(caught.value)
    assert sentence.startswith("points.csv")
    assert words in sentence
    assert sentence.isprintable()


@pytest.mark.parametrize(
    "trait", [trait for trait in READ if "line end" not in trait and isinstance(READ[trait][0], str)]
)
@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_the_same_with_other_line_ends(read, trait, end):
    content, expected = READ[trait]
    table = read(content.replace("\n", end))
    for i, name in enumerate(table.columns):
        np.testing.assert_array_equal(table.values(i).tolist(), expected[name], err_msg=name)


@pytest.mark.parametrize("n", [10, 5_000, 100_000])
def test_missing_cells_and_texts_far_down_are_read_as_those_at_the_top(read, n):
    rows = [f"{i}.5,{i % 7},{'no' if i % 3 else 'yes'}" for i in range(n)]
    rows[n // 2] = ",?,"
    rows[-1] = "1.5,-,yes"
    table = read("a,b,c\n" + "\n".join(rows) + "\n")
    assert table.n_rows == n
    assert table.is_text(2)
    assert np.flatnonzero(np.isnan(table.values(0))).tolist() == [n // 2]
    assert np.flatnonzero(np.isnan(table.values(1))).tolist() == [n // 2, n - 1]
    assert np.flatnonzero(table.values(2) == "").tolist() == [n // 2]
    assert table.lines[n // 2] == n // 2 + 2


@pytest.mark.parametrize("late", ["", "0.1", "16777217", "1e300"])
def test_wide_tables_are_exact_however_late_a_number_needs_it(read, late):
    numbers = np.arange(3_000 * 100).reshape(3_000, 100) % 256
    rows = [",".join(map(str, row)) for row in numbers]
    if late:
        rows[-1] = late + rows[-1][rows[-1].index(",") :]
    table = read("\n".join(rows))
    expected = numbers.astype(float)
    expected[-1, 0] = float(late or expected[-1, 0])
    np.testing.assert_array_equal(table.block, expected)
    assert table.block.dtype == (np.float64 if late else np.float32)


def test_a_column_that_turns_out_to_be_of_texts_keeps_what_was_written(read):
    rows = [f"{i},007" for i in range(5_000)] + [f"{i},x{i}" for i in range(5_000)]
    table = read("n,code\n" + "\n".join(rows) + "\n")
    assert table.values(1)[[0, -1]].tolist() == ["007", "x4999"]


@pytest.mark.parametrize("share", [2, 50])
def test_a_word_that_stands_for_missing_numbers_is_taken_so_and_said(read, share):
    rows = [f"{i}.5,{i}" if i % share else f"unknown,{i}" for i in range(1, 201)]
    content = "age,n\n" + "\n".join(rows) + "\n"
    table = read(content)
    assert np.isnan(table.values(0)).sum() == 200 // share
    (sentence,) = table.unsure
    assert "unknown" in sentence
    assert "--categorical age" in sentence
    assert read(content, DataChoices(categorical=("age",))).values(0)[share - 1] == "unknown"


def test_a_word_among_a_few_whole_numbers_is_a_category(read):
    table = read("grade,n\n" + "".join(f"{'low' if i % 4 == 0 else i % 4},{i}\n" for i in range(40)))
    assert set(table.values(0)) == {"low", "1", "2", "3"}


def test_the_user_has_the_last_word(read):
    assert read("a,b\n1,2\n3,4\n", DataChoices(delimiter=";")).columns == ("a,b",)
    assert read("0,1\n2,3\n4,5\n", DataChoices(header=True)).columns == ("0", "1")
    assert read("a;b\n1,250;2\n", DataChoices(decimal=".")).values(0).tolist() == [1250]
    assert read("a;b\n1,250;2\n", DataChoices(decimal=",")).values(0).tolist() == [1.25]


@pytest.mark.parametrize(
    "choices", [DataChoices(ignore=("a",)), DataChoices(categorical=("1",)), DataChoices(inputs=("b",), target=("c",))]
)
def test_texts_among_numbers_are_no_fault_in_a_column_that_is_not_used_as_numbers(read, choices):
    content = "a,b,c\n1,2,0\nx,3,1\n3,4,0\n"
    with pytest.raises(BadInput, match="line 3, column 'a'"):
        read(content)
    assert read(content, choices).values(0).tolist() == ["1", "x", "3"]


def test_the_ways_out_of_a_fault_lead_out(read):
    content = "a b,c\n1,2\nnone so far,3\n3,4\n"
    with pytest.raises(BadInput) as caught:
        read(content)
    assert '--missing-values "none so far"' in str(caught.value)
    assert '--ignore "a b"' in str(caught.value)
    np.testing.assert_array_equal(read(content, DataChoices(missing_values=("none so far",))).values(0), [1, NAN, 3])
    assert read(content, DataChoices(ignore=("a b",))).values(1).tolist() == [2, 3, 4]
