"""Pictures of panels and of the window, as PNG and SVG files.

`files` draws and writes them, `svg_repair` mends what Qt's SVG writer gets wrong. Imports `startup` and `theme`.
"""
