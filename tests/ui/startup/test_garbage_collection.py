"""Python's garbage is collected in the window's thread only."""

import gc
import threading

import pytest

from actviz.ui.startup.garbage_collection import GarbageCollection


class Knot:
    """Something that only a collection can free; it notes in which thread it ends."""

    ended: list[threading.Thread]

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.ended, self.itself = ended, self

    def __del__(self) -> None:
        self.ended.append(threading.current_thread())


@pytest.fixture
def garbage(qapp):
    gc.enable()
    collection = GarbageCollection(qapp)
    yield collection
    collection.stop()
    collection.deleteLater()
    gc.disable()


@pytest.mark.usefixtures("garbage")
def test_what_another_thread_drops_ends_in_the_window_s_thread(qtbot):
    ended: list[threading.Thread] = []

    def drop() -> None:
        Knot(ended)
        _ = [[] for _ in range(3 * gc.get_threshold()[0])]  # enough for Python to collect by itself

    other = threading.Thread(target=drop)
    other.start()
    other.join()
    assert not ended
    kept = [[] for _ in range(3 * gc.get_threshold()[0])]
    qtbot.waitUntil(lambda: bool(ended))
    assert ended == [threading.main_thread()]
    assert kept


def test_python_collects_by_itself_again_when_it_stops(garbage):
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
