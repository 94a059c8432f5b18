import re
import shlex
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtGui import QImage

from actviz import RunConfig, Trainer
from actviz.__main__ import main
from actviz.diagnosis.diagnosis import diagnose
from actviz.export.charts import Line, decades, layer_axis, line_chart, linear_axis, png
from actviz.export.exported_run import Cancelled, Remark, exported
from actviz.export.report import report_html, write_report
from actviz.export.report_lists import command
from actviz.training.config.text_format import read_text
from actviz.training.history.notes import NamedNote
from actviz.training.snapshot import Cause, UnitEvent

VOID = {"meta", "br", "link", "img"}


class Outline(HTMLParser):
    """Checks that tags are closed in order, and gathers the text and every address."""

    def __init__(self):
        super().__init__()
        self.open, self.texts, self.addresses, self.tags = [], [], [], []

    def handle_starttag(self, tag, attributes):
        self.handle_startendtag(tag, attributes)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)
        self.addresses += [value for name, value in attributes if name in ("src", "href", "xlink:href")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.texts).split())


def outline(html):
    page = Outline()
    page.feed(html)
    assert page.open == []
    return page


def test_a_report_says_what_was_measured(trainer):
    run = exported(trainer)
    text = outline(report_html([run], "on a Tuesday")).text
    snapshot = run.snapshot
    assert f"{snapshot.n_dead} of 12 units dead" in text
    assert f"{snapshot.loss:.4g}" in text
    assert f"{snapshot.first_last_ratio:.4g}" in text
    assert "learning rate 0.5 → 0.25" in text
    assert "on a Tuesday" in text


def test_a_report_needs_nothing_from_elsewhere_and_runs_nothing(pair):
    page = outline(report_html(pair))
    assert page.addresses
    assert all(address.startswith("data:image/png;base64,") for address in page.addresses)
    assert "script" not in page.tags
    assert not re.search(r"url\(|@import|https?://", report_html(pair))


def test_whatever_a_user_typed_is_text_and_never_markup(pair):
    evil = '<script>alert("1")</script>&amp;'
    remark = Remark(evil, evil)
    facts = replace(pair[0].facts, source=evil)
    runs = [replace(run, name=evil, facts=facts, diagnosis=(remark,)) for run in pair]
    config = runs[0].snapshot.config.replace(data_path=evil)
    runs[0] = replace(runs[0], snapshot=replace(runs[0].snapshot, config=config))
    page = outline(report_html(runs))
    assert "script" not in page.tags
    assert page.text.count('<script>alert("1")</script>&amp;') >= 5


def test_notes_are_listed_by_steps_with_their_lanes_and_as_text(pair):
    about_all, of_b = NamedNote(20, None, "both <i>fall</i>\nfast"), NamedNote(3, pair[1].name, "stands still")
    runs = [replace(pair[0], notes=(about_all,)), replace(pair[1], notes=(of_b, about_all))]
    text = outline(report_html(runs)).text
    notes = text[text.index("Notes") : text.index("Configuration")]
    assert " ".join(notes.split()) == ("Notes lane step note my, <b>B</b> 3 stands still all 20 both <i>fall</i> fast")
    assert "Notes" not in outline(report_html(pair)).text


def test_the_command_and_the_line_in_a_report_give_the_configuration_back(trainer, capsys):
    config = RunConfig(hidden=(5, 5), activation=("relu", "tanh"), standardize=False, momentum=0.5, nesterov=True)
    words = shlex.split(command(config, 0))
    assert words[:2] == ["actviz", "run"]
    assert main([*words[1:], "--print-config"]) == 0
    assert read_text(capsys.readouterr().out)[0].config == config
    line = re.search(r"<pre>(actviz: .*?)</pre>", report_html([exported(trainer)]))[1]
    assert read_text(line)[0].config == trainer.config


def test_deaths_are_listed_with_their_cause(trainer):
    cause = Cause(40, 41, 7, 0.5, -0.25, -0.6, -0.1, -0.15, 0.5, 0.02)
    trainer.history.events.append(UnitEvent(41, 2, 3, "death", 30, 41, cause))
    text = outline(report_html([exported(trainer)])).text
    assert "31 to 41 2 4 died moved by its own weights and bias: z 0.5 → −0.25 on example 8" in text


def test_a_diagnosis_is_told_where_there_is_one(pair):
    runs = [replace(pair[0], diagnosis=(Remark("Units die", "Because of the learning rate.", True),)), pair[1]]
    assert "Units die Because of the learning rate." in outline(report_html(runs)).text
    assert "Diagnosis" not in outline(report_html([replace(run, diagnosis=()) for run in pair])).text


def test_the_diagnosis_of_a_report_is_the_one_of_the_rules():
    trainer = Trainer(RunConfig(hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal"))
    trainer.advance(300)
    text = outline(report_html([exported(trainer)])).text
    assert "The gradient vanishes" in text
    assert "gradient, layer 1 ÷ output (typical)" in text


def test_a_report_lists_the_changes_that_may_help_with_their_record():
    trainer = Trainer(RunConfig(hidden=(12,) * 8, activation="sigmoid", initializer="xavier_normal"))
    trainer.advance(300)
    verdict = diagnose(trainer).verdict
    assert verdict.suggestions
    text = outline(report_html([exported(trainer)])).text
    assert all(str(suggestion) in text for suggestion in verdict.suggestions)


@pytest.mark.parametrize("steps", [0, 1, 3])
def test_a_run_of_hardly_any_steps_has_a_report(steps):
    trainer = Trainer(RunConfig(hidden=(3,), dataset="plane", test_fraction=0.0))
    trainer.advance(steps)
    outline(report_html([exported(trainer)]))


def test_a_diverged_and_a_constant_network_have_reports():
    diverged = Trainer(RunConfig(hidden=(32,) * 6, learning_rate=1000.0, init_scale=10.0))
    diverged.advance(200)
    constant = Trainer(RunConfig(hidden=(4, 4), bias_init=-90.0))
    constant.advance(10)
    for trainer, words in ((diverged, "diverged"), (constant, "dead layer 1, 2")):
        assert words in outline(report_html([exported(trainer)])).text


def test_a_lane_that_diverges_does_not_flatten_the_losses_of_the_others(pair):
    steps = pair[0].history.steps
    history = replace(pair[1].history, loss=np.geomspace(0.7, 1e24, len(steps)))
    assert "loss, logarithmic" in report_html([pair[0], replace(pair[1], history=history)])
    assert "loss, logarithmic" not in report_html(pair)


def test_a_report_that_is_called_off_is_not_written(pair, tmp_path):
    def stop(done):
        if done > 0:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report(pair, tmp_path / "r.html", progress=stop)
    assert list(tmp_path.iterdir()) == []


# Charts


def test_a_line_has_gaps_where_a_logarithmic_axis_has_no_place():
    y = np.array([1.0, 0.1, 0.0, np.nan, 10.0, 1.0])
    x = np.arange(6)
    svg = line_chart("t", [Line("a", x, y, "l0")], linear_axis(x), decades(y), "x", "y")
    path = next(p for p in ElementTree.fromstring(svg).iter("path") if p.get("class") == "line l0").get("d")
    assert path.count("M") == 2
    assert path.count("L") == 2


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([0, 10], (0, 2, 4, 6, 8, 10)),
        ([0.0, 0.7], (0, 0.2, 0.4, 0.6)),
        ([3, 3], (2.5, 3.0, 3.5, 4.0)),
        ([np.nan], (0, 0.2, 0.4, 0.6, 0.8, 1.0)),
    ],
)
def test_ticks_are_round_numbers(values, ticks):
    assert linear_axis(np.array(values, float)).ticks == pytest.approx(ticks)


def test_decades_and_layers_have_few_ticks():
    axis = decades(np.array([3e-9, 0.0, 2.0]))
    assert (axis.low, axis.high) == (-9, 1)
    assert len(axis.ticks) <= 6
    assert layer_axis(9).ticks == tuple(range(1, 10))
    assert len(layer_axis(200).ticks) <= 12


def test_a_png_is_what_was_drawn():
    picture = np.random.default_rng(0).integers(0, 256, (3, 5, 3)).astype(np.uint8)
    image = QImage.fromData(png(picture))
    read = [[image.pixelColor(x, y).getRgb()[:3] for x in range(5)] for y in range(3)]
    assert np.array_equal(read, picture)
