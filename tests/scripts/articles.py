"""A tiny corpus for the benchmark's own tests: notices in both scripts, put together from a few phrases.

The rare phrases stand in two notices each.
"""

from __future__ import annotations

import random
from datetime import date

from corpus.document import Document

DISTRICTS = {"海淀区": "110108", "浦东新区": "310115", "深圳市": "440300"}
TOPICS = {"人工智能": "new-it.ai", "教育": "education", "交通": "transport"}
SENTENCES = (
    "支持企业建设实验室。",
    "发布产业政策和行动计划。",
    "鼓励银行提供贷款，降低融资成本。",
    "加快建设公共服务平台。",
    "組織專家評審，公布補助名單。",
    "加強環境保護，改善水質。",
    "簡化審批流程，推動數據共享。",
)
RARE = (
    "修缮灯塔。",
    "清理沼气。",
    "保护白鹭。",
    "种植芦苇。",
    "举办茶艺比赛。",
    "整修古桥。",
    "招募潜水员。",
)


def articles(count: int) -> list[Document]:
    rng = random.Random(7)
    made = []
    for number in range(count):
        place, topic = rng.choice(list(DISTRICTS)), rng.choice(list(TOPICS))
        made.append(
            Document(
                id=f"notice-{number}",
                title=f"{place}{topic}工作通知",
                text=f"{place}关于{topic}："
                + "".join(
                    rng.sample(SENTENCES, rng.randint(2, 5)) + list(RARE[number // 2 : number // 2 + 1])
                ),
                published=date(2018 + number % 5, 1 + number % 12, 1) if number % 7 else None,
                source=rng.choice(("新闻办公室", "發展局", "")),
                districts=(DISTRICTS[place],),
                industries=(TOPICS[topic],),
            )
        )
    return made
