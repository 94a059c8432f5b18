"""Proofs in the background: one after another on a thread of its own, which rests so that training goes first."""

from __future__ import annotations

import time
from collections.abc import Sequence

from actviz.export.exported_run import Progress
from actviz.lessons.proofs.proof import SEEDS, Outcome, Proof
from actviz.lessons.proofs.proving import prove

WORK_S, REST_S = 0.02, 0.01  # in turn: the training and the window go first


class ProofRuns:
    """Proofs to repeat; `work` is for a `Task`, and the others read how far it is."""

    def __init__(self, proofs: Sequence[Proof], n_seeds: int = SEEDS) -> None:
        self.proofs, self._n_seeds = tuple(proofs), n_seeds
        self.outcomes: list[Outcome] = []  # of the first proofs, those that are done

    @property
    def present(self) -> Proof | None:
        """The proof that is being repeated; None when all are done."""
        done = len(self.outcomes)
        return self.proofs[done] if done < len(self.proofs) else None

    def work(self, progress: Progress) -> None:
        """Repeat them all.

        Raises:
            Cancelled: the task was asked to stop; what is done is kept.
        """
        began = time.monotonic()

        def rested(done: float) -> None:
            nonlocal began
            progress((len(self.outcomes) + done) / len(self.proofs))
            if time.monotonic() - began > WORK_S:
                time.sleep(REST_S)
                began = time.monotonic()

        for proof in self.proofs:
            self.outcomes.append(prove(proof, self._n_seeds, rested))
