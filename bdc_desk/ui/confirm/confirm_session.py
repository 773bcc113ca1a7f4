"""Keeps the list "to confirm" true, and writes what a person says to it after a pause in which it can be
taken back: a word, once written, is in the log for ever.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from bdc_desk.cadence.local_time import zone_of
from bdc_desk.cadence.queue import QueueRow
from bdc_desk.operations import confirming, lead_work
from bdc_desk.operations.changes import Changes, Data
from bdc_desk.operations.confirming import ToConfirm
from bdc_desk.operations.desk import Desk
from bdc_desk.operations.reading import around
from bdc_desk.ui.background import Lanes
from bdc_desk.ui.change_hub import ChangeHub
from bdc_desk.ui.confirm.confirm_panel import ConfirmPanel
from bdc_desk.ui.confirm.confirm_words import Line, Word
from bdc_desk.ui.news import News

PAUSE = timedelta(seconds=5)
"""How long a word can be taken back before it is written."""
LOOK_EVERY = timedelta(seconds=30)
"""How often the queue is looked through for leads that have escalated meanwhile."""
AT_ONCE = 40
"""Leads read in one piece of work, 20 to 40 ms, so that the agent's own keys come between."""
MANY = 200
"""Leads that moved at once (an import) beyond which the log is looked through rather than each read."""
Key = tuple[str, str]
WRITES: dict[Word, Callable[[Desk, str, str], Changes]] = {
    Word.CONFIRM: lead_work.confirm,
    Word.SEND_BACK: lead_work.send_back,
    Word.ACKNOWLEDGE: confirming.acknowledge,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A word that is not in the log yet. `write_at` None: it is being written."""

    item: ToConfirm
    word: Word
    write_at: datetime | None


class ConfirmSession(QObject):
    """`lead_asked(lead)`; `counted(n)`: so many wait for this person's word."""

    lead_asked = Signal(str)
    counted = Signal(int)

    def __init__(
        self,
        desk: Desk,
        lanes: Lanes,
        hub: ChangeHub,
        panel: ConfirmPanel,
        news: News,
        zone: Callable[[], str],
        queue: Callable[[], Iterable[QueueRow]],
    ) -> None:
        """`zone`: the dealership's (IANA). `queue`: the rows of all open leads."""
        super().__init__(panel)
        self._desk, self._lanes, self._hub, self._panel = desk, lanes, hub, panel
        self._news, self._zone, self._queue = news, zone, queue
        self._waiting: dict[str, tuple[ToConfirm, ...]] = {}
        self._said: dict[Key, Said] = {}
        self._written: set[Key] = set()
        self._looked: set[tuple[str, int]] = set()
        self._look_at: datetime = desk.clock.now()
        self._alone = False
        self._reading = 0
        panel.said.connect(self._say)
        panel.undo_asked.connect(self.take_back)
        panel.closed.connect(self.settle)
        panel.lead_asked.connect(self.lead_asked)
        hub.changed.connect(self._on_changes)

    def start(self) -> None:
        """Look through the whole log for what waits."""
        self._reading += 1
        self._panel.show_reading(reading=True)
        self._lanes.storage(
            lambda: (confirming.works_alone(around(self._desk)), confirming.leads_to_look_at(self._desk)),
            self._begin,
            lambda why: self._failed(why, None),
        )

    def toggle(self) -> None:
        """F4: open the list, or close it."""
        if self._panel.is_open:
            self._panel.close_panel()
        else:
            self._show(opens=True)
            self._panel.open_list()

    def tick(self, now: datetime) -> None:
        """One second passed: write what was said a while ago, look for what escalated."""
        for said in tuple(self._said.values()):
            if said.write_at is not None and said.write_at <= now:
                self._write(said)
        if now >= self._look_at:
            self._look_at = now + LOOK_EVERY
            self._look_for_escalated(now)
            if self._panel.is_open:
                self._show()  # "10:32" is "yesterday 10:32" after midnight

    def settle(self) -> None:
        """The panel or the window closes, or somebody else sits down: write what was said."""
        for said in tuple(self._said.values()):
            if said.write_at is not None:
                self._write(said)

    def take_back(self) -> None:
        """U: the word said last, while it is not written."""
        open_ = [said for said in self._said.values() if said.write_at is not None]
        if not open_:
            self._news.refuse(
                self.tr("Nothing to take back: a word is written five seconds after it was said, and stays.")
            )
            return
        del self._said[open_[-1].item.key]
        self._show()
        self._panel.list.choose(self._panel.list.rows.row_of(open_[-1].item.key) or 0)

    def _begin(self, found: tuple[bool, tuple[str, ...]]) -> None:
        self._reading -= 1
        self._alone, leads = found
        self._waiting = {lead: self._waiting[lead] for lead in leads if lead in self._waiting}
        self._read(leads)

    def _read(self, leads: Iterable[str]) -> None:
        """Read what waits on these leads anew, some at a time."""
        left = tuple(leads)
        self._reading += 1
        self._read_some(left)

    def _read_some(self, left: tuple[str, ...]) -> None:
        some = left[:AT_ONCE]
        self._lanes.storage(
            lambda: confirming.waiting_on(self._desk, some),
            lambda found: self._take(found, left[AT_ONCE:]),
            lambda why: self._failed(why, None),
        )

    def _take(self, found: dict[str, tuple[ToConfirm, ...]], left: tuple[str, ...]) -> None:
        for lead, items in found.items():
            self._waiting.pop(lead, None)
            if items:
                self._waiting[lead] = items
        for key in {key for key in self._written if key[0] in found}:
            self._written.discard(key)
            self._said.pop(key, None)
        if left:
            self._read_some(left)
            if len(self._waiting) > MANY:
                return  # they show when all are read: each time anew would take as long as the reading
        else:
            self._reading -= 1
        self._show()

    def _show(self, *, opens: bool = False) -> None:
        if len(self._waiting) > MANY and not (opens or self._panel.is_open or self._said):
            self._count()  # to lay out so many lines that nobody sees would hold up every call
            return
        items = confirming.in_order(one for ones in self._waiting.values() for one in ones)
        for key in self._said.keys() - {item.key for item in items}:
            gone = self._said.pop(key)
            if gone.write_at is not None:
                told = self.tr("{name}: somebody else decided it meanwhile, so yours was not written.")
                self._news.tell(told.format(name=gone.item.name))
        lines = [Line(item, said.word if (said := self._said.get(item.key)) else None) for item in items]
        self._panel.show_lines(lines, self._desk.clock.now(), zone_of(self._zone()), alone=self._alone)
        self._panel.show_reading(reading=self._reading > 0)
        self.counted.emit(sum(line.item.may and line.said is None for line in lines))

    def _count(self) -> None:
        self._panel.show_reading(reading=self._reading > 0)
        self.counted.emit(sum(item.may for items in self._waiting.values() for item in items))

    def _say(self, item: ToConfirm, word: Word) -> None:
        if item.key not in self._said:
            self._said[item.key] = Said(item, word, self._desk.clock.now() + PAUSE)
            self._show()

    def _write(self, said: Said) -> None:
        item = said.item
        self._said[item.key] = Said(item, said.word, None)

        def written(changes: Changes) -> None:
            self._written.add(item.key)
            self._hub.tell(changes)  # and with it the lead is read anew

        self._lanes.storage(
            lambda: WRITES[said.word](self._desk, item.lead, item.entry),
            written,
            lambda why: self._failed(why, said),
        )

    def _failed(self, why: Exception, said: Said | None) -> None:
        """A word that could not be written is not said; what stands there is read anew."""
        if said is None:
            self._reading = max(0, self._reading - 1)
            self._panel.show_reading(reading=self._reading > 0)
        else:
            self._said.pop(said.item.key, None)
            self._read([said.item.lead])
        self._news.refuse(str(why))

    def _on_changes(self, changes: Changes) -> None:
        if changes.kinds & {Data.POLICY, Data.PEOPLE} or len(changes.leads) > MANY:
            self.start()
        elif Data.LEAD in changes.kinds and changes.leads:
            self._read(sorted(changes.leads))

    def _look_for_escalated(self, now: datetime) -> None:
        """An escalation falls due without an entry: the queue's own marks say where."""
        found = {
            (row.lead, steps)
            for row in self._queue()
            if (steps := sum(mark.due_at <= now and not mark.silent for mark in row.marks[2:]))
        }
        fresh = found - self._looked
        self._looked = found
        if fresh:
            self._read(sorted({lead for lead, _ in fresh}))
