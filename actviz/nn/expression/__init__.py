"""Custom activations: an expression such as `where(z > 0, z, 0.1 * z)` becomes an activation with its derivative.

`parser` reads the text into a `graph` of `operations`, `kernels` computes value and slope from it, `analysis` finds
where the function is flat or linear, and `activation` makes an Activation of it.

No expression is ever given to `eval`. Imports nothing above `nn`.
"""
