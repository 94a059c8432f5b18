"""The tables of a recording have one file each, which holds the writer and the reader of the table's rows.

`values` converts single values; `session`, `notes` and `data` hold one thing per session; `lanes` combines the tables
of each lane: `changes`, `columns`, two of which are the `events` of its units, and `states`.

Decided on 2026-11-26: only what is new is written, so each writer gets the table's present content as an argument and
returns its new content. It never changes the argument, which is therefore still true if the transaction fails.
"""
