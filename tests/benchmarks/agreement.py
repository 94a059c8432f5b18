"""By how much the engine and PyTorch disagree: `PYTHONPATH=. .venv/bin/python tests/benchmarks/agreement.py`.

The largest difference of each quantity, relative to its largest entry: in one step of small networks with every
normalisation, place, skip and dropout, and every activation; and after 200 steps of training with PyTorch's own layers
and optimizers on the same batches. What rounding decides (see `torch_twin.undetermined`) is left out, and so is hard
sigmoid, whose slope PyTorch takes from float32 in any type.
"""

from __future__ import annotations

import os

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"

from collections.abc import Mapping

from actviz.nn.activations import ACTIVATIONS
from tests.nn import torch_twin
from tests.nn.structures import BLOCKS, NORMALIZED, architectures

Table = dict[str, dict[str, float]]


def note(table: Table, dtype: str, found: Mapping[str, float]) -> None:
    """Take what was found into the table where it is larger."""
    for name, value in found.items():
        row = table.setdefault(name, {})
        row[dtype] = max(row.get(dtype, 0.0), value)


def show(title: str, table: Table) -> None:
    """Print a table with a column for each type of numbers."""
    print(f"\n{title:45}" + "".join(f"{dtype:>10}" for dtype in torch_twin.LIMITS))
    for name, row in table.items():
        print(f"  {name:43}" + "".join(f"{row[dtype]:10.1e}" for dtype in torch_twin.LIMITS), flush=True)


def main() -> None:
    """Print the tables."""
    keys, steps = [key for key in ACTIVATIONS if key != "hard_sigmoid"], Table()
    for normalized in NORMALIZED:
        for i, block in enumerate(BLOCKS):
            for architecture in architectures(normalized, block):
                chosen = [keys[(4 * i + k) % len(keys)] for k in range(4)]
                for dtype in torch_twin.LIMITS:
                    note(steps, dtype, torch_twin.of_one_step(architecture, chosen, dtype))
    show("one step", steps)
    for optimizer in torch_twin.OPTIMIZERS:
        runs = Table()
        for i, architecture in enumerate(torch_twin.RUNS):
            out = torch_twin.undetermined(architecture, optimizer)
            for dtype in torch_twin.LIMITS:
                key = torch_twin.KEYS[i % len(torch_twin.KEYS)]
                found = torch_twin.of_a_run(architecture, key, optimizer, dtype)
                note(runs, dtype, {name: value for name, value in found.items() if name not in out})
        show(f"{torch_twin.STEPS} steps of {optimizer}", runs)


if __name__ == "__main__":
    main()
