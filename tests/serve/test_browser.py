"""Our pages in a real browser: wide and narrow, light and dark; skipped where there is none."""

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

pytest.importorskip("datasette")
pytest.importorskip("playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
if CHROMIUM is None:
    pytest.skip("no Chromium here", allow_module_level=True)

import uvicorn  # noqa: E402 - after the skips
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.serve.test_pages import PATHS  # noqa: E402
from tracker.serve.app import make_app  # noqa: E402


@pytest.fixture(scope="module")
def home(engine: Engine) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(engine)
    asyncio.run(app.invoke_startup())
    server = uvicorn.Server(uvicorn.Config(app.app(), host="127.0.0.1", port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")], ids=str)
def page(browser: Browser, home: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog {dialog.message}"))
    page.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else said.append(asked.url))
    page.set_default_timeout(20_000)
    yield page
    context.close()
    assert said == []


def read_axe() -> str:
    spec = find_spec("axe_core_python")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("axe-core is not installed")
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text("utf-8")


def test_every_page_is_quiet_and_fits(page: Page, home: str) -> None:
    for path in PATHS:
        page.goto(home + path)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, path


def test_datasettes_pages_are_quiet_under_our_policy(page: Page, home: str) -> None:
    for path in ("/data", "/data/programme_current?_facet=maker", "/data?sql=select+1"):
        page.goto(home + path)
    page.locator(".CodeMirror").wait_for()


def test_every_page_is_accessible(page: Page, home: str) -> None:
    axe = read_axe()
    for path in PATHS:
        page.goto(home + path)
        page.evaluate(axe)
        found: dict[str, Any] = page.evaluate("axe.run()")
        serious = [
            (path, one["id"], [node["html"][:120] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_a_hostile_article_is_text(page: Page, home: str) -> None:
    page.goto(home + "/article/9")
    assert "<img src=x onerror=alert(2)>" in page.inner_text("article")
    assert page.locator("article img, article script, article svg").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_the_keyboard_reaches_the_content(page: Page, home: str) -> None:
    page.goto(home + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
