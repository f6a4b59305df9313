"""``dates``: the days found in the policy documents of eval/places.jsonl.gz against those they are labelled with.

A day stands in a document where it is written there in full in any way of writing; it stands apart where month and day
are written without their year, and the year is written elsewhere. The labels come from the sites that carried the
documents, and are often some days off what the page says; so a rule is near where it is right within a week.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from evaluation.floors import Figures
from evaluation.policies import policies

NAME = "dates"
_WEEK = timedelta(days=7)


def measure(data: Path) -> Figures:
    """The shares of right days where they stand in full and where apart, and of near ones by rule."""
    from corpus.clean import repair
    from corpus.metadata.dates import CONFIDENCE, find_date

    counts: Counter[str] = Counter()
    for labelled, record in policies(data):
        if (day := _day(labelled["published"])) is None:
            continue
        found = find_date(repair(record.text), record.title, latest=date.today())
        where = _where(f"{record.title}\n{record.text}", day)
        counts[where] += 1
        if found:
            counts[f"{where} right"] += found.value == day
            counts[found.rule] += 1
            counts[f"{found.rule} near"] += abs(found.value - day) <= _WEEK
    figures: dict[str, float | int] = {"stand": counts["in full"], "stand_apart": counts["apart"]}
    figures["right"] = _share(counts, "in full right", "in full")
    figures["right_apart"] = _share(counts, "apart right", "apart")
    for rule in filter(counts.__getitem__, CONFIDENCE):
        figures[f"near_{rule.replace(' ', '_')}"] = _share(counts, f"{rule} near", rule)
    return figures


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _where(text: str, day: date) -> str:
    from corpus.metadata.calendar import written_dates

    if any(written.day == day for written in written_dates(text)):
        return "in full"
    month_day = rf"(?<!\d)0?{day.month}\s*月\s*0?{day.day}\s*日"
    return "apart" if re.search(month_day, text) and str(day.year) in text else "nowhere"


def _share(counts: Counter[str], part: str, whole: str) -> float:
    return counts[part] / counts[whole] if counts[whole] else 0.0
