"""What looks like an industry and is none: decoys, ceremonies and wars, forms and lists, phrases in passing."""

from __future__ import annotations

import pytest

from corpus.metadata.industries import tag_industries


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("国家主席会见来访的总统", "双方愿在金融、能源安全、数字经济等领域合作，金融合作前景广阔。"),
        ("議長拜會市長", "雙方談到觀光旅遊與航班，期待增加航班。"),
        ("空袭造成伤亡", "医院收治伤者，医院缺少药品。"),
        ("医院遭袭", "医院收治伤者，医院缺少药品。"),
        ("機場遇襲", "機場受損，航班停飛，機場關閉。"),
    ],
)
def test_a_title_that_tells_of_a_ceremony_or_a_war_leaves_nothing(title: str, text: str) -> None:
    assert tag_industries(title, text) == ()
    assert tag_industries("工作通报", text) != ()


@pytest.mark.parametrize(
    "title", ["某某同志在医院逝世", "专机运送遗体抵达机场", "悼念水利專家", "人民法院党组述职"]
)
def test_an_obituary_or_an_account_of_office_is_about_no_industry(title: str) -> None:
    assert tag_industries(title, "某某同志曾任医院院长，在医院工作四十年，医院同事送行。") == ()


def test_what_names_an_industry_in_other_titles_only_does_not_in_one_that_tells_of_a_war() -> None:
    assert tag_industries("无人机产业园开工", "") != ()
    assert tag_industries("无人机空袭港区", "无人机飞来，无人机飞走。") == ()


def test_of_a_form_the_title_counts_and_that_it_is_one() -> None:
    fields = "機關代碼、標案案號、採購金額。醫院、公園、鐵路、漁港、圖書館。" * 3
    assert tag_industries("公告抽水站新建案", fields) == ("water", "government.procurement")
    assert "health.hospitals" in tag_industries(
        "公告抽水站新建案", fields.replace("機關代碼、標案案號、", "")
    )


def test_the_office_that_fills_in_a_form_is_not_its_subject() -> None:
    form = "機關代碼、標案案號、採購金額。"
    assert tag_industries("水利局公務車輛租賃案", form) == ("government.procurement",)
    assert tag_industries("水利局抽水站新建案", form) == ("water", "government.procurement")
    assert tag_industries("水利局公務車輛租賃案", "說明如下。") == ("water",)


@pytest.mark.parametrize("office", ["職安健康處", "市場處", "污水營運科", "環境教育中心"])
def test_an_office_that_buys_what_any_needs_is_not_its_subject(office: str) -> None:
    form = "機關代碼、標案案號、採購金額。"
    assert tag_industries(f"{office}租賃個人電腦案", form) == ("government.procurement",)
    assert len(tag_industries(f"{office}整修案", form)) == 2


def test_what_an_office_buys_remains_where_it_is_an_industry() -> None:
    form = "機關代碼、標案案號、採購金額。"
    assert tag_industries("市場處電動車用電池租賃案", form) == (
        "auto.new-energy",
        "government.procurement",
    )
    assert tag_industries("汙水處理廠個人電腦採購案", form) == (
        "environment.water",
        "government.procurement",
    )


def test_what_was_put_off_for_a_typhoon_is_no_disaster() -> None:
    assert tag_industries("樂團表演", "前因颱風暫停，又因颱風取消，後因颱風順延。") == ()
    assert tag_industries("樂團表演", "颱風將至，颱風路徑如下。") == ("public-safety.disasters",)


def test_of_a_list_without_sentences_the_title_counts() -> None:
    menus = "醫院 公園 鐵路 漁港 圖書館 " * 30
    assert tag_industries("抽水站啟用", menus) == ("water",)
    assert "health.hospitals" in tag_industries("抽水站啟用", menus.replace(" ", "。"))


def test_what_such_a_title_names_remains() -> None:
    assert tag_industries("致信祝贺数字经济大会开幕", "数字经济大会开幕，医院和医院代表参加。") == (
        "digital",
    )


@pytest.mark.parametrize(
    "text",
    [
        "向多国家政党介绍情况，国家政策稳定。",
        "发射火箭弹，火箭弹落地。",
        "全国中部地区，我國中部地區。",
        "各地政府和当地政府。",
        "中央广播电视总台报道。",
        "優質化工程完成，優質化工程驗收。",
        "建立溝通橋梁，強化溝通橋梁。",
        "活動畫下句點，活動畫下完美句點。",
        "这个展览和那个展览，这个展区和那个展区。",
        "國內外資料和國內外資訊。",
        "使用电子签名，使用电子印章。",
        "方便民眾，方便民眾。",
        "興辦事業計畫，興辦事業計畫。",
        "干事创业，干事创业。",
        "解决急难愁盼问题，回应急难愁盼。",
        "動物防疫保護處說明，動物防疫保護處指出。",
        "第三件作品參展，第四件作品參展。",
        "經費開源節流，人事開源節流。",
        "春祭典禮簡單，秋祭典禮隆重。",
        "緊急發電機一部，移動式發電機一部。",
        "探亲旅游增多，旅游列车加开，探亲旅游列车。",
        "鐵路以東停水，鐵路以西停水，台鐵鐵路以南。",
        "醫師確診為流感或類流感者，流感或類流感者請休息。",
        "請告知旅遊史，有旅遊史者通報。",
    ],
)
def test_what_only_looks_like_an_industry(text: str) -> None:
    assert tag_industries("工作通报", text) == ()


def test_the_name_of_a_park_is_that_of_a_place() -> None:
    assert tag_industries("苏州工业园区召开会议", "苏州工业园区召开会议，听取汇报。") == ()


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("國家環境教育獎", ("environment",)),
        ("政府採購法教育講習", ("government.procurement",)),
        ("地區性租稅教育及宣導", ("finance.tax",)),
        ("土地增值稅清查", ("finance.tax",)),
        ("鄰里公園割草", ("construction.municipal",)),
        ("住宅警報器配發", ("public-safety.fire",)),
        ("職災勞工慰問", ("welfare.employment",)),
        ("營建剩餘土石方查緝", ("environment.waste",)),
        ("都會區號誌更新", ()),
        ("機關學校公務車租賃", ()),
        ("愛心銀行發放站", ()),
        ("寵物晶片登記", ()),
        ("疫情趨緩成交量增加", ()),
        ("都市計畫委員會會議室整理", ()),
        ("不動產清冊公告", ()),
        ("體育路轉彎處標線", ()),
        ("搭起合作橋梁", ()),
        ("植物醫師甄試", ()),
        ("國小旁農路", ()),
        ("自用住宅用地稅率", ()),
        ("美食家市長代言", ()),
        ("空調設備更新工程", ()),
        ("推动大规模设备更新", ("manufacturing",)),
        ("慢速壘球邀請賽", ("culture-tourism.sports",)),
        ("土壤污染整治場址", ("environment",)),
        ("水利枢纽通过验收", ("water",)),
        ("將軍漁港-澎湖固定航班", ("transport.water",)),
        ("市政大樓火災地震保險", ("finance.insurance",)),
        ("部分住宅區變更為道路用地", ("construction.planning",)),
        ("廉能預警作為", ()),
        ("某某光電公司徵選", ()),
        ("媽祖宮旁標線", ()),
        ("住宿訂房價格平穩", ()),
        ("土地管理責任", ()),
        ("結束出訪回到北京", ()),
        ("交通教育主題館委外營運", ("transport.safety",)),
        ("法治教育有成", ("government.law",)),
        ("勞動教育扎根", ("welfare.employment",)),
        ("同仁法紀教育", ()),
        ("動物保護教育園區", ()),
        ("課程博覽會登場", ()),
        ("技職博覽會登場", ("education.vocational",)),
        ("藝術博覽會徵件", ("culture-tourism.arts",)),
        ("文化館全新展覽開幕", ("culture-tourism.arts",)),
        ("國際博覽會開幕", ("trade.exhibitions",)),
        ("親子公園整修", ("construction.municipal",)),
        ("水庫風景特定區公告", ()),
        ("水庫風景區步道", ("culture-tourism.tourism",)),
        ("就業博覽會於某某體育館登場", ("welfare.employment",)),
        ("臺南市集合攤販輔導", ("trade.markets",)),
        ("污水養護工程科車輛租賃", ()),
        ("太陽能電子紙站牌啟用", ()),
        ("借培训之名组织公款旅游", ()),
        ("禽流感疫情告急", ("agriculture.livestock",)),
        ("非洲豬瘟防疫演習", ("agriculture.livestock",)),
        ("市公園附設兒童遊戲場檢驗", ("construction.municipal",)),
        ("兒童遊具維修", ("construction.municipal",)),
        ("某某兒童繪本計畫", ()),
        ("地號魚塭道路改善", ("transport.roads",)),
        ("國中女生預防子宮頸癌", ()),
        ("某某國中暨附近地區優質獎", ()),
        ("自行車道區域太陽能計畫", ("energy.renewables",)),
        ("旅游小镇几乎被毁", ()),
        ("抗癌圓夢助學金頒獎", ("welfare.assistance",)),
        ("學生獎助學金名單", ()),
    ],
)
def test_a_longer_word_says_what_it_is_about(title: str, tags: tuple[str, ...]) -> None:
    assert tag_industries(title, "") == tags


def test_farm_produce_of_no_kind_is_of_farming_as_a_whole() -> None:
    assert tag_industries("行銷農產品", "農產品及農特產展售。") == ("agriculture",)
    assert tag_industries("行銷小麥等農產品", "小麥與小麥製品。") == ("agriculture.grain",)
    assert tag_industries("行銷酪梨等農產品", "酪梨與芒果。") == ("agriculture.horticulture",)


def test_a_harbour_in_which_something_takes_place_is_no_fishery() -> None:
    assert tag_industries("夕陽音樂之夜", "地點在漁港，歡迎到漁港。") != ("agriculture.fisheries",)
    assert tag_industries("漁港疏浚", "") == ("agriculture.fisheries",)


def test_a_word_before_does_not_hide_the_phrase_after_it() -> None:
    assert tag_industries("扩大数据中心布局", "") == ("new-it.cloud",)
    assert tag_industries("我国中医药发展", "") == ("bio.chinese-medicine",)


@pytest.mark.parametrize(
    ("phrase", "code"),
    [
        ("水库", "water"),
        ("龍舟", "culture-tourism.sports"),
        ("航天员", "aerospace.space"),
        ("漁船", "agriculture.fisheries"),
        ("复兴号", "manufacturing.rail-equipment"),
        ("地籍", "construction.planning"),
        ("風景區", "culture-tourism.tourism"),
    ],
)
def test_what_is_often_met_in_passing_is_a_subject_only_where_the_title_names_it(
    phrase: str, code: str
) -> None:
    assert tag_industries(f"{phrase}的一天", "") == (code,)
    assert tag_industries("工作的一天", f"这里有{phrase}，那里也有{phrase}。") == ()


def test_those_who_travel_are_no_tourists() -> None:
    assert tag_industries("出行平稳有序", "旅客很多，游客更多，旅客增加。") == ()
