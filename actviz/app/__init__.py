"""The running application without widgets: QtCore at most, and nothing here draws.

`Session` is the only owner of state that matters; `setup_changes` says what its lanes become when the user changes
something. `Worker` is the thread that trains; `Mailbox` hands over what was measured; `Trials` runs what is only being
tried, on a thread of its own. `Recorder` is the thread that writes the session into its file, `reopening` brings it
back, and `run_library` looks after the files. `Job` does something long, an export, in a thread of its own.
"""
