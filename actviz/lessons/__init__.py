"""Scenes: ready-made runs that each show one claim, with the claim in numbers, which a test checks.

A scene is a file `resources/scenes/KEY.toml`: lanes, speed, layout, captions and claims. `scene` reads the files,
`claim` runs their numbers, `measures` holds what a claim and a caption can name. May import everything below the
command line; never Qt: the window lays the captions over its panels.
"""
