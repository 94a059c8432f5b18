"""The program around the window: start, self-test, screenshots, and the message where there is no display.

`application` makes Qt's application and the window, `smoke_test` drives it once (`actviz --self-test`), `no_display`
says what is missing. Imports every room of `ui`; nothing in `ui` imports it.
"""
