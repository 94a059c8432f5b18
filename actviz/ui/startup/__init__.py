"""What makes the program start quickly, and works around slow or faulty libraries.

`pyqtgraph_import` is the one way to import pyqtgraph, `pyside_source_reading` keeps PySide from reading its own
sources, `garbage_collection` collects between frames. Each file says when it can go. Imports nothing of `ui`.
"""
