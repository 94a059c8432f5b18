"""Make the README's and the handbook's pictures: `.venv/bin/python resources/packaging/pictures.py`.

With `--maps FOLDER` it draws the handbook's maps instead, from results that `actviz sweep` has made: FOLDER has a file
KEY.sqlite for each resources/sweeps/KEY.toml.

It needs no display. The handbook shows its drawings in its own theme: see `actviz.ui.window.handbook_page`.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np

from actviz.export.charts import HEIGHT_PX, LEFT_PX, WIDTH_PX, Line, Multiple, decades, layer_axis, small_multiples
from actviz.lessons.scene import first_example
from actviz.resource_files import languages
from actviz.sweeps.map_chart import map_svg
from actviz.sweeps.map_file import read_map
from actviz.sweeps.results import SweepMap
from actviz.sweeps.shipped import shipped_sweeps
from actviz.sweeps.theory_lines import theory_lines
from actviz.training import RunConfig, Trainer
from actviz.ui.application.application import make_application
from actviz.ui.application.window_picture import window_picture
from actviz.ui.startup.language import Language
from actviz.ui.theme.palettes import LIGHT

FOLDER = Path(__file__).parent.parent / "pictures"
HELP = Path(__file__).parent.parent / "help"
LANGUAGES = Path(__file__).parent.parent / "languages"
WORDS = {  # of the handbook's drawing
    "en": {},
    "zh_CN": {
        "signal": "信号", "backward signal": "反向信号", "weight gradient": "权重梯度", "hidden layer": "隐藏层",
        "layer": "层", "standard": "标准",
        "Signal, backward signal and weight gradient by layer": "各层的信号、反向信号和权重梯度",
    },
}  # fmt: skip
FIVE_TANH_LAYERS = RunConfig(dataset="digits", hidden=(64,) * 5, activation="tanh")
STANDARD, XAVIER = ("pytorch", "l1 dashed", "standard", ": U(±1/√fan_in)"), ("xavier_uniform", "l0", "Xavier", "")
LEGEND_PX = 26
STYLE = f"""
text {{ font-family: "DejaVu Sans", sans-serif; font-size: 13px; fill: {LIGHT.muted} }}
.label {{ fill: {LIGHT.text} }} .middle {{ text-anchor: middle }} .end {{ text-anchor: end }}
.axis {{ stroke: {LIGHT.muted}; fill: none }} .grid {{ stroke: {LIGHT.grid} }}
.line {{ fill: none; stroke-width: 2 }} .dashed {{ stroke-dasharray: 6 4 }}
.line.l0 {{ stroke: {LIGHT.lane(0).name()} }} .line.l1 {{ stroke: {LIGHT.lane(1).name()} }}
.under {{ fill: none; stroke: {LIGHT.card}; stroke-width: 5 }}
.over {{ fill: none; stroke: {LIGHT.text}; stroke-width: 2 }}
.mark.l0 {{ fill: {LIGHT.lane(0).name()} }} .mark.l1 {{ fill: {LIGHT.lane(1).name()} }}
"""


def three_magnitudes(words: Mapping[str, str]) -> str:
    """Return Figures 6 to 8 of Glorot and Bengio (2010), measured by this program at step 0, as a drawing (SVG)."""
    drawn = {"signal": list[Line](), "backward signal": list[Line](), "weight gradient": list[Line]()}
    for key, style, *label in (STANDARD, XAVIER):
        start = Trainer(FIVE_TANH_LAYERS.replace(initializer=key)).measure()
        n_hidden = len(start.config.hidden)
        layers = np.arange(1, n_hidden + 1)
        for name, values in zip(drawn, (start.signal, start.backward, start.gradient_rms), strict=True):
            told = ", ".join(_in(words, *each) for each in (label, [name], ["layer"]))
            drawn[name].append(Line(told, layers, values[:n_hidden], f"{style} marked"))
    charts = [Multiple(_in(words, name), lines) for name, lines in drawn.items()]
    values = np.concatenate([line.y for chart in charts for line in chart.lines])
    y = decades(np.array([values.min() / 2.0, values.max() * 2.0]))  # no line runs along an edge
    x = layer_axis(n_hidden, margin=0.3)
    title = _in(words, "Signal, backward signal and weight gradient by layer")
    chart = small_multiples(title, charts, x, y, _in(words, "hidden layer"), "RMS")
    height = HEIGHT_PX + LEGEND_PX
    return _drawing(chart, height, _legend(height - 8, words))


def _drawing(chart: str, height: int = HEIGHT_PX, legend: str = "") -> str:
    """Return a report's chart as a drawing of its own, with a style and the ground of a card."""
    beginning = f'<svg viewBox="0 0 {WIDTH_PX} {HEIGHT_PX}" '
    assert chart.startswith(beginning)
    ground = f'<rect width="{WIDTH_PX}" height="{height}" fill="{LIGHT.card}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{height}" '
        f'viewBox="0 0 {WIDTH_PX} {height}" {chart.removeprefix(beginning).removesuffix("</svg>")}'.replace(
            "</title>",
            f"</title><style>{STYLE}</style>{ground}",
            1,
        )
        + legend
        + "</svg>\n"
    )


def _in(words: Mapping[str, str], text: str, rest: str = "") -> str:
    return words.get(text, text) + rest


def _legend(y: float, words: Mapping[str, str]) -> str:
    parts = []
    for x, (_, style, *label) in zip((LEFT_PX + 6, LEFT_PX + 290), (STANDARD, XAVIER), strict=True):
        parts.append(f'<path class="line {style}" d="M{x} {y - 4}h32"/>')
        parts.append(f'<text class="label" x="{x + 40}" y="{y}">{_in(words, *label)}</text>')
    return "".join(parts)


def main() -> None:
    """Write every picture."""
    FOLDER.mkdir(exist_ok=True)
    for code, words in WORDS.items():
        folder = HELP if code == "en" else LANGUAGES / code / "help"
        (folder / "three-magnitudes.svg").write_text(three_magnitudes(words), encoding="utf-8")
    window_picture(first_example(), 2000, "dark", preset="vanishing", layer=2).save(str(FOLDER / "vanishing-dark.png"))
    dying = first_example().replace(activation="relu", initializer="he_normal", learning_rate=0.35, momentum=0.5)
    window_picture(dying, 420, "light", preset="overview", layer=3).save(str(FOLDER / "dying-relu-light.png"))


def draw_maps(results: Path) -> None:
    """Draw the map of every shipped sweep, in every language, from its file of results."""
    app = make_application()
    for code in languages():
        language = Language(app, code)
        folder = HELP if code == "en" else LANGUAGES / code / "help"
        for key in shipped_sweeps():
            found = SweepMap(*read_map(results / f"{key}.sqlite"))
            chart = map_svg(found, found.sweep.measures[0], theory_lines(found.sweep))
            (folder / f"map-{key}.svg").write_text(_drawing(chart), encoding="utf-8")
        language.remove()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--maps"]:
        draw_maps(Path(sys.argv[2]))
    else:
        main()
