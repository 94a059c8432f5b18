"""The running application without widgets: QtCore at most, and nothing here draws.

`Session` is the only owner of state that matters. It is a `Plan` that runs: what is to run, as the user edits it, where
`setup_changes` says what becomes of the lanes. A `Notebook` holds what the user writes about the run.

`Worker` is the thread that trains, at a `Pace`; its `Publisher` measures the lanes, and `Mailbox` hands over what was
measured. Its `RunRecord` gives what is to be kept to `Recorder`, the thread that writes the session into its file;
`reopening` brings it back, and `run_library` looks after the files.

`Trials` runs what is only being tried; a `Task` is anything else that takes long, an export say. Each has its own thread.
`program_log` is the trace that the program leaves, should it stop unexpectedly.
`heap` keeps the memory of all these threads in one pool.

A session inherits from its plan (2026-11): controls edit and run through one object, and a plan, which knows nothing of
threads, can be edited and undone in a test without one.
"""
