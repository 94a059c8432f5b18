"""EXPORTS is the registry of all exports, which the command line's options and File › Export iterate.

To add an export, write an entry here with a function that writes it. The function imports its modules when it is
called, so that options and menus cost nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from actviz.export.exported_run import ExportedRun, Lane, Progress
from actviz.export.files import in_place
from actviz.frozen import dataclass
from actviz.registry import BadInput, Registry
from actviz.training.config.text_format import NamedConfig, to_toml
from actviz.translation import english, looked_up, mark, tr
from actviz.weights.saving import SAVED_FORMATS

Writer = Callable[[Sequence[ExportedRun], Sequence[Lane], Path, Progress], list[Path]]
SettingsText = Callable[[Sequence[NamedConfig]], str]


@looked_up("noun", "tip")
@dataclass(frozen=True)
class MenuItem:
    """One line of File › Export; if several exports share it, the suffix of the file chooses one."""

    key: str
    noun: str  # name of the exported thing
    letter: str  # of the shortcut, after Ctrl+E
    tip: str
    file: str = ""  # suggested name; "" for an export into a folder


@looked_up("kind")
@dataclass(frozen=True)
class Export:
    """One kind of exported file or, if its menu item suggests no file, folder.

    `write` returns the files that it wrote, and raises BadInput if it cannot. An export of the settings alone also has
    `settings_text`: the window writes it at once, without a copy of the runs. `write_with` returns the writer of a file
    that also has sections (HTML) about what else is on show.
    """

    key: str  # the option, without its dashes
    help: str
    kind: str  # name of the file type
    suffix: str
    menu: MenuItem
    write: Writer
    settings_text: SettingsText | None = None
    write_with: Callable[[Sequence[str]], Writer] | None = None
    library: tuple[str, str, str] | None = None  # a needed library: the arguments of `extras.extra`

    @property
    def is_folder(self) -> bool:
        """Whether the export writes into a folder."""
        return not self.menu.file


def menu_items() -> list[MenuItem]:
    """Return the lines of File › Export, in order."""
    return list(dict.fromkeys(export.menu for export in EXPORTS.values()))


def exports_of(item: MenuItem) -> list[Export]:
    """Return the exports that share a line of the menu."""
    return [export for export in EXPORTS.values() if export.menu == item]


def export_for(item: MenuItem, target: Path) -> Export:
    """Return the export of a line of the menu that has the file's suffix; without a suffix, the first one.

    Raises:
        BadInput: none of several exports has this suffix.
    """
    exports = exports_of(item)
    if len(exports) == 1 or not target.suffix:
        return exports[0]
    for export in exports:
        if export.suffix == target.suffix.lower():
            return export
    known = ", ".join(export.suffix for export in exports)
    raise BadInput(
        tr(
            "{name} is no {noun} file that can be written: its name must end in {known}.",
            name=target.name,
            noun=item.noun,
            known=known,
        )
    )


def _report(sections: Sequence[str] = ()) -> Writer:
    def write(runs: Sequence[ExportedRun], _lanes: Sequence[Lane], target: Path, progress: Progress) -> list[Path]:
        from actviz.export.report import write_report

        return write_report(runs, target, datetime.now().astimezone().isoformat(" ", "seconds"), progress, sections)

    return write


def _data(key: str) -> Writer:
    def write(runs: Sequence[ExportedRun], _lanes: Sequence[Lane], target: Path, progress: Progress) -> list[Path]:
        from actviz.export.tables import write_data

        return write_data(runs, key, target, progress)

    return write


def _examples(suffix: str, standardized: bool) -> Writer:
    def write(runs: Sequence[ExportedRun], _lanes: Sequence[Lane], target: Path, progress: Progress) -> list[Path]:
        from actviz.export import examples

        writer = examples.write_npz if suffix == ".npz" else examples.write_csv
        return writer(runs[0].facts, target, standardized, progress)  # all lanes have the same

    return write


def _settings(text: SettingsText) -> Writer:
    def write(_runs: Sequence[ExportedRun], lanes: Sequence[Lane], target: Path, _progress: Progress) -> list[Path]:
        with in_place(target) as file:
            file.write(text([NamedConfig(lane.name, lane.trainer.config) for lane in lanes]).encode())
        return [target]

    return write


def _script(kind: str) -> Writer:
    def write(_runs: Sequence[ExportedRun], lanes: Sequence[Lane], target: Path, _progress: Progress) -> list[Path]:
        from actviz.export.scripts import write_lane_scripts

        return write_lane_scripts(kind, lanes, target)

    return write


def _weights(key: str) -> Writer:
    def write(_runs: Sequence[ExportedRun], lanes: Sequence[Lane], target: Path, _progress: Progress) -> list[Path]:
        from actviz.export.weights import write_lane_weights

        return write_lane_weights(key, lanes, target)

    return write


def _tensorboard(runs: Sequence[ExportedRun], lanes: Sequence[Lane], target: Path, progress: Progress) -> list[Path]:
    from actviz.export.tensorboard import write_tensorboard

    return write_tensorboard(runs, [lane.trainer for lane in lanes], target, progress)


REPORT = MenuItem(
    "report",
    mark("report"),
    "R",
    mark("One HTML file with the plots, the deaths and the configuration."),
    "actviz-report.html",
)
DATA = MenuItem("data", mark("data"), "D", mark("Every recorded number, as CSV, NPZ or Parquet."), "actviz.csv")
EXAMPLES = MenuItem(
    "examples",
    mark("examples"),
    "E",
    mark("The data that the network is trained on, as it is split: CSV or NPZ."),
    "examples.csv",
)
STANDARDIZED = MenuItem(
    "standardized", mark(
        "standardised examples",
    ), "S", mark("The same as the network sees them: standardised where that is on."),
    "examples-standardized.csv",
)  # fmt: skip
TOML = MenuItem(
    "toml", mark("configuration"), "C", mark("The settings as TOML, for `actviz run --config`."), "actviz.toml"
)
WEIGHTS = MenuItem(
    "weights", mark(
        "weights",
    ), "W", mark("The network's weights at the step on show: NPZ, safetensors, or HDF5 for Keras."),
    "weights.npz",
)  # fmt: skip
NUMPY = MenuItem(
    "numpy", mark("NumPy script"), "N", mark("The experiment as a script that needs NumPy only."), "experiment_numpy.py"
)
TORCH = MenuItem(
    "torch", mark("PyTorch script"), "P", mark("The experiment as a PyTorch script."), "experiment_torch.py"
)
TENSORBOARD = MenuItem(
    "tensorboard", mark("TensorBoard files"), "T", mark("Scalars of every step, and histograms of the weights.")
)

EXPORTS: Registry[Export] = Registry("export")
for _export in (
    Export("report", "one HTML file to read and send", "HTML", ".html", REPORT, _report(), write_with=_report),
    Export("csv", "tables as CSV: FILE-steps.csv, FILE-census.csv, …", mark("CSV, one file a table"), ".csv", DATA,
           _data("csv")),
    Export("npz", "tables as one NPZ", mark("NPZ, for NumPy"), ".npz", DATA, _data("npz")),
    Export("parquet", "tables as Parquet, one file each (needs pyarrow)", mark("Parquet, one file a table"), ".parquet",
           DATA, _data("parquet"), library=("pyarrow", "parquet", mark("Parquet files"))),
    Export("examples", "the examples in their own units as CSV: FILE, and FILE-test", mark("CSV, one file a set"),
           ".csv", EXAMPLES, _examples(".csv", standardized=False)),
    Export("examples-npz", "the same as one NPZ", mark("NPZ, for NumPy"), ".npz", EXAMPLES,
           _examples(".npz", standardized=False)),
    Export("standardized-examples", "the examples as the network sees them as CSV", mark("CSV, one file a set"),
           ".csv", STANDARDIZED, _examples(".csv", standardized=True)),
    Export("standardized-examples-npz", "the same as one NPZ", mark("NPZ, for NumPy"), ".npz", STANDARDIZED,
           _examples(".npz", standardized=True)),
    *(
        Export("weights" if key == "npz" else f"weights-{key}", f"the network's weights, {saved.label}: {saved.story}",
               english(saved, "label"), saved.suffix, WEIGHTS, _weights(key), library=saved.library)
        for key, saved in SAVED_FORMATS.items()
    ),
    Export("toml", "the configuration as TOML", "TOML", ".toml", TOML, _settings(to_toml), settings_text=to_toml),
    Export("numpy-script", "the experiment as a script that needs NumPy only, with an NPZ", "Python", ".py", NUMPY,
           _script("numpy")),
    Export("torch-script", "the experiment as a PyTorch script, with an NPZ", "Python", ".py", TORCH,
           _script("torch")),
    Export("tensorboard", "event files for TensorBoard (needs tensorboardX)", "TensorBoard", "", TENSORBOARD,
           _tensorboard, library=("tensorboardX", "tensorboard", mark("TensorBoard files"))),
):  # fmt: skip
    EXPORTS.add(_export)
