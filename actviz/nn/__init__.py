"""The mathematics, NumPy only; nothing is random that is not passed an rng.

Decided on 2026-11-24, after measuring: no scipy (its BLAS makes small products 15 % faster, holds the interpreter's
lock while it does, and brings 142 MB and a second OpenBLAS); one thread for the BLAS.

Decided on 2026-11-26: the calls of a whole training step, which `propagation` and `optimizers` list in the order of the
textbooks, are written out as one function by `compiled_calls`, and nowhere else is code generated.
"""
