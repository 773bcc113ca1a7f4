<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>AgentActions</name>
    <message>
      <source>Begin or end a break</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call, or end the call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the lead: sold, lost, duplicate ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Down the queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit name, numbers, addresses</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to the next call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Promise a call back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save and go to the next call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the customer over from a colleague</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Up the queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why are emails locked?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write a note</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write an email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your team: who is at a desk, what waits</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AlertBanner</name>
    <message>
      <source>Dismiss (Esc)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show row</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AlertSession</name>
    <message>
      <source>Open: {count} came in since {since}, due {due}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} from before their import</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} past a mark since before the start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what}. Space takes the first.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Alerts</name>
    <message>
      <source>A lead without a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A promise of {promiser}'s to {name} was not kept: take it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A promise to {name} was not kept: take it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has waited over 15 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has waited over 2 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is escalated and still not called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is promised a call in a few minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} was promised a call now</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} callback(s) due now</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} callback(s) soon</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} lead(s) escalated</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} lead(s) over 15 minutes</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} lead(s) over 2 minutes</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} promise(s) not kept</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>AttemptPage</name>
    <message>
      <source>All of it has to be read first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another span of days or another filter may have some. F5 begins a call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Attempt log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call attempts here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save as CSV ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save as JSON ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save the attempt log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own calls; managers and the dealer principal see everybody's. This is a rule of the screens, not secrecy: the log on this desk holds all calls.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AttemptSession</name>
    <message>
      <source>{count} saved in {path}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AttemptTable</name>
    <message>
      <source>Attempts</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Attempts</name>
    <message>
      <source>30 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>7 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A: the telephone system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Agent</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>B: the softphone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>C: timed by the desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>D: typed in afterwards</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fewer than {few}: too few to judge anybody by</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From ... to ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Rang</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Talked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Today</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Yesterday</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>rang {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>talked {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} count</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} attempt(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} attempt(s) copied.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} lead(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{sums} · still reading ...</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>AwayForm</name>
    <message>
      <source>Alerts about their customers go to who covers, until that day.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Covers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say so</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is nobody else to cover: A adds a person.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Until {day}, in the morning: alerts about their customers go to who covers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When are they back? Type mon, 9 mar or tomorrow.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who covers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who is away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>mon · 9 mar · tomorrow</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is back</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BackupWork</name>
    <message>
      <source>Backups: back up now, restore one …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is made and checked. Work on meanwhile ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The backup is looked at, page by page ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The backup of {contents}. It is whole.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Backups</name>
    <message numerus="yes">
      <source>Backed up and checked: {n} entr(y|ies), {size}.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Checked when it was made</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Customers who were erased since are erased again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In {folder}, one a day, none for longer than {days} days.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It cannot be read any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Made before an update of the program, and checked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is lost: the shared database gives back all that it has.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing was written since.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restored: {no} entries. The log there was is kept as {kept}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The log that a restored backup took the place of</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The log there is cannot be compared with it: what was written since is not in it.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} entr(y|ies)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} entr(y|ies) from {since} on would be gone from the log: calls, notes, emails, new leads.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} entr(y|ies) from {since} on, which the shared database does not have yet, would be lost.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>BackupsPanel</name>
    <message>
      <source>Back up now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Backups, the newest first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore the chosen one …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore the one of {when} …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>There is none yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This one cannot be read any more.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Badges</name>
    <message>
      <source>15 MIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>2 MIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>CALLBACK</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>DECIDE</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ESCALATED</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>LATER</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>NEW</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>RETRY</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>BigNumber</name>
    <message>
      <source>Dial it on your phone. F5 ends the timing (it cannot hang up)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dial {number}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CallBar</name>
    <message>
      <source>+{count} more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asking</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Break</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Calling</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a lead first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose another number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose another of the customer's numbers, or type one: Shift+F5</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Did it dial?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End the timing</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F8 ends the break.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It did not dial: written down, and the call does not count</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No, it did not dial (Shift+N)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what came of the call: a number key or a button.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wrap-up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>timed by the desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>whether a colleague is on it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CallDisplay</name>
    <message>
      <source>The lead is closed: Ctrl+Enter opens it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This call was open when the program ended: say what came of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>handed to the dialler</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is on the line, {other} on the page</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CallExtrasWork</name>
    <message>
      <source>A call is open: say what came of it first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A page lies over the desk: Esc closes it. Then Shift+N says “not dialled”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call another number: type it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose among the customer's numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call is open.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take back the promised call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer has one number. Shift+F5 adds another.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The open call was not dialled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write down a call made elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Written down: {number} was not dialled, so this does not count. F5 begins a call to {name} anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{number} was not dialled: written down in five seconds, and then the call is over. A number key says what came of it instead.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CallSession</name>
    <message>
      <source>Begin a call first: F5.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a lead with a number first: J/K moves, Space takes the suggested call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call is open: nothing was dialled.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to take back: an outcome can be taken back for eight seconds.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what came of the call to {name} first: a number key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The system did not take the number: dial it by hand, it is {number}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the call to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the call to {name}: not dialled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the call to {name}: {outcome}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>“Not dialled”</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CallbackPicker</name>
    <message>
      <source>17:30 · tomorrow 10:15 · mon 9</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call {name} back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Customer's evening (18:00 there)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In 1 hour</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In 2 hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not a time yet. Try 17:30, tomorrow 10:15, mon 9 or in 45 min.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready times</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take this time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Time or date and time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tomorrow 9:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tomorrow, same time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type a time of your own clock, or choose below: Down, or Alt and a digit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{here} here · {there} for the customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{here} here; the customer's time is not known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{here}, the same for the customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{told} has passed (it is {now} now): type a later time, or say tomorrow.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ChildPanel</name>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ChoiceRow</name>
    <message>
      <source>{label}, not now</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClaimSession</name>
    <message>
      <source>A colleague is on it. Choose another lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colleagues are on every call that is due.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No connection: nobody can tell whether a colleague is on it. F5 again calls anyway.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No connection: nobody can tell whether {name} is still on it. F5 again calls anyway.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No connection: nothing can be taken over now.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No connection: this is the desk's own suggestion. A colleague may be on it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to take over: F5 says who is on a lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take over</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is on it, for {held}. Space takes another call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is on it. Space takes another call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is the next call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is yours now: F5 calls.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClosingMenu</name>
    <message>
      <source>Close the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counts once a second person confirms it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Do not call: from now on nobody calls this customer, on any of their leads, also after reopening. Only a new enquiry of theirs that a second person confirms opens the phone. Emails go on by their own rules. The customer's words, if you have them:</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Duplicate: of whom? A name or number helps who confirms it (optional).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go on: promise a call (B)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not now: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reason in a few words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reopen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reopen: why? A few words, because it goes on where it stood.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say why in a few words.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ways to close the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{label}: why? A few words help whoever reads this later; they may stay empty.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ClosingSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the lead of {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It counts once a second person confirms it (F4).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It waits for a second person's word (F4).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No: no-show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No: the customer came</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nobody calls this customer any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to take back with Ctrl+Z: whether the customer came is corrected by the opposite word (Ctrl+Enter on the lead).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reopen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} came to the appointment.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} did not come.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is closed: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} was reopened</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: the closing is taken back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: the lead is closed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: what came of the appointment, or close the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: “not reached” waits for the shared database.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: “not reached” was refused by the shared database: {why}. F7 shows it.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Closings</name>
    <message>
      <source>Bought elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Do not call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Duplicate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lost</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No-show: the customer did not come</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not reached</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reopen</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Shown: the customer came</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Spam</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wrong number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>bought elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>do not call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>duplicate</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lost</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sold</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>spam</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>wrong number</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CommandList</name>
    <message>
      <source>What can be done</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Confirm</name>
    <message>
      <source>Acknowledged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confirmed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not yours to decide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sent back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} to confirm (F4)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{said}: U takes it back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{said}: {name}. It is written in a moment; U takes it back.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfirmList</name>
    <message>
      <source>To confirm</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfirmPanel</name>
    <message>
      <source>Acknowledge</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All shows what waits for somebody else, your own among it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Calls typed in afterwards, exceptions, closings that shrink the figures, dead numbers and escalations would stand here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Confirm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Looking through the log ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mine to decide {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing that you may decide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing waits for a second person</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Send back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To confirm</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You work alone. These stand as unconfirmed and block nothing; but a call typed in afterwards never counts until a second person confirms it.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ConfirmSession</name>
    <message>
      <source>Nothing to take back: a word is written five seconds after it was said, and stays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: somebody else decided it meanwhile, so yours was not written.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Counter</name>
    <message>
      <source> and </source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another person of this number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Do not call: {names} asked so. It stays blocked until a second person confirms a new wish.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Known under another name: {who}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Known: {who}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New enquiry</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>New enquiry; {n} lead(s) so far, the last: {car}</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save on the known open lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save on the open lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save on {name}'s open lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saves on the open lead: {car}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Somebody else: a new enquiry</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no name</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>no open lead, {n} lead(s) so far, the last: {car}</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>open lead: {car}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>today</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>yesterday</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} customers have this number: who is it?</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>CounterPanel</name>
    <message>
      <source>Car wanted</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose who it is</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Clear</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save for {who}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Somebody calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Somebody walks in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What was said</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You typed this before and have not saved it. Clear empties the form.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>optional</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>optional; Shift+Enter begins a new line</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CounterSession</name>
    <message>
      <source>Ctrl+N</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+Shift+N</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next: {step}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not saved yet, but kept: {key} shows it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has enquired before: saved as a new round of that lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: saved as a caller.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: saved as a visitor.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: saved on the open lead.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CrashPanel</name>
    <message>
      <source>Close BDC Desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copied.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Details for whoever helps you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go on</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>It happened {n} times.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Telephone numbers, addresses and quoted words were taken out of the details.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The program made a mistake</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CrashSession</name>
    <message>
      <source>The program ended by itself the last time. What was saved is safe; look whether the last thing you did is there.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The program has made none.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The program's last mistake: details to copy</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>The same mistake of the program again ({kind}, {n} times). What was saved is safe.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>What was saved is safe. What you did last may not have been done: look, and do it again. If it stays, copy the details for whoever helps you ({kind}).</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>CustomerWork</name>
    <message>
      <source>A caller: write down a phone-up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A visitor: write down a walk-in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All likely twins</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Compare with a likely twin</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find a customer: name, number, car</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take back what was done last</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer's whole history, or this lead's</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DayWork</name>
    <message>
      <source>A customer's details are not saved: unlock to save them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A note could not be written yet, and closing loses it: see to the disk first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails have not left yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The details of {name} are not saved: F2 there, then Ctrl+S or Discard.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DealershipSection</name>
    <message>
      <source>As before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change opening hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In a team a manager or the principal changes them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Marks, attempts, outcomes, what opens an email, holidays: they stand in one text. “bdc-desk policy show” prints it, “bdc-desk policy check FILE” reads a changed one, “bdc-desk policy use FILE” puts it in force. What was judged before stays as it was.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>People at this desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The other rules</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>They hold at every desk of the team.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DeskStatus</name>
    <message>
      <source>Alone on this machine</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Break</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>On a call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wrap-up</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DetailsEditor</name>
    <message>
      <source>Add a number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add an email address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Discard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit the customer's details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc closes and keeps what you typed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Full name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Full name as given</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>DoorsSection</name>
    <message>
      <source>Not on this desk.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Drop</name>
    <message>
      <source>A link is no enquiry. Drop the mail or file itself, or its text.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Drop them again to go on: each lead comes in once.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing in what was dropped can be read. Drop mails, files or text.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Outlook handed the mail over in a form of its own that cannot be read here. Save the mail as a file in the mail program (as .eml or as text) and drop that file here.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>Stopped after {done} of {n} file(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>The mail program handed over the mail's place but not the mail itself. Save the mail as a file in the mail program (as .eml or as text) and drop that file here.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} already here</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} could not be read</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} from before: no alarm</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} new lead(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} table(s) to explain</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>DropSession</name>
    <message>
      <source>Reading {what} ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopping after what is being read ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{done} of {total} read · {leads}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EditorPanel</name>
    <message>
      <source>And {count} more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As it was before the faults below</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back to the program's text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email texts and your signature</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Filled in by itself: {placeholders}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Missing here, and named before it leaves: {what}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The email that it becomes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo my changes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your signature</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EditorSession</name>
    <message>
      <source>As it would go to an invented customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As it would go to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not saved yet, but kept: Esc loses nothing.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The program's text stands again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The text is not saved yet, but kept as you typed it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your changes were let go.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your text stands again.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EmptyQueue</name>
    <message>
      <source>All shows everybody's leads; Space takes the next call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>B on a lead promises one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F6 adds a mailbox or a folder. Drop mails here; Ctrl+N takes a caller.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No callbacks promised</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No leads yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing of yours is open</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ErasePanel</name>
    <message>
      <source>Erase</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Erase this customer for good</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It should not have been kept at all</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer asked for it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The details are no longer needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This cannot be undone. Type "{name}" or "erase" to go on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why the customer is erased</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>EraseWork</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Erase this customer for good …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer is erased.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a customer was erased</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Erasing</name>
    <message>
      <source>Backups may hold them until {until}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is done once the shared database has accepted it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not reached: the mailbox and folders that mails and files came from, exports, printed lists, copies of backups elsewhere.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>The details of {n} entr(y|ies) go: names, numbers, notes.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>The entries stay, without the person: calls made stay counted.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{name}: {n} lead(s).</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} old entr(y|ies) (holds|hold) a typed reason, which cannot be taken out of the log.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} original(s), mails or files, (goes|go) too.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} other file(s) in the folder of backups may hold them, too: (it is|they are) not removed.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} other lead(s) of the same file (loses|lose) (its|their) original.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>Evidence</name>
    <message>
      <source>by the softphone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>by the telephone system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>timed by the desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>typed in afterwards</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Export</name>
    <message numerus="yes">
      <source>{n} entr(y|ies) exported to {folder}. Personal data: keep it safe.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>ExportWork</name>
    <message>
      <source>An export is being written; wait until it is done.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everything is being exported. Work on meanwhile ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Export everything the dealership owns …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where to export everything</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Facts</name>
    <message>
      <source>Address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Price</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trade-in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wants</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FaultsBox</name>
    <message>
      <source>Read the mail yourself: it could not be understood.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the mail: not all of it was understood for sure.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repaired: the mail was damaged in {count} places.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repaired: the mail was damaged.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repaired: {repair}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show the original</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FieldRows</name>
    <message>
      <source>Remove this line</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove this line; the history keeps it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FilesBox</name>
    <message>
      <source>Add a file ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Del</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Files for emails ({kinds})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Files that go with it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Files to go with the email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No file goes with it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take away</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FilterBar</name>
    <message>
      <source>Any evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Any outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counted or not</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Does not count</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Everybody's calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Evidence</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>From this day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To this day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whose calls</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FolderPanel</name>
    <message>
      <source>Add a folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder to watch</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Give the folder, such as /home/desk/leads.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Its whole path</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mails and files that are put there come in by themselves. They stay where they are: nothing is moved, changed or deleted. Each is read once, and the desk remembers which ones it has read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Watch it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>FootKeys</name>
    <message>
      <source>A digit or Enter choose · Esc back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A digit or Enter choose · arrows move · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Arrows choose · Enter do it · Esc back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Arrows choose · Enter go to the lead · Ctrl+N caller · Esc back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Arrows choose · Enter restore … · Tab next · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+Enter save · Tab next · Esc close, keeps what is typed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+Enter send · Alt+L language · Tab next · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+S save · Tab next · Esc close, keeps what is typed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Digits choose · Enter sit down · A add · C change · D away · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter keep it for F5 · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter next · Ctrl+Enter import · Esc later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter next · Ctrl+Enter save · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter save · Tab next field · Esc close, keeps what is typed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter say it · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter take the typed time · Down or Alt and a digit: a ready time · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J/K move · 1-9 sort · Enter open the lead · Ctrl+C copy · Tab next · Esc back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J/K move · C confirm · R send back · A acknowledge · U undo · Enter open the lead · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J/K move · F5 call · 1-9 outcome · Ctrl+K commands · F1 help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J/K move · Home newest · Enter open the lead · Tab next · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>M merge · A two people · N/P other pairs · Tab next · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tab next field · a digit in the list: what came of it · Enter save · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tab next · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tab, arrows move · Enter presses · Esc close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type to search · Up/Down page · PgUp/PgDn scroll · Tab links · Esc back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Up/Down section · Tab into it · Space switch · Esc close</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Found</name>
    <message>
      <source>found by {what}</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} customer(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>FoundList</name>
    <message>
      <source>Customers found</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HandOver</name>
    <message>
      <source>Handed to your mail program: send it there. The desk cannot see whether you did.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No mail program took it. Copy the text into your mail, or set a mail program in the system.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The email was taken back: it had not left yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The permission ran out while it waited. Ask again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The shared database says no: {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The text was too long for a link and was shortened.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting for the shared database ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waiting for the shared database ... There is no connection: the email opens here as soon as it is accepted. Esc or another lead takes it back.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HandoverPanel</name>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hand over</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hand {name} over to</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I take the customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nobody here sells, and only a salesperson can own a customer: F10 adds one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One salesperson for all leads of this customer, from now on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reason in a few words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Salespeople</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say why in a few words: whoever reads this later asks.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To {name}: why? A few words.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>at a desk now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>has the customer already</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has the customer already.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HandoverSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hand the customer over: Ctrl+O.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>appointment made</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the hand-over of {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is {owner}'s customer now.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Heading</name>
    <message>
      <source>No name given</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HelpPanel</name>
    <message>
      <source>Back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Contents</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Help</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No page has all these words.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Search the guide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Works without a network. What you do not find here, the palette may: Ctrl+K.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HelpWork</name>
    <message>
      <source>Help: all keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Help: the user guide</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>History</name>
    <message>
      <source>No outcome yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an earlier number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>does not count: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>rang {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>talked {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>waits for the shared database</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HistoryBox</name>
    <message>
      <source>Everything of this customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>History</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing has happened yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This enquiry</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Holder</name>
    <message>
      <source>with {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is on it, {held}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>HoursBox</name>
    <message>
      <source>09:00-12:00, 13:00-18:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mon to Fri</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Monday to Friday differ</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open on {day}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{day}: closed</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Intake</name>
    <message>
      <source>A colleague's desk reads it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A colleague's desk reads it. This one goes through it again when its turn comes.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>An email came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Could not be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mailbox {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No source named</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not looked at yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read again at {at}: {what}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read well</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reading again ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repaired</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unreadable</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waits for more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wants no more emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>already here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an email came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>asked {span} before it arrived</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>by the folder {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>by the mailbox {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>came {at} {how}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>dropped on the window</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>enquired again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>file {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>given to the command line</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>last read {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>new lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not known</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>read elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>read from a file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>wants no more emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count}, few</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{first} ({n} more)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{first}, {n} more source(s) not read</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{name} has not been read for {span} of opening time.</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} file(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} lead(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} mail(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} new</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} to look at</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{one} and {other} and {n} more source(s) have not been read for {span} of opening time.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{one} and {other} have not been read for {span} of opening time.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{span} (of {count})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{state} since {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} since {at}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>IntakeAlarm</name>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>IntakePage</name>
    <message>
      <source>Add a folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a mailbox</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Add a mailbox or a folder above, or drop mails and files on the window.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>All shows the last 7 days.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Every mail and file of the last 7 days could be read and has a number. Those without would stand here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Here stands how late and how damaged each source's leads arrive.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Intake</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leads that were read past damage, or whose columns were guessed, would stand here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mails and files to read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No leads in the last 30 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No mail and no file came in during the last 7 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing came in by them</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to look at</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing was repaired</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read all now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read files ...</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>IntakeWork</name>
    <message>
      <source>Explain a table that waits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ways in: mailboxes, folders, what came</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ItemDetail</name>
    <message>
      <source>Copy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Fetching the original ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import its rows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No original was kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what the columns mean</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The chosen mail or file</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The original, as it came</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This copy was not kept, as its lead was here already. The lead's own original:</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ItemList</name>
    <message>
      <source>Mails and files that came in</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ItemOriginals</name>
    <message>
      <source>This mail lies on the desk that read it; only the lead's latest can be fetched.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>JoinPage</name>
    <message>
      <source>Address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As you were told it: your login, then the server, then the database. No password in it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a longer one: {count} characters at least.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a password of your own</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a password of your own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose another than the one you were told.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Give the address that you were told.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Give the password that you were told.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Join</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Join my team</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept in this computer's keyring, where it has one; never in a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave the password out of the address: it has a field of its own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The new password once more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This is not the same as above.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What happens</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whoever looks after your team's shared database gave you an address and a password. This desk keeps a copy of its own and works on when the connection does not.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your login</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} characters at least. The one you were told is worth nothing afterwards.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Keys</name>
    <message>
      <source>All keys</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Arrows</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose in a list</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close the panel; the keyboard goes back to where it was</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In every panel</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Larger text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Made from what this window can do now. Ctrl+K finds everything by a few letters.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Next look: light, dark, the system's, high contrast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Press the button that has the keyboard</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what came of the call; the buttons of the call bar show which is which</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smaller text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text and look</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text in its usual size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The next field or button, the one before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What it does</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Without a key: by the palette (Ctrl+K)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>KnownBox</name>
    <message>
      <source>Who it is</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LanguageSection</name>
    <message>
      <source>As the system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It holds from the next start on. Emails to customers have a language of their own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language of the window</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LeadPage</name>
    <message>
      <source>Choose a lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J and K move through the queue, Space takes the suggested call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lead</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LeadSession</name>
    <message>
      <source>The note is kept and will be written again soon. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the customer's details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the note</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Leaving</name>
    <message>
      <source>BDC Desk goes on here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Marks still ring. Click the sign to see the desk; Ctrl+Q there ends it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{ends} Close once more to close.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Letters</name>
    <message>
      <source>No font of this computer has {scripts} letters: such names show as boxes. All of them are kept and can be copied. Install a font that has them (on Debian and Ubuntu: fonts-noto).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer asked not to be mailed: “{words}”. “Wants emails again” (the customer’s wish) opens it.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Likeness</name>
    <message>
      <source>differs</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>one side only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>same</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>shared</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LineList</name>
    <message>
      <source>Show {count} earlier</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show {count} of {left} earlier</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LineRow</name>
    <message>
      <source>Open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the lead about {text}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo: {text}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Lock</name>
    <message>
      <source>Three wrong PINs: wait {seconds} s, then try again.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LockPage</name>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I sit here now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Their PIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Unlock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who else sits here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your PIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is at this desk. Customers are hidden; the clocks run on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}'s PIN</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LockSection</name>
    <message>
      <source>Lock after</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock the desk after</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Never</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Without a key or the mouse for so long, the window hides customers; alerts still sound. It never locks by itself during a call. Ctrl+L locks at once. Ctrl+K, “A PIN for the locked window”, sets a PIN that opens it. It keeps looks away and does not protect the file: whoever can start programs here can read it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} minutes</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LockSession</name>
    <message>
      <source>A PIN for the locked window</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock the window: hide the customers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>That is not {name}'s PIN. Try again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The PIN of before is another one.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Look</name>
    <message>
      <source>Larger text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look: {theme}, text {percent} %.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Smaller text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text in its usual size</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The next look: light, dark, as the system, high contrast</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>LookSection</name>
    <message>
      <source>As before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As the system</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dark</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>High contrast</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It shows at once and stays when you close this page. Ctrl and + or - change the text anywhere, Ctrl+0 puts it back to 100 %, Ctrl+Shift+D goes round the colours.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Light</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Low rows: more leads in sight, less of each</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text size</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailCard</name>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailLine</name>
    <message>
      <source>Close this notice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailOutWork</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email without calls: the customer asked for it ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails on their way, and those to check</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I mailed the customer elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail out: the server that sends</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer wants no emails, or wants them again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The email to {name} cannot be taken back any more.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the email that was handed to the mail program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the email to {name}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailSession</name>
    <message>
      <source>There is no text in that language: it stays as it is.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>handed over {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sent {at}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailboxPanel</name>
    <message>
      <source>Add a mailbox</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>As you call it here: Leads</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change the mailbox {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Folder</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>INBOX is where mails arrive</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Login</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mostly the mail address itself</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The one that is kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>imap.example.com</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailboxSession</name>
    <message>
      <source>Trying ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is read from now on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is saved, but its test failed: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is saved, but the login was refused: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{path} is watched from now on.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailboxTrial</name>
    <message>
      <source>Copy the code</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the page</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the page in this computer's browser, sign in as {login} and agree.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open {url} on any device, type in this code and sign in as {login}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stop waiting</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Mails</name>
    <message>
      <source>1 email came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 email has not left yet, to {name}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 email to check: nobody knows whether it left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 email to {name} was taken back when the window closed: it did not leave.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>1 email was not sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asked for at {at}, before this start. Whether it left is not known.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asked for at {at}, before this start; the shared database has not judged it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Came back at {at}: {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit the address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} could not be sent yet: tried again until {until}. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} is being sent ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} leaves in {seconds} s.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} left.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} waits for the shared database.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} waits for the shared database. There is no connection: it leaves once it is accepted, until {until}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} was not sent. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} was not sent: the permission ran out. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} was not sent: the permission to mail ran out before it could leave. Trying again asks anew.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} was taken back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name}: unknown, check. {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It did not leave</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look into the Sent folder of the mailbox, or ask the customer; then say it here. It is never sent again by itself.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Put aside</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take it back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>it is delayed; the server still tries</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the mailbox is full</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the next leaves in {seconds} s</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the other side refused it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the server does not say why clearly</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>there is no such address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails came back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails have not left yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails on their way</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails to check: nobody knows whether they left</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails were not sent.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} emails were taken back when the window closed: they did not leave ({names}).</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailsPanel</name>
    <message>
      <source>Emails on their way, and those to check</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails that leave, that did not leave or that came back are listed here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No email is on its way.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MailsSession</name>
    <message>
      <source>Edit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} left at {at}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email to {name} was taken back: it did not leave.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails on their way to {names}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>MainWindow</name>
    <message>
      <source>Email templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>J/K move · Space next · F5 call · 1-9 outcome · N note · B callback · E emails · F2 details · F6 intake · F8 break · Ctrl+F find · Ctrl+N caller · Ctrl+Enter close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lead</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NextStepLine</name>
    <message>
      <source>Next step: {step}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NoteEditor</name>
    <message>
      <source>Draft kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Notes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Saved to the history</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What was said, what matters (saved as you type)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NumberPicker</name>
    <message>
      <source>Shift+F5 adds another number.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer's numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which number?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NumberRow</name>
    <message>
      <source>Use this one</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use {number} for the next call</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>NumbersBox</name>
    <message>
      <source>No number is known. F2 adds one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer's numbers</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OriginalPanel</name>
    <message>
      <source>No original was kept for this lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The original</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The original, as it came</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OriginalSession</name>
    <message>
      <source>Show it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The original is here.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OtherNumber</name>
    <message>
      <source>It lacks the area code: type it whole.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not a number that can be dialled yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer has it already.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OtherNumberPanel</name>
    <message>
      <source>Add it and choose it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another number of the customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Another number of {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Digits, + or 00 for abroad</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is kept with the customer's numbers (the others stay), and F5 dials it. Nothing is dialled that is not on the lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read as {number}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the number as it was told.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OtherNumberSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>another number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: F5 dials {number} now.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OutcomeButton</name>
    <message>
      <source>key {number}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>OutcomeButtons</name>
    <message>
      <source>What came of the call</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PageView</name>
    <message>
      <source>The page</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Pair</name>
    <message>
      <source>Address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Last</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leads</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>May be the same person as {name} ({why})</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>May be the same person as {name} ({why}), and {n} more</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>Merged they are one customer with {n} lead(s); {owned}. It can be undone later.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Owner</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>and {n} earlier</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>nobody owns the customer yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nobody yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>somebody without a name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} stays owner</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Palette</name>
    <message>
      <source>key {key}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not now: {why}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PalettePanel</name>
    <message>
      <source>A few letters of it, or a key</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter does it, Esc goes back to where you were</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not now: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing of that name. Esc goes back.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What do you want to do?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PaletteWork</name>
    <message>
      <source>All that can be done here</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find “{text}” among customers</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PartsBar</name>
    <message>
      <source>All {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Home</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Just read {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Per provider</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Repaired {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The last 30 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The last 7 days, newest first</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The newest {most} of {total} in 7 days, and all to look at</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To look at {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} new above</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PasswordBox</name>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password of your login, for this session only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The shared database asks for your password.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>People</name>
    <message>
      <source>at a desk now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>at no desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>away until {day}: {name} covers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>away: {name} covers</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>dealer principal</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>enquiry staff</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sales manager</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>salesperson</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tomorrow</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>you</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PeopleBox</name>
    <message>
      <source>Add a colleague</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colleagues at this desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of colleague {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What colleague {number} does</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PeoplePanel</name>
    <message>
      <source>Add a person</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose who goes on here. What you do from then on is written in their name.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In a team this desk belongs to one login; each person signs in on a desk of their own. {who}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name or role</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not here: in a team each person signs in on a desk of their own.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sit down as {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The owner of the shared database adds people and changes their roles: ask them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The people of the dealership</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who is at this desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who is away</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You work alone. Add whoever else sits here: each call says who made it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}'s PIN</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PeopleSession</name>
    <message>
      <source>You are here already.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PeopleWork</name>
    <message>
      <source>A call is open: say what came of it first.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hand the customer over to a salesperson</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who is at this desk; who is away</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PersonForm</name>
    <message>
      <source>Add</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Change</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Role</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whose name or role</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PhoneSection</name>
    <message>
      <source>By a dialler (tel:)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>By hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>By hand, F5 shows the number large and starts the timing. By a dialler, F5 also hands the number to the program that this computer opens tel: links with. Either way the call counts the same. It holds from the next call on.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How calls are dialled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number to try</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The number is handed over as it would be in a call. Nothing is written in the log.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try the dialler</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own mobile</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PinPanel</name>
    <message>
      <source>A PIN for the locked window</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ask for none</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ask for this PIN</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Asked of {name} when the window is unlocked and when the program starts. It keeps onlookers out; who can open this computer's files can read them all the same.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New PIN, at least 4 letters or digits</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>PIN of before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The PIN of before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the new PIN, or choose “Ask for none”.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PresenceSession</name>
    <message>
      <source>The call comes first: end it and say what came of it.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PreviewPanel</name>
    <message>
      <source>(a mail program gets no files: attach them there)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Begin anew</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copied. The log does not know whether you send it: say so when you did.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ctrl+Shift+Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>I sent it elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It leaves ten seconds after Send; Ctrl+Z takes it back until then.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language (Alt+L)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language of the text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call counts here: change what the text says of calls.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open in mail program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview: {label}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Send</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Set it up</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Subject</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Text of the email</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The desk cannot see whether your mail program sends it: it is recorded as handed over. To send from here, set up the server that sends (“Mail out”).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The lead does not have: {what}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The lead has no email address: add one with F2.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>With it: {files}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You wrote this before; it has not left.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>an invitation for the calendar</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no email address</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Progress</name>
    <message>
      <source>Stop</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{calls} of {needed} calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{calls} of {needed} calls, day {day} of {days}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Promise</name>
    <message>
      <source>It is {time} for the customer, outside call hours: promise it only if they asked for it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The dealership is closed then (opens {opens}).</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PromiseLine</name>
    <message>
      <source>Move</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Move the promised call to another time (B)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Promised for {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Promised for {at} by {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take it back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take the promised call back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>late</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PromiseMaking</name>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the call promised to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: a call is promised for {when}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: the promised call is taken back.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PromiseSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call is promised to this customer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take back the call promised to {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take it back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why? A few words help whoever reads this later. A promise whose time has passed stays a broken one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the promised call was taken back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: the promised call is taken back.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PromptsBox</name>
    <message>
      <source>Hide</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Hide what to say (S)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show what to say (S)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What to say</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>PromptsSession</name>
    <message>
      <source>There is something to say before and during a call only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What to say on the telephone</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ProvidersTable</name>
    <message>
      <source>Damaged</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leads</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Median delay</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Providers, last 30 days</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Source</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Without a number</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>QueueFilters</name>
    <message>
      <source>All</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Callbacks</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mine</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>QueuePanel</name>
    <message>
      <source>Queue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} escalated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{count} open</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>QueueSections</name>
    <message>
      <source>Callbacks now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Later</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Never called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Retries due</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>QueueView</name>
    <message>
      <source>Queue</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} new above</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>Quote</name>
    <message>
      <source>Show all of it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Show less</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer's own words</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ReasonPanel</name>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reason in a few words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say why in a few words.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Reasons</name>
    <message>
      <source>Appointment {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call back as promised at {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call now: never called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call {number} of {planned} from {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Call {number} of {planned} from {at}, in another part of the day</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Called, but no call counts yet: again from {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed: not reached</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Decide: {counted} calls made, the plan is done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Did not come to the appointment: follow up from {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Did the customer come to the appointment of {at}? Say shown or no-show (Ctrl+Enter)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Erased {at}: nothing is kept of this customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First call: may be called from {at} (call hours there)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Follow up from {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No number to dial is left: put one in (F2)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No usable number and no address: put one in (F2), or close the lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No usable number: write</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No usable number: written {at}, the answer is awaited</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Promised call of {at} is overdue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read the mail: it could not be read automatically</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what came of the call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silent until {at}: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This had been decided before it reached the shared database. The first word stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>already closed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>asked not to be called; the new request waits for a second person's word</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>before {hour}:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>begin a call first (F5)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>between {hour}:00 and {until}:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>bought a car from us lately</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts once a second person confirms it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>do not call: the customer asked so</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>engaged or dead line: only the telephone system's word counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>evidence {evidence} is below {lowest}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>found dead or wrong twice</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>from {hour}:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>impossible number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>lawful call hours there: {hours}; from {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>less than {gap} from another that counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>may be called from {at} (call hours there)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>may be called now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>may be called: the customer asked for it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>may be said now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>needs a dialogue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>needs an appointment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no appointment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no outcome yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no such template in the policy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not a number of this customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not before {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>not timed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open: 1 call made</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open: no usable number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open: {need} calls made</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open: {reason}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>opens {opens}, due {due}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>outcome withdrawn</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>outside lawful call hours ({hours} there)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>overlaps another call of the same person</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>qualified</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>rang {found} s, {needed} s needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>said already</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>said no lately</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>talked {found} s, {needed} s needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the customer asked not to be called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the customer was erased</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the lead is closed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>typed in afterwards: counts once a second person confirms it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>unknown kind of entry: {kind}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was not dialled</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>was not judged when it was written</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{have} of {need} calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{have} of {need} calls, day {days} of {need_days}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{have} of {need} calls, {parts} of {need_parts} parts of the day: call {other}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind} before the lead arrived</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind} names no entry of this lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind}: a field is missing or of another form</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{kind}: already decided by an earlier entry</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{missing}; next try after {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} had closed the lead before this reached the shared database. The first word stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} had handed the customer over before this reached the shared database. The first word stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} had promised another time before this reached the shared database. The first word stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} is on a call with the customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{one}; {other}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RestorePanel</name>
    <message>
      <source>Restore</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore a backup</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The window closes and opens again on the backup. The log there is now is kept among the backups.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type "{word}" to go on.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>RestoringPage</name>
    <message>
      <source>A backup takes the log's place</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It is checked, copied and put in place.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The window opens again by itself in a moment.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ReviewWork</name>
    <message>
      <source>Back to the agent's desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The attempt log: calls, evidence, what counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>To confirm: what waits for a second person</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Roles</name>
    <message>
      <source>enquiry staff</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>manager</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>principal</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>salesperson</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Rows</name>
    <message>
      <source>NEXT</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No car named</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No name given</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>due {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>in {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no car named</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>owner {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>suggested next call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>waiting {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{attempts} calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{counted} of {planned}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} has it in hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{span} late</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SearchPanel</name>
    <message>
      <source>Ctrl+N takes a new caller, Ctrl+Shift+N a visitor, with what you typed.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc goes back to where you were</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Find a customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name, number, email or car</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing found for “{text}”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The best {count}; type more to narrow it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Three digits in a row are enough for a number, the first letters for a word. Closed leads are found too.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type a name, a number, an email address or a car.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>arrows choose, Enter goes to the lead</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Sections</name>
    <message>
      <source>All leads of this customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Calls: {made} made, {counted} count</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Edit details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call yet.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Numbers and details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Other leads of this customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer wrote nothing.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ServerPanel</name>
    <message>
      <source>Forget</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Login</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail out: the server that sends</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail server</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mostly the mail address itself</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None (this computer)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>STARTTLS (most servers)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Send me a test mail</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sender's address</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sender's name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stands before it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stands in From; answers go there</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>TLS</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The one that is kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>smtp.example.com</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>ServerSession</name>
    <message>
      <source>Emails leave through {host} from now on, as {sender}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing leaves by a server from here any more: mails go to your mail program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sending a test mail to {sender} ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying; nothing is sent ...</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Settings</name>
    <message>
      <source>Dealership</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How emails leave</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Language</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Lock</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Look</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mailboxes and folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Phone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sound and alerts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Texts and signature</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The server that sends them, its login, the sender's name, and a test to your own address. Without one an email is handed to this computer's mail program.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ways in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What each template says, in the languages of your customers.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Where enquiries come from, what came today, and what could not be read.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Window and tray</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SettingsPanel</name>
    <message>
      <source>Sections</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SettingsSession</name>
    <message>
      <source>Changed. Clocks and marks go by these hours from now on; what was judged stays.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>These are the hours already.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This computer opens {url} with nothing. Choose “By hand”.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type a number to try: your own mobile, say.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{url} is handed over. If no dialler showed up, choose “By hand”.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SettingsWork</name>
    <message>
      <source>Alerts sound again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>End it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Go to the row of the alert</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No alert stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Settings: look, sound, phone, hours ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silence for 30 minutes, or end it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silent until {at} ({key})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silent until {at}. Alerts still show.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SetupPage</name>
    <message>
      <source>A few answers and the desk is ready. Hours and rules can be changed later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>By a dialler</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>By hand</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose the country from the list: holidays and number formats follow from it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Colleagues at this desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Country</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Dealer principal</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enquiry-management staff (BDC agent)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Every clock and mark runs in it; type part of the name</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Join my team</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Name of the dealership</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is set up yet: see the remarks at the fields.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only for regional holidays, such as SCT or BY; may stay empty</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Only looking? See a working week of invented people first; closing it removes it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Opening hours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Region</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sales manager</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Salesperson</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Set up your dealership</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stands beside your calls in the attempt log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The clocks run in these hours only. Several spans a day: 09:00-12:00, 13:00-18:00</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The dealership</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The desk hands the number to this machine's program for tel: links.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The desk shows the number large and times the call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The phone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Time zone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try it with invented people</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What you do</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Whoever else works at this computer: each call stands under its own person. F10 switches between them, and adds people later.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You and the phone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your colleagues work with BDC Desk already? Then join them.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your name</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SoundSection</name>
    <message>
      <source>A banner shows whatever the tone. Several alerts of one moment make one tone; a new lead at most one a minute, and none while you are on a call. On a break (F8) nothing rings.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A lead is escalated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A lead waits over 15 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A lead waits over 2 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A new lead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A promise nobody kept</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A promised call is due</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A promised call is near</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Alerts make a sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Double</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No player was found that works (pw-play, paplay or aplay): the system beeps, at its own volume. Install one of them, then start the desk again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Played by {name}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Short</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silence for 30 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silent until {at}: end it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Soft</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tone: {alert}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try the tone: {alert}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Volume</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SourceRow</name>
    <message>
      <source>Change</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Goes through the mails of the last {days} days once more, opened or not. Each lead stays one; what was missed comes in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password of {name}, for this session</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Read now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Reads every file in it once more. Each lead stays one; what was missed comes in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Remove</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sign in ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This desk reads it no more. The leads that came by it stay.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Use it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SourcesBox</name>
    <message>
      <source>Mailboxes and folders</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No mailbox and no folder is read by itself yet: add one, and its leads ring here. Files and mails dropped on the window come in too; Ctrl+N takes a caller, Ctrl+Shift+N a visitor.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Stages</name>
    <message>
      <source>Appointment</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closed: not reached</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Erased</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>In dialogue</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>New</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying to reach</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>States</name>
    <message>
      <source>arrived {at} ({ago})</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>first call after {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>never called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>nobody's customer yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>waits {span} of opening time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{closed}, waits for a second person</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}'s customer</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} call(s) (counts|count)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} day(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{span} ago</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{stage}, {counted} on {days}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{time} there ({city})</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Status</name>
    <message>
      <source>Backups</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Disk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>F7 has more</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>File</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Mail out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Passwords</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Phone</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sound</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Team</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Verified</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Version</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ways in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Who is at the desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>dialled by hand; the desk shows the number and keeps the time</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>how much room is left, the disk does not tell</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>kept in the system's keyring</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>long ago: verify again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>never from this window: “Verify now” judges every entry again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no keyring that keeps secrets: asked for at each start</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no mailbox, no folder: leads come by hand (F6 adds one)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no player found: the system beeps</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>no server set up: emails are handed to the mail program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>none yet: the first one is made soon</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>none: nobody else shares this log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>numbers are handed to this computer's dialler</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>off for now; banners show all the same</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>old: make one now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>sends as {sender}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the newest of {contents}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tones by {player}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>too little: free some space now</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} (needs|need) you</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} callback(s) due</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} entr(y|ies), all whole</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} entr(y|ies), sealed</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} fault(s) found. Keep a copy of the folder as it is, run `bdc-desk verify`, and ask whoever helps you.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} fault(s): {first}</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} more on F6</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} other(s) work here</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} wait(s|) for the shared database</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>{size} free</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message>
      <source>All actions (Ctrl+K)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Alone on this machine</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Ready</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StatusPanel</name>
    <message>
      <source>Backups …</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copied.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy as text</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How this desk stands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No customer stands here: it can be given to whoever helps you.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Verify now</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your team</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StatusWork</name>
    <message>
      <source>Every entry is judged again. Work on meanwhile ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How this desk stands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It could not be verified: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The log is whole: every link of the chain holds, every judgement was right.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>StepRow</name>
    <message>
      <source>{step}: done</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{step}: failed</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Sync</name>
    <message>
      <source>Connecting ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First sync ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>First sync {done} of {all}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing is fetched until somebody has looked at it. What you write waits here safely. Copy the details for whoever looks after the shared database.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Offline since {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password needed</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped since {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Stopped: {why}</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>Synced {n} s ago</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message>
      <source>The desk looks for the shared database. Work on: what you write waits here safely.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The desk tries again by itself. Work on: what you write waits here and is sent later. Nobody can tell meanwhile whether a colleague is on a lead.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The team's log comes in. Work on meanwhile; older leads appear as they arrive.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This computer's {clock}: set it right in the system's settings. Ages and marks use the server's.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Type the password of your login below. It is kept for this session only.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What is written here reaches the colleagues at once, and theirs comes here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>clock {span} ahead</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>clock {span} behind</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>feed is {span} behind</source>
      <translation type="unfinished" />
    </message>
    <message numerus="yes">
      <source>{n} s</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} waiting</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>SyncPage</name>
    <message>
      <source>...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>At a desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Del</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter goes to the lead. Del puts it aside: you have seen it, the log keeps it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How this desk stands</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Needs you: {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nobody else has been at a desk. Colleagues show here once they start theirs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing. What the shared database refuses would stand here.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing: your colleagues have all that you wrote.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Put aside</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Waits for the shared database: {count}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What needs you</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your team</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>SyncSession</name>
    <message>
      <source>That password was not taken.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Trying the password ...</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TablePanel</name>
    <message>
      <source>Column {number}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc: it stays the lead that waits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Esc: it waits as one lead, and F6 asks again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Import {leads}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It does not come in, and nobody is asked about it again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept for the next table with these columns.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Leave it out</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Meaning of {column}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No lead would come of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to name it by</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say which column holds a name, a number or an e-mail address.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The first lead as it would come in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What do the columns of {name} mean?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What do these columns mean?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TableSession</name>
    <message>
      <source>No table waits for its columns. F6 shows what came in.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The lead that held the table stays: close it with Ctrl+Enter.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The table</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} did not come in, as you said.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} waits as one lead to look at: F6 asks what its columns mean.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{what} wait as one lead each: F6 asks what their columns mean.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Tables</name>
    <message numerus="yes">
      <source>{n} table(s)</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
    <message numerus="yes">
      <source>{n} table(s) (waits|wait): nobody has said yet what the columns mean.</source>
      <translation type="unfinished">
        <numerusform />
      </translation>
    </message>
  </context>
  <context>
    <name>TeamStates</name>
    <message>
      <source>away since {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on a break {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>on a call {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>ready {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>wrapping up a call {span}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TemplateCard</name>
    <message>
      <source>Preview</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Preview {label}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>locked</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>open</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TemplateEditor</name>
    <message>
      <source>Does not go: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The dealership's own text for all languages</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The dealership's own text, {language}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The program's signature, under every email of yours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The text that came with the program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Your own signature, under every email of yours</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{file} (all languages)</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TemplateWork</name>
    <message>
      <source>Edit email texts and your signature</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TemplatesPanel</name>
    <message>
      <source>Choose a lead to see which emails are open.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email templates</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Email without calls ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Emails open by real calls. A call counts when it rang or was talked long enough, inside call hours and not too soon after another that counts. Each locked email says what it still needs.
“Not reached” takes {calls} calls on {days} days in {parts} parts of the day.
An email also opens when no number is usable, or when the customer asked for email only, asked not to be called, or is owed an answer.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Wants emails again ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Why locked?</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Tray</name>
    <message>
      <source>Begin or end a break</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open BDC Desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Silence for 30 minutes, or end it</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TraySection</name>
    <message>
      <source>A right click on it opens the desk, begins silence or a break, or quits.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A sign in the tray, with how many calls wait</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Closing the window leaves it in the tray</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Messages beside it while the window is covered</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This system has no tray, so these have no effect here. Alerts show in the window.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrialPanel</name>
    <message>
      <source>Application id</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Client secret</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Kept in this computer's keyring, where it has one; never in a file.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>None (this computer)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of the same registration; kept in the keyring</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Of your firm's registration of this program</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Password</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Port</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>STARTTLS</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Security</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sign in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Sign-in</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>TLS (most servers)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Tenant</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Test</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>common, or your firm's id</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TrialRun</name>
    <message>
      <source>Asking for a code ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The password lies in this computer's keyring.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>This computer has no keyring that keeps secrets: the desk knows it until the program ends, and asks again then.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Trouble</name>
    <message>
      <source>For a damaged file: row by row, holes filled from the backups. What is missing then is named. The damaged file is kept.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restore the backup of {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Restored: {no:,} entries. Try again opens it. The log there was is {kept}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Save what can be read</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Working ...</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{no:,} entries. What was written since is not in it; in a team the shared database gives back what it has. The log there is now is kept.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TroublePage</name>
    <message>
      <source>BDC Desk cannot open its log</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>BDC Desk may open its log again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copied</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Copy details</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Profile: {place}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Try again</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TwinsLine</name>
    <message>
      <source>Compare</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TwinsPanel</name>
    <message>
      <source>Next pair</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One person or two?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>One person or two? {one} and {other}. {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the lead of {name}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Pair before</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The same person: merge</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Two people: do not ask again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{at} of {count}</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TwinsSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No two customers look like one person.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nobody else looks like {name}. Ctrl+Shift+F9 shows all likely pairs.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to take back with Ctrl+Z, which works for eight seconds. A merge or “two people” is taken back in the history of that lead: H, then Undo beside its line.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Taken back: they are two customers again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Taken back: they may be one person, and are asked about again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>a word on two customers was taken back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{one} and {other} are one customer now.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{one} and {other} are two people: not asked again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{one} and {other}, one customer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{one} and {other}, two people</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TypedCall</name>
    <message>
      <source>For when? Type a time to come: 17:30, tomorrow 10:15.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long did it take, ringing included? 3:05 is three minutes five.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It would still run: it began earlier or took less long.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not a time yet</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer has no number: Shift+F5 adds one.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The enquiry came at {at}: a call before it is no answer to it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What came of it? Choose below by its digit.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When was it? Type 10:32, yesterday 16:20 or 12 min ago.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>began {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>for {at}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>took {span}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{at} is still to come: say when it was.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TypedCallPanel</name>
    <message>
      <source>10:32 or 12 min ago</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>17:30 · tomorrow 10:15</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>3:05, ringing included</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>A call to {name}, made elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Comes on</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>How long</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Number</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Outcome</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Promised for</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say when it was and how long it took, then what came of it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What came of the call</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>When</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Which number was called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write the call down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>chosen; press it again for another</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>TypedCallSession</name>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Counts once a second person confirms it (F4).</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Take it back</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Taken back: the call stands in the history as never made.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The lead is closed. Ctrl+Enter reopens it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You work alone: a call that is typed in never counts. It stands in the history.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts once a second person confirms it (F4)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>does not count, because nobody else is here to confirm it</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>does not count: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>the call to {name} that was written down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {outcome} written down, {worth}.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>UndoStack</name>
    <message>
      <source>Nothing to take back with Ctrl+Z: the last was: {what}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nothing to take back.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>WindowWork</name>
    <message>
      <source>A call waits for its outcome; it is asked for at the next start.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Alerts stop when this window is closed: {count} waiting for a call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Close</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Nobody waits for a first call.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Quit: alerts stop on this desk</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>escalated</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>new</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>over 15 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>over 2 minutes</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>promised calls</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Words</name>
    <message>
      <source>d MMM</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>d MMM yyyy</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>tomorrow {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>yesterday {time}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{days} d</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{hours} h {minutes}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{minutes} min</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>WordsPanel</name>
    <message>
      <source>Ctrl+Enter</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What it is</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write it down in words first.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>WordsSession</name>
    <message>
      <source>Email {name} without calls</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It counts as the first touch, opens no email, and is always marked in the history.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>It holds for everything of this customer, at every desk. No email leaves while it stands.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Open the emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer asked for email only</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer asked not to be called</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer wants emails again</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer wants no emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer wrote, and is owed an answer</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The customer's own words</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>The emails open at once. A second person has to confirm it, or sends it back, which closes them again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What you wrote, in a few words (may stay empty)</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>What {name} says of emails</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Write it down</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Written down: {name} was mailed elsewhere.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You mailed {name} elsewhere</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} wants emails again.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name} wants no emails.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: emails are open. A second person has to confirm it.</source>
      <translation type="unfinished" />
    </message>
  </context>
  <context>
    <name>Workplace</name>
    <message>
      <source>Appointment: when does {name} come?</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Choose a lead first: J/K moves.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>No call is due now. J/K moves through the queue.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Not now: {why}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Say what came of the call first: a number key.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>That call has its outcome already: nothing was written.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>Undo</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>You are on a break, so no call is suggested: F8 ends it.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>counts</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>does not count: {why}</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{name}: {outcome} saved, {counts}.</source>
      <translation type="unfinished" />
    </message>
    <message>
      <source>{outcome} is taken back: say what came of the call.</source>
      <translation type="unfinished" />
    </message>
  </context>
</TS>
