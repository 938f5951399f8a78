"""Every command is explained where a newcomer looks."""

import re
from pathlib import Path

import typer.main

from tracker.commands.app import app

PAGES = Path(__file__).parents[2]


def test_every_command_stands_in_the_readme_or_the_docs() -> None:
    text = "\n".join(page.read_text("utf-8") for page in (PAGES / "README.md", *sorted((PAGES / "docs").glob("*.md"))))
    command = typer.main.get_command(app)
    names = set(getattr(command, "commands", {}))
    assert len(names) > 15
    missing = {name for name in names if not re.search(rf"tracker {name}\b", text)}
    assert missing - {"demo"} == set()


def test_the_links_of_the_docs_lead_somewhere() -> None:
    for page in (PAGES / "README.md", *(PAGES / "docs").glob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text("utf-8")):
            assert target.startswith("http") or (page.parent / target).exists(), (page.name, target)
