"""The alerts file: what is wrong in it is said before anything goes; each place of an address is a target."""

from pathlib import Path

import pytest

from tracker.alerts.rules import Target, read_rules
from tracker.alerts.sending import split_target
from tracker.errors import FixFile

pytest.importorskip("apprise")
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a part of Apprise imports it


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[rule]]\nname = 'a'\n", "to: is missing"),
        ("[[rule]]\nname = 'a'\nto = 'nobody'\n", "neither among"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nmakr = 'Toyota'\n", "makr: unknown key"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nabout = 'cars'\n", "cars"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nchanged = 'stauts'\n", "'stauts' is no field"),
        ("[[rule]]\nname = 'a'\nto = 'json://x/'\nstatus = 'planed'\n", "did you mean planned"),
        ("[[rule]]\nname = 'a'\nto = [1]\n", "is no text"),
        ("rule = ['a']\n", "there are"),
        ("[rules]\n", "rules: unknown"),
        ("[[rule]\n", "not valid TOML"),
    ],
)
def test_a_wrong_file_is_said_with_place_and_key(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "alerts.toml").write_text(text, "utf-8")
    with pytest.raises(FixFile, match=said):
        read_rules(tmp_path / "alerts.toml")


def test_an_address_is_not_stored(tmp_path: Path) -> None:
    (tmp_path / "alerts.toml").write_text("[[rule]]\nname = 'a'\nto = 'json://user:secret@127.0.0.1/'\n", "utf-8")
    (rule,) = read_rules(tmp_path / "alerts.toml")
    assert "secret" not in repr(rule)


def test_each_place_of_an_address_is_a_target_and_keeps_its_name() -> None:
    tokens = "TokenATok/TokenBTok/TokenCTokenCTokenCTokenC"
    both = split_target(Target(name="chat", address=f"slack://{tokens}/#cars/#desk"))
    turned = split_target(Target(name="chat", address=f"slack://{tokens}/#desk/#cars"))
    assert len({target.name for target in both}) == 2
    assert {target.name for target in turned} == {target.name for target in both}
    assert not [target for target in both if "cars" in target.name]


def test_an_address_that_is_none_is_said_before_anything_goes() -> None:
    with pytest.raises(FixFile, match="target desk: its address is not understood"):
        split_target(Target(name="desk", address="nonsense://secret"))
