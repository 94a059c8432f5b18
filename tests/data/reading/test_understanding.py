import numpy as np
import pytest

from actviz.data.reading.choices import DataChoices
from actviz.data.reading.examples import to_data
from actviz.data.reading.table import Table
from actviz.data.reading.understanding import understand
from actviz.registry import BadInput

RNG = np.random.default_rng(0)
N = 30


def floats(n=N):
    return RNG.normal(size=n).round(3)


def codes(k, n=N, start=0):
    return (np.arange(n) * 7 % 5 % k + start).tolist()


def texts(*names, n=N):
    return [names[i] for i in codes(len(names), n)]


def unique(n=N):
    return [f"Mr. {i}" for i in range(n)]


def target_of(found):
    return [found.columns[c].name for c in found.targets]


def names_of(found, role):
    return [column.name for column in found.columns if column.role == role]


TARGETS = {  # what stands in the columns -> the target, the task, and whether that is unsure
    "a name": ({"a": floats(), "class": codes(3), "b": floats()}, ["class"], "classification", False),
    "class names before coordinates": (
        {"x": floats(), "y": floats(), "color": codes(2)}, ["color"], "classification", False),
    "a height over coordinates": ({"x": floats(), "y": floats(), "z": floats()}, ["z"], "regression", True),
    "y after x": ({"x": floats(), "y": floats()}, ["y"], "regression", False),
    "y before numbers": ({"y": codes(2), "x1": floats(), "x2": floats()}, ["y"], "classification", False),
    "texts at the end": ({"a": floats(), "b": floats(), "who": texts("u", "v", "w")}, ["who"], "classification", False),
    "texts at the beginning": ({"who": texts("u", "v"), "a": floats()}, ["who"], "classification", True),
    "texts at both ends": (
        {"who": texts("u", "v"), "a": floats(), "where": texts("n", "s", "w")}, ["who"], "classification", True),
    "a party and its votes": (
        {"p": texts("d", "r"), "v": ["n", "y", "y"] * 10, "w": ["y", "n", "n"] * 10}, ["p"], "classification", True),
    "codes at the end": ({"a": floats(), "b": floats(), "c": codes(3)}, ["c"], "classification", False),
    "sorted codes at the beginning": (
        {"wine?": sorted(codes(3, start=1)), "a": floats(), "b": floats()}, ["wine?"], "classification", True),
    "rooms at the beginning": ({"rooms": codes(5, start=1), "a": floats(), "b": floats()}, ["b"], "regression", True),
    "a price at the end": ({"rooms": codes(5), "area": floats(), "price": floats()}, ["price"], "regression", False),
    "a price in the middle": (
        {"carat": floats(), "price": floats(), "depth": floats()}, ["price"], "regression", True),
    "numbers only": ({"a": floats(), "b": floats(), "c": floats()}, ["c"], "regression", True),
    "two outputs": (
        {"X1": floats(), "X2": floats(), "Y1": floats(), "Y2": floats()}, ["Y1", "Y2"], "regression", True),
    "an id before the class": (
        {"id": RNG.permutation(900)[:N], "dx": texts("M", "B"), "a": floats()}, ["dx"], "classification", True),
    "six grades": ({"a": floats(60), "grade": [i % 6 for i in range(60)]}, ["grade"], "classification", True),
    "many whole numbers": (
        {"a": floats(60), "rings": [i % 25 for i in range(60)]}, ["rings"], "regression", True),
    "a class's 0/1 columns": (
        {"w": floats(), **{k: [int(i % 3 == j) for i in range(N)] for j, k in enumerate("uvz")}}, ["u", "v", "z"],
        "classification", True),
    "texts first and few codes last": (
        {"sex": texts("m", "f", "x"), "a": floats(), "died": [i % 2 for i in range(N)]}, ["died"],
        "classification", True),
    "a sex first": ({"sex": texts("m", "f"), "a": floats(), "b": floats()}, ["b"], "regression", True),
    "many texts and a number last": (
        {"who": texts("u", "v"), "s": texts("n", "s"), "t": texts("k", "l", "m"), "b": floats()}, ["b"], "regression",
        True),
    "codes before names": ({"a": floats(), "c": codes(3), "who": unique()}, ["c"], "classification", True),
    "thirty labels": ({"a": floats(60), "label": [i % 30 for i in range(60)]}, ["label"], "classification", True),
    "a colour among texts": (
        {"colour": texts("red", "blue"), "s": texts("n", "s", "w"), "b": [*"kkkl", "m"] * 6}, ["colour"],
        "classification", True),
    "a letter first": (
        {"letter": [chr(65 + i % 26) for i in range(104)], "a": floats(104), "b": [i * 7 % 16 for i in range(104)]},
        ["letter"], "classification", True),
    "the text between numbers": (
        {"a": floats(), "sex": texts("m", "f"), "price": floats()}, ["price"], "regression", False),
}  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
def test_the_target_is_found_by_name_content_and_position(made, name):
    columns, target, task, is_unsure = TARGETS[name]
    found = understand(made(columns))
    assert (target_of(found), found.task) == (target, task)
    assert bool(found.unsure) == is_unsure, found.unsure
    assert all(target[0] in doubt and "--t" in doubt for doubt in found.unsure)


def test_without_names_the_only_column_of_few_whole_numbers_is_the_class(made):
    found = understand(made({"x1": codes(3, start=1), "x2": floats(), "x3": floats()}, has_names=False))
    assert (target_of(found), found.task) == (["x1"], "classification")
    assert "--target" in found.unsure[0]


def test_images_as_rows_have_their_label_first(made):
    pixels = {f"p{i}": [0] * N if i % 9 == 0 else codes(2, start=i % 200) for i in range(100)}
    found = understand(made({"x1": codes(5), **pixels}, has_names=False))
    assert target_of(found) == ["x1"]


def test_one_hot_targets_are_classes(made):
    one = codes(3)
    hot = {f"class_{name}": [int(c == i) for c in one] for i, name in enumerate("abc")}
    table = made({"w": floats(), **hot})
    found = understand(table)
    assert found.task == "classification"
    data = to_data(table, found)
    assert data.class_names == ("class_a", "class_b", "class_c")
    np.testing.assert_array_equal(data.y, one)
    assert to_data(table, understand(table, DataChoices(task="regression", target=tuple(hot)))).y.shape == (N, 3)


LEFT_OUT = {
    "Id": range(1, N + 1),
    "column 1": range(N),
    "PassengerId": [5 * i + 100 for i in range(N)],
    "Sample code number": [1000 - i for i in range(N - 1)] + [1000],
    "Name": unique(),
    "same": [7] * N,
    "empty": [None] * N,
    "cabin": [1.5 if i % 3 == 0 else None for i in range(N)],
    "town": [f"town {i % 25}" for i in range(N)],
}


@pytest.mark.parametrize("name", LEFT_OUT)
def test_a_column_that_tells_nothing_is_left_out_and_named(made, name):
    table = made({name: LEFT_OUT[name], "a": floats(), "class": texts("u", "v")})
    found = understand(table)
    assert names_of(found, "input") == ["a"]
    assert found.columns[0].role == "ignored"
    assert found.columns[0].reason in found.sentence
    data = to_data(table, found)
    assert data.input_names == ("a",)
    assert name in data.notes[0]


def test_a_few_texts_among_many_numbers_are_told_with_the_way_out(made):
    wage = [str(number) for number in floats(60)[:-4]] + ["unknown", "n. a.", "soon", "unknown"]
    table = made({"wage": wage, "a": floats(60), "class": texts("u", "v", n=60)})
    found = understand(table)
    assert any("wage" in doubt and "--missing-values unknown" in doubt for doubt in found.unsure)
    assert names_of(found, "input") == ["a"]


def test_numbers_with_a_unit_are_told_as_such(made):
    mass = [f"{i + 0.5} kg" for i in range(N)]
    found = understand(made({"mass": mass, "a": floats(), "class": texts("u", "v")}))
    assert found.columns[0].role == "ignored"
    assert "0.5 kg" in found.sentence


def test_classes_that_differ_in_capital_letters_only_are_told(made):
    table = made({"a": floats(), "class": ["Yew", "Oak", "YEW"] * 10})
    (doubt,) = understand(table).unsure
    assert "Yew" in doubt
    assert "YEW" in doubt
    assert "Oak" not in doubt


def test_the_category_of_empty_cells_is_counted_among_the_inputs(made):
    table = made({"port": texts("c", "q", "s")[:-5] + [None] * 5, "a": floats(), "class": texts("u", "v")})
    data = to_data(table, understand(table))
    assert data.n_inputs == 5
    assert any("port became 4 inputs" in note for note in data.notes)


def test_what_is_asked_for_is_an_input_whatever_it_holds(made):
    table = made({"Id": range(N), "town": LEFT_OUT["town"], "a": floats(), "class": texts("u", "v")})
    data = to_data(table, understand(table, DataChoices(inputs=("Id", "town"))))
    assert data.n_inputs == 1 + 25
    assert "a left out" in data.notes[0]
    assert data.input_names[:2] == ("Id", "town = town 0")


def test_a_count_without_a_name_that_says_so_is_told_of(made):
    found = understand(made({"t": range(N), "a": floats(), "class": texts("u", "v")}))
    assert names_of(found, "input") == ["a"]
    assert any("t was left out" in doubt and "--inputs" in doubt for doubt in found.unsure)


def test_the_only_input_stays_though_it_counts(made):
    found = understand(made({"t": range(N), "y": floats()}))
    assert names_of(found, "input") == ["t"]
    assert any("t was taken" in doubt for doubt in found.unsure)


def test_few_rows_that_count_by_chance_are_an_input(made):
    found = understand(made({"a": [1, 2], "class": [0, 1]}))
    assert names_of(found, "input") == ["a"]


def test_an_index_without_a_name_is_left_out_of_four_rows(made):
    found = understand(made({"": [0, 1, 2, 3], "a": [3, 1, 2, 4], "cls": ["u", "u", "v", "v"]}))
    assert (names_of(found, "input"), target_of(found)) == (["a"], ["cls"])


def test_a_column_that_tells_the_class_is_left_out(made):
    number = codes(3)
    found = understand(made({"a": floats(), "species": [("ida", "vera", "gina")[i] for i in number], "code": number}))
    assert names_of(found, "input") == ["a"]
    assert any("code" in doubt and "--inputs" in doubt for doubt in found.unsure)


def test_a_copy_of_a_regressions_target_is_left_out(made):
    price = floats()
    found = understand(made({"a": floats(), "copy": price, "price": price}))
    assert names_of(found, "input") == ["a"]


def test_a_feature_of_two_values_that_tells_two_classes_stays_and_is_told_of(made):
    found = understand(made({"a": floats(), "b": codes(2), "class": codes(2)}))
    assert names_of(found, "input") == ["a", "b"]
    assert any("--ignore" in doubt for doubt in found.unsure)


def test_categories_become_inputs_of_0_and_1(made):
    table = made({
        "Sex": ["male", "female", "male", "female"], "Port": ["S", "C", "Q", "S"], "ok": ["yes", "no", "no", "yes"],
        "age": [1, 2, 3, 5], "Survived": [0, 1, 0, 1],
    })  # fmt: skip
    data = to_data(table, understand(table, DataChoices(inputs=("Sex", "Port", "ok", "age"))))
    assert data.input_names == ("Sex = male", "Port = C", "Port = Q", "Port = S", "ok = yes", "age")
    np.testing.assert_array_equal(
        data.x, [[1, 0, 0, 1, 1, 1], [0, 1, 0, 0, 0, 2], [1, 0, 1, 0, 0, 3], [0, 0, 0, 1, 1, 5]]
    )
    assert data.class_names == ("0", "1")


def test_numbers_are_categories_where_that_is_asked_for(made):
    table = made({"Pclass": [1, 2, 3, 1], "b": [1, 2, 2, 5], "class": ["u", "v", "u", "v"]})
    data = to_data(table, understand(table, DataChoices(categorical=("pclass",))))
    assert data.input_names == ("Pclass = 1", "Pclass = 2", "Pclass = 3", "b")
    np.testing.assert_array_equal(data.x[:, :3], np.eye(3)[[0, 1, 2, 0]])


@pytest.mark.parametrize(
    ("values", "numbers"),
    [
        (["2020-01-31", "2020-02-01", "2020-02-03"], [0, 1, 3]),
        (["1949-01", "1949-02", "1949-04"], [0, 31, 90]),
        (["10.03.2004", "11.03.2004", "10.04.2004"], [0, 1, 31]),
        (["1/20/2020", "1/21/2020", "2/20/2020"], [0, 1, 31]),
        (["2020-01-31 12:00", "2020-02-01 00:00:00", "2020-02-01 06:00"], [0.5, 1, 1.25]),
        (["18.00.00", "00.30.00", "06.00.00"], [18, 0.5, 6]),
    ],
)
def test_dates_are_numbers(made, values, numbers):
    table = made({"when": values, "a": [1, 5, 2], "price": [1.5, 2.5, 0.5]})
    data = to_data(table, understand(table))
    assert data.input_names == ("when", "a")
    np.testing.assert_allclose(data.x[:, 0], numbers)
    assert any("when became" in note for note in data.notes)


def test_a_date_that_may_be_read_two_ways_is_told_of(made):
    found = understand(made({"when": ["1/2/2020", "3/4/2020"], "a": [1, 2], "price": [1.5, 2.5]}))
    assert any("when" in doubt and "--ignore" in doubt for doubt in found.unsure)


def test_a_text_among_dates_is_named_with_its_place(made):
    days = ["2020-01-31"] * 2500
    days[1234] = "soon"
    table = made({"when": days, "a": range(2500), "price": floats(2500)})
    with pytest.raises(BadInput, match="line 1236, column 'when': 'soon' is not a date"):
        to_data(table, understand(table))


def holes(n, k):
    values = list(map(float, range(n)))
    values[3 : 3 + k] = [None] * k
    return values


def test_a_few_rows_with_an_empty_cell_are_left_out(made):
    table = made({"a": holes(100, 3), "b": floats(100), "class": texts("u", "v", n=100)})
    data = to_data(table, understand(table))
    assert data.n_examples == 97
    assert any("3 of 100 rows" in note and "--missing=median" in note for note in data.notes)
    filled = to_data(table, understand(table, DataChoices(missing="median")))
    assert filled.n_examples == 100
    assert filled.x[3, 0] == np.median([v for v in holes(100, 3) if v is not None])


def test_many_empty_cells_are_filled(made):
    words = texts("C", "Q", "S", n=100)
    words[5:25] = [""] * 20
    table = made({"a": holes(100, 30), "port": words, "class": texts("u", "v", n=100)})
    data = to_data(table, understand(table))
    assert data.n_examples == 100
    assert data.input_names == ("a", "port = C", "port = Q", "port = S", "port = (missing)")
    assert data.x[:, 4].sum() == 20
    assert any("a (30)" in note and "--missing=drop" in note for note in data.notes)
    dropped = to_data(table, understand(table, DataChoices(missing="drop")))
    assert dropped.n_examples == 100 - 30
    assert not np.isnan(dropped.x).any()


def test_rows_without_a_target_are_left_out(made):
    table = made({"a": floats(), "class": ["", *texts("u", "v")[1:]]})
    data = to_data(table, understand(table))
    assert data.n_examples == N - 1
    assert any("no target" in note for note in data.notes)


def test_a_sample_is_balanced_over_classes_and_drawn_with_the_seed(made):
    table = made({"a": floats(1000), "class": ["rare"] * 50 + ["often"] * 950})
    one, again, other = (to_data(table, understand(table, DataChoices(rows=200)), seed) for seed in (1, 1, 2))
    assert np.bincount(one.y).tolist() == [150, 50]
    assert np.bincount(to_data(table, understand(table, DataChoices(rows=60))).y).tolist() == [30, 30]
    np.testing.assert_array_equal(one.x, again.x)
    assert not np.array_equal(one.x, other.x)
    assert one.is_sample
    assert any("200 of 1,000 rows" in note and "--rows" in note for note in one.notes)


def test_a_table_larger_than_the_limit_is_sampled():
    n = 300_000
    block = np.stack((np.arange(n) % 977 / 7, np.arange(n) % 2), axis=1)
    table = Table("t.csv", ("a", "class"), block, (0, 1), {})
    data = to_data(table, understand(table))
    assert np.bincount(data.y).tolist() == [100_000, 100_000]
    assert any("200,000 of 300,000" in note for note in data.notes)


def test_the_last_rows_are_the_test_set_where_the_file_says_so(made):
    table = made({"a": floats(), "class": texts("u", "v")}, n_test=10)
    data = to_data(table, understand(table))
    assert (data.n_test, data.n_examples) == (10, N)
    small = to_data(table, understand(table, DataChoices(rows=8)))
    assert (small.n_test, small.n_examples) == (9, 18)


REFUSED = {
    "no such column": (DataChoices(target=("clas",)), "has no column 'clas': did you mean 'class'?"),
    "nothing near": (DataChoices(ignore=("q",)), "has no column 'q': it has a, b, class"),
    "a number beyond": (DataChoices(inputs=("9",)), "has no column '9'"),
    "the target ignored": (DataChoices(target=("class",), ignore=("class",)), "the target 'class' is ignored"),
    "the target an input": (DataChoices(target=("a",), inputs=("a",)), "both the target and an input"),
    "an input ignored": (DataChoices(ignore=("a",), inputs=("a",)), "both an input and ignored"),
    "no inputs left": (DataChoices(target=("class",), ignore=("a", "b")), "no inputs left"),
    "numbers of texts": (DataChoices(task="regression"), "is text, and a regression needs numbers"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_choice_that_does_not_fit_is_refused_in_one_sentence(made, name):
    choices, sentence = REFUSED[name]
    table = made({"a": floats(), "b": floats(), "class": texts("u", "v")})
    with pytest.raises(BadInput) as caught:
        understand(table, choices)
    assert str(caught.value).startswith("t.csv")
    assert sentence in str(caught.value)


def test_more_classes_than_there_may_be_are_refused_with_the_way_out(made):
    table = made({"a": floats(1500), "b": floats(1500), "c": np.arange(1500) / 7})
    with pytest.raises(BadInput, match="1,500 classes"):
        to_data(table, understand(table, DataChoices(task="classification")))


def test_columns_are_chosen_by_number_from_1(made):
    found = understand(made({"a": codes(2), "b": floats(), "c": floats()}), DataChoices(target=("1",), ignore=("3",)))
    assert (target_of(found), names_of(found, "input")) == (["a"], ["b"])


@pytest.mark.parametrize("value", [np.inf, 1e31])
def test_a_number_that_cannot_be_used_is_named_with_its_place(made, value):
    table = made({"a": [*floats(5), value], "b": floats(6), "class": texts("u", "v", n=6)})
    with pytest.raises(BadInput, match=r"t\.csv, line 7, column 'a': "):
        to_data(table, understand(table))


@pytest.mark.parametrize(
    "fields",
    [{"missing": "mean"}, {"decimal": ";"}, {"task": "ranking"}, {"delimiter": "ab"}, {"rows": 1},
     {"delimiter": ",", "decimal": ","}],
)  # fmt: skip
def test_a_choice_that_no_file_can_have_is_refused(fields):
    with pytest.raises(BadInput, match=next(iter(fields))):
        DataChoices(**fields)


def test_classes_are_the_same_whether_whole_or_written_as_floats(made):
    one, other = ({"a": [1, 2, 3, 4], "c": values} for values in ([0, 1, 1, 0], [0.0, 1.0, 1.0, 0.0]))
    assert understand(made(one)).columns[1].values == understand(made(other)).columns[1].values == ("0", "1")


def test_a_block_that_is_used_whole_is_not_copied():
    block = RNG.random((50, 30), np.float32)
    columns = (*(f"p{i}" for i in range(30)), "y")
    table = Table("m.npz", columns, block, tuple(range(30)), {30: np.arange(50) % 10}, targets=(30,), is_image=True)
    data = to_data(table, understand(table))
    assert data.x is block or data.x.base is block
    assert data.class_names == tuple("0123456789")
