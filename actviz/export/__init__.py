"""Exports write files to be read elsewhere: scripts, tables, reports, TensorBoard's files, animations.

`formats` is the registry of exports, which the command line and the window's menu iterate; it says how to add one.

No Qt: everything here works without a window, from an `ExportedRun` or a configuration. A library that only one export
needs is an extra: it is imported when that export is written, and a missing one is named in one sentence.

Decided on 2026-11-24: a script comes with an NPZ of the examples and the initial weights, rather than with code that
draws them again, because that is exact for every data set, file and initializer.

Decided on 2026-11-28: reports and tables count layers and units from 1, as the window does, because people read them.
The JSON of `actviz run` and `show` keeps the 0-based indices of the Python API.
"""
