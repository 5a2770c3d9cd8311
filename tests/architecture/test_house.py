"""The rules of the house: small files, small functions, every name explained, tests that can fail."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import EVERY, PACKAGE, TESTS, functions_of, name_of, tree_of

LONGEST_FILE, LONGEST_FUNCTION = 400, 45


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_file_is_long(path: Path) -> None:
    """Proves that every file can be held in the head."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_no_function_is_long(path: Path) -> None:
    """Proves that every function fits on a page."""
    sizes = {node.name: (node.end_lineno or node.lineno) - node.lineno + 1 for node in functions_of(path)}
    assert {name: size for name, size in sizes.items() if size > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", EVERY, ids=name_of)
def test_every_file_says_what_it_is_for(path: Path) -> None:
    """Proves that no module with code in it is without a docstring."""
    tree = tree_of(path)
    assert ast.get_docstring(tree) or not tree.body


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_every_public_name_is_explained(path: Path) -> None:
    """Proves that public functions, methods and classes have docstrings."""
    assert [node.name for node in _public(tree_of(path)) if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_every_test_says_what_it_proves_and_can_fail(path: Path) -> None:
    """Proves that tests have a docstring and something that can fail: an assertion, a check or an expected error."""
    tests = [node for node in functions_of(path) if node.name.startswith("test_")]
    assert [node.name for node in tests if not ast.get_docstring(node)] == []
    assert [node.name for node in tests if not _can_fail(node)] == []


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_every_expected_error_is_expected_with_its_wording(path: Path) -> None:
    """Proves that pytest.raises always has ``match``: who reads the words must be able to rely on them."""
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    raises = [call for call in calls if ast.unparse(call.func) == "pytest.raises"]
    assert [call.lineno for call in raises if "match" not in {word.arg for word in call.keywords}] == []


@pytest.mark.parametrize("path", PACKAGE, ids=name_of)
def test_no_module_is_a_drawer(path: Path) -> None:
    """Proves that no file is called after nothing in particular."""
    assert path.stem not in {"utils", "util", "helpers", "misc", "common", "tools"}


def _public(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    """Public classes, functions and methods; what is defined inside a function is nobody else's business."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    level: list[ast.stmt] = tree.body
    while level:
        here = [n for n in level if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
        found += here
        level = [inner for node in here if isinstance(node, ast.ClassDef) for inner in node.body]
    return found


def _can_fail(test: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    return any(
        isinstance(node, ast.Assert | ast.With | ast.Raise)
        or (isinstance(node, ast.Call) and "assert" in ast.unparse(node.func))
        for node in ast.walk(test)
    )
