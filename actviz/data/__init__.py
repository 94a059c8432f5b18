"""What a network is trained on: generated data sets and the digits by key, the user's own CSV, NPZ and IDX
files, and the split into training and test examples. A file with a fault raises `BadInput` with one sentence
that names the file, the place and the rule; nothing is ever unpickled.
"""

from actviz.data.datasets import DATASETS, Data, Dataset
from actviz.data.files import load_file
from actviz.data.split import Split, split

__all__ = ["DATASETS", "Data", "Dataset", "Split", "load_file", "split"]
