"""Sweeps: a run for each of many settings, with several seeds each, on any executor, into one file.

`sweep` says what is swept (`axis` has its one or two axes), `sweep_file` reads one from TOML, `cell` trains one run of
it, `order` says which come first, `map_file` keeps the results in SQLite, `workers` makes the executors, `driver` runs
a sweep on one, and `results` lays what is there out as a map.

To add a measure, add an entry to `lessons.measures`; to add an axis that is no field, add an entry to `axis.VIEWS`.
"""
