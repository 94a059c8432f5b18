"""What every panel has: `panel` holds the base class and the table of panels, `header` the line above a panel.

Nothing here knows one panel from another. Imports `images`, `theme` and `widgets`.
"""
