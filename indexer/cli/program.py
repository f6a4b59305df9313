"""The program itself: which commands there are, and what becomes of their errors and exit statuses."""

from __future__ import annotations

import errno
import gc
import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from types import ModuleType

import click

from corpus.errors import ZhengsouError
from indexer.cli.console import complain, speak_utf8

FOUND = 0
"""Exit status: something was found, or what was asked is done."""
NOTHING_FOUND = 1
"""Exit status: nothing was found."""
FAILED = 2
"""Exit status: a bad argument, an index that cannot be used, or another error."""
INTERRUPTED = 130
"""Exit status: Ctrl-C, as shells have it."""

_MODULES = {
    "index": "building",
    "search": "searching",
    "kwic": "concordance",
    "suggest": "suggesting",
    "facets": "searching",
    "trend": "trending",
    "compare": "contrasting",
    "show": "reading",
    "diff": "diffing",
    "rerun": "rerunning",
    "explain": "explaining",
    "stats": "keeping",
    "check": "keeping",
    "delete": "keeping",
}


class _Commands(click.Group):
    """Commands whose modules are imported when they are called: a search need not load what indexing needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _MODULES:
            return None
        module = _imported(f"indexer.cli.{_MODULES[cmd_name]}")
        command = getattr(module, f"{cmd_name}_command")
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name in _MODULES or name.startswith("-"):
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, _MODULES, 1)
        hint = f"did you mean {near[0]}?" if near else f"the commands are {', '.join(_MODULES)}"
        raise click.UsageError(f"There is no command {name!r}; {hint}", ctx)


def _imported(name: str) -> ModuleType:
    if name not in sys.modules:
        # What importing makes stays to the end, so the garbage collector needs not go through it, now or ever.
        gc.disable()
        try:
            import_module(name)
        finally:
            gc.freeze()
            gc.enable()
    return sys.modules[name]


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  zhengsou index ~/articles --index ~/policy-index
  zhengsou search 自贸区 --index ~/policy-index
  zhengsou search 'free trade zone' --district 北京 --format jsonl | head -1

Exit status: 0 found or done, 1 nothing found, 2 error.""",
)
@click.version_option(package_name="zhengsou", prog_name="zhengsou", message="%(prog)s %(version)s")
@click.pass_context
def commands(context: click.Context) -> None:
    """政搜 zhengsou: search Chinese policy news in either script and in English."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(FAILED)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line, that of this process by default, and return its exit status."""
    speak_utf8()
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except click.ClickException as error:
        return _refused(error)
    except (KeyboardInterrupt, click.Abort):
        complain("interrupted; nothing was changed")
        return INTERRUPTED
    except ZhengsouError as error:
        complain(str(error))
        return FAILED
    except OSError as error:
        if _is_closed_pipe(error):
            return FOUND
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return FAILED
    return status


def _run(arguments: list[str]) -> int:
    try:
        with commands.make_context("zhengsou", arguments) as context:
            status: int = commands.invoke(context)
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    return status


def _refused(error: click.ClickException) -> int:
    message = error.format_message().rstrip(".")
    if isinstance(error, click.UsageError) and error.ctx is not None:
        stop = "" if message.endswith("?") else ";"
        message += f"{stop} {error.ctx.command_path} --help says more"
    complain(message)
    return FAILED


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader of our output has gone, which ends a program and is no error.

    What is still in the buffer goes nowhere then, or Python would complain about it at the end. Windows has no
    error of its own for this and says EINVAL.
    """
    closed = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
    if closed:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    return closed
