"""Small widgets of general use, without any knowledge of networks.

Labels that are painted quickly (`fast_label`, `fast_wrapped_label`), a table of columns, a button with choices, the
strip that shows messages, dialogs of which there is only one, and `text`, the one way to put text that is not ours into
a tooltip or a label. Imports `startup` and `theme`.
"""
