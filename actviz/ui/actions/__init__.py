"""The table of commands, and the dialogs behind them.

`command_table` is the table, and `commands` makes the menus of it. `sessions`, `lanes`, `notes`, `exports`,
`animation`, `gradient_check`, `rate_finder`, `run_library_dialog` and `diagnostics` carry the commands out. To add a
command: an entry in `command_table`. Imports
`controls`, `timeline`, `plots`, `panels.base`, `images`, `widgets` and `theme`; no panel.
"""
