"""The tables of a recording, one file each: what writes a table's rows and what reads them stand side by side.

`values` has what all rows are made of; `session`, `notes` and `data` are the session's own; `lanes` brings together
what there is of each lane: `changes`, `columns`, two of which are the `events` of its units, and `states`.

Decided on 2026-11-26: only what is new is written, so what writes a table is told what the file holds of it, and
returns what it holds from now on. What it was told is never changed, and is still true when the transaction fails.
"""
