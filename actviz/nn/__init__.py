"""The mathematics of a multilayer perceptron, in NumPy only; random functions get their rng as an argument.

Decided on 2026-11-24, after measuring: no scipy (its BLAS makes small products 15 % faster, but holds the
interpreter's lock meanwhile, and adds 142 MB and a second OpenBLAS); one thread for the BLAS.

Decided on 2026-11-26: `propagation` and `optimizers` list the calls of a training step in the order of the textbooks,
and `compiled_calls` compiles them into one function; no other module generates code.

Decided on 2026-11-28: an entry holds its code for the exported scripts, written as a textbook writes it. The tests
compare the kernels with that code and both with PyTorch, so there is no third copy. A schedule, which makes one number
a step, has no kernel: the program runs that code itself.
"""
