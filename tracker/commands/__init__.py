"""The command line: each module is a command or a family of them; heavy imports stand inside the functions."""

import gc

# A command that only asks spends its time on imports, a seventh of it in collections that find nothing.
gc.set_threshold(50_000, 20, 20)
