"""The mathematics, NumPy only; nothing is random that is not passed an rng."""
