"""Where actviz keeps its own files, also where there is no home folder."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

NOWHERE = """
    import os, pathlib, stat, sys
    import platformdirs
    def no_home(*_args, **_more):
        raise RuntimeError("Could not determine home directory.")
    platformdirs.user_config_path = platformdirs.user_state_path = no_home
    pathlib.Path.home = classmethod(no_home)
    from actviz.app import paths
    from actviz.app.settings import Settings
    folder = paths.config_dir()
    assert folder == paths.sessions_dir().parent == paths.home() == paths.state_dir().parent
    settings = Settings.load()
    assert len(settings.warnings) == 1 and "HOME" in settings.warnings[0]
    print(folder)
    print(settings.save() is None)
"""


def without_home(temporary: Path) -> list[str]:
    environment = {k: v for k, v in os.environ.items() if k != "ACTVIZ_CONFIG_DIR"}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2]), "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", textwrap.dedent(NOWHERE)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="there always is one")
def test_without_a_home_a_folder_of_the_users_own_is_used_and_it_is_said(tmp_path: Path) -> None:
    folder, saved = without_home(tmp_path)
    assert (Path(folder).parent, saved) == (tmp_path, "True")
    assert Path(folder).stat().st_mode & 0o777 == 0o700
    assert without_home(tmp_path)[0] == folder


@pytest.mark.skipif(sys.platform == "win32", reason="there always is one")
def test_a_folder_that_others_can_write_to_is_not_used(tmp_path: Path) -> None:
    folder = Path(without_home(tmp_path)[0])
    folder.chmod(0o777)
    assert Path(without_home(tmp_path)[0]) != folder
