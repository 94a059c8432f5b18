"""Plots: a pyqtgraph plot with this program's frame, ticks, ranges and legends.

`plot` holds the class, `crosshair` shows the values at the mouse, `spots` draws symbols, `ticks` and `jumping_range`
keep its axes calm while numbers move, `step_axis` is what plots over the steps share, `legend`, `histogram_bars`,
`layer_bars`, `edge_marks`, `decision_map` and `activation_plot` are parts that several panels share. Nothing here
knows a panel or the session. Imports `startup`, `theme` and `widgets`.
"""
