"""`python -m tracker.commands` is `tracker`."""

from tracker.commands.app import main

if __name__ == "__main__":
    main()
