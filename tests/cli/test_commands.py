import argparse
import io
import json
import os
from contextlib import closing

import numpy as np
import pytest

from actviz import RunConfig, Trainer, __version__
from actviz.__main__ import main
from actviz.cli import COMMANDS, config_options, reports
from actviz.cli.list_command import LISTS
from actviz.diagnosis.causes import CAUSES
from actviz.diagnosis.remedies import REMEDIES
from actviz.diagnosis.remedy_record import record_of
from actviz.recording import RecordingWriter, recording_of
from actviz.training import FIELDS
from actviz.training.config.data_fields import CHOICE_FIELDS
from actviz.training.history.notes import Note

FAST = ["--hidden", "6x2", "--steps", "20"]


def json_of(capsys, *arguments):
    assert main(list(arguments)) == 0
    out = capsys.readouterr().out
    return json.loads(out, parse_constant=lambda name: pytest.fail(f"{name} is not JSON"))


def refused(capsys, *arguments):
    """Return the one sentence that a refused command leaves on stderr."""
    assert main(list(arguments)) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("actviz: ")
    assert captured.err.count("\n") == 1
    return captured.err


def test_run_prints_one_json_object_as_promised(capsys):
    result = json_of(
        capsys,
        "run",
        "--activation",
        "relu",
        "--hidden",
        "32x20",
        "--dataset",
        "circle",
        "--steps",
        "50",
        "--json",
        "-",
    )
    assert result["config"] == RunConfig(activation="relu", hidden=(32,) * 20, dataset="circle").to_dict()
    assert result["step"] == 50
    assert set(result) >= {"config", "step", "loss", "accuracy", "test_loss", "test_accuracy", "layers"}
    assert [layer["index"] for layer in result["layers"]] == list(range(1, 22))


def test_a_layers_entry_holds_what_the_trainer_measures(capsys):
    result = json_of(capsys, "run", "--bias-init", "-2", *FAST, "--json")
    trainer = Trainer(RunConfig(bias_init=-2, hidden=(6, 6)))
    trainer.advance(20)
    snapshot = trainer.measure()
    assert result["loss"] == snapshot.loss
    for layer, units, norm in zip(result["layers"], snapshot.units, snapshot.gradient_norms, strict=False):
        assert layer["units"] == 6
        assert layer["gradient_norm"] == norm
        assert layer["dead"] == len(layer["dead_units"]) == units.n_dead
        assert layer["dead_units"] == np.flatnonzero(units.dead).tolist()
        assert layer["active_fraction"] == units.active_fraction.tolist()
        assert layer["saturated_fraction"] == units.saturated_fraction.tolist()


def test_the_output_layer_has_no_dead_units(capsys):
    output = json_of(capsys, "run", *FAST, "--json", "-")["layers"][-1]
    assert (output["units"], output["dead"], output["dead_units"]) == (2, 0, [])


def test_numbers_that_are_not_finite_are_null(capsys):
    result = json_of(capsys, "run", "--init-scale", "100", "--hidden", "32x30", "--steps", "5", "--json", "-")
    assert result["loss"] is None
    assert result["layers"][0]["gradient_norm"] is None
    assert "cannot go on" in result["divergence"]


def test_a_regression_has_no_accuracy(capsys):
    result = json_of(capsys, "run", "--dataset", "plane", *FAST, "--json", "-")
    assert result["accuracy"] is None
    assert result["test_accuracy"] is None
    assert result["test_loss"] > 0


def test_json_can_go_to_a_file(capsys, tmp_path):
    target = tmp_path / "result.json"
    assert main(["run", *FAST, "--json", str(target)]) == 0
    assert capsys.readouterr().out == ""
    assert json.loads(target.read_text())["step"] == 20


def test_without_json_a_table_says_the_same(capsys):
    assert main(["run", "--hidden", "6,5", "--bias-init", "-3", "--steps", "1500"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("step 1,500   loss ")
    assert any(line.startswith("dead units ") and line.endswith("/11") for line in lines)
    assert lines[-1].endswith("(output)")


def test_every_field_of_the_configuration_is_an_option():
    parser = argparse.ArgumentParser()
    config_options.add_config_options(parser)
    given = {a.dest for a in parser._actions}
    assert set(FIELDS) <= given


@pytest.mark.parametrize("name", [n for n, f in FIELDS.items() if n != "data_path"])
def test_an_option_sets_its_field(name):
    parser = argparse.ArgumentParser()
    config_options.add_config_options(parser)
    value = {
        "hidden": (7, 7), "activation": "tanh", "alpha": 0.5, "loss": "cross_entropy", "test_fraction": 0.4,
        "momentum": 0.7, "schedule_factor": 0.5, "n_examples": 77, "noise": 0.25, "vanishing_below": 0.01,
        "target": ("a",), "inputs": ("1", "2"), "ignore": ("a", "b"), "categorical": ("b",), "missing": "median",
        "missing_values": ("-200",), "delimiter": ";", "decimal": ",", "header": True, "task": "regression",
        "rows": 50, "test_file": "test.csv", "dropout": 0.25, "weights_file": "weights.npz",
        "recycle_at": (5, 70),
    }.get(name)  # fmt: skip
    default = getattr(RunConfig(), name)
    if value is None and isinstance(default, bool):
        value = not default
    elif value is None:
        value = list(FIELDS[name].registry)[1] if FIELDS[name].registry else default + 1
    option = "--" + name.replace("_", "-")
    arguments = [option if value else f"--no-{option[2:]}"] if isinstance(value, bool) else [option, _text(value)]
    if FIELDS[name] in CHOICE_FIELDS:
        arguments += ["--data", "a.csv"]
    if name == "nesterov":
        arguments += ["--momentum", "0.5"]
    assert getattr(config_options.config_from(parser.parse_args(arguments)), name) == value


def _text(value):
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("text", "keys"), [
    ("=max(z, a*z)", "=max(z, a*z)"),
    ("relu, =where(z>0, z, min(z, 0)), tanh", ["relu", "=where(z>0, z, min(z, 0))", "tanh"]),
])  # fmt: skip
def test_a_comma_in_brackets_does_not_end_an_activation(capsys, text, keys):
    result = json_of(capsys, "run", "--hidden", "4,4,4", "--activation", text, "--steps", "1", "--json", "-")
    assert result["config"]["activation"] == keys


def test_each_layer_may_be_given_its_activation(capsys):
    result = json_of(capsys, "run", "--hidden", "4,4", "--activation", "relu, tanh", "--steps", "1", "--json", "-")
    assert result["config"]["activation"] == ["relu", "tanh"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--learning-rate", "-0.1"], "learning_rate must be above 0 and at most 1000, got -0.1"),
        (["--learning-rate", "fast"], "learning_rate must be a number, got 'fast'"),
        (["--learning-rate", "nan"], "learning_rate must be a number, got nan"),
        (["--batch-size", "1.5"], "batch_size must be a whole number, got '1.5'"),
        (["--seed", "9" * 400], "seed must be between 0 and 4,294,967,295, got 999"),
        (["--activation", "=z+foo(z)"], "column 3: foo is not known"),
        (["--activation", "rleu"], "unknown activation 'rleu': did you mean 'relu'?"),
        (["--hidden", "32y4"], "hidden layers must be widths such as 12 or 32x4,16,8, got '32y4'"),
        (["--hidden", "0"], "hidden layer 1 must have between 1 and 4,096 units, got 0"),
        (["--steps", "-1"], "steps must be >= 0, got -1"),
        (["--data", "no/such/file.csv"], "file.csv cannot be read: there is no such file"),
        (["--loss", "squared_error"], "does not fit circle"),
        (["--nesterov"], "nesterov needs momentum > 0"),
    ],
)
def test_bad_input_is_one_sentence_and_status_two(capsys, arguments, words):
    assert words in refused(capsys, "run", *arguments)


def test_a_file_that_cannot_be_written_is_one_sentence(capsys, tmp_path):
    assert "cannot be written" in refused(capsys, "run", *FAST, "--json", str(tmp_path))


def test_training_on_a_file_of_ones_own(capsys, tmp_path):
    path = tmp_path / "own.csv"
    rng = np.random.default_rng(0)
    rows = [f"{a},{b},{'yes' if a > b else 'no'}" for a, b in rng.normal(size=(60, 2))]
    path.write_text("a,b,larger\n" + "\n".join(rows) + "\n")
    result = json_of(capsys, "run", "--data", str(path), *FAST, "--json", "-")
    assert result["config"]["data_path"] == str(path)
    assert 0 <= result["test_accuracy"] <= 1


@pytest.mark.parametrize("what", LISTS)
def test_list_names_every_entry_as_text_and_as_json(capsys, what):
    entries = json_of(capsys, "list", what, "--json")
    assert list(entries) == list(LISTS[what])
    assert all(entry["label"] for entry in entries.values())
    assert main(["list", what]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(entries)


def test_version_and_help_end_well(capsys):
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as caught:
            main([option])
        assert caught.value.code == 0
    assert f"actviz {__version__}" in capsys.readouterr().out


def test_the_run_commands_help_explains_every_option(capsys):
    with pytest.raises(SystemExit):
        main(["run", "--help"])
    text = capsys.readouterr().out
    assert text.startswith("usage: actviz run [-h] [--steps STEPS]")
    assert all("--" + name.replace("_", "-") in text for name in FIELDS if name != "data_path")
    assert "--data " in text


def test_a_first_word_that_is_neither_command_nor_file_is_refused(capsys):
    assert f"neither a command ({', '.join(COMMANDS)}) nor a file" in refused(capsys, "no-such-thing")


def test_memory_that_does_not_suffice_is_one_sentence(capsys, monkeypatch):
    def too_large(*_):
        raise MemoryError

    monkeypatch.setattr(config_options, "Trainer", too_large)
    assert "not enough memory" in refused(capsys, "run", *FAST)


def test_a_file_named_before_the_command_is_what_it_trains_on(capsys, tmp_path):
    file = tmp_path / "points.csv"
    file.write_text("a,b,label\n" + "".join(f"{i},{i * i % 7},{i % 2}\n" for i in range(30)))
    for arguments in (["--data", str(file), "run"], [str(file), "run"]):
        result = json_of(capsys, *arguments, *FAST, "--json", "-")
        assert result["config"]["data_path"] == str(file)


@pytest.mark.parametrize("arguments", [["--self-test", "run"], ["--data", "x.csv", "list", "activations"]])
def test_options_of_the_window_are_refused_beside_a_command(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "with the window" in capsys.readouterr().err


def test_theory_prints_q_and_chi_by_layer(capsys):
    arguments = ["--activation", "tanh", "--sigma-w", "1.0", "--sigma-b", "0", "--depth", "19", "--json", "-"]
    result = json_of(capsys, "theory", *arguments)
    assert set(result) >= {"activation", "sigma_w", "sigma_b", "depth", "q", "chi", "log10_gradient"}
    assert (result["activation"], result["sigma_w"], result["sigma_b"], result["depth"]) == ("tanh", 1.0, 0.0, 19)
    assert [len(result[name]) for name in ("q", "chi", "log10_gradient")] == [19, 19, 19]
    assert result["q"][0] == 1.0
    assert np.log10(result["chi"]).sum() == pytest.approx(-1.42, abs=0.006), "the published figure"
    assert result["sum_log10_chi"] == pytest.approx(np.log10(result["chi"]).sum())
    assert result["critical_sigma_w"] == pytest.approx(1.0)


def test_theory_as_a_table_has_a_line_for_each_layer(capsys):
    assert main(["theory", "--activation", "leaky_relu", "--alpha", "1", "--q0", "4", "--depth", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "χ = 1 at σ_w 1:" in lines[1]
    assert [line.split() for line in lines[3:6]] == [[str(i), "4", "1", "0.000"] for i in (1, 2, 3)]


def test_what_theory_cannot_say_is_null(capsys):
    result = json_of(capsys, "theory", "--activation", "softplus", "--sigma-w", "0", "--depth", "2", "--json")
    assert result["critical_sigma_w"] is None
    assert result["critical_reason"]
    assert result["log10_gradient"] == [None, None]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--activation", "rleu"], "unknown activation 'rleu': did you mean 'relu'?"),
        (["--sigma-w", "x"], "sigma_w must be a number, got 'x'"),
        (["--sigma-w", "-1"], "sigma_w must be between 0 and 1e+06, got -1"),
        (["--sigma-b", "nan"], "sigma_b must be between 0 and 1e+06, got nan"),
        (["--q0", "-3"], "q0 must be between 0 and 1e+12, got -3"),
        (["--depth", "0"], "depth must be between 1 and 10,000, got 0"),
        (["--depth", "2.5"], "depth must be a whole number, got '2.5'"),
        (["--alpha", "0.1"], "alpha goes with an activation that has a parameter; relu has none"),
        (["--activation", "elu", "--alpha", "-2"], "alpha must be between 0 and 10, got -2"),
        (["--json", "/no/such/folder/x"], "cannot be written"),
    ],
)
def test_theory_refuses_bad_values_in_one_sentence(capsys, arguments, words):
    assert words in refused(capsys, "theory", *arguments)


def test_check_holds_back_propagation_against_differences(capsys):
    result = json_of(capsys, "check", "--hidden", "6x2", "--activation", "gelu", "--steps", "5", "--json")
    assert result["step"] == 5
    assert result["right"] is True
    assert result["verdict"].startswith("Back-propagation is right")
    assert [layer["layer"] for layer in result["layers"]] == [1, 2, 3]
    assert all(layer["largest_error"] < 1e-6 for layer in result["layers"])


def test_check_prints_a_table_and_a_verdict(capsys):
    assert main(["check", "--hidden", "4x2"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("step 0 ")
    assert len(lines) == 2 + 3 + 1
    assert lines[-1].startswith("Back-propagation is right: largest relative error ")


def test_check_refuses_what_run_refuses(capsys):
    assert "steps must be >= 0" in refused(capsys, "check", "--steps", "-1")


def test_run_lists_deaths_with_causes_that_add_up(capsys):
    options = ["--hidden", "12x8", "--learning-rate", "0.3", "--seed", "2", "--steps", "300"]
    result = json_of(capsys, "run", *options, "--json")
    events, counts = result["events"], result["event_counts"]
    assert len([e for e in events if e["kind"] == "death"]) == counts["deaths"] > 0
    assert len([e for e in events if e["kind"] == "revival"]) == counts["revivals"]
    causes = [e["cause"] for e in events if e["cause"] is not None]
    assert causes
    for cause in causes:
        assert cause["kind"] == ("earlier layers" if cause["inputs"] < cause["own"] else "own step")
        assert cause["own"] + cause["inputs"] == pytest.approx(cause["z_after"] - cause["z_before"], abs=1e-9)
    dead = {(i["index"], unit) for i in result["layers"] for unit in i["dead_units"]}
    assert dead <= {(e["layer"], e["unit"]) for e in events}


def test_json_counts_layers_from_1_and_units_from_0_as_the_python_api_does(capsys):
    options = ["--hidden", "6x2", "--bias-init", "-50", "--steps", "1"]
    result = json_of(capsys, "run", *options, "--json")
    assert [layer["index"] for layer in result["layers"]] == [1, 2, 3]
    assert [layer["dead_units"] for layer in result["layers"]] == [[0, 1, 2, 3, 4, 5]] * 2 + [[]]
    assert {(event["layer"], event["unit"]) for event in result["events"]} == {(i, k) for i in (1, 2) for k in range(6)}


def test_the_text_report_counts_layers_from_1(capsys):
    assert main(["run", "--hidden", "6x2", "--steps", "1"]) == 0
    table = capsys.readouterr().out.splitlines()[-3:]
    assert [line.split()[0] for line in table] == ["1", "2", "3"]
    assert "output" in table[-1]


def test_a_report_keeps_the_latest_events_and_counts_all(capsys, monkeypatch):
    monkeypatch.setattr(reports, "MOST_EVENTS", 3)
    result = json_of(capsys, "run", "--hidden", "8x2", "--bias-init", "-50", "--steps", "2", "--json")
    assert len(result["events"]) == 3
    assert result["event_counts"]["born_dead"] == 16
    assert result["events"][0]["cause"] is None


def test_run_prints_the_verdict_in_one_line(capsys):
    assert main(["run", "--steps", "300", "--activation", "sigmoid", "--initializer", "xavier_normal"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("The gradient vanishes") and "layer 1 ÷ output" in line]


def test_the_json_report_holds_the_diagnosis(capsys):
    found = json_of(capsys, "run", "--bias-init", "-2", "--hidden", "12x8", "--steps", "20", "--json")["diagnosis"]
    verdict = found["verdict"]
    assert (found["step"], verdict["key"], verdict["severity"]) == (20, "dead_layer", "critical")
    assert verdict["evidence"]["dead units"].endswith(" of 96")
    offered = {each["remedy"]: (each["label"], each["changes"]) for each in verdict["suggestions"]}
    assert offered["bias_zero"] == ("Biases start at 0", {"bias_init": 0.0})


def test_a_file_gives_the_configuration_and_options_override_it(capsys, tmp_path):
    file = tmp_path / "own.toml"
    file.write_text('activation = "tanh"\nhidden = "5x2"\nlearning_rate = 0.5\n')
    result = json_of(capsys, "run", "--config", str(file), "--learning-rate", "0.25", "--steps", "1", "--json")
    assert result["config"] == RunConfig(activation="tanh", hidden=(5, 5), learning_rate=0.25).to_dict()


def test_what_print_config_prints_is_taken_back(capsys, monkeypatch):
    assert main(["run", "--hidden", "4,3", "--optimizer", "adam", "--print-config"]) == 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(capsys.readouterr().out.encode())))
    result = json_of(capsys, "run", "--config", "-", "--steps", "1", "--json")
    assert result["config"] == RunConfig(hidden=(4, 3), optimizer="adam").to_dict()


def test_of_several_lanes_in_a_file_one_is_named(capsys, tmp_path):
    file = tmp_path / "two.toml"
    file.write_text('hidden = [3]\n[[lane]]\nname = "one"\n[[lane]]\nname = "two"\nactivation = "elu"\n')
    assert "lanes 'one', 'two': name one of them with --lane" in refused(capsys, "run", "--config", str(file))
    result = json_of(capsys, "run", "--config", str(file), "--lane", "two", "--steps", "1", "--json")
    assert result["config"]["activation"] == "elu"


def test_lanes_without_a_name_of_their_own_are_chosen_by_number(capsys, tmp_path):
    file = tmp_path / "three.toml"
    lanes = ['activation = "elu"', 'name = "x"\nactivation = "tanh"', 'name = "x"\nactivation = "selu"']
    file.write_text("hidden = [3]\n" + "".join(f"[[lane]]\n{lane}\n" for lane in lanes))
    assert "lanes 1, 2, 3: name one of them with --lane" in refused(capsys, "run", "--config", str(file))
    assert "several lanes 'x'" in refused(capsys, "run", "--config", str(file), "--lane", "x")
    for lane, key in (("1", "elu"), ("3", "selu")):
        result = json_of(capsys, "run", "--config", str(file), "--lane", lane, "--steps", "1", "--json")
        assert result["config"]["activation"] == key


def test_a_lane_without_a_configuration_is_refused(capsys):
    assert "there is no --config" in refused(capsys, "run", "--lane", "A", *FAST)


@pytest.mark.parametrize("arguments", [["show"], ["export", "--csv", "x.csv"], ["run", "--config"]])
def test_a_folder_in_place_of_a_file_is_called_one(capsys, tmp_path, arguments):
    assert "a folder" in refused(capsys, *arguments, str(tmp_path))


def test_a_pipe_in_place_of_a_configuration_is_not_waited_for(capsys, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert "is not a regular file" in refused(capsys, "run", "--config", str(tmp_path / "pipe"))


def test_a_configuration_of_gigabytes_is_not_read_whole(capsys, tmp_path):
    with (tmp_path / "large.toml").open("wb") as file:
        file.truncate(10**10)
    assert "more than 800,000 bytes" in refused(capsys, "run", "--config", str(tmp_path / "large.toml"))


@pytest.mark.parametrize(
    "option", ["--seed", "--learning-rate", "--activation", "--hidden", "--optimizer", "--json", "--config"]
)
def test_a_value_of_thousands_of_signs_is_cut_in_the_message(capsys, option):
    assert len(refused(capsys, "run", *FAST, option, "x" * 200 + "/" + "9" * 3_000)) < 420


@pytest.mark.parametrize("arguments", [
    ["run", "--steps", "9" * 5_000], ["run", "--steps", "9" * 4_000], ["run", "--steps", "1_000"],
    ["run", "--steps", "-" + "9" * 99], ["list", "x" * 3_000], ["--" + "x" * 3_000],
    ["show", "x.actviz", "--step", "9" * 4_000], ["run", "x" * 3_000],
])  # fmt: skip
def test_a_usage_error_is_short_too(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.splitlines()[-1]) < 400


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "cannot be read: No such file"), (b"\xff\xfe", "is not UTF-8 text"), (b"seed = = 1", "line 1, column 8")],
)
def test_a_configuration_file_that_cannot_be_used_is_one_sentence(capsys, tmp_path, content, words):
    file = tmp_path / "bad.toml"
    if content is not None:
        file.write_bytes(content)
    assert words in refused(capsys, "run", "--config", str(file))


def test_a_recorded_run_is_shown_at_any_step_as_if_it_had_just_come_to_it(capsys, tmp_path):
    target = str(tmp_path / "run.actviz")
    assert main(["record", "--hidden", "6,6", "--steps", "700", "--out", target]) == 0
    capsys.readouterr()
    for step in (0, 300, 700):
        main(["run", "--hidden", "6,6", "--steps", str(step), "--json", "-"])
        run = capsys.readouterr().out
        assert main(["show", target, "--step", str(step), "--json", "-"]) == 0
        assert capsys.readouterr().out == run


@pytest.fixture
def recording_with_notes(tmp_path):
    """A recording of two lanes, with notes."""
    one = Trainer(RunConfig(hidden=(4,), n_examples=40))
    other = Trainer(one.config.replace(activation="tanh"), examples=one.examples)
    for trainer in (one, other):
        trainer.advance(50)
    notes = (Note(7, "both fall\nfast"), Note(30, "<b>tanh</b> & more", 2))
    with closing(RecordingWriter(tmp_path / "notes.actviz")) as writer:
        writer.write(recording_of([one, other], step_notes=notes))
    return str(tmp_path / "notes.actviz")


def test_show_lists_the_notes_by_steps(capsys, recording_with_notes):
    assert main(["show", recording_with_notes]) == 0
    out = capsys.readouterr().out
    assert out.endswith("note at step 7: both fall\n    fast\nnote at step 30, lane B: <b>tanh</b> & more\n")
    assert main(["show", recording_with_notes, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == [
        {"step": 7, "lane": None, "text": "both fall\nfast"},
        {"step": 30, "lane": "B", "text": "<b>tanh</b> & more"},
    ]


def test_a_report_from_a_recording_lists_its_notes_once(recording_with_notes, tmp_path):
    assert main(["export", recording_with_notes, "--report", str(tmp_path / "report.html")]) == 0
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert html.count("both fall<br>fast") == 1
    assert html.count("&lt;b&gt;tanh&lt;/b&gt; &amp; more") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--step", "51"], "step must be between 0 and 50"),
        (["--step", "-1"], "step must be between 0 and 50"),
        (["--lane", "Z"], "has no lane 'Z': it has 'A'"),
    ],
)
def test_what_a_recording_does_not_have_cannot_be_shown(capsys, tmp_path, arguments, sentence):
    target = str(tmp_path / "run.actviz")
    main(["record", "--hidden", "4", "--steps", "50", "--out", target])
    capsys.readouterr()
    assert sentence in refused(capsys, "show", target, *arguments)


@pytest.mark.parametrize("name", ["run.txt", "nowhere/run.actviz"])
def test_a_run_is_recorded_only_under_a_name_that_can_be(capsys, tmp_path, name):
    assert "cannot be written: --out must name a file .actviz" in refused(
        capsys, "record", "--out", str(tmp_path / name)
    )


def test_a_file_that_is_no_recording_cannot_be_shown(capsys, tmp_path):
    (tmp_path / "run.actviz").write_text("no")
    assert "run.actviz is not a session of actviz" in refused(capsys, "show", str(tmp_path / "run.actviz"))


def test_the_text_report_lists_the_changes_that_may_help_with_their_record(capsys):
    arguments = ["run", "--steps", "300", "--activation", "sigmoid", "--initializer", "xavier_normal"]
    assert main(arguments) == 0
    told = capsys.readouterr().out
    suggestions = json_of(capsys, *arguments, "--json")["diagnosis"]["verdict"]["suggestions"]
    for each in suggestions:
        known = "" if each["helped"] is None else f" (helped in {each['helped']} of {each['tried']} runs)"
        assert f"  try: {each['label']}{known}\n" in told


def test_a_suggestion_in_json_names_its_remedy_and_the_finding_its_cause(capsys):
    found = json_of(capsys, "run", "--bias-init", "-2", "--steps", "20", "--json")["diagnosis"]
    for finding in (found["verdict"], *found["because"], *found["also"]):
        assert finding["cause"] in CAUSES
        for each in finding["suggestions"]:
            count = record_of(finding["cause"]).get(each["remedy"])
            assert (each["helped"], each["tried"]) == ((count.helped, count.tried) if count else (None, None))


def test_remedies_are_listed_with_the_number_of_runs_in_which_they_helped(capsys):
    listed = json_of(capsys, "list", "remedies", "--json")
    assert set(listed) == set(REMEDIES)
    for key, entry in listed.items():
        for cause, counts in entry["causes"].items():
            count = record_of(cause).get(key)
            assert counts == (None if count is None else [count.helped, count.tried])


def test_find_rate_prints_the_conclusions_and_in_json_the_curves(capsys):
    arguments = ["find-rate", "--hidden", "8x3", "--sweep-steps", "60", "--from", "1e-5", "--to", "1"]
    assert main(arguments) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:5]] == ["Learns", "Suggested", "First rate that kills", "Diverges"]
    result = json_of(capsys, *arguments, "--json", "-")
    assert result["rates"][0] == pytest.approx(1e-5)
    n = len(result["rates"])
    assert all(len(result[name]) == n for name in ("loss", "smoothed_loss", "update_ratio", "deaths"))
    assert str(result["suggested"]) in lines[2]


def test_find_rate_begins_after_the_steps_that_it_is_told(capsys):
    first, later = (
        json_of(capsys, "find-rate", "--hidden", "8x3", "--sweep-steps", "50", "--steps", n, "--json", "-")
        for n in ("0", "150")
    )
    assert (first["step"], later["step"]) == (0, 150)
    assert later["first_loss"] < first["first_loss"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "x"], "learning_rate must be a number"),
        (["--from", "0"], "learning_rate"),
        (["--from", "1", "--to", "0.1"], "higher learning rate"),
        (["--sweep-steps", "3"], "50 to 10,000 steps"),
        (["--steps", "-1"], "steps must be >= 0"),
    ],
)
def test_find_rate_refuses_bad_values_in_one_sentence(capsys, arguments, words):
    assert words in refused(capsys, "find-rate", *arguments)
