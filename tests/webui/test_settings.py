import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from webui.cli import main
from webui.options import settings_options
from webui.settings import SETTINGS, Settings

README = Path(__file__).parents[2] / "webui" / "README.md"

FLAGGED = [setting for setting in SETTINGS if not setting.declared.secret]
TEXTS = {
    "index": ("a", "b", "c"),
    "host": ("::1", "0.0.0.0", "10.0.0.1"),
    "port": ("1", "2", "3"),
    "threads": ("1", "2", "3"),
    "processes": ("2", "3", "4"),
    "prefix": ("/a", "/b", "/c/d"),
    "proxies": ("1", "2", "3"),
    "rate-limit": ("1 per second", "2/minute", "3/day"),
    "body-limit": ("1", "2", "3"),
    "time-limit": ("1.5", "2.5", "3.5"),
    "password": ("a", "b", "c"),
    "cors-origin": ("https://a.example", "https://b.example", "*"),
    "access-log": ("a.log", "b.log", "-"),
}


def read(*arguments, env=None):
    """The settings that a command line and an environment give, or what was said of them."""

    @click.command()
    @settings_options
    def command(**given):
        found.append(Settings(**given))

    found = []
    result = CliRunner().invoke(command, arguments, env=env or {})
    return found[0] if found else result.output


@pytest.fixture
def config(tmp_path):
    def written(text):
        file = tmp_path / "settings.toml"
        file.write_text(text, encoding="utf-8")
        return str(file)

    return written


@pytest.fixture(params=SETTINGS, ids=lambda setting: setting.key)
def setting(request):
    return request.param


@pytest.fixture
def texts(setting, tmp_path):
    """Three values of a setting."""
    if setting.key in TEXTS:
        return TEXTS[setting.key]
    files = [tmp_path / name for name in "abc"]
    for file in files:
        file.touch()
    return tuple(map(str, files))


def toml(text):
    return text if re.fullmatch(r"\d+(\.\d+)?", text) else f"'{text}'"


def in_settings(setting, *texts):
    values = tuple(setting.value(text) for text in texts)
    return values if setting.repeatable else values[0]


def test_without_anything_there_are_the_defaults():
    assert read() == Settings()


def test_a_flag_comes_before_the_environment_and_that_before_a_file(setting, texts, config):
    name = setting.name
    of_flag, of_environment, of_file = texts
    file = ("--config", config(f"{setting.key} = {toml(of_file)}"))
    env = {setting.variable: of_environment}
    assert getattr(read(*file), name) == in_settings(setting, of_file)
    assert getattr(read(*file, env=env), name) == in_settings(setting, of_environment)
    if not setting.declared.secret:
        flag = (f"--{setting.key}", of_flag)
        assert getattr(read(*file, *flag, env=env), name) == in_settings(setting, of_flag)


def test_a_file_may_be_named_by_the_environment(config):
    assert read(env={"ZHENGSOU_WEB_CONFIG": config("port = 81")}).port == 81


@pytest.mark.parametrize("key", [setting.key for setting in SETTINGS if setting.repeatable])
def test_what_is_repeatable_is_a_list_in_a_file(key, config, tmp_path):
    (tmp_path / "a").touch()
    value = "https://a.example" if key == "cors-origin" else tmp_path / "a"
    several = read("--config", config(f"{key} = ['{value}', '{value}']"))
    assert [str(one) for one in getattr(several, key.replace("-", "_"))] == [str(value)] * 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("prot = 80", "unknown setting 'prot'; did you mean port?"),
        ("zzz = 80", "unknown setting 'zzz'; there are index, lexicon,"),
        ("rate_limit = '1/minute'", "did you mean rate-limit?"),
        ("port = '80'", "port is '80'; it must be a number"),
        ("port = true", "port is True; it must be a number"),
        ("port = [80]", "port is [80]; it must be a number"),
        ("port = 8.5", "port is 8.5; it must be a number"),
        ("port = 80000", "port: 80000 is not in the range 0<=x<=65535."),
        ("index = 5", "index is 5; it must be text"),
        ("lexicon = 'nowhere'", "lexicon: File 'nowhere' does not exist."),
        ("lexicon = [5]", "lexicon is 5; it must be text, or a list of it"),
        ("rate-limit = 'often'", "rate-limit: 'often' is no rate such as '300 per minute'"),
        ("[port]\nport = 1", "port is {'port': 1}; it must be a number"),
        ("port = ", "cannot be read: Invalid value"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_the_file_and_the_key(text, said, config):
    file = config(text)
    assert f"Error: {file}" in (told := read("--config", file))
    assert said in told


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("port", "80000"),
        ("port", "x"),
        ("threads", "0"),
        ("processes", "-1"),
        ("proxies", "-1"),
        ("prefix", "policy"),
        ("prefix", "/a//b"),
        ("prefix", "/a/../b"),
        ("prefix", "/a?b"),
        ("prefix", "/政策"),
        ("rate-limit", "often"),
        ("time-limit", "-1"),
        ("time-limit", "soon"),
        ("body-limit", "-1"),
        ("password-file", "nowhere"),
        ("lexicon", "nowhere"),
        ("cors-origin", "lab.example"),
        ("cors-origin", "https://lab.example/path"),
        ("cors-origin", "https://user@"),
        ("cors-origin", "ftp://lab.example"),
        ("cors-origin", "https://[broken"),
        ("cors-origin", "null"),
    ],
)
def test_a_bad_value_is_told_with_its_flag_and_with_its_variable(key, text):
    variable = next(setting.variable for setting in SETTINGS if setting.key == key)
    assert f"'--{key}'" in read(f"--{key}", text)
    assert variable in read(env={variable: text})


@pytest.mark.parametrize(
    ("key", "text", "value"),
    [
        ("prefix", "/policy/", "/policy"),
        ("prefix", "/", ""),
        ("prefix", "/a/b.c-d_e~f", "/a/b.c-d_e~f"),
        ("cors-origin", "HTTPS://Lab.Example:8443/", ("https://lab.example:8443",)),
        ("rate-limit", " ", ""),
        ("rate-limit", "10/second;1000/hour", "10/second;1000/hour"),
    ],
)
def test_values_are_brought_into_one_form(key, text, value):
    assert getattr(read(f"--{key}", text), key.replace("-", "_")) == value


def test_a_password_is_no_flag_and_is_not_shown(config):
    assert "No such option" in read("--password", "secret")
    assert "secret" not in repr(read(env={"ZHENGSOU_WEB_PASSWORD": "secret"}))


def test_the_help_names_every_setting_its_variable_and_its_default(setting):
    shown = " ".join(CliRunner().invoke(main, ["--help"], terminal_width=10_000).output.split())
    assert setting.declared.help in shown
    assert f"env var: {setting.variable}" in shown
    assert (f"--{setting.key} " in shown) == (not setting.declared.secret)
    if setting.default not in ("", None, ()):
        assert f"env var: {setting.variable}; default: {setting.default}" in shown


def test_the_table_of_the_readme_has_every_setting_as_the_code_has_it():
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.*?) \| `(\w+)` \| (.+) \|$", README.read_text(encoding="utf-8"), re.M
    )
    assert rows == [
        (
            setting.key,
            f"`{setting.default}`" if setting.default not in ("", None, ()) else "",
            setting.variable,
            setting.declared.help.replace("|", "\\|"),
        )
        for setting in SETTINGS
    ]
