"""What well-known files are taken as, in the layouts in which their sources publish them."""

import numpy as np
import pytest

from actviz.data.reading.loading import load_data

N = 120
RNG = np.random.default_rng(0)


def real():
    return RNG.normal(5, 2, N).round(2)


def whole(low, high):
    return RNG.integers(low, high, N)


def one_of(*words):
    return [words[i] for i in whole(0, len(words))]


def rows(*columns, sep=","):
    return "\n".join(sep.join(map(str, row)) for row in zip(*columns, strict=True)) + "\n"


def comma(values):
    return [str(value).replace(".", ",") for value in values]


def counted():
    return range(1, N + 1)


def iris():
    kinds = [("Iris-setosa", "Iris-versicolor", "Iris-virginica")[i // 40] for i in range(N)]
    return rows(real(), real(), real(), real(), kinds) + "\n"


def titanic():
    names = [f'"Surname{i}, Mr. John {i}"' for i in range(N)]
    ages = ["" if i % 5 == 0 else i % 70 for i in range(N)]
    tickets = [f"A/5 {i * 37}" if i % 3 else 100_000 + i * 13 for i in range(N)]
    cabins = ["" if i % 4 else f"C{i}" for i in range(N)]
    head = "PassengerId,Survived,Pclass,Name,Sex,Age,SibSp,Ticket,Fare,Cabin,Embarked\n"
    return head + rows(
        counted(), whole(0, 2), whole(1, 4), names, one_of("male", "female"), ages, whole(0, 4), tickets, real(),
        cabins, one_of("S", "C", "Q"),
    )  # fmt: skip


def adult():
    work = [" ?" if i % 30 == 0 else (" Private", " State-gov", " Self-emp")[i % 3] for i in range(N)]
    return rows(whole(17, 90), work, whole(20_000, 300_000), one_of(" White", " Black"), one_of(" <=50K", " >50K"))


def tumours():
    nuclei = ["?" if i % 60 == 0 else i % 10 + 1 for i in range(N)]
    return rows(1_000_025 + RNG.permutation(90_000)[:N], whole(1, 11), whole(1, 11), nuclei, one_of(2, 4))


def air():
    days = [f"{i % 28 + 1:02d}/{i // 28 + 3:02d}/2004" for i in range(N)]
    hours = [f"{i % 24:02d}.00.00" for i in range(N)]
    blank = [""] * N
    coded = np.where(RNG.random(N) < 0.2, -200, real())
    table = rows(days, hours, comma(coded), comma(real()), comma(real()), blank, blank, sep=";")
    return "Date;Time;CO(GT);T;AH;;\n" + table + ";;;;;;\n" * 5


def mnist():
    pixels = [np.zeros(N, int) if j % 7 == 0 else whole(0, 256) for j in range(784)]
    return rows(whole(0, 10), *pixels)


LAYOUTS = {  # the file -> the sentence that it is taken by, and what is unsure
    "iris.data": (iris, "class: column 5, 3 classes; 4 inputs", ()),
    "wine.data": (
        lambda: rows(sorted(whole(1, 4)), real(), real(), whole(80, 120), whole(300, 1600)),
        "class: column 1, 3 classes; 4 inputs", ("column 1",)),
    "titanic.csv": (
        titanic,
        "class: Survived, 2 classes; 6 inputs; PassengerId left out: it only counts; Name and Ticket left out: nearly"
        " every row has a text of its own; Cabin left out: 75 % of its cells are empty", ()),
    "adult.data": (adult, "class: column 5, 2 classes; 4 inputs", ("column 5",)),
    "wdbc.data": (
        lambda: rows(RNG.permutation(900_000)[:N], one_of("M", "B"), real(), real()),
        "class: column 2, 2 classes; 2 inputs; column 1 left out: nearly every row has a number of its own",
        ("column 2", "column 1")),
    "breast-cancer-wisconsin.data": (
        tumours,
        "class: column 5, 2 classes; 3 inputs; column 1 left out: nearly every row has a number of its own",
        ("column 1",)),
    "housing.data": (
        lambda: " " + rows(real(), real(), whole(0, 2), real(), sep="   "),
        "target: column 4, a number; 3 inputs", ("column 4",)),
    "banknote.txt": (
        lambda: rows(real(), real(), sorted(whole(0, 2))), "class: column 3, 2 classes; 2 inputs", ()),
    "pima.csv": (
        lambda: rows(whole(0, 14), whole(70, 200), real(), whole(0, 2)), "class: column 4, 2 classes; 3 inputs", ()),
    "plant.csv": (
        lambda: "AT,V,AP,RH,PE\n" + rows(*(real() for _ in range(5))), "target: PE, a number; 4 inputs", ("PE",)),
    "energy.csv": (
        lambda: "X1,X2,Y1,Y2,,\n" + rows(real(), whole(2, 6), real(), real(), [""] * N, [""] * N),
        "targets: Y1 and Y2, 2 numbers; 2 inputs", ("Y1 and Y2",)),
    "mnist.csv": (mnist, "class: column 1, 10 classes; 784 inputs", ("column 1",)),
    "air.csv": (air, "target: AH, a number; 4 inputs", ("AH",)),
    "insurance.csv": (
        lambda: "age,sex,smoker,charges\n" + rows(whole(18, 65), one_of("m", "f"), one_of("yes", "no"), real()),
        "target: charges, a number; 3 inputs", ()),
    "diamonds.csv": (
        lambda: '"","carat","color","price"\n' + rows(counted(), real(), one_of("D", "E", "F"), whole(300, 9999)),
        "target: price, a number; 2 inputs; column 1 left out: it only counts", ()),
    "churn.csv": (
        lambda: "gender,tenure,Churn\n" + rows(one_of("Male", "Female"), whole(0, 73), one_of("Yes", "No")),
        "class: Churn, 2 classes; 2 inputs", ()),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_well_known_layout_is_taken_for_what_it_is(name, tmp_path):
    text, sentence, doubts = LAYOUTS[name]
    (tmp_path / name).write_text(text())
    data = load_data(tmp_path / name)
    assert data.notes[0] == sentence
    asked = [doubt for doubt in data.unsure if "--target" in doubt or "--inputs" in doubt]
    assert len(asked) == len(doubts)
    assert all(doubt.startswith(start) for doubt, start in zip(asked, doubts, strict=True))
    assert np.isfinite(data.x).all()


def test_a_code_for_missing_cells_is_said_and_its_column_is_filled(tmp_path):
    (tmp_path / "air.csv").write_text(air())
    plain, told = (load_data(tmp_path / "air.csv", missing_values=codes) for codes in ((), (-200,)))
    place = plain.input_names.index("CO(GT)")
    assert plain.x[:, place].min() == -200
    assert told.x[:, place].min() > -20
