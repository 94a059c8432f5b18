"""The window: it draws what it is given, and says what the user wants.

From the top: `application` starts the program, `window` ties the session to all the rest and draws on the frame,
`actions` holds every command, `unit_card` the card beside a unit, `panels` the panels, one room each, `controls` the
left column, `timeline` the steps, `images` saved pictures; `plots`, `widgets`, `theme` and `startup` serve all of them.
Only `window`, `actions`, `unit_card` and `application` know the session; a panel is handed lanes.

To add a panel: see `panels`; a command: see `actions`.
"""
