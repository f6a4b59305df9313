"""What the labels around an article say: ``发布时间：…``, ``来源：…``, the table at the head of a notice."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.metadata.calendar import parse_date

_LABELS = {
    "published": "发布时间 发布日期 發布時間 發布日期 發佈時間 發佈日期 发文日期 發文日期 成文日期 印发日期 公开日期",
    "source": "来源 來源 信息来源 文章来源 文章來源 内容来源 新闻来源 新聞來源 稿件来源 稿源",
    "doc_number": "发文字号 發文字號 文号 文號",
    "issuer": "发文机关 發文機關 发文机构 发文单位 制发机关 发布机构 發布機構 發佈機構",
}
_KEYS = {label: key for key, labels in _LABELS.items() for label in labels.split()}
_LABEL = "|".join(r"[ \u3000]*".join(label) for label in sorted(_KEYS, key=len, reverse=True))
_SAID = re.compile(rf"(?:^|[\s（(【\[|｜])({_LABEL})[ \u3000]*[】\])）]?[ \u3000]*[:：]")
_NEXT = re.compile(r"\s{2,}|\t|\s+(?=[^\s\d:：]{1,8}[ \u3000]*[:：])|\s*[|｜】\]]|[，,。；;]")
_LONGEST_LINE = 200
"""Characters of a line that labels stand in; a longer one is a paragraph."""


def labelled(text: str) -> dict[str, str]:
    """Date, source, document number and issuer as the first label of each says them, where what it says can be one."""
    said: dict[str, str] = {}
    for line in text.split("\n"):
        if len(line) > _LONGEST_LINE or not (":" in line or "：" in line):
            continue
        for found in _SAID.finditer(line):
            key = _KEYS[re.sub(r"\s", "", found[1])]
            value = _NEXT.split(line[found.end() :].strip(), maxsplit=1)[0]
            if key not in said and _CAN_BE[key](value):
                said[key] = value
    return said


def is_date(written: str) -> bool:
    """Whether the words are a date and no more than that and a time."""
    try:
        parse_date(written)
    except ValueError:
        return False
    return True


def _is_number(written: str) -> bool:
    return bool(re.search(r"\d+\s*[号號]$", written))


def _is_name(written: str) -> bool:
    return 2 <= len(written) <= 40 and not re.search(r"\d{4}", written)


_CAN_BE: dict[str, Callable[[str], bool]] = {
    "published": is_date,
    "source": _is_name,
    "doc_number": _is_number,
    "issuer": _is_name,
}
