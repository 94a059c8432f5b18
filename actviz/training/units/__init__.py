"""The life of every hidden unit while the run trains: alive, dead, since which step, and why it died.

`observer` decides what is measured at which step, `liveness` finds which units are dead, `death_step` the exact step of
a death, `death_cause` its cause
(`death_text` words it) and `permanence` whether it can come back; `unit_facts` measures one unit, and `cost_model` is
the price of all this in training steps. Imports `config`, `history`, `measure`, `steps` and `snapshot`; never the
trainer.
"""
