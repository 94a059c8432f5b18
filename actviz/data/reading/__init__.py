"""Reading: from a file to the columns of a table, whatever its format, and from these to examples.

choices     what a user says about a file
table       what every reader makes of it
formats     which reader a file needs, by its content: `read_table`
source      the file's content, unpacked within limits
text/       CSV and its kin
rows_table  rows of cells to a table, for text, xlsx and arff; columns gathers their columns
arrays      inputs and targets as arrays to a table, for npz, npy and idx
contents    what the columns of a table hold; dates among them
target, left_out: which column is the target, and which tell nothing
understanding  all of that, with what is chosen, and what is said of it (sentences)
examples    the numbers to train on: `to_data`
joined      a table with the test set in a second file
loading     all in one: `load_data`
"""
