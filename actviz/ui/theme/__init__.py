"""Colours, pens, fonts and icons, light and dark; the only place where a colour is chosen.

`palettes` holds the colours, `theme` is the one in use, `style_sheet` makes Qt's style sheet of it, `icons` draws the
icons, and `class_colours` gives each class of the data its colour. `text_size` says how large text is and what follows
it, `motion` whether things may move on their own. Nothing here is a widget. Imports `startup` only.
"""
