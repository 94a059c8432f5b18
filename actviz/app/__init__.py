"""The running application without widgets: QtCore at most, and nothing here draws.

`Session` is the only owner of state that matters. It has a `Plan`, what is to run, as the user edits it by
`setup_changes`; a `View`, what the user looks at; and a `Notebook`, what the user writes about the run.

A setup goes down in one step, once it is known that it can run: `DataFiles` and `Openings` read the user's files on
threads while what runs goes on. `Worker` is the thread that trains, at a `Pace`; its `Publisher` measures the lanes,
and `Mailbox` hands over what was measured. Its `RunRecord` gives what is to be kept to `Recorder`, the thread that
writes the session into its file; `reopening` brings it back, and `run_library` lists and bounds the files.

`Trials` runs what is only being tried, `Courses` replays what ran, to measure it over time, `Bands` measures the bands
around the mean-field lines, and `rate_search` sweeps the learning rate. A `Task` is whatever takes long and ends, each
on its own thread: a trial, a course, a band, a sweep, an export, reading a file. `program_log` is the trace that the
program leaves, should it stop unexpectedly. `heap` keeps the memory of all these threads in one pool.

A session has a plan and does not inherit it (2026-11): a plan, which knows nothing of the training thread, can be
edited and undone in a test without one, and tells one function what is to run. Only a lack of memory is found out when
a setup is already there; then the plan and the notebook fall back to what runs.
"""
