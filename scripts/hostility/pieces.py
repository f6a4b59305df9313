"""The pieces that hostile inputs are made of; each of them carries a mark that no page has of itself."""

from __future__ import annotations

MARK = "zsx"
"""Stands in every piece that tries to become an element, an attribute, a header or an address."""

MARKUP = (
    *("<zsx onzsx=1>", "<script>zsx()</script>", '"><img src=x onerror=zsx()>', "'><svg/onload=zsx()>"),
    *("</title><script>zsx()</script>", "</textarea></style></noscript><zsx>", '" autofocus onfocus="zsx()'),
    *("' onmouseover='zsx()", "` onmouseover=zsx() `", "<!--<zsx>", "--><zsx>", "]]><zsx/>", "<zsx", "</zsx"),
    *(
        "<a href=javascript:zsx()>zsx</a>",
        "<style>zsx{}</style>",
        "<base href=//zsx.example>",
        "<plaintext>zsx",
    ),
    *("<meta http-equiv=refresh content=0;url=//zsx.example>", "<iframe srcdoc='<zsx>'>", "<zsx/onzsx=1//"),
    *("<form action=//zsx.example>", "<math><mi//xlink:href='data:x,<script>zsx()</script>'>", "<x:zsx/>"),
    *("<img src=`x`onerror=zsx()>", "<svg><animate onbegin=zsx()>", "<details open ontoggle=zsx()>"),
    *(
        "&lt;zsx&gt;",
        "&#60;zsx&#62;",
        "&LT;zsx&GT;",
        "＜zsx＞",
        "\ufe64zsx\ufe65",
        "<\0zsx>",
        "<zsx\u2028onzsx=1>",
    ),
    *(
        '\u202e"zsx',
        "\\u003czsx\\u003e",
        "\\x3czsx>",
        "+ADw-zsx+AD4-",
        "<?zsx ?>",
        "<!DOCTYPE zsx [<!ENTITY z SYSTEM 'file:///'>]>&z;",
    ),
)
"""What would become an element, an attribute or an end of one, were it not escaped where it is shown."""
ADDRESSES = (
    *(
        "javascript:zsx()",
        "JaVaScRiPt:zsx()",
        "java\tscript:zsx()",
        " javascript:zsx()",
        "\x01javascript:zsx()",
    ),
    *("javascript://zsx.example/%0azsx()", "data:text/html,<script>zsx()</script>", "vbscript:zsx()"),
    *(
        "//zsx.example/",
        "\\\\zsx.example",
        "/\\zsx.example",
        "https://zsx.example/",
        "https:zsx.example",
        "///zsx",
    ),
    *(
        'https://zsx.example/"onclick="zsx()',
        "http://zsx.example/'><zsx>",
        "http://[zsx",
        "http://zsx@:99999/",
    ),
    *("feed:javascript:zsx()", "blob:https://zsx.example/1", "file:///zsx", "javascript&colon;zsx()"),
)
"""What would lead elsewhere or run, were it a link."""
TEMPLATES = (
    *("{{1234567*3}}", "{{zsx}}", "{%zsx%}", "{#zsx#}", "${1234567*3}", "#{1234567*3}", "<%=1234567*3%>"),
    *(
        "%(zsx)s",
        "%s%s%s%n",
        "%",
        "%%",
        "{zsx}",
        "{0.__class__}",
        "{}",
        "$zsx",
        "`zsx`",
        "$(zsx)",
        "'; DROP TABLE zsx",
    ),
)
"""What a template or a format would fill in; 3703701 in an answer tells that one did."""
COMPUTED = "3703701"

LINES = (
    *("zsx\r\nSet-Cookie: zsx=1", "zsx\nX-Zsx: 1", "zsx\rX-Zsx: 1", "zsx\r\n\r\n<zsx>", "\r\nX-Zsx: 1"),
    *("zsx\0X-Zsx: 1", "zsx\x0bX-Zsx: 1", "zsx\x85X-Zsx: 1", "zsx\u2028X-Zsx: 1", "\u560a\u560dX-Zsx: 1"),
    *('zsx"; filename="zsx.html', "zsx.html;", "zsx, zsx", "zsx\t", "=?utf-8?q?zsx?=", "zsx" * 3_000),
)
"""What would begin a line of its own in the head of an answer."""
PATHS = (
    *(
        "..",
        "../../../etc/passwd",
        "....//....//",
        "..\\..\\",
        "%2e%2e/",
        "..%2f",
        "..;/",
        ".",
        "./.",
        "~root",
        "%00",
    ),
    *(
        "/",
        "//",
        "///zsx.example",
        "/..//",
        ";",
        ";zsx=1",
        "?",
        "#",
        "\0",
        "a\0b",
        ".git/config",
        "C:\\zsx",
        "%",
        "%zz",
    ),
    *(
        "\u2215..\u2215",
        "．．／",
        "style.css/..",
        "style.css%00",
        "con",
        "zsx" * 3_000,
        "/" * 600,
        "a/" * 300,
    ),
)
"""What would lead out of a folder, or confuse what is compared with rules."""
BROKEN = (
    *(
        b"%",
        b"%2",
        b"%zz",
        b"%u0041",
        b"%C0%AF",
        b"%E0%80%AF",
        b"%ED%A0%80",
        b"%ED%A0%BD%ED%B8%80",
        b"%F8%88%80%80%80",
    ),
    *(
        b"%FF%FE",
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"%00",
        b"\0",
        "政".encode(),
        "政".encode("gb18030"),
        b"+",
    ),
    *(
        b"%25%32%35",
        b"%26%3D",
        b"&&&",
        b"=",
        b"==",
        b";",
        b"%0d%0aX-Zsx:1",
        b"%E2%80%A8",
        b"%F4%8F%BF%BF",
        b"%80" * 50,
    ),
)
"""Bytes that are no text, or not the one they seem to be."""
QUERIES = (
    *(
        "自贸区",
        "自貿區 -x",
        "(" * 300,
        '"' * 99,
        "*" * 500,
        "AND " * 200,
        "NEAR/999999999 a",
        "a^1e999",
        "date:0000",
    ),
    *(
        "date:9999-99-99",
        "district:zsx",
        "文号:〔zsx〕",
        "近99999999999年",
        "-" * 900,
        "a" * 1_001,
        "*a* " * 60,
        "\ufeff",
    ),
    *(
        "1e999",
        "NaN",
        "-1",
        "0x10",
        "٣",
        "９" * 30,
        "9" * 5_000,
        "null",
        "[]",
        "true",
        "\u202e",
        "😀" * 400,
        "é" * 900,
    ),
)
"""What is hard to read as a query, a number, a date or a switch."""
METHODS = (
    *(
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "OPTIONS",
        "TRACE",
        "CONNECT",
        "HEAD",
        "PROPFIND",
        "get",
        "zsx",
        "",
        "GET GET",
    ),
    *("G\0T", "GET\r\nX-Zsx: 1", "政", "A" * 5_000),
)
BODIES = (
    b"",
    b"q=zsx",
    b'{"q": "zsx"',
    b'--zsx\r\nContent-Disposition: form-data; name="q"; filename="../zsx"\r\n\r\n<zsx>',
    b"\xff" * 1_000,
    b"<!DOCTYPE x [<!ENTITY z 'zsx'>]><x>&z;</x>",
    b"a=" * 20_000,
)
TYPES = (
    *(
        "application/x-www-form-urlencoded",
        "application/json",
        "multipart/form-data; boundary=zsx",
        "zsx",
        "",
    ),
    *("multipart/form-data", "text/html; charset=zsx", "application/json\r\nX-Zsx: 1", "/" * 500),
)
HEADERS = (
    *(
        "HTTP_HOST",
        "HTTP_X_FORWARDED_HOST",
        "HTTP_X_FORWARDED_FOR",
        "HTTP_X_FORWARDED_PROTO",
        "HTTP_X_FORWARDED_PREFIX",
    ),
    *(
        "HTTP_X_FORWARDED_PORT",
        "HTTP_FORWARDED",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_ACCEPT",
        "HTTP_COOKIE",
        "HTTP_RANGE",
    ),
    *("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ORIGIN", "HTTP_REFERER", "HTTP_AUTHORIZATION"),
    *("HTTP_USER_AGENT", "HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_ORIGINAL_URL", "HTTP_TRANSFER_ENCODING"),
    *(
        "CONTENT_LENGTH",
        "HTTP_X_REQUEST_ID",
        "HTTP_ACCESS_CONTROL_REQUEST_METHOD",
        "HTTP_IF_RANGE",
        "HTTP_CONNECTION",
    ),
)
VALUES = (
    *(
        "zh;q=zsx",
        "zh-" * 500,
        "en;q=1e999",
        "*",
        "*/*;q=0",
        "text/html",
        "application/xml",
        "bytes=0-,-1",
        "W/zsx",
    ),
    *(
        'W/"',
        '"zsx',
        "ui=zsx",
        "ui=en; ui=zh-Hant",
        "ui=<zsx>",
        "zsx.example",
        "zsx.example:99999",
        "[::1",
        "a b",
        "-1",
    ),
    *(
        "Basic eno=",
        "Basic \xff",
        "Bearer zsx",
        "Thu, 99 Zsx 9999 99:99:99 GMT",
        "null",
        "https://zsx.example",
        "chunked",
    ),
)
EVERYTHING = (*MARKUP, *ADDRESSES, *TEMPLATES, *LINES, *PATHS, *QUERIES)
