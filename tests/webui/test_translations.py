import io
import re
from pathlib import Path
from typing import get_args

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

import webui
from corpus.errors import LimitCode
from indexer.explain import Verdict
from indexer.explaining.nearest import NearestKind
from indexer.explaining.parts import Asks, ShareKind
from indexer.query.ast import MatchKind
from indexer.query.reading import WarningCode
from webui import wording

ROOT = Path(webui.__file__).parent
FOLDERS = sorted(ROOT.glob("translations/*/LC_MESSAGES"))


def catalog(folder: Path) -> Catalog:
    with (folder / "messages.po").open("rb") as file:
        return read_po(file, locale=folder.parent.name)


def extracted() -> dict[str, object]:
    """Every string of the pages that is to be translated."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT, methods, options, keywords={"_": None, "gettext": None, "ngettext": (1, 2)}
    )
    return {message if isinstance(message, str) else message[0]: message for _, _, message, _, _ in found}


def test_both_scripts_have_translations():
    assert [folder.parent.name for folder in FOLDERS] == ["zh_Hans", "zh_Hant"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_every_string_is_translated_and_no_other(folder):
    translated = {
        message.id if isinstance(message.id, str) else message.id[0]: message
        for message in catalog(folder)
        if message.id
    }
    assert set(translated) == set(extracted())
    for message in translated.values():
        texts = [message.string] if isinstance(message.string, str) else message.string
        assert all(texts)
        assert not message.fuzzy


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_translations_keep_the_placeholders(folder):
    for message in catalog(folder):
        originals = [message.id] if isinstance(message.id, str) else message.id
        translations = [message.string] if isinstance(message.string, str) else message.string
        if originals[0]:
            assert placeholders(originals[-1]) == placeholders(translations[-1])


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_the_compiled_translations_are_those_of_the_source(folder):
    compiled = io.BytesIO()
    write_mo(compiled, catalog(folder))
    compiled.seek(0)
    with (folder / "messages.mo").open("rb") as file:
        assert strings(read_mo(file)) == strings(read_mo(compiled))


def test_every_code_of_the_indexer_has_words():
    assert set(wording.WARNINGS) == set(get_args(WarningCode))
    assert set(wording.MATCH_KINDS) == set(get_args(MatchKind))
    assert set(wording.LIMITS) == set(get_args(LimitCode))
    assert set(wording.ASKS) == set(get_args(Asks))
    assert set(wording.VERDICTS) == set(get_args(Verdict))
    assert set(wording.SHARES) == set(get_args(ShareKind))
    assert set(wording.NEAREST) == set(get_args(NearestKind))


def strings(compiled: Catalog) -> dict[object, object]:
    """What is translated and how; the header has a date, which is of no matter."""
    return {str(message.id): message.string for message in compiled if message.id}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)s", text))
