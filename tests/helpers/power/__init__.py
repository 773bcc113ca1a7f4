"""Power cuts, modelled: production's own statements are recorded and carried out again over the model of a
disk, and the power goes at any write. `python -m tests.helpers.power soak COUNT [SEED]` does it thousands of
times.

- `recording`: every statement and PRAGMA that production sends to its file, in order.
- `disk`: what the disk is told (writes, syncs, names), and what of it a power cut leaves.
- `cut_vfs`: the file system under SQLite that notes what the disk is told.
- `replaying`: a recording carried out over it.
- `checking`: what is wrong with a file that a cut left.
- `cutting`: many cuts of one recording, and cuts while one recovers.
- `story`: the day at a desk that is recorded.
"""
