"""The window: it draws what it is given, and says what the user wants.

`application` makes the application and its `main_window`, which ties the session to the `top_bar`, the `controls`, the
`dock_area` with its `panels`, the `timeline` and the `status_line`, and draws on the frame. What the window can do is
one table, `commands`; what belongs together has a file that ties it to the session: `session_files`, `side_by_side`,
`step_notes`, `exports`.

A panel is a `Panel` in its `panel_dock`, with a `panel_header`; it is built when it first comes into view. Plots come
from `plots` (their `plot_ticks`, `jump_range`), tables from `column_table`, text that changes often from `facts`,
`number_label` and `wrapped_label`, and all colours, pens and fonts from `theme`. Errors reach the user by `errors`,
texts longer than a tip through `dialogs`. `unread_sources` and `plotting` are about a quick start only.

ADD A PANEL: see `panels`. ADD A COMMAND: a line in `commands`, and its slot in whoever carries it out.
"""
