"""The timeline: all steps of a run, what happened at them, and the way back to any of them.

`timeline` is the widget, `events` gathers the marks on it. Imports `plots`, `theme` and `widgets`.
"""
