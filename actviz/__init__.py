"""actviz: see vanishing gradients and dying ReLUs happen, unit by unit, while a network trains.

The map, lowest first; imports go down only. Each room's own docstring says what lives there and what may not.

registry        ordered entries by key; every list of activations, data sets, panels … is one
resource_files  where the files of `resources/` are, in a checkout, a wheel and a bundle
version         the program's version
number_text     how numbers are written wherever somebody reads them
outside_text    text from outside: JSON, TOML and numbers read within bounds, file names as messages show them
disk            files written in one move, the lock between programs, reading up to a limit
nn              the mathematics, NumPy only: activations, initializers, optimizers, losses, the network, theory
data            data sets, the user's own files, training/test split
training        one run and what is measured on it: trainer, snapshot, replay; in its rooms `config`, `history`,
                `measure`, `steps`, `units`
recording       a session in one file: written while it runs, read, repaired, gone on from
diagnosis       what is wrong with a run and what helps: rules, one file each, remedies, trials
export          what leaves the program: scripts, tables, reports, TensorBoard's files, animations
cli             the headless commands, one file each: run, check, record, show, export, list, theory
app             the running application without widgets: session, plan, lanes, worker thread, recorder, trials,
                mailbox, settings
ui              the window: controls, panels, docks, theme; it draws what it is given
__main__        arguments -> window or headless command; the only module that sees everything

`resources/` beside the package holds data only: data sets, icons, pictures, packaging, the list of changes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actviz.version import __version__

if TYPE_CHECKING:
    from actviz.diagnosis.diagnosis import diagnose
    from actviz.diagnosis.findings import Diagnosis, Suggestion
    from actviz.diagnosis.trial import Trial
    from actviz.nn.activations import ACTIVATIONS
    from actviz.training import RunConfig, Snapshot, Trainer

__all__ = [
    "ACTIVATIONS",
    "Diagnosis",
    "RunConfig",
    "Snapshot",
    "Suggestion",
    "Trainer",
    "Trial",
    "__version__",
    "diagnose",
]

_HOMES = {
    "ACTIVATIONS": "actviz.nn.activations",
    "Diagnosis": "actviz.diagnosis.findings",
    "Suggestion": "actviz.diagnosis.findings",
    "Trial": "actviz.diagnosis.trial",
    "diagnose": "actviz.diagnosis.diagnosis",
    "RunConfig": "actviz.training",
    "Snapshot": "actviz.training",
    "Trainer": "actviz.training",
}


def __getattr__(name: str) -> Any:
    """Import the public names on first use, so that `import actviz` itself costs nothing."""
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'actviz' has no attribute {name!r}")
