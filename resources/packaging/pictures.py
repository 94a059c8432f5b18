"""Make the README's pictures: `.venv/bin/python resources/packaging/pictures.py`, with or without a display."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from actviz.lessons.scene import first_example
from actviz.ui.application.window_picture import window_picture

FOLDER = Path(__file__).parent.parent / "pictures"


def main() -> None:
    """Write every picture into resources/pictures."""
    FOLDER.mkdir(exist_ok=True)
    window_picture(first_example(), 2000, "dark", preset="vanishing", layer=2).save(str(FOLDER / "vanishing-dark.png"))
    dying = first_example().replace(activation="relu", initializer="he_normal", learning_rate=0.35, momentum=0.5)
    window_picture(dying, 420, "light", preset="overview", layer=3).save(str(FOLDER / "dying-relu-light.png"))


if __name__ == "__main__":
    main()
