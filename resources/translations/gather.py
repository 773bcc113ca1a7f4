# ruff: noqa: INP001 - a script among the files it makes
"""Gather every string of the window into the translators' files beside this one, and compile them:
`python3 dev.py translations`, or `... translations de` to begin another language.

The strings of the code are found by its syntax; the engine's table of reasons and its words are added,
because the engine knows no Qt. A string with {n} in it has plural forms. What was translated before is kept;
what is gone from the code goes from the files. `bdc_desk_en.ts` is the template: it holds all strings and no
translation.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bdc_desk.cadence.kinds import ClosingReason
from bdc_desk.cadence.queue import Badge
from bdc_desk.cadence.reasons import WORDS

HERE = Path(__file__).resolve().parent
CODE = HERE.parent.parent / "bdc_desk"
TEMPLATE = "en"
SAYABLE = (
    "Not reached",
    "Reopen",
    "Shown: the customer came",
    "No-show: the customer did not come",
)
"""What else may be said of a lead (cadence/sayable.py, cadence/visits.py)."""
BY_CONTEXT = frozenset({"translate", "QT_TRANSLATE_NOOP", "tell"})
FOOT_KEYS = "foot_keys"
BY_CLASS = frozenset({"tr", "tell"})
"""Functions that are given a string to translate."""

Key = tuple[str, str, str]
"""Context, source, comment."""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """A string to be translated. `plural`: it has forms by number."""

    context: str
    source: str
    comment: str = ""

    @property
    def plural(self) -> bool:
        """Whether it has a number in it."""
        return "{n}" in self.source

    @property
    def key(self) -> Key:
        """What it is known by."""
        return self.context, self.source, self.comment


def tool(name: str) -> str:
    """The path of one of Qt's programs, beside this Python."""
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def quiet(*command: str) -> None:
    """Run a program whose words matter only if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def messages() -> list[Message]:
    """Every string of the window and of the engine, in order."""
    found = {
        message for file in [*(CODE / "ui").rglob("*.py"), *CODE.glob("*.py")] for message in of_file(file)
    }
    return sorted(found | set(engine_messages()))


def of_file(file: Path) -> list[Message]:
    """The strings of a file of Python."""
    finder = _Finder()
    finder.visit(ast.parse(file.read_text(encoding="utf-8")))
    return finder.found


class _Finder(ast.NodeVisitor):
    """`self.tr("text")` and `tell("text")` in a class, whose name is the context; `translate("Context",
    "text")` and `QT_TRANSLATE_NOOP("Context", "text")` anywhere. Qt's own lupdate misses those with a
    computed number and those inside of f-strings.
    """

    def __init__(self) -> None:
        self.found: list[Message] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        """What is in a class is in its context."""
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Assign(self, node: ast.Assign) -> None:
        """What a panel says of its keys at the window's foot."""
        named = [target.id for target in node.targets if isinstance(target, ast.Name)]
        text = node.value.value if isinstance(node.value, ast.Constant) else None
        if named == [FOOT_KEYS] and isinstance(text, str) and text:
            self._find("FootKeys", text, "")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        """A call that names a string."""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        texts = [arg.value if isinstance(arg, ast.Constant) else None for arg in node.args]
        first, second, third = [*texts, None, None, None][:3]
        if name in BY_CONTEXT and isinstance(first, str) and isinstance(second, str):
            self._find(first, second, third)
        elif name in BY_CLASS and isinstance(first, str) and self._classes:
            self._find(self._classes[-1], first, second)
        self.generic_visit(node)

    def _find(self, context: str, source: str, comment: object) -> None:
        self.found.append(Message(context, source, comment if isinstance(comment, str) else ""))


def engine_messages() -> list[Message]:
    """What the engine says, by its own tables."""
    return [
        *(Message("Reasons", text) for text in WORDS.values()),
        *(Message("Badges", badge.value) for badge in Badge),
        *(Message("Closings", reason.value) for reason in ClosingReason),
        *(Message("Closings", reason.value.capitalize()) for reason in ClosingReason),
        *(Message("Closings", text) for text in SAYABLE),
    ]


def _read(file: Path) -> list[tuple[Message, list[str]]]:
    """The messages of a .ts file, each with its translated forms; none for one that is unfinished."""
    told = []
    for context in ET.parse(file).getroot().iter("context"):  # noqa: S314 - as above
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            known = Message(name, message.findtext("source") or "", message.findtext("comment") or "")
            told.append((known, _forms(message.find("translation"))))
    return told


def _forms(translation: ET.Element | None) -> list[str]:
    if translation is None or translation.get("type") in {"unfinished", "obsolete", "vanished"}:
        return []
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or ([translation.text] if translation.text else [])


def translated(file: Path) -> dict[Key, list[str]]:
    """What a file translates."""
    return {message.key: forms for message, forms in _read(file) if forms} if file.exists() else {}


def write(file: Path, language: str, wanted: Iterable[Message], known: Mapping[Key, list[str]]) -> None:
    """Write a .ts file with these messages and what is known of them."""
    root = ET.Element("TS", {"version": "2.1", "language": language, "sourcelanguage": TEMPLATE})
    contexts: dict[str, ET.Element] = {}
    for one in wanted:
        if one.context not in contexts:
            contexts[one.context] = ET.SubElement(root, "context")
            ET.SubElement(contexts[one.context], "name").text = one.context
        message = ET.SubElement(contexts[one.context], "message", {"numerus": "yes"} if one.plural else {})
        ET.SubElement(message, "source").text = one.source
        if one.comment:
            ET.SubElement(message, "comment").text = one.comment
        _put(message, one, known.get(one.key, []))
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(f"{head}{text}\n", encoding="utf-8")


def _put(message: ET.Element, one: Message, forms: list[str]) -> None:
    translation = ET.SubElement(message, "translation", {} if forms else {"type": "unfinished"})
    if one.plural:
        for form in forms or [""]:
            ET.SubElement(translation, "numerusform").text = form
    elif forms:
        translation.text = forms[0]


def compile_file(file: Path, to: Path) -> None:
    """Make the .qm file that the program loads."""
    quiet(tool("lrelease"), "-silent", str(file), "-qm", str(to))


def main(new: Iterable[str]) -> None:
    """Renew every file there is, and those of new languages."""
    wanted = messages()
    known = {file.stem.removeprefix("bdc_desk_") for file in HERE.glob("bdc_desk_*.ts")}
    for language in sorted({TEMPLATE, *known, *new}):
        file = HERE / f"bdc_desk_{language}.ts"
        before = {} if language == TEMPLATE else translated(file)
        write(file, language, wanted, before)
        done = sum(1 for one in wanted if one.key in before)
        print(f"{file.name}: {len(wanted)} strings, {done} translated")  # noqa: T201 - a command's answer
        if language != TEMPLATE:
            compile_file(file, file.with_suffix(".qm"))


if __name__ == "__main__":
    main(sys.argv[1:])
