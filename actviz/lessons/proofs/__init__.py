"""Proofs: published experiments that the program repeats, with the published numbers beside those it measures.

A proof is a file `resources/proofs/KEY.toml`, see `proof_file`. What it measures on are the runs of `[config]` and
networks drawn at random, see `subjects`; how it measures is an entry of `measures`, or of the lessons' own measures.
`proving` repeats it with several seeds. Every number that is shown as measured has just been measured.
"""
