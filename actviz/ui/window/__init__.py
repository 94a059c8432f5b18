"""The main window and the parts around the panels: docks, top bar, verdict bar, status line, help.

`main_window` makes and connects the parts, `frames` draws the session on them, `panel_links` connects the panels,
`dock_area` holds their docks (`presets`, `preset_placement`: their arrangement; `dock_order`: how they stand to each
other; `panel_drawing`: which are drawn when), `dock_scroll` scrolls it where the window is too small for them,
`window_memory` restores and saves all of it. `scene_show` opens scenes, `scene_action` makes their change;
`held_picture` leaves the window as it is until a scene's run can be drawn, `arrangement_before` brings back where the
panels were.
Only this room knows both the session and the panels. Imports every other room of `ui` but `application`.
"""
