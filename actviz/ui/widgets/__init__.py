"""Small widgets of general use; none knows about networks.

Labels for text that changes often (`fast_label`, `fast_wrapped_label`), `buttons`, a table of columns, a button with
choices, the strip that shows messages, dialogs of which there is only one, and `text`, the one way to put foreign text
into a tool tip or a label. Imports `startup` and `theme`.
"""
