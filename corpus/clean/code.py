"""Code: styles and scripts that became text when a page was made plain.

What is removed has the form of code: braces that close, behind a selector or the head of a function or condition, with
declarations or statements between them and no Chinese but in comments and short strings. Then the statements go that
stand on lines of their own beside them. Words around the code stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TAG = (
    "(?i:html|body|div|span|p|a|img|table|thead|tbody|tr|th|td|ul|ol|li|dl|dt|dd|h[1-6]|b|i|u|em|strong|font|center"
    "|form|input|button|label|select|iframe|section|article|header|footer|nav|main|blockquote|aside|pre|hr|br|video)"
)
_NAME = rf"(?:[.#][\w-]+|\*|\[[^\[\]{{}}\n]{{1,60}}\]|(?<![A-Za-z0-9_-]){_TAG}(?![A-Za-z0-9_-]))"
_PART = rf"{_NAME}(?:[.#:\[][\w()\[\]=\"'-]*)*"
_SELECTOR = rf"(?:{_PART}(?:[ ,>+~]+{_PART}){{0,12}}|@(?i:media|font-face|page|keyframes)[^{{}};\n]{{0,80}})"
_STATEMENT = (
    r"(?<![A-Za-z0-9_.])(?:var|let|const)\s+[\w$]+|(?<![A-Za-z0-9_])function\s*\w*\s*\(|\$\w*[(.]"
    r"|\b(?:if|for|while)\s*\("
)
_STYLE = re.compile(rf"{_SELECTOR}\s*$")
_SCRIPT = re.compile(
    r"(?:\bfunction\s*\w*\s*\([^()]*\)|\b(?:if|for|while|catch|switch)\s*\(.*\)|\b(?:else|try|do))\s*$"
)
_BEGINNING = re.compile(
    rf"(?<![:\w/])//|{_SELECTOR}\s*\{{|{_STATEMENT}|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+\(", re.ASCII
)
_DECLARATION = re.compile(r"[\w-]+\s*:\s*[^\s:;{}]")
_TAIL = re.compile(r"[ \t]*\)?[ \t]*(?:\([ \t]*\))?[ \t]*\)?[ \t]*;?")
_ALONE = re.compile(
    rf"(?:{_STATEMENT}|(?:document|window)\.\w|gtag\(|\w+(?:\.\w+)*\s*[+-]?=[^=]).*|[)}}\]]+;?",
)
_COMMENT_OR_STRING = re.compile(
    r"(?<![:\w/])//[^\n]{0,60}?(?=\s\s|\t|$)|/\*[^\n]{0,200}?\*/|'[^'\n]{0,60}'|\"[^\"\n]{0,60}\"",
    re.MULTILINE,
)
_CHINESE = re.compile("[\u2e80-\uffef]")
_LONGEST_HEAD = 400
"""Characters before a brace that may say what it opens."""
_BRACES = re.compile("[{}]")


def remove_code(text: str) -> str:
    """The text without styles and scripts."""
    if "{" not in text:
        return text
    bare = _COMMENT_OR_STRING.sub(lambda match: " " * len(match[0]), text)
    pieces, end = [], 0
    for first, last in _blocks(text, bare):
        pieces.append(text[end:first])
        end = last
    if not end:
        return text
    lines = "".join([*pieces, text[end:]]).split("\n")
    return "\n".join(line for line in lines if not _ALONE.fullmatch(line.strip()) or _CHINESE.search(line))


def _blocks(text: str, bare: str) -> Iterator[tuple[int, int]]:
    """Where code stands. ``bare`` is the text with blanks for comments and strings."""
    end = 0
    for opening, closing in _braces(bare):
        line = max(bare.rfind("\n", 0, opening) + 1, end)
        head = bare[max(line, opening - _LONGEST_HEAD) : opening]
        inside = bare[opening + 1 : closing]
        if _CHINESE.search(inside):
            continue
        if not (
            _SCRIPT.search(head)
            or (_STYLE.search(text[opening - len(head) : opening]) and _says_nothing(inside))
        ):
            continue
        line += max((match.end() for match in _CHINESE.finditer(bare[line:opening])), default=0)
        begins = _BEGINNING.search(text, line, opening + 1)
        first = begins.start() if begins else line
        tail = _TAIL.match(bare, closing + 1)
        end = tail.end() if tail else closing + 1
        yield first, end


def _says_nothing(inside: str) -> bool:
    return not inside.strip() or bool(_DECLARATION.search(inside))


def _braces(bare: str) -> Iterator[tuple[int, int]]:
    """Where outermost braces open and close."""
    depth = opening = 0
    for brace in _BRACES.finditer(bare):
        if brace[0] == "{":
            if not depth:
                opening = brace.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                yield opening, brace.start()
