"""The main window and what stands around the panels: docks, top bar, status line, help.

`main_window` ties the session to all of it and draws on the frame; `window_memory` restores and saves how it is
arranged. Only this room knows both the session and the panels. Imports every other room of `ui` but `application`.
"""
