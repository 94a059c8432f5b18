"""Arguments -> window or headless command; the only module that sees everything."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run actviz; return the exit status: 0 done, 1 failed on its own, 2 asked for something that cannot be."""
    if getattr(sys, "frozen", False):  # the import takes 10 ms
        import multiprocessing

        multiprocessing.freeze_support()  # a process of a sweep goes no further than this
    from actviz.cli import streams

    streams.accept_any_text()
    try:
        status = _main(argv)
    except SystemExit as asked:  # by argparse: for help, or after a usage error
        raise SystemExit(streams.finished(int(asked.code or 0))) from None
    except BrokenPipeError:  # the reader, `head` say, has seen enough
        status = 0
    except streams.OutputFault as fault:
        streams.complain(str(fault))
        status = 2
    return streams.finished(status)


def _main(argv: Sequence[str] | None) -> int:
    # One BLAS thread: two collapse beside any other load. Must be set before NumPy is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    arguments = list(sys.argv[1:] if argv is None else argv)
    from actviz import __version__, cli
    from actviz.cli.streams import complain
    from actviz.registry import quoted
    from actviz.resource_files import languages

    parser = cli.make_parser("actviz", __version__, arguments)
    window = parser.add_argument_group("window")
    window.add_argument("--data", metavar="FILE", help="open the window on your own data: CSV, Excel, NPZ, IDX …")
    window.add_argument("--self-test", action="store_true", help="train 200 steps, open every panel, take a picture")
    window.add_argument("--screenshot", metavar="PNG", help="where --self-test leaves its picture")
    window.add_argument("--language", choices=("system", *languages()), help="the language of the window, this once")
    if arguments and not arguments[0].startswith("-") and arguments[0] not in cli.COMMANDS:
        from actviz.disk import kind_of

        if not kind_of(Path(arguments[0])):
            complain(f"{quoted(arguments[0])} is neither a command ({', '.join(cli.COMMANDS)}) nor a file")
            return 2
        arguments.insert(0, "--data")
    options = parser.parse_args(arguments)
    if options.language is not None:
        os.environ["ACTVIZ_LANGUAGE"] = options.language  # which the window reads
    if options.command is not None:
        if options.self_test or options.screenshot:
            parser.error(f"--self-test and --screenshot go with the window, not with {options.command!r}")
        training = [key for key, command in cli.COMMANDS.items() if command.trains]
        if options.data is not None and options.command not in training:
            parser.error(
                f"a data file goes with the window or with {', '.join(training)}, not with {options.command!r}"
            )
        if options.command in training and options.data_path is None:
            options.data_path = options.data  # the file stood before the command
        status = cli.main(options)
        if status or not cli.COMMANDS[options.command].opens_window:
            return status
        return _window(shown=(options.command, options.shown), handout=getattr(options, "handout", None))
    return _window(options.data, options.self_test, options.screenshot)


def _window(
    data: str | None = None,
    self_test: bool = False,
    screenshot: str | None = None,
    shown: tuple[str, str] | None = None,
    handout: str | None = None,
) -> int:
    from actviz.app import display
    from actviz.cli.streams import complain, say

    if not display.has_display():
        from actviz.ui.application.no_display import announce

        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        if not self_test and handout is None:
            if data is not None and data.endswith(".actviz"):
                say("There is no display to open a window on, so this reports on the session.\n")
                return _main(["show", data])
            return announce(data)
    if display.qt_is_missing():
        complain(
            "the window needs PySide6-Essentials and pyqtgraph: pip install PySide6-Essentials pyqtgraph. "
            "`actviz run` works without them."
        )
        return 2
    problem = display.display_problem()
    if problem is not None:
        complain(problem)
        return 2
    if self_test:
        from actviz.ui.application.smoke_test import self_test as run_self_test

        return run_self_test(screenshot)
    if handout is not None and shown is not None:
        from actviz.ui.application.handout import write

        return write(shown[1], Path(handout))
    # looking for garbage takes 7 % of the imports' time, and there is none yet; see `ui.startup.garbage_collection`
    gc.disable()
    from actviz.ui.startup.pyside_import import import_pyside

    import_pyside()
    from actviz.ui.application.application import run

    return run(data, shown=shown)


if __name__ == "__main__":
    sys.exit(main())
