"""The parts of a run that a `Trainer` puts together.

`train_state` holds the network, its optimizer and its batches, `blocks` takes their steps, and `turns` does between two
of them what the configuration asks for (recycling, the next task). `rollback` returns to earlier states, `soundness`
checks that the loss is finite, `measurement` makes snapshots, and `run_record` is a run in a file or a copy.

Nothing here decides when to train: the trainer does. Imports the other rooms of `training`, and neither `trainer` nor
what uses it.
"""
