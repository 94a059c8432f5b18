"""What makes the program start quickly, and works around slow or faulty libraries.

`pyside_import` and `pyqtgraph_import` import these two without what is not used here, `garbage_collection` collects
between frames. Each file says when it can go. Imports nothing of `ui`.
"""
