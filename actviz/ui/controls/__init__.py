"""The controls on the left and in the top bar: they show a configuration and emit the changes that the user makes.

None of them knows the session: a group emits `changed(dict)`, and `refresh` shows it the running configuration.
"""
