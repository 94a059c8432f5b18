"""actviz shows vanishing gradients and dying ReLUs, unit by unit, while a network trains.

The map lists the packages, lowest first; imports go down only. Each package's docstring says what belongs into it.

frozen          the decorator of frozen dataclasses, quicker to import than the standard library's
translation     texts in the language in use
registry        ordered entries by key; every list of activations, data sets, panels … is one
resource_files  the paths of the files of `resources/`, in a checkout, a wheel and a bundle
arrays          names for the kinds of NumPy arrays
version         the program's version
number_text     numbers as text, in one way everywhere
told_text       texts with their parts, for other processes and files, told again in any language
joined_text     sentences, clauses and lists joined to one text
outside_text    text from outside: JSON, TOML and numbers read within bounds, file names for messages
disk            files replaced in one move, the lock between programs, reading up to a limit
nn              the mathematics, NumPy only: activations, initializers, optimizers, losses, the network, theory
data            data sets, training/test split; in its package `reading`, the user's own files
weights         files of weights: read, matched with a network's parameters, written
training        one run and its measurements: trainer, snapshot, replay; in its packages `config`, `history`,
                `measure`, `rate_finder`, `run`, `steps`, `units`
recording       a session in one file: written while it runs, read, repaired, continued
diagnosis       the faults of a run and their remedies: rules, one file each, and trials
export          files to share: scripts, tables, reports, TensorBoard's files, animations
lessons         scenes, ready-made runs that show one claim each, and lessons, walks through runs; tests check what
                they claim; the glossary; in its package `proofs`, published experiments that the program repeats
sweeps          a run for each of many settings, with several seeds each, on processes or a cluster, into one file
cli             the headless commands, one file each: run, check, find-rate, record, show, export, list, prove, scene,
                sweep, theory
app             the running application without widgets: session, plan, lanes, worker thread, recorder, trials,
                mailbox, settings
ui              the window: controls, panels, docks, the dialog of a data file, theme; it only draws
__main__        arguments -> window or headless command; the only module that sees everything

`resources/` beside the package holds data only: data sets, scenes, icons, pictures, packaging, the list of changes.

The code's own words:

- block: some 64 steps in a row, after which the trainer looks for deaths in them; in a recording, 256 rows
- cell: one run of a sweep: its point on the axes, and its seed
- census: a measurement of every hidden unit on the whole training set
- change: a change of settings while training: its step, the configurations before and after
- checkpoint: a stored state of a run, from which later steps are computed again
- course: the distributions of a run at some of its steps, measured by a replay
- cursor: the past step that all panels show
- event: a unit that is born dead, dies or revives, with its step and, for a death, its cause
- evidence: a number, as text, that supports a finding
- evidence of life: an example on which a unit's slope is not zero
- extras: measurements for one panel only; in `export`, libraries for one export only
- finding: a property of a run that a rule of diagnosis found
- glance: a quick measurement of the last step's gradient only
- lane: one of up to four runs side by side, on the same data and with the same seed
- lesson: a walk through runs, in steps that tell, ask, run and set tasks
- mark: a point on the timeline: an event, a change, a note
- panel: one view in the window, such as Gradient flow
- probe: a function that measures the network without changing it
- proof: a published experiment, repeated with several seeds, and its numbers beside those that were measured
- record: what a run keeps of itself: columns, events, results; in a file, a recording
- recycling: dead and nearly silent units get new weights from the initializer, and weights out of 0
- remedy: a function that suggests a change of settings for a cause, or None
- scene: a ready-made run that shows one claim, with captions and an action
- seal: the checksum of a row in a recording
- setup: the lanes' names and settings
- snapshot: a frozen copy of all measurements at one step
- sweep: runs over one or two settings; of the learning-rate finder, steps on a copy of a run at ever higher rates
- task: what is learned from one step on, up to a change of labels, inputs or data
- term: an entry of the glossary; labels lead to it
- trial: two short runs, with and without a suggestion, compared
- turn: what happens to a run between two steps by its configuration: units are recycled, the next task begins
- verdict: the finding at the root of a diagnosis
- witness: the example that last was evidence of a unit's life
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actviz.version import __version__

if TYPE_CHECKING:
    from actviz.data import Data
    from actviz.data.reading.loading import load_data
    from actviz.diagnosis.diagnosis import diagnose
    from actviz.diagnosis.findings import Diagnosis, Suggestion
    from actviz.diagnosis.trial import Trial
    from actviz.nn.activations import ACTIVATIONS
    from actviz.sweeps.running import sweep
    from actviz.training import RunConfig, Snapshot, Trainer
    from actviz.training.rate_finder import RateFinding, find_learning_rate

__all__ = [
    "ACTIVATIONS",
    "Data",
    "Diagnosis",
    "RateFinding",
    "RunConfig",
    "Snapshot",
    "Suggestion",
    "Trainer",
    "Trial",
    "__version__",
    "diagnose",
    "find_learning_rate",
    "load_data",
    "sweep",
]

_HOMES = {
    "ACTIVATIONS": "actviz.nn.activations",
    "Data": "actviz.data",
    "Diagnosis": "actviz.diagnosis.findings",
    "Suggestion": "actviz.diagnosis.findings",
    "Trial": "actviz.diagnosis.trial",
    "diagnose": "actviz.diagnosis.diagnosis",
    "load_data": "actviz.data.reading.loading",
    "RateFinding": "actviz.training.rate_finder",
    "sweep": "actviz.sweeps.running",
    "find_learning_rate": "actviz.training.rate_finder",
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
