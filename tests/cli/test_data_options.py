"""What the command line says about a file of data, and what it can be told."""

import json

import numpy as np
import pytest

from actviz.__main__ import main
from actviz.recording import read_recording
from actviz.training.config.text_format import read_text

FAST = ["--hidden", "4", "--steps", "5"]


@pytest.fixture
def flowers(tmp_path):
    """A file with an Id, a category, two measurements, a grade and a price."""
    rng = np.random.default_rng(0)
    rows = [
        f"{i},{a:.3f},{'red' if i % 3 else 'blue'},{b:.3f},{i % 4},{a + b:.3f}"
        for i, (a, b) in enumerate(rng.normal(size=(60, 2)), 1)
    ]
    path = tmp_path / "flowers.csv"
    path.write_text("Id,a,shade,b,grade,size\n" + "\n".join(rows) + "\n")
    return str(path)


def ran(capsys, *arguments):
    """Run a command; return what it printed to standard output and to standard error."""
    assert main(["run", *arguments, *FAST]) == 0
    return capsys.readouterr()


def test_what_was_taken_and_left_out_is_printed_and_what_is_unsure_is_said_once_on_stderr(capsys, flowers):
    printed = ran(capsys, "--data", flowers)
    assert "target: size, a number; 4 inputs; Id left out: it only counts" in printed.out
    assert printed.err.count("--target") == 1
    assert "size" in printed.err


def test_the_options_choose_and_what_is_sure_is_not_asked(capsys, flowers):
    printed = ran(capsys, "--data", flowers, "--target", "grade", "--ignore", "size,b")
    assert "class: grade, 4 classes; 2 inputs" in printed.out
    assert printed.err == ""


def test_json_holds_the_notes_and_the_choices(capsys, flowers):
    printed = ran(capsys, "--data", flowers, "--target", "grade", "--rows", "40", "--json", "-")
    found = json.loads(printed.out)
    assert found["data"]["targets"] == ["grade"]
    assert any("random sample of 40 of 60 rows" in note for note in found["data"]["notes"])
    assert (found["config"]["target"], found["config"]["rows"]) == (["grade"], 40)


def test_a_printed_configuration_reads_the_file_in_the_same_way(capsys, flowers, tmp_path):
    options = ["--data", flowers, "--target", "grade", "--categorical", "shade", "--ignore", "Id,size"]
    assert main(["run", *options, "--print-config"]) == 0
    toml = capsys.readouterr().out
    assert read_text(toml)[0].config.ignore == ("Id", "size")
    (tmp_path / "config.toml").write_text(toml)
    assert main(["run", "--config", str(tmp_path / "config.toml"), *FAST]) == 0
    again = capsys.readouterr().out
    assert ran(capsys, *options).out == again


def test_coded_cells_are_hinted_at_with_the_option_that_takes_them_as_missing(capsys, tmp_path):
    rng = np.random.default_rng(1)
    path = tmp_path / "air.csv"
    rows = [f"{a:.2f},{-200 if i % 9 == 0 else b:.2f},{i % 2}" for i, (a, b) in enumerate(rng.normal(size=(90, 2)))]
    path.write_text("co,no,class\n" + "\n".join(rows) + "\n")
    assert "--missing-values=-200" in ran(capsys, "--data", str(path)).out
    printed = ran(capsys, "--data", str(path), "--missing-values=-200").out
    assert "no (10)" in printed
    assert "-200" not in printed


def test_a_recording_holds_the_choices_and_the_notes(capsys, flowers, tmp_path):
    out = str(tmp_path / "run.actviz")
    assert main(["record", "--data", flowers, "--target", "grade", "--out", out, *FAST]) == 0
    assert "class: grade" in capsys.readouterr().out
    recording = read_recording(out)
    assert recording.lanes[0].config.target == ("grade",)
    assert recording.data.notes[0].startswith("class: grade")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--target", "a"], "target says how a file of data is read, and there is none"),
        (["--data", "FILE", "--target", "grad"], "has no column 'grad': did you mean 'grade'?"),
        (["--data", "FILE", "--missing", "mean"], "missing must be 'drop' or 'median', got 'mean'"),
        (["--data", "FILE", "--rows", "0"], "rows must be between 2 and 200,000, got 0"),
        (["--data", "FILE", "--test-file", "gone.csv"], "gone.csv cannot be read"),
        (["--data", "FILE", "--target", 'a"b'], "has no column"),
    ],
)
def test_a_choice_that_does_not_fit_is_one_sentence(capsys, flowers, options, words):
    assert main(["run", *[flowers if option == "FILE" else option for option in options], *FAST]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert words in printed.err
    assert printed.err.count("\n") == 1


@pytest.mark.parametrize("option", [["--no-header"], ["--header", "no"]])
def test_a_header_of_numbers_may_be_an_example(capsys, tmp_path, option):
    path = tmp_path / "numbered.csv"
    path.write_text("0,1,2\n5.1,3.5,0\n4.9,3.0,0\n6.3,3.3,1\n5.8,2.7,1\n")
    assert "class: 2, 2 classes" in ran(capsys, "--data", str(path)).out
    assert "class: column 3" in ran(capsys, "--data", str(path), *option, "--task", "classification").out
