"""Pictures of panels and of the window, as PNG and SVG files.

`files` draws and writes them, `svg_repair` corrects the faults of Qt's SVG writer. Imports `startup` and `theme`.
"""
