import csv
import io
import re

import numpy as np
import pytest

from actviz import RunConfig, Trainer
from actviz.export.exported_run import exported
from actviz.export.spreadsheet import cell_text, tab_separated
from actviz.export.tables import TABLES, csv_text, table

HOSTILE = [
    "=1+2", "+1+2", "-1+2", "@SUM(1)", "\t=1", "\r=1", "\n=1", "  =1+2", "=1+2|' /C calc'!A0", '="a";"b"', "x;=1+2",
    "x\t=1", "=z*sigmoid(z)", "＝1+2", "-", "+", '";=1', "-x",
]  # fmt: skip


def formulas(cells):
    """Return the cells that a spreadsheet would compute."""
    return [c for c in cells if re.match(r"\s*[=+\-@＝＋－＠]", c) and not re.fullmatch(r"[-+]?[\d.]+(e[-+]?\d+)?", c)]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_name_stays_text_in_a_spreadsheet(text):
    assert formulas([cell_text(text)]) == []
    assert cell_text(text).replace("'", "").split() == text.replace("'", "").split()


@pytest.mark.parametrize("text", ["-1.5", "+3", "1e-7", "-2.5e+30", "A", "relu", "a-b", "x = 1", "it's; that", ""])
def test_numbers_and_plain_names_stay_as_they_are(text):
    assert cell_text(text) == text


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("separator", [",", ";"])
def test_no_cell_of_the_exported_tables_is_a_formula(name, separator):
    trainer = Trainer(RunConfig(hidden=(4, 3), n_examples=40, activation="relu", learning_rate=1.0, bias_init=-2))
    trainer.advance(5)
    trainer.apply({"activation": "=z*sigmoid(z)"})
    trainer.advance(5)
    run = exported(trainer, name)
    for key in TABLES:
        text = csv_text(table(key, [run])).decode()
        for row in csv.reader(io.StringIO(text), delimiter=separator):
            assert formulas(row) == []


def test_negative_numbers_of_the_tables_stay_numbers():
    columns = {"a": np.array([-1.5, np.nan]), "-b": np.array(["-x", "-2"])}
    assert csv_text(columns).decode() == "a,'-b\n-1.5,'-x\n,-2\n"


def test_a_copied_table_has_one_line_for_each_row_and_no_formula():
    assert tab_separated([["step", "=a"], [1, -0.5], ["x\ty\n=1", 2]]) == "step\t'=a\n1\t-0.5\nx y =1\t2"
