"""The dialog of a file of data: what its columns are taken as, and how that is changed.

dialog          `DataDialog`: the whole
columns_table   the first rows of the file, and above them what each column is
editing         what a click on a column's role or kind changes in the choices
ways_out        what the options that a sentence names become: something to click
reading_row     how the file is read: delimiter, decimal sign, header, empty cells, rows, test file

Imports `widgets` and `theme`; knows neither the session nor the panels.
"""

from actviz.ui.data_dialog.dialog import DataDialog

__all__ = ["DataDialog"]
