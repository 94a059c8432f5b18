"""The report's charts of the three magnitudes by layer: their numbers are the snapshot's, and words say what fades."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from actviz import RunConfig, Trainer
from actviz.diagnosis.gradient_band import measured_band
from actviz.diagnosis.theory_at_step_0 import predicted_gradient
from actviz.export.charts import BOTTOM_PX, HEIGHT_PX
from actviz.export.exported_run import Cancelled, exported
from actviz.export.report import report_html, write_report
from actviz.export.report_magnitudes import magnitudes_html
from actviz.training.pieces import finished

FADING = RunConfig(
    dataset="digits", hidden=(16,) * 10, activation="tanh", initializer="xavier_normal", init_scale=0.4, n_examples=200
)
MAGNITUDES = {"weight gradient": "gradient_rms", "backward signal": "backward", "signal": "signal"}


@pytest.fixture(scope="module")
def run():
    trainer = Trainer(FADING)
    trainer.measure()
    trainer.advance(20)
    return exported(trainer)


def chart(html):
    return ElementTree.fromstring(re.search(r"<svg.*?</svg>", html, re.DOTALL)[0])


def read(number):
    """Return the value of a number as it is written for a reader: 0.25, 3.2·10⁻⁶, 10⁻⁵."""
    factor, power = re.fullmatch(r"(?:([\d.]+?)(?:·|$))?(?:10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?", number).groups()
    exponent = (power or "⁰").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(factor or 1.0) * 10.0 ** int(exponent)


def marks(svg, name):
    """Return what the marks of a line say, and the values that their places stand for on the axis."""
    found = [c for c in svg.iter("circle") if c.find("title").text.startswith(f"{name}, step")]
    said = [read(c.find("title").text.rsplit(": ", 1)[1]) for c in found]
    return np.array(said), values(svg, [float(c.get("cy")) for c in found])


def values(svg, ys):
    ticks = [t for t in svg.iter("text") if t.get("class") == "tick end"]
    logs, at = [np.log10(read(t.text)) for t in ticks], [float(t.get("y")) - 4.0 for t in ticks]
    decade_px = (at[0] - at[-1]) / (logs[-1] - logs[0])
    return 10.0 ** (logs[0] + (at[0] - np.array(ys)) / decade_px)


def path(svg, start):
    found = next(p for p in svg.iter("path") if (p.findtext("title") or "").startswith(start))
    return np.array([[float(n) for n in pair] for pair in re.findall(r"([\d.]+) ([\d.]+)", found.get("d"))])


@pytest.mark.parametrize("name", MAGNITUDES)
def test_the_charts_numbers_are_those_of_the_snapshot(run, name):
    measured = getattr(run.snapshot, MAGNITUDES[name])
    said, drawn = marks(chart(magnitudes_html([run])), name)
    before, now = said[: len(measured)], said[len(measured) :]
    assert now == pytest.approx(measured, rel=1e-3)
    assert drawn[len(measured) :] == pytest.approx(measured, rel=0.02)
    recorded = {"weight gradient": run.history.start.rms, "backward signal": run.history.backward[0]}
    assert before == pytest.approx(recorded.get(name, run.history.signal[0]), rel=1e-3)


def test_the_line_of_theory_and_its_band_are_drawn_where_they_are(run):
    svg = chart(magnitudes_html([run]))
    line = values(svg, path(svg, "mean field")[:, 1])
    assert line == pytest.approx(10.0 ** predicted_gradient(run.facts, run.history.start)[0], rel=0.02)
    band = values(svg, path(svg, "90 % of networks")[:, 1])
    low, high = 10.0 ** finished(measured_band(run.facts, run.facts.config)).around(run.history.start)
    assert band == pytest.approx([*low, *high[::-1]], rel=0.02)


def test_without_a_line_there_is_no_band():
    trainer = Trainer(FADING.replace(initializer="rai"))
    html = magnitudes_html([exported(trainer)])
    assert "mean field" not in html
    assert "90 %" not in html


def test_a_band_that_leaves_the_axis_ends_at_its_edge():
    trainer = Trainer(RunConfig(hidden=(2,) * 12, initializer="pytorch", init_scale=3.0, n_examples=40))
    svg = chart(magnitudes_html([exported(trainer)]))
    ys = path(svg, "90 % of networks")[:, 1]
    assert ys.max() == HEIGHT_PX - BOTTOM_PX
    assert ys.min() > 0.0


def test_the_three_ratios_are_told_with_which_of_them_vanish(run):
    s = run.snapshot
    assert s.backward_ratio < s.config.vanishing_below < s.first_last_ratio
    html = magnitudes_html([run])
    cells = re.findall(r"<td>(.*?)</td>", html)
    assert [read(cell) for cell in cells] == pytest.approx(
        [s.backward_ratio, s.forward_ratio, s.first_last_ratio], rel=0.06
    )
    words = re.search(r"<p>(The [^<]*)</p>", html)[1]
    vanishing, rest = words.split(";")
    assert "backward signal" in vanishing
    assert "weight gradient" in rest
    lenient = replace(run, snapshot=replace(s, config=s.config.replace(vanishing_below=1e-12)))
    assert "none is below 10⁻¹²" in magnitudes_html([lenient])


def test_a_ratio_of_nothing_to_nothing_is_told_as_such():
    trainer = Trainer(RunConfig(hidden=(4, 4), bias_init=-90.0, n_examples=60))
    html = magnitudes_html([exported(trainer)])
    assert "no ratio" in html
    assert "–" in html


def test_each_lane_has_its_lines_ratios_and_sentence(pair):
    html = report_html(pair)
    svg = chart(html[html.index("Gradient and signals") :])
    for run in pair:
        for name, field in MAGNITUDES.items():
            said, _ = marks(svg, f"{run.name}: {name}")
            shown = getattr(run.snapshot, field)
            assert said[-len(shown) :] == pytest.approx(shown, rel=1e-3)
    assert html.count("below 0.001)") == 2


def test_a_report_can_be_called_off_while_networks_are_drawn_for_its_band(run, tmp_path, monkeypatch):
    monkeypatch.setattr("actviz.diagnosis.gradient_band._known", {})
    calls = []

    def stop(done):
        calls.append(done)
        if len(calls) == 20:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_report([run], tmp_path / "r.html", progress=stop)
    assert max(calls) == 0.0
    assert list(tmp_path.iterdir()) == []
