"""Scenes: ready-made runs that each show one claim; lessons: walks through runs. Their claims are numbers, and tested.

A scene is a file `resources/scenes/KEY.toml`: lanes, speed, layout, captions and claims. `scene` reads the files,
`claim` runs their numbers, `measures` holds what a claim and a caption can name. A lesson is a file
`resources/lessons/KEY.toml`: `lesson_file` says how it is written, `lesson` is what it becomes, `walk` goes through one
without a window. `tables` is what the readers of both share; `translated` lays their texts in another language over the
English ones. May import everything below the command line; never Qt: the window lays the captions over its panels, and
shows the lessons' cards.
"""
