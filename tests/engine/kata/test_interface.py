"""What of an entry a test may use: methods and operators count however the class body makes them."""

import pytest

from dojo.kata import interface

STUB = """
class Sum:
    def __add__(self, other): ...
    def __radd__(self, other): ...
    def double(self): ...
"""
REFERENCE = """
class Sum:
    def __init__(self, start):
        self.total = start
    def __add__(self, other):
        return self
    __radd__ = __add__
    def double(self):
        return self + self
"""


@pytest.mark.parametrize("operator", ["__radd__ = __add__", "__radd__ = lambda self, other: self + other"])
def test_an_operator_that_is_assigned_is_a_method(operator):
    attempt = REFERENCE.replace("__radd__ = __add__", operator)
    found = interface.read("Sum", attempt, REFERENCE)
    assert found.methods == {"__add__", "__radd__", "double"}
    assert found.attributes == {"total"}


def test_a_method_that_is_assigned_is_a_method():
    found = interface.read(
        "Sum", STUB.replace("def double(self): ...", "plus = __add__\n    twice = plus\n    size = 3")
    )
    assert found.methods == {"__add__", "__radd__", "plus", "twice"}


def test_an_assigned_operator_that_the_reference_lacks_is_not_used():
    attempt = REFERENCE.replace("__radd__ = __add__", "__radd__ = __eq__ = __add__")
    assert "__eq__" not in interface.read("Sum", attempt, REFERENCE).methods


def test_the_stub_s_operators_are_found_where_the_reference_assigns_them():
    assert interface.read("Sum", STUB, REFERENCE).methods == {"__add__", "__radd__", "double"}
