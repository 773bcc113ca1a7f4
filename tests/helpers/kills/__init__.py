"""The desk is killed, thousands of times, and nothing that was shown as saved may be missing or doubled.

`zygote`: one process that has imported everything and forks a *life* on request; each life opens the profile
anew, works, tells its parent what it asked for and what was shown as saved, and is killed.
`points`: named failpoints ("dial: before INSERT seal 1"), found by one dry run. `deeds`: what people do.
`solo`, `team`, `opening`, `window`: lives of each sort; `rounds`: the parent, which keeps the journal.
`checker`: journal, log, mail server and import files held against each other.

    python -m tests.helpers.kills soak 10000 [SEED]
"""
