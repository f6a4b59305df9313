"""Small PDF files, written by hand: pages of lines in Latin or Chinese, and what a file states of itself."""

from collections.abc import Iterable, Mapping


def pdf(pages: Iterable[Iterable[str]], info: Mapping[str, str] | None = None) -> bytes:
    """A PDF with a page for each of the lists of lines; its font maps code points of the basic plane to themselves."""
    pages = [list(lines) for lines in pages]
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H"
        b" /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
    )
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Any /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
    )
    objects += [font, descendant, _stream(_to_unicode({char for lines in pages for char in "".join(lines)}))]
    kids = []
    for lines in pages:
        rows = b" ".join(b"<%s> Tj T*" % line.encode("utf-16-be").hex().encode() for line in lines)
        objects.append(_stream(b"BT /F1 12 Tf 14 TL 72 720 Td %s ET" % rows))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    stated = b" ".join(
        b"/%s <feff%s>" % (key.encode(), value.encode("utf-16-be").hex().encode())
        for key, value in (info or {}).items()
    )
    objects.append(b"<< %s >>" % stated)
    return _file(objects)


def _to_unicode(chars: Iterable[str]) -> bytes:
    pairs = "\n".join(f"<{ord(char):04x}> <{ord(char):04x}>" for char in sorted(chars))
    return (
        "/CIDInit /ProcSet findresource begin begincmap /CMapName /Any def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"100 beginbfchar\n{pairs}\nendbfchar endcmap end"
    ).encode()


def _stream(data: bytes) -> bytes:
    return b"<< /Length %d >> stream\n%s\nendstream" % (len(data), data)


def _file(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    end = b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        size - 1,
        len(data),
    )
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (size, table, end)
