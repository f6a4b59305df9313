"""Options that several commands share, and how the command line takes a query."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from functools import reduce
from pathlib import Path
from typing import Any, TypeVar, get_args

import click

from indexer.engine import Match, Sort
from indexer.parameters import LANGUAGES, SearchParameters

Function = TypeVar("Function", bound=Callable[..., Any])

# What Python makes of bytes that the locale cannot read.
_UNREAD = re.compile("[\udc80-\udcff]")
_EXCLUSION = re.compile(r"-[^-A-Za-z]")


def text(argument: str) -> str:
    """An argument as UTF-8, also where the locale knows only ASCII; one that is not UTF-8 either, as it came."""
    if not _UNREAD.search(argument):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeError:
        return argument


class QueryCommand(click.Command):
    """A command that takes a query, in which ``-公司`` excludes something and is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments; a space in front, which means nothing in a query, keeps an exclusion from click."""
        try:
            return super().parse_args(
                ctx, [f" {argument}" if _EXCLUSION.match(argument) else argument for argument in args]
            )
        except click.NoSuchOption as error:
            if error.option_name.startswith("--"):
                raise
            raise click.NoSuchOption(
                error.option_name,
                f"{error.message.rstrip('.')}; to exclude a word, write all of the query in one pair of quotes",
                ctx=ctx,
            ) from None


index_option = click.option(
    "--index",
    "index_path",
    metavar="DIR",
    envvar="ZHENGSOU_INDEX",
    default="index",
    show_default=True,
    show_envvar=True,
    help="The folder of the index.",
)
labels_option = click.option(
    "--labels",
    type=click.Choice(LANGUAGES),
    default="zh-Hans",
    show_default=True,
    help="The language of labels and of what is suggested, where what was typed does not show it.",
)


lexicon_option = click.option(
    "--lexicon",
    multiple=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Further groups of equal terms: one group a line, with a tab between its terms; repeatable.",
)


def format_option(of_scripts: str, explained: str) -> Callable[[Function], Function]:
    """``--format``: text, or the format for scripts, with what that is."""
    return click.option(
        "--format",
        "format_name",
        type=click.Choice(["text", of_scripts]),
        default="text",
        show_default=True,
        help=f"{of_scripts} {explained}",
    )


_SEARCH_OPTIONS = (
    click.argument("query", nargs=-1, type=text),
    click.option(
        "--district",
        multiple=True,
        type=text,
        metavar="X",
        help="A code or a name, in any script or in English; repeatable.",
    ),
    click.option("--industry", multiple=True, type=text, metavar="X", help="A code or a name; repeatable."),
    click.option("--source", multiple=True, type=text, metavar="X", help="Who published it; repeatable."),
    click.option(
        "--from",
        "from_",
        default="",
        metavar="D",
        help="The first day: 2020, 2020-07 or 2020-07-30; 109年7月, 近三年 and 去年 are known too.",
    ),
    click.option("--to", default="", metavar="D", help="The last day, in the same forms."),
    click.option(
        "--lang",
        multiple=True,
        type=click.Choice(LANGUAGES),
        help="The language of the documents; repeatable.",
    ),
    click.option(
        "--match",
        type=click.Choice(get_args(Match)),
        default="auto",
        show_default=True,
        help="auto: all parts of the query, and most of them where few documents hold all.",
    ),
    click.option("--collapse", is_flag=True, help="Of documents that are copies of each other only one."),
    lexicon_option,
)
_no_expand_option = click.option(
    "--no-expand", "expand", flag_value=False, default=True, help="Leave out synonyms and translations."
)
_expand_option = click.option("--expand", is_flag=True, help="Show synonyms and translations too.")
sort_option = click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    default="relevance",
    show_default=True,
    help="What comes first.",
)


def search_of(query: Sequence[str], **given: Any) -> SearchParameters:
    """The search that the arguments and options of a command ask for; words of a query may come apart."""
    return SearchParameters(q=" ".join(query), **given)


def search_options(function: Function) -> Function:
    """The query and everything that narrows it."""
    return _decorated(function, (*_SEARCH_OPTIONS, _no_expand_option))


def literal_search_options(function: Function) -> Function:
    """The same for what shows what was typed and nothing else, unless that is asked for."""
    return _decorated(function, (*_SEARCH_OPTIONS, _expand_option))


def _decorated(function: Function, options: Sequence[Callable[[Function], Function]]) -> Function:
    return reduce(lambda decorated, option: option(decorated), reversed(options), function)
