import pytest

from bdc_desk.intake.phones import read_phone


@pytest.mark.parametrize(
    ("typed", "country", "e164", "possible", "why"),
    [
        ("+44 20 7946 0123", None, "+442079460123", True, "international needs no country"),
        ("020 7946 0123", "GB", "+442079460123", True, "national, reserved for drama"),
        ("(212) 555-0123", "US", "+12125550123", True, "reserved: possible though not in use"),
        ("001 212 555 0123", "NL", "+12125550123", True, "dialled out of the Netherlands"),
        ("020 7946 0123", "gb", "+442079460123", True, "a country in small letters"),
        ("tel:+44-20-7946-0123", None, "+442079460123", True, "a link"),
        ("+44 (0)20 7946 0123", None, "+442079460123", True, "the zero that is not dialled"),
        ("020 7946 0123", None, None, True, "national without a country: to be dialled as typed"),
        ("020 7946 0123", "XX", None, True, "a country that is none"),
        ("555-0123", "US", None, True, "no area code: no E.164"),
        ("12", "US", None, False, "too short"),
        ("+44 20 7946 0123 0123 0123", None, None, False, "too long"),
        ("+999 1234567", "GB", None, False, "no such country"),
        ("call me", "GB", None, False, "words"),
        ("call me", None, None, False, "words, without a country"),
        ("7" * 120, "GB", None, False, "a number cut to fit would be another one"),
        ("020 7946 0123" + "\u200b" * 200, "GB", None, False, "padded out of sight"),
    ],
)
def test_read_phone(typed: str, country: str | None, e164: str | None, possible: bool, why: str) -> None:
    phone, fault = read_phone(typed, country=country)
    assert (phone.e164, phone.possible) == (e164, possible), why
    assert bool(fault) is (e164 is None), why


def test_what_was_typed_is_kept_with_type_and_time() -> None:
    phone, _ = read_phone("  020 7946 \n 0123 ", country="GB", kind="voice", time="evening")
    assert (phone.typed, phone.type, phone.time) == ("020 7946 0123", "voice", "evening")


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("+44 20 7946 0123", {"Europe/London"}),
        ("+1 212 555 0123", {"America/New_York"}),
        ("12", set()),
    ],
)
def test_zones_are_those_of_the_number(typed: str, zones: set[str]) -> None:
    assert set(read_phone(typed, country="GB")[0].zones) == zones


def test_a_number_without_a_place_has_many_zones_and_no_unknown_one() -> None:
    zones = read_phone("+1 800 555 0100", country=None)[0].zones
    assert len(zones) > 5
    assert "Etc/Unknown" not in zones


def test_the_beginning_of_a_number_is_no_number_to_dial() -> None:
    phone, fault = read_phone("0612", country="GB")
    assert (phone.possible, phone.e164) == (False, None)
    assert fault == 'The number "0612" cannot be dialled'
