"""The mathematics, NumPy only; nothing is random that is not passed an rng.

Decided on 2026-11-24, after measuring: no scipy (its BLAS makes small products 15 % faster, holds the interpreter's
lock while it does, and brings 142 MB and a second OpenBLAS); one thread for the BLAS.

Decided on 2026-11-26: the calls of a whole training step, which `propagation` and `optimizers` list in the order of the
textbooks, are written out as one function by `compiled_calls`, and nowhere else is code generated.

Decided on 2026-11-28: an entry holds its code for the exported scripts, written as a textbook writes it. The tests
compare the kernels with that code and both with PyTorch, so there is no third copy.
"""
