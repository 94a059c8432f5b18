"""How many random inputs each test of this folder takes."""

import os


def inputs_each(usual):
    """Return ACTVIZ_FUZZ from the environment (`ACTVIZ_FUZZ=100000` before pytest's command), else the usual number."""
    return int(os.environ.get("ACTVIZ_FUZZ", usual))
