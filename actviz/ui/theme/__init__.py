"""Colours, pens, fonts and icons, light and dark; the only place where a colour is chosen.

`theme` holds both palettes, `style_sheet` makes Qt's style sheet of one, `icons` draws the icons in its colours, and
`class_colours` gives each class of the data its own. Nothing here is a widget. Imports `startup` only.
"""
