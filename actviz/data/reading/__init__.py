"""Reading: from a file to the columns of a table, whatever the format.

choices     what a user says about a file
table       what every reader makes of it
formats     which reader a file needs, by its content: `read_table`
source      the file's content, unpacked within limits
text/       CSV and its kin
rows_table  rows of cells to a table, for text, xlsx and arff; columns gathers their columns
arrays      inputs and targets as arrays to a table, for npz, npy and idx
understanding, contents, target, left_out, dates: which columns are the target and the inputs, and of what kind
examples    the columns as numbers to train on
"""
