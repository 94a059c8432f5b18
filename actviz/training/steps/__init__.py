"""Optimizer steps: what a step is made of, and the states between steps that a run can return to.

`stepper` compiles and takes the steps, `batches` draws their examples, `last_step` computes gradient and update of the
latest one, `checkpoints` stores states to return to, and `reserve` has memory ready for those of large networks.
Nothing here decides when to measure. Imports `config`, `measure`, `pieces` and `snapshot`; never `units` or the
trainer.
"""
