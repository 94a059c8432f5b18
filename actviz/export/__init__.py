"""What leaves the program to be shown elsewhere: scripts, tables, reports, TensorBoard's files, animations.

`formats` is the list of them, which the command line and the window's menu iterate; to add an export: see there.

No Qt: everything here works without a window, from an `ExportedRun` or a configuration. Libraries that only an export
needs are extras, imported when it is asked for; a missing one is a sentence that names it.

Decided on 2026-11-24: a script comes with an NPZ of the examples and the first weights, rather than with code that
draws them again, because that is exact for every data set, file and initializer.
"""
