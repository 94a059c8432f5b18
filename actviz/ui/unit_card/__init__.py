"""The card that tells a unit's life beside its tile in the network, or beside its row in the list of deaths.

`card` is what is on it, `placement` where it is; `activity_strip`, `histogram_strip` and `layer_shares` are small
charts on it; `unit_cards` opens, moves and closes it. Imports `panels` (the parts of the Unit panel), `widgets` and
`theme`; only `unit_cards` knows the session.
"""
