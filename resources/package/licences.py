# ruff: noqa: INP001 - beside make_program.py, which uses it
"""The licences of all that is in the built program, as files beside it, with a list: NOTICE.txt."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ALWAYS = ("PySide6_Essentials", "shiboken6")
"""They hold Qt, whose libraries have no module's name."""
TEXT = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
SPOKEN = re.compile(r"License :: OSI Approved :: (.+)")
GPL = re.compile(r"(?<!L)GPL")

HEAD = """\
BDC Desk is free software under the MIT licence: LICENSE.txt.

It is delivered with the parts listed here, each under its own licence; the texts are in this folder.

Qt and PySide6 (The Qt Company and others) are used under the GNU Lesser General Public License, version 3:
LGPL-3.0.txt, with GPL-3.0.txt, to which it refers. They are unmodified, and stay separate files in the
folder _internal/PySide6: you may replace them by another version of the same interface, and you may take the
program apart as far as that needs it. Their source is at https://download.qt.io and https://code.qt.io. The
same holds for psycopg (LGPL, version 3), and for the libraries of the system that are listed as LGPL.

Some parts bring libraries of others: Qt brings ICU (Unicode licence); psycopg-binary brings libpq
(PostgreSQL licence), OpenSSL (Apache 2.0), MIT Kerberos (MIT), OpenLDAP (OpenLDAP licence), Cyrus SASL (BSD)
and keyutils (LGPL); cryptography brings OpenSSL (Apache 2.0).
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Something in the built program. `files`: the texts of its licence."""

    name: str
    version: str
    licence: str
    files: tuple[Path, ...] = ()


class NotAllowed(Exception):
    """A part may not be in the program; the message names it."""


def gather(names: Iterable[str], folder: Path) -> list[Part]:
    """Write the licences of what `names` tells (bundled.txt) into `folder`, and the list of them.

    Raises NotAllowed for a part under the GPL, and for one that tells no licence.
    """
    known = list(names)
    parts = [*_packages(known), *_system(known), *_always()]
    wrong = [f"{part.name} ({part.licence or 'no licence told'})" for part in parts if not _is_allowed(part)]
    if wrong:
        raise NotAllowed(f"These may not be in the program: {', '.join(wrong)}")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for part in parts:
        for file in part.files:
            shutil.copyfile(file, folder / f"{part.name}-{file.name.removesuffix('.txt')}.txt")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE.txt")
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        shutil.copyfile(HERE / name, folder / name)
    lines = [f"{part.name} {part.version}: {part.licence}" for part in parts]
    (folder / "NOTICE.txt").write_text(f"{HEAD}\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return parts


def _is_allowed(part: Part) -> bool:
    """No GPL but where another licence may be chosen, or its exception frees what is built by it."""
    choices = re.split(r"\bOR\b|/", part.licence, flags=re.IGNORECASE)
    return any(one.strip() and (not GPL.search(one) or "exception" in one) for one in choices)


def _packages(names: Iterable[str]) -> Iterator[Part]:
    """The Python packages, by the modules that went in."""
    owners = packages_distributions()
    found = {owner for name in names for owner in owners.get(name, ())} | set(ALWAYS)
    for name in sorted(found - {"bdc-desk"}, key=str.casefold):
        yield _package(distribution(name))


def _package(dist: Distribution) -> Part:
    told = dist.metadata
    classified = [one[1] for line in told.get_all("Classifier", []) if (one := SPOKEN.fullmatch(line))]
    plain = (told["License-Expression"] or told["License"] or "").partition("\n")[0].strip("# ")
    files = tuple(
        Path(str(file.locate()))
        for file in dist.files or ()
        if ".dist-info" in str(file) and TEXT.search(file.name)
    )
    return Part(told["Name"], dist.version, plain or ", ".join(classified), files)


def _always() -> Iterator[Part]:
    """Python itself, the part of PyInstaller that starts the program, the font."""
    texts = [
        Path(sys.base_prefix, f"lib/python{sys.version_info.major}.{sys.version_info.minor}/LICENSE.txt")
    ]
    texts.append(Path(sys.base_prefix, "LICENSE.txt"))  # Windows
    yield Part("Python", sys.version.split()[0], "PSF-2.0", tuple(one for one in texts if one.exists())[:1])
    starter = _package(distribution("pyinstaller"))
    yield Part(
        "PyInstaller bootloader",
        starter.version,
        "GPL-2.0-or-later with the bootloader exception: free of terms in a built program",
        starter.files,
    )
    yield Part("Inter", "4", "OFL-1.1", (ROOT / "resources/fonts/LICENSE-Inter.txt",))


def _system(names: Iterable[str]) -> Iterator[Part]:
    """Shared libraries of the system (Debian and Ubuntu): each package's own file says under what."""
    owners: dict[str, list[str]] = {}
    for path in names:
        if path.startswith("/"):
            owners.setdefault(_owner(path), []).append(Path(path).name)
    for package, libraries in sorted(owners.items()):
        text = Path("/usr/share/doc", package, "copyright")
        yield Part(
            package,
            f"({', '.join(sorted(libraries))})",
            f"see {package}-copyright.txt" if text.exists() else "",
            (text,) if text.exists() else (),
        )


def _owner(path: str) -> str:
    """The Debian package of a file; "system" where dpkg does not know."""
    for asked in (path, path.removeprefix("/usr"), str(Path(path).resolve())):
        said = subprocess.run(
            ["dpkg", "-S", asked],  # noqa: S607 - the builder's own
            capture_output=True,
            text=True,
            check=False,
        )
        if not said.returncode:
            return said.stdout.partition(":")[0]
    return "system"
