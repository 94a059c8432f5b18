"""The controls on the left and in the top bar: they show a configuration and say what the user wants changed.

None of them knows the session: a group emits `changed(dict)`, and is told the running configuration by `refresh`.
"""
