"""The timeline: all steps of a run, what happened at them, and the way back to any of them.

`timeline` is the widget, `track` the line in it, `run_picture` what is painted on it,
`events` gathers its marks. Imports `plots`, `theme` and `widgets`.
"""
