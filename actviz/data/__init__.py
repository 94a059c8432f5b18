"""Data sets come from generators and the digits, by key, or from the user's own CSV, NPZ and IDX files.

They are split into training and test examples. A file with a fault raises `BadInput` with one sentence that names the
file, the place and the rule; nothing is ever unpickled.
"""

from actviz.data.datasets import DATASETS, Data, Dataset
from actviz.data.files import load_file
from actviz.data.split import Split, split

__all__ = ["DATASETS", "Data", "Dataset", "Split", "load_file", "split"]
