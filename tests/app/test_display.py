import socket

import pytest

from actviz.app import display


@pytest.mark.parametrize("name", ["DISPLAY", "QT_QPA_PLATFORM"])
def test_either_variable_means_a_display(name):
    assert display.has_display({name: ":0"}, "linux")


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"TERM": "xterm"}])
def test_without_them_there_is_no_display_on_linux(environ):
    assert not display.has_display(environ, "linux")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_always_have_a_display_and_miss_no_library(platform):
    assert display.has_display({}, platform)
    assert display.missing_libraries(False, lambda _: False, platform) == {}
    assert display.display_problem({}, platform) is None


def test_a_missing_library_is_named_with_its_package():
    missing = display.missing_libraries(False, lambda library: library != "libxcb-cursor.so.0", "linux")
    assert missing == {"libxcb-cursor.so.0": "libxcb-cursor0"}
    assert display.missing_sentence(missing) == (
        "Qt cannot open a window because the system library libxcb-cursor.so.0 is missing: "
        "on Debian or Ubuntu, sudo apt-get install libxcb-cursor0"
    )


def test_several_missing_libraries_are_all_named():
    sentence = display.missing_sentence({"libEGL.so.1": "libegl1", "libGL.so.1": "libgl1"})
    assert "libraries libEGL.so.1, libGL.so.1 are missing" in sentence
    assert sentence.endswith("apt-get install libegl1 libgl1")


def test_offscreen_needs_no_library_of_the_x_window_system():
    missing = display.missing_libraries(True, lambda _: False, "linux")
    assert "libEGL.so.1" in missing
    assert not [library for library in missing if "xcb" in library or "X11" in library]


def test_offscreen_has_no_problem_here():
    assert display.display_problem({"QT_QPA_PLATFORM": "offscreen"}, "linux") is None


def test_a_display_where_nobody_answers_is_a_sentence(monkeypatch):
    monkeypatch.setattr(display, "missing_libraries", lambda **_: {})
    monkeypatch.setattr(display, "_x_server_answers", lambda: False)
    problem = display.display_problem({"DISPLAY": ":77"}, "linux")
    assert problem.startswith("The X server at DISPLAY=':77' does not answer")


@pytest.mark.parametrize(
    ("environ", "offscreen"),
    [
        ({"DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":0"}, False),
        ({"QT_QPA_PLATFORM": "offscreen:size=1", "DISPLAY": ":0"}, True),
        ({"QT_QPA_PLATFORM": "wayland;xcb", "DISPLAY": ":0"}, False),
        ({"WAYLAND_DISPLAY": "wayland-without-a-compositor", "DISPLAY": ":0"}, False),
    ],
)
def test_the_libraries_of_x_are_looked_for_when_x_is_what_qt_will_use(monkeypatch, environ, offscreen):
    asked = []
    monkeypatch.setattr(display, "missing_libraries", lambda offscreen: asked.append(offscreen) or {"lib": "package"})
    assert "lib" in display.display_problem(environ, "linux")
    assert asked == [offscreen]


def test_a_compositor_that_takes_connections_is_a_display(tmp_path):
    environ = {"WAYLAND_DISPLAY": "wayland-3", "XDG_RUNTIME_DIR": str(tmp_path)}
    assert not display.has_display(environ, "linux")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-3"))
        server.listen()
        assert display.has_display(environ, "linux")


def test_a_dead_compositor_leaves_the_x_server_to_be_checked(monkeypatch):
    monkeypatch.setattr(display, "missing_libraries", lambda **_: {})
    monkeypatch.setattr(display, "_x_server_answers", lambda: False)
    problem = display.display_problem({"WAYLAND_DISPLAY": "wayland-9", "DISPLAY": ":77"}, "linux")
    assert problem.startswith("The X server at DISPLAY=':77' does not answer")


def test_a_platform_that_qt_does_not_have_is_named():
    problem = display.display_problem({"QT_QPA_PLATFORM": "nonsense"}, "linux")
    assert problem.startswith("QT_QPA_PLATFORM names no platform that Qt has here, 'nonsense'")
    assert "offscreen" in problem
