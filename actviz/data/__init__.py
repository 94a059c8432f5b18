"""Data sets come from generators and stored images, by key, or from the user's own files.

`reading` makes examples of a file: it finds out the format by the content, reads the columns, and says which of them
is the target. `split` divides examples into training and test set. A file with a fault raises `BadInput` with one
sentence that names the file, the place and the rule; nothing is ever unpickled. It is imported when a file is opened.
"""

from actviz.data.datasets import DATASETS, Data, Dataset
from actviz.data.split import Split, split

__all__ = ["DATASETS", "Data", "Dataset", "Split", "split"]
