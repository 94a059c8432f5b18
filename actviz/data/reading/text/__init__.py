"""Text files of cells: CSV and its kin, with whatever delimiter, decimal sign, quotes and encoding.

decoding    bytes to UTF-8 with plain line ends
rows        lines to rows of cells
numbers     what is a number, and what a missing value
sniffing    delimiter, decimal sign, comments: what the first rows show
header      the columns' names and the first example
reading     all of it together: `read_text`
"""
