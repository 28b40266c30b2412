# SPDX-License-Identifier: Apache-2.0
"""``python -m pehchan``: the command line `pehchan`, the same code; and `screen` of tables in files, which is Python."""

from __future__ import annotations

import os
import signal
import sys

from . import _core, files_command


def main() -> int:
    """Do what the words of the command line say."""
    if files_command.is_table(sys.argv[1:]):
        return files_command.run(sys.argv[2:])
    if files_command.asks_help(sys.argv[1:]):
        status = _core.run_command([b"--help"])
        print("\nOf a table in a file:\n")
        files_command.show_help()
        return status
    sys.stdout.flush()
    # The commands are not Python: an interrupt ends them as it ends any program (the interview takes care of its own).
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "SIGPIPE"):  # a reader that goes away ends the run, as of the program
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    return _core.run_command([os.fsencode(word) for word in sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
