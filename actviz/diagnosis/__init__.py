"""Diagnosis: what is wrong with a run, why, and what helps.

`diagnosis` asks the `rules`, one file each (`rule` says what a rule is), about `run_facts` for `findings`, which
suggest `remedies`; a `trial` measures a suggestion beside the configuration that it is for. `healthy` says what is
well, `death_manner` how a layer's units died, `gradient_blame` whether weights or slopes made a gradient small, and
`theory_at_step_0` what mean-field theory expects. Nothing here trains but a trial, and nothing is drawn. Imports
`training` and what is below it; never `recording`.
"""
