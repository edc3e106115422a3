"""The command line: each command is loaded only when it is called."""

from __future__ import annotations

import errno
import gc
import importlib
import os
import resource
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

import click
from click.shell_completion import shell_complete

from extractor import __version__
from extractor.errors import ExtractorError, UsageError

MEGABYTE = 1_000_000
ADDRESS_SPACE = 500
"""Megabytes of address space without which the libraries end the process in the midst, with
a message of their own or none; those of the commands below need less."""
_NEED_LESS = {"extract": 450, "explain": 450, "rules": 450, "tables": 250}
GARBAGE = (20_000, 20, 20)
"""How many things are made before the garbage among them is looked for. Starting makes tens of
thousands, and none of them is any."""
_NO_ROOM = ("failed to map segment", "cannot allocate memory", "Cannot allocate memory")
"""What the loader says about a library for which there is no memory."""
_NO_MEMORY = "extractor: there is not enough memory; what was finished is kept."
_SYSTEM_LACKS = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOSPC, errno.ENOMEM})
"""What no program can mend: file handles, space, memory."""

_COMPLETE = "_EXTRACTOR_COMPLETE"
"""The variable by which a shell asks what can follow: docs/howto-install.md."""

FROM_THE_SHELL = "extractor.from_the_shell"
"""Noted with a call that has its process to itself; a program that calls `main` has not."""

COMMANDS = {
    "extract": "read documents and print their observations; touches no database",
    "tables": "print the tables of documents as they were read",
    "ingest": "read files and folders into a database",
    "serve": "publish a database with Datasette",
    "export": "write a database as tidy CSV with CSVW metadata, and as Parquet",
    "check": "check sums, shares, changes and ranges over what was ingested",
    "review": "walk through doubtful figures in the terminal, or judge a sample",
    "diff": "list what one reading gained, lost and changed against another",
    "undo": "take a run back",
    "reference": "load official figures to compare the papers' with",
    "explain": "show every number of a sentence or page, and why it matched or not",
    "rules": "check, list, start and suggest rules",
    "samples": "copy sample papers into a folder, to try the other commands on",
}

_MODULES = {
    "tables": "explain",
    "serve": "publish",
    "export": "publish",
    "diff": "runs",
    "undo": "runs",
    "reference": "check",
    "samples": "ingest",
}
"""The modules of those commands that have no module of their own name."""


class LazyGroup(click.Group):
    """A group whose commands are imported when asked for, so that --help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        _room_for(cmd_name)
        module = importlib.import_module(f"extractor.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command = getattr(module, cmd_name)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            ctx.fail(f"No such command “{args[0]}”.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


def _room_for(command: str) -> None:
    """Raise UsageError where the shell allows less memory than the command's libraries need."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
    needed = _NEED_LESS.get(command, ADDRESS_SPACE)
    if allowed != resource.RLIM_INFINITY and allowed < needed * MEGABYTE:
        raise UsageError(
            f"There is not enough memory: {allowed // MEGABYTE} MB of address space are allowed, "
            f"and {command} needs {needed} MB.",
            "Raise the limit (ulimit -v).",
        )


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="extractor")
def group() -> None:
    """Every figure that council committee papers state, with its evidence.

    Exit codes: 0 all documents read; 2 wrong usage; 3 finished, but some documents were
    refused or failed; 1 anything else.
    """


def check_files(files: Sequence[Path]) -> None:
    """Raises UsageError where one of `files` does not exist or is a folder."""
    for file in files:
        if file.is_dir():
            remedy = f"Name its files, or read it with: extractor ingest {file} --db FILE"
            raise UsageError(f"{file} is a folder.", remedy)
        if not file.exists():
            raise UsageError(f"There is no file {file}.")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit code; errors are one sentence on stderr."""
    gc.set_threshold(*GARBAGE)
    given = sys.argv[1:] if arguments is None else list(arguments)
    completing = os.environ.get(_COMPLETE)
    if completing:
        sys.exit(shell_complete(group, {}, "extractor", _COMPLETE, completing))
    try:
        # Not `group.main`: click would leave with 1 where the reader of our output has gone.
        with group.make_context("extractor", given) as context:
            context.meta[FROM_THE_SHELL] = arguments is None
            code = group.invoke(context)
            sys.stdout.flush()
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        print(error.format_message(), file=sys.stderr)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        print("extractor: stopped; what was finished is kept.", file=sys.stderr)
        sys.exit(1)
    except click.ClickException as error:
        print(f"extractor: {error.format_message()} (try --help)", file=sys.stderr)
        sys.exit(2)
    except ExtractorError as error:
        print(f"extractor: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`); there is nobody left to tell, not
        # even by the interpreter, which flushes once more on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except MemoryError:
        print(_NO_MEMORY, file=sys.stderr)
        sys.exit(1)
    except ImportError as error:
        if not any(words in str(error) for words in _NO_ROOM):
            raise
        print(_NO_MEMORY, file=sys.stderr)
        sys.exit(1)
    except OSError as error:
        if any(words in str(error) for words in _NO_ROOM):
            print(_NO_MEMORY, file=sys.stderr)
            sys.exit(1)
        if error.errno not in _SYSTEM_LACKS:
            raise
        print(f"extractor: {error.strerror}; what was finished is kept.", file=sys.stderr)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
