"""The layouts in which well-known data sets are published, a few rows each, made for the purpose."""

import gzip

import numpy as np
import pytest

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.formats import read_table

NAN = float("nan")


@pytest.fixture
def read(tmp_path):
    """Write the content as a file and read its table."""

    def read_content(content, **choices):
        path = tmp_path / "file.data"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_table(path, DataChoices(**choices))

    return read_content


def same(table, expected):
    """Whether the table's columns have these values, by name or, where it has no names, in order."""
    found = [table.values(i).tolist() for i in range(len(table.columns))]
    if isinstance(expected, dict):
        assert list(table.columns) == list(expected)
        expected = list(expected.values())
    else:
        assert not table.has_names
    assert len(found) == len(expected)
    for column, wanted in zip(found, expected, strict=True):
        np.testing.assert_array_equal(column, wanted)


def test_iris(read):
    table = read("5.1,3.5,1.4,0.2,I-setosa\n7.0,3.2,4.7,1.4,I-versicolor\n6.3,3.3,6.0,2.5,I-virginica\n\n")
    same(
        table,
        [[5.1, 7, 6.3], [3.5, 3.2, 3.3], [1.4, 4.7, 6], [0.2, 1.4, 2.5], ["I-setosa", "I-versicolor", "I-virginica"]],
    )
    assert not table.unsure


def test_iris_of_kaggle_and_of_r(read):
    kaggle = read("Id,SepalLengthCm,Species\n1,5.1,I-setosa\n2,4.9,I-setosa\n3,7.0,I-versicolor\n")
    same(kaggle, {"Id": [1, 2, 3], "SepalLengthCm": [5.1, 4.9, 7], "Species": ["I-setosa"] * 2 + ["I-versicolor"]})
    r = read('"Sepal.Length" "Species"\n"1" 5.1 "setosa"\n"2" 4.9 "setosa"\n"3" 7 "versicolor"\n')
    same(r, {"column 1": [1, 2, 3], "Sepal.Length": [5.1, 4.9, 7], "Species": ["setosa", "setosa", "versicolor"]})
    assert r.notes
    r_csv = read('"","Sepal.Length","Species"\n"1",5.1,"setosa"\n"2",4.9,"setosa"\n"3",7,"versicolor"\n')
    same(r_csv, {"column 1": [1, 2, 3], "Sepal.Length": [5.1, 4.9, 7], "Species": ["setosa", "setosa", "versicolor"]})


def test_iris_of_scikit_learn(read):
    table = read("3,2,setosa,versicolor,virginica\n5.1,3.5,0\n7.0,3.2,1\n6.3,3.3,2\n")
    same(table, [[5.1, 7, 6.3], [3.5, 3.2, 3.3], ["setosa", "versicolor", "virginica"]])
    assert (table.targets, table.lines.tolist()) == ((2,), [2, 3, 4])


def test_wine_with_the_class_first(read):
    table = read("1,14.23,1.71,1065\n1,13.2,1.78,1050\n2,12.37,.94,520\n3,12.86,1.35,630\n")
    same(table, [[1, 1, 2, 3], [14.23, 13.2, 12.37, 12.86], [1.71, 1.78, 0.94, 1.35], [1065, 1050, 520, 630]])


def test_wine_quality_with_semicolons_and_quoted_names(read):
    table = read('"fixed acidity";"pH";"quality"\n7.4;3.51;5\n7.8;3.2;5\n11.2;3.16;6\n')
    same(table, {"fixed acidity": [7.4, 7.8, 11.2], "pH": [3.51, 3.2, 3.16], "quality": [5, 5, 6]})


def test_titanic(read):
    table = read(
        "PassengerId,Survived,Name,Sex,Age,Ticket,Cabin,Embarked\r\n"
        '1,0,"Braund, Mr. Owen Harris",male,22,A/5 21171,,S\r\n'
        '2,1,"Cumings, Mrs. John Bradley (Florence ""Flossie"" Briggs)",female,38,PC 17599,C85,C\r\n'
        '3,1,"Heikkinen, Miss. Laina",female,,STON/O2. 3101282,,S\r\n'
        '4,0,"Moran, Mr. James",male,0.42,330877,,\r\n'
    )
    expected = {
        "PassengerId": [1, 2, 3, 4],
        "Survived": [0, 1, 1, 0],
        "Name": [
            "Braund, Mr. Owen Harris",
            'Cumings, Mrs. John Bradley (Florence "Flossie" Briggs)',
            "Heikkinen, Miss. Laina",
            "Moran, Mr. James",
        ],
        "Sex": ["male", "female", "female", "male"],
        "Age": [22, 38, NAN, 0.42],
        "Ticket": ["A/5 21171", "PC 17599", "STON/O2. 3101282", "330877"],
        "Cabin": ["", "C85", "", ""],
        "Embarked": ["S", "C", "S", ""],
    }
    same(table, expected)


def test_tickets_most_of_which_are_numbers_are_texts_as_they_are_written(read):
    rows = [f"{i},{'00' if i % 5 else 'A/5 '}{i}" for i in range(2000)]
    table = read("n,ticket\n" + "\n".join(rows) + "\n")
    assert table.values(1).tolist()[:3] == ["A/5 0", "001", "002"]


def test_adult_without_header(read):
    table = read(
        "39, State-gov, 77516, Bachelors, 13, Male, 2174, 40, United-States, <=50K\n"
        "50, Self-emp-not-inc, 83311, Bachelors, 13, Male, 0, 13, United-States, <=50K\n"
        "54, ?, 180211, Some-college, 10, Female, 0, 60, ?, >50K\n\n"
    )
    same(
        table,
        [
            [39, 50, 54],
            ["State-gov", "Self-emp-not-inc", ""],
            [77516, 83311, 180211],
            ["Bachelors", "Bachelors", "Some-college"],
            [13, 13, 10],
            ["Male", "Male", "Female"],
            [2174, 0, 0],
            [40, 13, 60],
            ["United-States", "United-States", ""],
            ["<=50K", "<=50K", ">50K"],
        ],
    )


def test_adults_test_file_with_a_remark_in_its_first_line(read):
    table = read(
        "|1x3 Cross validator\n25, Private, 226802, 40, <=50K.\n38, Private, 89814, 50, <=50K.\n28, ?, 33, 40, >50K.\n"
    )
    same(
        table,
        [[25, 38, 28], ["Private", "Private", ""], [226802, 89814, 33], [40, 50, 40], ["<=50K.", "<=50K.", ">50K."]],
    )
    assert any("line 1" in note for note in table.notes)


def test_breast_cancer_of_both_kinds(read):
    wdbc = read("842302,M,17.99,10.38\n842517,M,20.57,17.77\n8510426,B,13.54,14.36\n")
    same(wdbc, [[842302, 842517, 8510426], ["M", "M", "B"], [17.99, 20.57, 13.54], [10.38, 17.77, 14.36]])
    kaggle = read('"id","diagnosis","radius_mean",\n842302,"M",17.99,\n842517,"B",20.57,\n')
    same(kaggle, {"id": [842302, 842517], "diagnosis": ["M", "B"], "radius_mean": [17.99, 20.57]})
    original = read("1000025,5,1,1,?,2\n1002945,5,4,10,10,2\n1017122,8,10,10,1,4\n")
    same(original, [[1000025, 1002945, 1017122], [5, 5, 8], [1, 4, 10], [1, 10, 10], [NAN, 10, 1], [2, 2, 4]])


def test_housing_in_columns_of_blanks(read):
    table = read(
        " 0.00632  18.00   2.310  0  0.5380 396.90   4.98  24.00\n"
        " 0.02731   0.00   7.070  0  0.4690 396.90   9.14  21.60\n"
        " 9.96654   0.00  18.100  0  0.7400  36.00  21.22   9.50\n"
    )
    same(
        table,
        [
            [0.00632, 0.02731, 9.96654],
            [18, 0, 0],
            [2.31, 7.07, 18.1],
            [0, 0, 0],
            [0.538, 0.469, 0.74],
            [396.9, 396.9, 36],
            [4.98, 9.14, 21.22],
            [24, 21.6, 9.5],
        ],
    )


def test_auto_mpg_with_blanks_a_tab_quoted_names_and_a_question_mark(read):
    table = read('18.0   8   307.0      130.0   1\t"chevrolet malibu"\n25.0   4   98.00      ?       1\t"ford pinto"\n')
    same(table, [[18, 25], [8, 4], [307, 98], [130, NAN], [1, 1], ["chevrolet malibu", "ford pinto"]])


def test_banknote_and_pima_without_header(read):
    same(
        read("3.6216,8.6661,-2.8073,-0.44699,0\n-1.7713,-10.7665,10.2184,-1.0043,1\n"),
        [[3.6216, -1.7713], [8.6661, -10.7665], [-2.8073, 10.2184], [-0.44699, -1.0043], [0, 1]],
    )
    same(
        read("6,148,72,35,0,33.6,0.627,50,1\n1,85,66,29,0,26.6,0.351,31,0\n"),
        [[6, 1], [148, 85], [72, 66], [35, 29], [0, 0], [33.6, 26.6], [0.627, 0.351], [50, 31], [1, 0]],
    )


def test_energy_efficiency_with_empty_columns_at_the_end(read):
    table = read("X1,X2,Y1,Y2,,\r\n0.98,514.5,15.55,21.33,,\r\n0.9,563.5,20.84,28.28,,\r\n,,,,,\r\n")
    same(table, {"X1": [0.98, 0.9], "X2": [514.5, 563.5], "Y1": [15.55, 20.84], "Y2": [21.33, 28.28]})


def test_air_quality(read):
    text = (
        "Date;Time;CO(GT);PT08.S1(CO);T;AH;;\r\n"
        "10/03/2004;18.00.00;2,6;1360;13,6;0,7578;;\r\n"
        "10/03/2004;19.00.00;-200;1292;13,3;0,7255;;\r\n"
        ";;;;;;;\r\n;;;;;;;\r\n"
    )
    expected = {
        "Date": ["10/03/2004"] * 2,
        "Time": ["18.00.00", "19.00.00"],
        "CO(GT)": [2.6, -200],
        "PT08.S1(CO)": [1360, 1292],
        "T": [13.6, 13.3],
        "AH": [0.7578, 0.7255],
    }
    table = read(text)
    same(table, expected)
    assert any("2 rows" in note for note in table.notes)
    same(read(text, missing_values=("-200",)), expected | {"CO(GT)": [2.6, NAN]})


@pytest.mark.parametrize("header", ["", "label,1x1,1x2,1x3\n", "label,pixel0,pixel1,pixel2\n", "label,0,1,2\n"])
def test_mnist_as_csv(read, header):
    rows = "".join(f"{i % 10},0,{i % 256},255\n" for i in range(500))
    table = read(header + rows)
    np.testing.assert_array_equal(table.values(0), np.arange(500) % 10)
    np.testing.assert_array_equal(table.values(2), np.arange(500) % 256)
    assert table.has_names == bool(header)
    assert table.n_rows == 500


def test_digits_packed_as_scikit_learn_ships_them(read):
    same(read(gzip.compress(b"0,5,13,0\n0,12,9,1\n")), [[0, 0], [5, 12], [13, 9], [0, 1]])


def test_mushrooms_all_of_letters(read):
    table = read("p,x,s,n\ne,x,s,y\ne,b,s,w\np,x,y,w\ne,?,s,g\n")
    same(
        table,
        [["p", "e", "e", "p", "e"], ["x", "x", "b", "x", ""], ["s", "s", "s", "y", "s"], ["n", "y", "w", "w", "g"]],
    )


def test_credit_approval_where_minus_is_a_class(read):
    table = read("b,30.83,0,+\na,58.67,4.46,+\na,24.5,0.5,-\n?,27.83,1.54,-\n")
    same(table, [["b", "a", "a", ""], [30.83, 58.67, 24.5, 27.83], [0, 4.46, 0.5, 1.54], ["+", "+", "-", "-"]])


def test_a_table_of_numpys_savetxt_with_its_header_as_a_comment(read):
    table = read("# x y kind\n1.0e+00 2.0e+00 0\n3.0e+00 4.0e+00 1\n")
    same(table, {"x": [1, 3], "y": [2, 4], "kind": [0, 1]})
    assert any("--header no" in sentence for sentence in table.unsure)
    same(read("# x y kind\n1.0e+00 2.0e+00 0\n3.0e+00 4.0e+00 1\n", header=False), [[1, 3], [2, 4], [0, 1]])


def test_a_first_name_that_is_a_number_sign(read):
    table = read("#,Name,HP\n1,Bulbasaur,45\n2,Ivysaur,60\n3,Venusaur,80\n")
    same(table, {"#": [1, 2, 3], "Name": ["Bulbasaur", "Ivysaur", "Venusaur"], "HP": [45, 60, 80]})


def test_statlog_and_seeds_with_single_and_double_tabs(read):
    same(
        read("15.26\t14.84\t1\n14.88\t14.57\t1\n14.11\t14.1\t\t2\n"),
        [[15.26, 14.88, 14.11], [14.84, 14.57, 14.1], [1, 1, 2]],
    )


def test_a_table_of_german_excel(read):
    table = read("sep=;\r\nGröße;Preis;Art\r\n1,5;1.250,50;Apfel\r\n2,25;13.000,00;Birne\r\n".encode("cp1252"))
    same(table, {"Größe": [1.5, 2.25], "Preis": [1250.5, 13000], "Art": ["Apfel", "Birne"]})
    assert any("windows-1252" in sentence for sentence in table.unsure)


def test_a_table_of_pandas_with_its_index(read):
    same(read(",a,b\n0,1.5,u\n1,2.5,v\n"), {"column 1": [0, 1], "a": [1.5, 2.5], "b": ["u", "v"]})


def test_a_row_of_units_below_the_names(read):
    table = read("time,temperature,state\ns,°C,\n0,20.5,off\n1,21.5,on\n2,23.5,on\n")
    same(table, {"time": [0, 1, 2], "temperature": [20.5, 21.5, 23.5], "state": ["off", "on", "on"]})
    assert any("units" in note for note in table.notes)
