"""From flags, the environment and a TOML file, of which the first comes first, to the settings."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

import click

from webui.settings import FILE, SETTINGS, VARIABLES, Setting

Function = TypeVar("Function", bound=Callable[..., Any])

_PLAIN = {click.IntRange: (int,), click.FloatRange: (int, float)}
"""What a file may hold for settings that are numbers; for all others, text."""


class _Unflagged(click.Parameter):
    """A setting that only the environment and files give."""

    param_type_name = "setting"

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        super().__init__(
            [setting.name],
            type=setting.declared.kind,
            default=setting.default,
            envvar=setting.variable,
        )

    def _parse_decls(self, decls: Sequence[str], expose_value: bool) -> tuple[str, list[str], list[str]]:
        return decls[0], [], []

    def add_to_parser(self, parser: Any, ctx: click.Context) -> None:
        """Nothing: there is no flag."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The row of ``--help``."""
        return f"({self.setting.key})", f"{self.setting.declared.help}  [env var: {self.setting.variable}]"


def settings_options(function: Function) -> Function:
    """Give a command every setting and ``--config``."""
    for setting in reversed(SETTINGS):
        function = _option(setting)(function)
    return click.option(
        "--config",
        type=FILE,
        envvar=VARIABLES + "CONFIG",
        show_envvar=True,
        is_eager=True,
        expose_value=False,
        callback=_read_file,
        metavar="FILE",
        help="A TOML file of settings, named like the flags: port = 8080. Flags and the environment come first.",
    )(function)


def _option(setting: Setting) -> Callable[[Function], Function]:
    declared = setting.declared
    if declared.secret:

        def unflagged(function: Function) -> Function:
            # As click's own decorators keep parameters until the command is made of them.
            function.__dict__.setdefault("__click_params__", []).append(_Unflagged(setting))
            return function

        return unflagged
    return click.option(
        f"--{setting.key}",
        setting.name,
        type=declared.kind,
        default=setting.default,
        multiple=setting.repeatable,
        metavar=declared.metavar,
        envvar=setting.variable,
        show_envvar=True,
        show_default=setting.default not in ("", None, ()),
        help=declared.help,
    )


def _read_file(ctx: click.Context, param: click.Parameter, file: Path | None) -> None:
    if file is None:
        return
    try:
        given = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise click.UsageError(f"{file} cannot be read: {error}", ctx) from None
    ctx.default_map = {**(ctx.default_map or {}), **_checked(ctx, file, given)}


def _checked(ctx: click.Context, file: Path, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a file by the names of their settings. Raises UsageError for an unknown key or a bad value."""
    known = {setting.key: setting for setting in SETTINGS}
    values = {}
    for key, value in given.items():
        setting = known.get(key)
        if setting is None:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            raise click.UsageError(f"{file}: unknown setting {key!r}; {hint}", ctx)
        several = value if isinstance(value, list) and setting.repeatable else [value]
        converted = tuple(_value(ctx, file, setting, one) for one in several)
        values[setting.name] = converted if setting.repeatable else converted[0]
    return values


def _value(ctx: click.Context, file: Path, setting: Setting, value: Any) -> Any:
    plain = _PLAIN.get(type(setting.declared.kind), (str,))
    if not isinstance(value, plain) or isinstance(value, bool):
        wanted = "a number" if str not in plain else "text" + (", or a list of it" * setting.repeatable)
        raise click.UsageError(f"{file}: {setting.key} is {value!r}; it must be {wanted}", ctx)
    try:
        return setting.value(value)
    except click.BadParameter as error:
        raise click.UsageError(f"{file}: {setting.key}: {error.message}", ctx) from None
