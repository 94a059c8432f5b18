"""Diagnosis finds the faults of a run, explains their cause and suggests remedies.

`diagnosis` passes a `measured_run` to every rule in `rules`, one file each; `rule` defines a rule. A rule returns one
of the `findings`. Its explanation consists of sentences, each with a condition checked on the run (`sentence`), and it
suggests `remedies`; a `trial` trains the configuration with and without the suggested change and compares the two.
`readings` are the two numbers beside a verdict. `healthy` describes a run without faults, `death_manner` explains how
a layer's units died, `loss_course` tells whether the loss falls, `start_of_run` what was so at the start already,
`overflowing_functions` finds activations that are not finite, `gradient_attribution` computes whether weights or
slopes changed a gradient, `theory_at_step_0` gives what mean-field theory predicts, and `gradient_band` how far
networks like the run's stray from it. Only a trial trains, and nothing draws. Imports `training` and the packages
below it; never `recording`.
"""
