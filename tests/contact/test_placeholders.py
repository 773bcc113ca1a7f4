"""Texts with placeholders: what is filled, what is missing, and everything else refused."""

import pytest

from bdc_desk.contact.placeholders import TEXT_LIMIT, fill
from bdc_desk.errors import Refused

WORDS = {"car": "car", "first_name": "first name", "agent": "your name"}
DATA = {"car": "2022 Ford Kuga", "first_name": "Zoë"}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Hello", "Hello"),
        ("Hello {{ first_name }}!", "Hello Zoë!"),
        ("{{first_name}}{{ car }}", "Zoë2022 Ford Kuga"),
        ("{{ first_name | upper }}", "ZOË"),
        ("{{ first_name|lower }}", "zoë"),
        ("{{ car | lower | title }}", "2022 Ford Kuga"),
        ("{{ car | default('our cars') }}", "2022 Ford Kuga"),
        ("{{ agent | default('the team') }}", "the team"),
        ("{{ agent | upper | default('the team') | title }}", "The Team"),
        ("a {# for the author only #}b", "a b"),
        ("one\n\ntwo\n", "one\n\ntwo\n"),
        ("50 % off, {a}, }}", "50 % off, {a}, }}"),
        ("{% raw %}{{ car }}{% endraw %}", "{{ car }}"),  # text that shows braces
    ],
)
def test_placeholders_are_filled(text: str, filled: str) -> None:
    assert fill(text, DATA, WORDS).text == filled


def test_what_is_missing_is_named_and_never_left_blank() -> None:
    filled = fill("{{ agent }} and {{ agent | upper }}, {{ car }}", DATA | {"car": ""}, WORDS)
    assert filled.text == "[your name] and [your name], [car]"
    assert filled.missing == ("agent", "car")


def test_a_thousand_filters_are_only_long() -> None:
    assert fill("{{ car" + "|upper" * 1000 + " }}", DATA, WORDS).text == "2022 FORD KUGA"


def test_what_has_a_default_is_not_missing() -> None:
    assert fill("{{ agent | default('us') }}", DATA, WORDS).missing == ()


@pytest.mark.parametrize(
    "hostile",
    [
        "{{ 'a' * 10**9 }}",
        "{{ 10**10**10 }}",
        "{{ car * 1000000 }}",
        "{{ car.__class__.__mro__ }}",
        "{{ car['x'] }}",
        "{{ car[0] }}",
        "{{ car() }}",
        "{{ car.format(car) }}",
        "{{ 'text' }}",
        "{{ -car }}",
        "{{ car ~ agent }}",
        "{{ car if agent else first_name }}",
        "{{ [car] }}",
        "{{ {'a': car} }}",
        "{{ car == agent }}",
        "{{ car is defined }}",
        "{% for letter in car %}{{ letter }}{% endfor %}",
        "{% if car %}x{% endif %}",
        "{% set car = 'x' %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'base' %}",
        "{% import 'a' as b %}",
        "{% from 'a' import b %}",
        "{% macro again() %}{{ again() }}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{% call car() %}{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% with %}{% endwith %}",
        "{% autoescape false %}x{% endautoescape %}",
        "{% do car %}",
        "{% unheard of %}",
        "{{ self }}",
        "{{ loop.index }}",
        "{{ _ }}",
        "{{ car | center(1000000000) }}",
        "{{ car | replace('a', 'b') }}",
        "{{ car | attr('__class__') }}",
        "{{ car | title('x') }}",
        "{{ car | default }}",
        "{{ car | default(agent) }}",
        "{{ car | default('a' * 9) }}",
        "{{ car | default('a', true) }}",
        "{{ car | default(default_value='a') }}",
        "{{ car | default(*agent) }}",
        "{{ car | unheard_of }}",
        "{{ phone_number }}",
        "{{",
        "{{ car",
        "{% raw %}never ended",
        "{{ }}",
        "{{ " + "(" * 5000 + "car" + ")" * 5000 + " }}",
        "{{ " + "9" * 5000 + " }}",
        "{{ '\\N{x}' }}",
    ],
)
def test_everything_else_is_refused_in_a_sentence(hostile: str) -> None:
    with pytest.raises(Refused, match=r"\{\{ car \}\}, with title, upper, lower or default") as refused:
        fill(f"first line\n{hostile}", DATA, WORDS)
    assert refused.value.code == "template"


def test_the_refusal_names_the_line_and_what_there_is() -> None:
    with pytest.raises(
        Refused, match=r"Line 3: there is no \{\{ model \}\}; there are car, first_name, agent"
    ):
        fill("a\nb\n{{ model }}", DATA, WORDS)


@pytest.mark.parametrize(
    "value", ["{{ 7*7 }}", "{% include 'x' %}", "{{ agent }}", "{# gone #}", "<b>&amp;</b>"]
)
def test_data_is_never_read_as_a_template(value: str) -> None:
    assert fill("Dear {{ first_name }}", {"first_name": value}, WORDS).text == f"Dear {value}"


def test_long_texts_are_refused_before_and_after_filling() -> None:
    with pytest.raises(Refused, match="longer than 20,000"):
        fill("a" * (TEXT_LIMIT + 1), DATA, WORDS)
    with pytest.raises(Refused, match="becomes longer than 20,000"):
        fill("{{ car }}" * 200, {"car": "a" * 200}, WORDS)
