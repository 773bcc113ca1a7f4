"""The editor of email texts joined with the folder of texts: faults and the mail come as one types, and what
is typed is kept until it is saved or let go.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from bdc_desk.contact.attachments import KeptFile, add_file, remove_file
from bdc_desk.contact.signature import DEFAULT, usable_signature
from bdc_desk.contact.template_files import Origin, reset_template, save_template
from bdc_desk.operations.desk import Desk, Surroundings
from bdc_desk.operations.reading import around
from bdc_desk.operations.signatures import keep_signature
from bdc_desk.operations.text_drafts import keep_text_drafts, text_drafts
from bdc_desk.operations.views import LeadView
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.newest import Newest
from bdc_desk.ui.templates.editor_files import FileLine
from bdc_desk.ui.templates.editor_look import (
    SIGNATURE,
    Kept,
    Looked,
    Which,
    first_language,
    kept_text,
    looked_at,
)
from bdc_desk.ui.templates.editor_panel import EditorPanel
from bdc_desk.ui.templates.editor_words import file_words, whose_words

DEBOUNCE_MS = 250


class EditorSession(QObject):
    """Reads and writes in the storage lane. The lead on the page lends its data and is not changed."""

    done = Signal(str, object)
    """Something was put away: the words, and what takes it back (a function)."""
    told = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        panel: EditorPanel,
        on_page: Callable[[], LeadView | None],
        own: Path,
    ) -> None:
        """`on_page`: the lead on the page. `own`: the profile's folder of templates."""
        super().__init__(panel)
        self._desk, self._lanes, self._panel, self._on_page, self._own = desk, lanes, panel, on_page, own
        self._about: Surroundings | None = None
        self._view: LeadView | None = None
        self._which = Which("", "missed_you")
        self._kept = Kept("", Origin.SHIPPED)
        self._drafts: dict[str, str] = {}
        self._unkept = False
        self._looks = Newest(lanes)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self.look)
        panel.typed.connect(self._typed)
        panel.chosen.connect(self._choose)
        panel.save_asked.connect(self.save)
        panel.let_go_asked.connect(self._let_go)
        panel.reset_asked.connect(self._reset)
        panel.files.added.connect(self._add_files)
        panel.files.removed.connect(self._remove_file)
        panel.closed.connect(self._closed)

    def open(self) -> None:
        """Show the panel with the text edited last, in the language of the lead on the page."""
        if self._panel.is_open:
            self._panel.first_field().setFocus()
            return
        self._view = self._on_page()
        self._lanes.storage(
            lambda: (around(self._desk), text_drafts(self._desk)),
            lambda found: self._begin(*found),
            self._refuse,
        )

    def save(self) -> None:
        """Keep the text as the dealership's own, or the signature as the person's."""
        which, text = self._which, self._panel.text.toPlainText()
        self._write(which, text, self.tr("Saved."))

    def keep_typed(self) -> None:
        """Keep what is typed now, before the panel or the window closes."""
        self._wait.stop()
        if self._unkept:
            self._unkept = False
            drafts = dict(self._drafts)
            self._lanes.storage(
                lambda: keep_text_drafts(self._desk, drafts), lambda _none: None, self._refuse
            )

    def _begin(self, about: Surroundings, drafts: Mapping[str, str]) -> None:
        self._about = about
        if not self._unkept:
            self._drafts = dict(drafts)
        rules = about.policy.templates
        language = first_language(about, self._view)
        name = self._which.name
        if name != SIGNATURE and about.policy.template(name) is None:
            name = rules[0].name if rules else SIGNATURE
        self._which = Which(language, name)
        self._panel.offer([(rule.label, rule.name) for rule in rules], name, language)
        self._panel.open_panel()
        self._read()

    def _choose(self) -> None:
        self.keep_typed()
        self._which = Which(self._panel.language.value(), self._panel.name())
        self._read()

    def _read(self, words: str = "") -> None:
        """Show the chosen text as it is kept, with what was typed into it and not saved."""
        which = self._which
        self._looks.forget()
        self._lanes.storage(
            lambda: kept_text(self._desk, self._own, which),
            lambda kept: self._show(which, kept, words),
            self._refuse,
        )

    def _show(self, which: Which, kept: Kept, words: str) -> None:
        if which != self._which:
            return
        self._kept = kept
        text = self._drafts.get(which.key, kept.text)
        is_own = kept.origin is not Origin.SHIPPED
        self._panel.show_text(text, whose_words(which, kept.origin), can_reset=is_own)
        self._show_files(kept)
        self._show_state(words)
        if kept.why:
            self._panel.show_faults((kept.why,))
        else:
            self.look()

    def _typed(self) -> None:
        text = self._panel.text.toPlainText()
        if text == self._kept.text:
            self._drafts.pop(self._which.key, None)
        else:
            self._drafts[self._which.key] = text
        self._unkept = True
        self._show_state()
        self._wait.start()

    def look(self) -> None:
        """The mail and the faults of what stands in the editor now; what was typed is kept on the way."""
        self.keep_typed()
        about, view, which, text = self._about, self._view, self._which, self._panel.text.toPlainText()
        if about is not None:
            self._looks.ask(
                lambda: looked_at(self._desk, self._own, which, text, about, view),
                self._show_look,
                self._refuse,
            )

    def _show_look(self, looked: Looked) -> None:
        self._panel.show_faults(looked.faults)
        if looked.mail is not None:
            name = self._view.name if self._view is not None else ""
            shown_for = (
                self.tr("As it would go to {name}").format(name=name)
                if name
                else self.tr("As it would go to an invented customer")
            )
            self._panel.show_mail(looked.mail, shown_for)

    def _write(self, which: Which, text: str, words: str) -> None:
        def work() -> None:
            if which.name == SIGNATURE:
                kept = usable_signature(text)
                keep_signature(self._desk, self._desk.person, "" if kept == DEFAULT.strip("\n") else kept)
            else:
                save_template(self._own, which.language, which.name, text)

        self._lanes.storage(work, lambda _none: self._written(which, text, words), self._not_written)

    def _written(self, which: Which, text: str, words: str) -> None:
        if self._drafts.get(which.key) == text:  # more may have been typed meanwhile: that stays
            self._forget(which)
        if which == self._which and self._panel.is_open:
            self._read(words)
        else:
            self.told.emit(words)

    def _not_written(self, why: Exception) -> None:
        self._panel.show_faults((str(why),))
        if not self._panel.is_open:
            self.refused.emit(str(why))

    def _let_go(self) -> None:
        """Back to what is saved; the words let go can be had again while the notice stands."""
        which, text = self._which, self._panel.text.toPlainText()
        self._forget(which)
        self._read()
        self._panel.first_field().setFocus()
        self.done.emit(self.tr("Your changes were let go."), lambda: self._type_again(which, text))

    def _type_again(self, which: Which, text: str) -> None:
        self._drafts[which.key] = text
        self._unkept = True
        self.keep_typed()
        if which == self._which and self._panel.is_open:
            self._read()

    def _forget(self, which: Which) -> None:
        self._drafts.pop(which.key, None)
        self._unkept = True
        self.keep_typed()

    def _reset(self) -> None:
        """The program's text stands again; one's own comes back by the notice, and stays beside it."""
        which, before = self._which, self._kept.text

        def work() -> None:
            if which.name == SIGNATURE:
                keep_signature(self._desk, self._desk.person, "")
            else:
                reset_template(self._own, which.language, which.name)

        def then(_none: None) -> None:
            self._forget(which)
            if which == self._which:
                self._read()
            self._panel.first_field().setFocus()
            words = self.tr("The program's text stands again.")
            self.done.emit(words, lambda: self._write(which, before, self.tr("Your text stands again.")))

        self._lanes.storage(work, then, self._not_written)

    def _add_files(self, paths: list[str]) -> None:
        which = self._which

        def work() -> None:
            for path in paths:
                add_file(self._own, which.language, which.name, Path(path))

        self._change_files(work)

    def _remove_file(self, file: KeptFile) -> None:
        self._change_files(lambda: remove_file(file))

    def _change_files(self, work: Callable[[], None]) -> None:
        """Some may have been added before one was refused: they are listed all the same."""
        which = self._which

        def refused(why: Exception) -> None:
            self._panel.show_faults((str(why),))

        self._lanes.storage(work, lambda _none: None, refused)
        self._lanes.storage(
            lambda: kept_text(self._desk, self._own, which),
            lambda kept: self._show_files(kept) if which == self._which else None,
            self._refuse,
        )

    def _show_files(self, kept: Kept) -> None:
        self._panel.files.show_files([FileLine(file, file_words(file, kept)) for file in kept.files])

    def _show_state(self, words: str = "") -> None:
        changed = self._which.key in self._drafts
        told = self.tr("Not saved yet, but kept: Esc loses nothing.") if changed else words
        self._panel.show_state(told, changed=changed)

    def _closed(self) -> None:
        self.keep_typed()
        self._looks.forget()
        if self._which.key in self._drafts:
            self.told.emit(self.tr("The text is not saved yet, but kept as you typed it."))

    def _refuse(self, why: Exception) -> None:
        self.refused.emit(str(why))
