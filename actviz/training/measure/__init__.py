"""Measurements of a network between two steps: functions of parameters and examples, with their price.

`probes` measures units, results and maps, `gradient_reading` gradients and signals, `unit_census` every unit over all
examples, `histograms` the pre-activations, `distributions` every value of a network, `underflow` tells a gradient of 0
from one that is too small for a float (`underflow_text` says so), and `non_finite` finds where a value left the floats.
Nothing here keeps anything between two calls, or trains. Imports `pieces`, `snapshot` and `distribution`, no other room
of `training`.
"""
