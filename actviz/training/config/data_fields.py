"""The fields of a configuration that say how the user's file of data is read; see `DataChoices`."""

from __future__ import annotations

from actviz.data.limits import MAX_EXAMPLES
from actviz.training.config.field import Field
from actviz.translation import mark

CHOICE_FIELDS = (
    Field("target", mark("Target"),
          mark("The column to predict, by its name or its number from 1; several are the targets of one regression, "
               "or the 0/1 columns of a class. If not set, it is found by name and content."), "names", shared=True,
          nullable=True),
    Field("inputs", mark("Inputs"),
          mark("The columns to learn from; all others are left out. If not set, every column that may tell "
               "something."), "names", shared=True, nullable=True),
    Field("ignore", mark("Ignored columns"), mark("Columns to leave out."), "names", shared=True, nullable=True),
    Field("categorical", mark("Categories"),
          mark("Columns of numbers that are categories: each value becomes an input of 0 or 1."), "names", shared=True,
          nullable=True),
    Field("missing", mark("Empty cells"),
          mark("drop leaves out the rows that have one, median fills it with the column's median. If not set, a few "
               "rows are left out, many are filled."), "text", shared=True, nullable=True),
    Field("missing_values", mark("Missing values"),
          mark("Cells that mean that a value is missing, such as -200 or ?."), "names", shared=True, nullable=True),
    Field("delimiter", mark("Delimiter"),
          mark("The character between the columns of a text file. If not set, it is found."), "text", shared=True,
          nullable=True),
    Field("decimal", mark("Decimal sign"),
          mark("The decimal sign of a text file, point or comma. If not set, it is found."), "text", shared=True,
          nullable=True),
    Field("header", mark("Header"), mark("Whether the first row of a text file holds names. If not set, it is found."),
          "bool", shared=True, nullable=True),
    Field("task", mark("Task"), mark("classification or regression. If not set, it follows from the target."), "text",
          shared=True, nullable=True),
    Field("rows", mark("Rows"),
          mark("How many rows of the file to use: a random sample, drawn with the seed, of each class as many as of "
               "the others, while there are."), "int", shared=True, nullable=True, low=2, high=MAX_EXAMPLES),
    Field("test_file", mark("Test file"), mark("A second file with the same columns, whose rows are the test set."),
          "text", shared=True, nullable=True),
)  # fmt: skip
