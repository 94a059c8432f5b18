"""The table of commands, and the dialogs behind them.

`commands` is the table; `sessions`, `lanes`, `notes`, `exports`, `animation`, `gradient_check`, `rate_finder`,
`run_library_dialog` and `diagnostics` carry the commands out. To add a command: an entry in `commands`. Imports
`controls`, `timeline`, `plots`, `panels.base`, `images`, `widgets` and `theme`; no panel.
"""
