"""The two lives of an output: what is stored, and what a kernel adds."""

import sys
from types import SimpleNamespace

import pytest
from live import Output, in_kernel


class Greeting(Output):
    """An output whose widget can be made to fail."""

    def __init__(self, missing=None):
        self.missing, self.alive = missing, []

    def __repr__(self):
        return "Greeting"

    def _repr_html_(self):
        return "<p>Hello</p>"

    def _widget(self, rest):
        if self.missing:
            raise ModuleNotFoundError(name=self.missing)
        self.alive.append(rest)


REST = {"text/plain": "Greeting", "text/html": "<p>Hello</p>"}


@pytest.fixture
def kernel(monkeypatch):
    """Make the code believe that a kernel runs it."""
    shell = SimpleNamespace(kernel=object())
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)


def test_at_rest_no_widget_is_made():
    greeting = Greeting()

    assert greeting._repr_mimebundle_() == REST
    assert greeting.alive == []


@pytest.mark.usefixtures("kernel")
def test_with_a_kernel_the_same_is_stored_and_a_widget_is_made():
    greeting = Greeting()

    assert greeting._repr_mimebundle_() == REST
    assert greeting.alive == ["<p>Hello</p>"]


@pytest.mark.usefixtures("kernel")
def test_a_kernel_without_widgets_shows_the_rest_form():
    assert Greeting(missing="anywidget")._repr_mimebundle_() == REST


@pytest.mark.usefixtures("kernel")
def test_any_other_missing_module_is_told():
    with pytest.raises(ModuleNotFoundError):
        Greeting(missing="minicluster")._repr_mimebundle_()


def test_a_shell_without_a_kernel_is_no_notebook(monkeypatch):
    for shell in (None, SimpleNamespace(), SimpleNamespace(kernel=None)):
        ipython = SimpleNamespace(get_ipython=lambda shell=shell: shell)
        monkeypatch.setitem(sys.modules, "IPython", ipython)
        assert in_kernel() is False
