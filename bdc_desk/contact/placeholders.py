"""Email texts with placeholders, in Jinja2's spelling and with none of its power.

A text may name data, {{ car }}, and pass it through the filters below, {{ car | default('our cars') }}.
Jinja2 only reads the text into a tree; the tree is walked here. Its sandbox would not stop {{ 'a' * 10**9 }}.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.filters import do_title

from bdc_desk.errors import Refused

TEXT_LIMIT: Final = 20_000
"""Characters of a template, and of what it becomes."""

FILTERS: Final[Mapping[str, Callable[[str], str]]] = {
    "title": do_title,
    "upper": str.upper,
    "lower": str.lower,
}
"""Beside them there is default('...')."""

_ALLOWED: Final = (
    "Only placeholders such as {{ car }}, with title, upper, lower or default('...'), may stand in it."
)
_NAME_FIRST: Final = "{{ ... }} begins with a name and goes on with filters only"
_ENVIRONMENT: Final = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 - nothing is rendered by it


@dataclass(frozen=True, slots=True)
class Filled:
    """A text with the data in place. `missing`: names of the data that were asked for and not there."""

    text: str
    missing: tuple[str, ...]


def fill(text: str, data: Mapping[str, str], words: Mapping[str, str]) -> Filled:
    """Put `data` into `text`. `words`: every placeholder there is, and its name for people.

    What is missing stands as "[car]". Data is never read as a template.
    Raises Refused, with the line, for anything but placeholders.
    """
    filling = _Filling(data, words)
    filled = "".join(filling.output(node) for node in _tree(text).body)
    if len(filled) > TEXT_LIMIT:
        raise Refused(f"The text becomes longer than {TEXT_LIMIT:,} characters: shorten it.", code="template")
    return Filled(filled, tuple(filling.missing))


def faults_of(text: str, words: Mapping[str, str]) -> tuple[str, ...]:
    """Everything for which `fill` would refuse `text`, a sentence each with its line; empty for a good one.

    What cannot even be read has one fault: the place where reading stopped.
    """
    try:
        tree = _tree(text)
    except Refused as why:
        return (_in_short(why),)
    filling, found = _Filling({}, words), []
    for node in tree.body:
        for part in node.nodes if isinstance(node, nodes.Output) else [node]:
            try:
                filling.part(part)
            except Refused as why:
                found.append(_in_short(why))
    return tuple(dict.fromkeys(found))


def _in_short(why: Refused) -> str:
    """Without the reminder of what is allowed, which would stand behind each of many."""
    return str(why).removesuffix(f" {_ALLOWED}")


def _tree(text: str) -> nodes.Template:
    if len(text) > TEXT_LIMIT:
        raise Refused(f"The text is longer than {TEXT_LIMIT:,} characters: shorten it.", code="template")
    try:
        return _ENVIRONMENT.parse(text)
    except TemplateSyntaxError as error:
        raise _refused(error.lineno, _in_words(error.message or "")) from error
    except (
        RecursionError,
        ValueError,
        OverflowError,
    ) as error:  # a thousand brackets, a number of 5,000 digits
        raise Refused(f"The text cannot be read. {_ALLOWED}", code="template") from error


def _in_words(message: str) -> str:
    """Jinja2's words for authors of programs, in words for authors of letters."""
    if "unexpected end of template" in message or message.startswith("Missing end of"):
        return "a {{ or {% is not closed"
    if "end of print statement" in message or not message:
        return _NAME_FIRST
    return message.rstrip(".")


def _refused(line: int | None, what: str) -> Refused:
    place = f"Line {line}: " if line else ""
    return Refused(f"{place}{what}. {_ALLOWED}", code="template")


class _Filling:
    """One text while it is filled."""

    def __init__(self, data: Mapping[str, str], words: Mapping[str, str]) -> None:
        self._data = data
        self._words = words
        self.missing: dict[str, None] = {}

    def output(self, node: nodes.Node) -> str:
        """What a part of the text becomes."""
        parts = node.nodes if isinstance(node, nodes.Output) else [node]
        return "".join(map(self.part, parts))

    def part(self, node: nodes.Node) -> str:
        """What one piece becomes. Raises Refused for anything but words and placeholders."""
        if isinstance(node, nodes.TemplateData):
            return node.data
        if not isinstance(node, nodes.Expr):
            raise _refused(node.lineno, "{% ... %} is not allowed")
        name, value = self._value(node)
        if value:
            return value
        self.missing[name] = None
        return f"[{self._words[name]}]"

    def _value(self, node: nodes.Expr | None) -> tuple[str, str]:
        """The placeholder's name, and its data after the filters; "" is missing."""
        filters = []
        while isinstance(node, nodes.Filter):
            filters.append(node)
            node = node.node
        if not isinstance(node, nodes.Name):
            line = node.lineno if node else None
            raise _refused(line, _NAME_FIRST)
        value = self._datum(node)
        for one in reversed(filters):
            value = _filtered(one, value)
        return node.name, value

    def _datum(self, node: nodes.Name) -> str:
        if node.name not in self._words:
            known = ", ".join(self._words)
            raise _refused(node.lineno, f"there is no {{{{ {node.name} }}}}; there are {known}")
        return self._data.get(node.name, "")


def _filtered(node: nodes.Filter, value: str) -> str:
    plain = not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    if plain and not node.args and node.name in FILTERS:
        return FILTERS[node.name](value)
    if plain and node.name == "default" and len(node.args) == 1:
        given = node.args[0]
        if isinstance(given, nodes.Const) and isinstance(given.value, str):
            return value or given.value
    raise _refused(node.lineno, f"the filter {node.name} is not allowed so")
