"""Document numbers such as 国发〔2015〕12号: one canonical form for all spellings, and its parts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from corpus.metadata.calendar import REPUBLIC

OPEN, CLOSE = "〔[(（【［﹝〖{〈<「", "〕])）】］﹞〗}〉>」"
"""The brackets that the year stands in, as people write them."""
_TRADITIONAL = (
    "亞併來倉個們偵傑備傳債傷僑價儀億優儲內兩則剛創劃劉動務勝勞勵區協參員問啟單嚴國園圓圖團執堅報場塊墾壓"
    "婁婦學實寧審將專尋對導層屬岡島峽嶺師帶幣庫廈廟廠廢廣廳張彙後從徵態慶憲應懲懷戰戲戶採揚撫擇擔據擬擴攝"
    "數時晉曆書會東條棗業極榮構樂樓標機檔檢權歐歲歷殘氣汙決淨減測準溫滄滅滬漁漢漲潔潛澤濕濟濰濱瀋灣災烏無"
    "煙熱燈營爾牆獎獲現環瓊產畫異當療發盜監眾礎礦祕禮稅種稱積穩競筆節範築簡簽籌糧糾紀約紅紙級細紹終組絕絡"
    "統經綜綠維網線編練縣縮總績織繳續罰羅義習聖聯職聽肅臨臺與舉舊艦莊華萊萬葉蓋藝藥蘇蘭處號蟲術衛衝補裝製"
    "複規視覽觀觸訂計訊訓託記訟設許訴診評詢試該誌課調論諮謀證識議護讀讓豐財貢貨販責貴貸費貿資賓質賬購賽贊"
    "贛車軌軍軟較載輔輕輪輸轉辦農連遊運達違遠適遷選遺遼邊郵鄉鄭鄰醫醬釋銀鋼錫鎮鐘鐵鑑長門閉開間閩閱關陝陰"
    "陸陽隊階際隨險隱雜離難雲電霧靜項順須預頭願顧顯飛飯飲養館饒馬駐駕騎驗驛體髮鬥魚魯鳥鷹鹽麗黃點黨齊齡龍"
    "倫偉兗冊劍勁勸叢吳呂啓圍壩堯塗墊壇壘壯壺壽夢夾奧孫宮寬寶峯崑崗崙嵐嶗嶧嶼嶽巖廂廬彌彥恆愛愷憑敘暉楊樅"
    "樑樞樹樺橋橫欄欒欽歸涇涼淥淶渦渾湞湯溝滎滿漣漵潁潤潯澗澠瀏瀘瀾灘灤為爐爲獅獨獻琿瑤瑪甌畢疇疊盤盧硯碩"
    "碭確祿禪稜窩窪竇粵納紐絳綏綿緑縉羣聞聶脩膠臘興舘荊菸蒼蓮蔭蕪蕭薊薌薩藍藺蘄蘆蘊蘿裡裏覺詔誼諸諾謙謝譙"
    "譜讚貝貞賀賈賚賢趙輝輿進遙遜邁郟鄆鄒鄖鄧鄲鄴鈦鉅銅鋒錢錦鍾鎣鎭鏡鑲閔閣閬閻陘陞陳隴雙雞霑靈鞏韓響頂頗"
    "額類風馮駒騰驊鬱鮁鮮鯉鳩鳳鳴鴨鶴鷄鹼麥齋龐"
)
_SIMPLIFIED = (
    "亚并来仓个们侦杰备传债伤侨价仪亿优储内两则刚创划刘动务胜劳励区协参员问启单严国园圆图团执坚报场块垦压"
    "娄妇学实宁审将专寻对导层属冈岛峡岭师带币库厦庙厂废广厅张汇后从征态庆宪应惩怀战戏户采扬抚择担据拟扩摄"
    "数时晋历书会东条枣业极荣构乐楼标机档检权欧岁历残气污决净减测准温沧灭沪渔汉涨洁潜泽湿济潍滨沈湾灾乌无"
    "烟热灯营尔墙奖获现环琼产画异当疗发盗监众础矿秘礼税种称积稳竞笔节范筑简签筹粮纠纪约红纸级细绍终组绝络"
    "统经综绿维网线编练县缩总绩织缴续罚罗义习圣联职听肃临台与举旧舰庄华莱万叶盖艺药苏兰处号虫术卫冲补装制"
    "复规视览观触订计讯训托记讼设许诉诊评询试该志课调论咨谋证识议护读让丰财贡货贩责贵贷费贸资宾质账购赛赞"
    "赣车轨军软较载辅轻轮输转办农连游运达违远适迁选遗辽边邮乡郑邻医酱释银钢锡镇钟铁鉴长门闭开间闽阅关陕阴"
    "陆阳队阶际随险隐杂离难云电雾静项顺须预头愿顾显飞饭饮养馆饶马驻驾骑验驿体发斗鱼鲁鸟鹰盐丽黄点党齐龄龙"
    "伦伟兖册剑劲劝丛吴吕启围坝尧涂垫坛垒壮壶寿梦夹奥孙宫宽宝峰昆岗仑岚崂峄屿岳岩厢庐弥彦恒爱恺凭叙晖杨枞"
    "梁枢树桦桥横栏栾钦归泾凉渌涞涡浑浈汤沟荥满涟溆颍润浔涧渑浏泸澜滩滦为炉为狮独献珲瑶玛瓯毕畴叠盘卢砚硕"
    "砀确禄禅棱窝洼窦粤纳纽绛绥绵绿缙群闻聂修胶腊兴馆荆烟苍莲荫芜萧蓟芗萨蓝蔺蕲芦蕴萝里里觉诏谊诸诺谦谢谯"
    "谱赞贝贞贺贾赉贤赵辉舆进遥逊迈郏郓邹郧邓郸邺钛巨铜锋钱锦钟蓥镇镜镶闵阁阆阎陉升陈陇双鸡沾灵巩韩响顶颇"
    "额类风冯驹腾骅郁鲅鲜鲤鸠凤鸣鸭鹤鸡碱麦斋庞"
)
_SIMPLER = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""The characters that issuers' short names and the names of places are made of, Traditional to Simplified."""

_BRACKETED_YEAR = re.compile(
    rf"[{re.escape(OPEN)}]([0-9]{{4}})[{re.escape(CLOSE)}](?:第(?=[0-9]))?(?:0+(?=[0-9]))?"
)
_HAN = "〇○零一二三四五六七八九"
_HAN_NUMBER = re.compile(
    rf"(?<=[{re.escape(OPEN)}])[{_HAN}]{{4}}(?=[{re.escape(CLOSE)}])|[{_HAN}]{{4}}(?=年第)"
    rf"|(?<=[{re.escape(CLOSE)}第])[{_HAN}十百]+(?=号)"
)
"""A year or a serial in Han characters."""
_SPELLED = re.compile(f"(?:([{_HAN}]?)百[零〇○]?)?(?:([{_HAN}]?)(十))?([{_HAN}]?)")
_TENS = re.compile("[十百]")
_HAN_DIGITS = str.maketrans(_HAN, "000123456789")
_STATE = "中华人民共和国"
"""Stands before 国务院令 in full and is left out."""
_WITH_YEAR = 10
"""Serials of Taiwan of at least so many digits begin with the year."""


@dataclass(frozen=True, slots=True)
class DocNumber:
    """The parts of a document number.

    ``issuer`` is the short name before year and number (国发, 国务院令, 府经工字), ``year`` one of the common
    calendar, or None where there is none, ``number`` the serial as it stands in the canonical form (12, 1090123456A).
    """

    issuer: str
    year: int | None
    number: str


def normalise_doc_number(number: str) -> str:
    """The one form for all spellings of a document number: Simplified, half width, 〔year〕, no spaces, no 第 after it,
    no 中华人民共和国 at the start.

    ``國發[2015]第12號`` gives ``国发〔2015〕12号``. What is no document number comes back with width, script and
    space made plain.
    """
    plain = "".join(unicodedata.normalize("NFKC", number).split()).translate(_SIMPLER).removeprefix(_STATE)
    return _BRACKETED_YEAR.sub(r"〔\1〕", _HAN_NUMBER.sub(_in_digits, plain))


def _in_digits(written: re.Match[str]) -> str:
    """Digits for a number in Han characters, one by one (二〇一五) or spelled out (四十六, 一百零三)."""
    if not _TENS.search(written[0]):
        return written[0].translate(_HAN_DIGITS)
    spelled = _SPELLED.fullmatch(written[0])
    if spelled is None:
        return written[0]
    hundreds, tens, ten, ones = (part and part.translate(_HAN_DIGITS) for part in spelled.groups())
    value = 0 if hundreds is None else 100 * int(hundreds or 1)
    return str(value + (10 * int(tens or 1) if ten else 0) + int(ones or 0))


def parse_doc_number(number: str) -> DocNumber | None:
    """The parts of a document number in any spelling, or None for what is none.

    Read are ``国发〔2015〕12号``, ``财政部公告2023年第70号``, ``国务院令第714号`` and ``府经工字第1090123456号``,
    whose first three digits are the Republic's year.
    """
    # Searching imports this module for the canonical form alone, so this is compiled, and kept, where it is used.
    parts = re.fullmatch(
        r"(?P<issuer>.+?)(?:〔(?P<year>\d{4})〕|(?P<of>\d{4})年第|(?P<lettered>(?<=字)第(?=\d{6}))|第)"
        r"(?P<number>\d+[A-Z]?)号",
        normalise_doc_number(number),
    )
    if parts is None:
        return None
    digits = parts["year"] or parts["of"]
    year = int(digits) if digits else None
    if parts["lettered"] and len(parts["number"]) >= _WITH_YEAR:
        year = int(parts["number"][:3]) + REPUBLIC
    return DocNumber(parts["issuer"], year, parts["number"])
