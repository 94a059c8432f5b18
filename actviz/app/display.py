"""Whether a window can be opened at all, found out before Qt is loaded.

Qt ends the process when the X server or one of its system libraries is missing; here that becomes a sentence.
"""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

# What Qt's xcb plugin and QtGui load on Linux: library -> package on Debian and Ubuntu.
LIBRARIES: Mapping[str, str] = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
OFFSCREEN_LIBRARIES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
}


def has_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Return whether there is a screen to open a window on, or Qt was told which platform to use."""
    if not platform.startswith("linux"):
        return True
    return bool(environ.get("DISPLAY") or environ.get("QT_QPA_PLATFORM")) or wayland_answers(environ)


def wayland_answers(environ: Mapping[str, str]) -> bool:
    """Return whether the compositor that WAYLAND_DISPLAY names takes connections."""
    name = environ.get("WAYLAND_DISPLAY")
    if not name:
        return False
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(1.0)
            connection.connect(str(Path(environ.get("XDG_RUNTIME_DIR", ""), name)))
    except OSError:
        return False
    return True


def qt_is_missing() -> bool:
    """Return whether PySide6 or pyqtgraph is not installed."""
    return find_spec("PySide6") is None or find_spec("pyqtgraph") is None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_libraries(
    offscreen: bool, loads: Callable[[str], bool] = _loads, platform: str = sys.platform
) -> dict[str, str]:
    """Return the system libraries that Qt needs and cannot load, each with the Debian package that has it."""
    if not platform.startswith("linux"):
        return {}
    wanted = dict(OFFSCREEN_LIBRARIES) if offscreen else {**OFFSCREEN_LIBRARIES, **LIBRARIES}
    return {library: package for library, package in wanted.items() if not loads(library)}


def display_problem(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Return one sentence about why no window can be opened on the display there is, or None."""
    if not platform.startswith("linux"):
        return None
    chosen = [name.partition(":")[0] for name in environ.get("QT_QPA_PLATFORM", "").split(";") if name]
    known = qt_platforms()
    if chosen and known and not set(chosen) & known:
        return (
            f"QT_QPA_PLATFORM names no platform that Qt has here, {chosen[0]!r}: known are {', '.join(sorted(known))}."
        )
    # Qt falls back to X wherever Wayland fails, so X must be sound unless a compositor answers
    on_x = "xcb" in chosen or (not chosen and not wayland_answers(environ))
    missing = missing_libraries(offscreen=not on_x)
    if missing:
        return missing_sentence(missing)
    if on_x and not _x_server_answers():
        return (
            f"The X server at DISPLAY={environ.get('DISPLAY', '')!r} does not answer: "
            "start one, correct DISPLAY, or unset it to run without a window."
        )
    return None


def missing_sentence(missing: Mapping[str, str]) -> str:
    """Name the libraries and the packages to install."""
    libraries, packages = ", ".join(missing), " ".join(missing.values())
    one = len(missing) == 1
    return (
        f"Qt cannot open a window because the system {'library' if one else 'libraries'} {libraries} "
        f"{'is' if one else 'are'} missing: on Debian or Ubuntu, sudo apt-get install {packages}"
    )


def qt_platforms() -> set[str]:
    """Return the platform plugins of the installed PySide6; none where they cannot be found."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return set()
    folder = Path(spec.origin).parent / "Qt" / "plugins" / "platforms"
    return {file.stem.removeprefix("libq") for file in folder.glob("libq*.so")}


def _x_server_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)
