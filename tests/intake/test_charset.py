import pytest

from bdc_desk.intake.charset import decoded


@pytest.mark.parametrize(
    ("data", "mime", "text", "repaired", "why"),
    [
        ("Zoë".encode(), None, "Zoë", False, "UTF-8 needs no label"),
        (b"\xef\xbb\xbfZo\xc3\xab", "cp1252", "Zoë", False, "a mark is stronger than any label"),
        ("Zoë".encode("utf-16"), None, "Zoë", False, "UTF-16 with its mark"),
        (b"\xff\xfeZ\0o\0", None, "Zo", False, "little-endian"),
        (b"\xff\xfeZ\0o\0", "utf-8", "Zo", False, "a mark against a lie"),
        (b"Zo\xeb", "iso-8859-1", "Zoë", False, "as the mail says"),
        (b"Zo\xeb \x80", "iso-8859-1", "Zoë €", False, "Latin-1 in the wild is Windows-1252"),
        (b"\xc3\xabZo\xc3\xab", "iso-8859-1", "ëZoë", True, "UTF-8 called Latin-1"),
        (b"Zo\xeb", "utf-8", "Zoë", True, "Windows-1252 called UTF-8"),
        (
            b'<?xml version="1.0" encoding="UTF-8"?>\xeb',
            None,
            '<?xml version="1.0" encoding="UTF-8"?>ë',
            True,
            "30",
        ),
        (
            b'<?xml version="1.0" encoding="cp1250"?>\xf8',
            None,
            '<?xml version="1.0" encoding="cp1250"?>ř',
            False,
            "",
        ),
        (b"Zo\xeb", None, "Zoë", True, "a guess is said to be one"),
        (b"\x81\x8d", None, "\ufffd\ufffd", True, "not even Windows-1252"),
        (b"Zo\xc3\xab", "no-such-charset", "Zoë", False, "a label that names nothing"),
        (b"Zo-", "punycode", "Zo-", False, "a codec that must not run"),
        (b"Zo", "utf-16", "\u6f5a", False, "a lie nobody can tell"),
        (b"Zoe", "utf-16", "Zoe", True, "one that breaks"),
        (b"Zo\xc3\xab Zo\xeb.", "utf-8", "Zoë Zoë.", True, "both in one text"),
        (b"Zo\xc3\xab, \xc3\xab\xc3", None, "Zoë, ë", True, "cut in its last letter"),
        (b"<\0a\0d\0f\0>\0\x60\x01", "utf-8", "<adf>\u0160", True, "UTF-16 without its mark"),
        (b"\0<\0a\0d\0f\0>\x01\x60", None, "<adf>\u0160", True, "the same, the other end first"),
        (b"", None, "", False, "nothing"),
    ],
)
def test_decoded(data: bytes, mime: str | None, text: str, repaired: bool, why: str) -> None:
    found = decoded(data, mime)
    assert found.value == text, why
    assert bool(found.repairs) is repaired, why


@pytest.mark.parametrize(
    "label", ["", "a\0b", "x" * 500, "hex", "zlib", "idna", "unicode_escape", "../x", "ü"]
)
def test_labels_that_name_no_charset_are_passed_over(label: str) -> None:
    assert decoded(b"plain", label).value == "plain"
