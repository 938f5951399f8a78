"""Every example in a docstring is run."""

import doctest
import importlib
import pkgutil

import pytest

import tracker

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(tracker.__path__, "tracker.") if ".migrations." not in module.name
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_hold(name: str) -> None:
    module = importlib.import_module(name)
    found = doctest.testmod(module)
    assert found.failed == 0
