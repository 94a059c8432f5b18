"""What to run: the configuration, its limits, and how it is written as text.

`config` holds the fields and their rules, `text_format` reads and writes TOML, `layer_widths` reads `32x20`. Nothing
here builds or trains anything. Imports `nn` and `data` for the names of their entries, no other room of `training`.
"""
