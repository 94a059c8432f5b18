"""Reading: from a file to the columns of a table, whatever the format.

choices     what a user says about a file
table       what every reader makes of it
source      the file's content, unpacked within limits
formats     which reader a file needs: `read_table`
text/       CSV and its kin
arrays      inputs and targets as arrays, for npz and idx
"""
