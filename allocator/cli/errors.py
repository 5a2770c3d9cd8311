"""What a person reads when something goes wrong, and the exit code; it mends nothing and hides no fault of ours."""

from __future__ import annotations

import errno
import os
import re
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import click

from allocator.errors import AllocatorError, InputError, NoAnswerError, UsageError
from allocator.reading.personal import masked

FAULT = 70
OF_THE_DISK = frozenset({errno.ENOSPC, errno.EROFS, errno.EFBIG, errno.EIO})  # said without any file's name
_QUOTED = re.compile(r"""'[^'\n]*'|"[^"\n]*\"""")


@dataclass
class Session:
    """What holds for one command line as a whole: whether the traceback of a fault is wanted."""

    debug: bool = False


def run_guarded(call: Callable[[], Any], session: Session) -> int:
    """Run a command and return the exit code; whatever goes wrong is said on standard error in plain words."""
    try:
        code = call()
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return UsageError.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _say("Stopped before there was any answer. Nothing has been written.", NoAnswerError.exit_code)
    except InputError as error:
        return _say(_of_the_input(error), error.exit_code)
    except AllocatorError as error:
        return _say(str(error), error.exit_code)
    except (BrokenPipeError, SystemExit):  # click leaves by SystemExit when a pipe was closed, and for nothing else
        return _closed_pipe()
    except OSError as error:
        ours = not error.filename and error.errno not in OF_THE_DISK
        return _fault(error, session) if ours else _say(_of_a_file(error), UsageError.exit_code)
    except Exception as error:  # the very edge: a fault of ours, never a traceback unless asked for
        return _fault(error, session)


def _of_the_input(error: InputError) -> str:
    """The same list as ``allocator check`` prints, where there are findings."""
    from allocator.cli.checked import faulty_text  # late: loads the tables

    return faulty_text(error) if error.findings else str(error)


def _of_a_file(error: OSError) -> str:
    return f"{error.filename or 'The disk'}: {error.strerror}. Check the name and whether you may read or write there."


def _fault(error: Exception, session: Session) -> int:
    if session.debug:
        click.echo(_traceback(error), err=True, nl=False)
    advice = "" if session.debug else " Run the same command with --debug to see where, and report what it prints."
    what = f"A fault in the program itself, not in your data: {type(error).__name__}: {_without_values(str(error))}"
    return _say(f"{what}\nNothing has been written.{advice}", FAULT)


def _traceback(error: Exception) -> str:
    lines = "".join(traceback.format_exception(error)).splitlines(keepends=True)
    return "".join(line if line.startswith("  File ") else _without_values(line) for line in lines)


def _without_values(text: str) -> str:
    """The words of an error of Python's own without what it quotes, which may be anybody's name or number."""
    return masked(_QUOTED.sub("'...'", text))


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _closed_pipe() -> int:
    """Whoever read our output has had enough: no error, but Python must not try to write the rest while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
