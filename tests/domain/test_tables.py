"""Tables for spreadsheets: whole, and never calculated."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.tables import BYTE_ORDER_MARK, csv_of


def read_back(table: bytes) -> list[list[str]]:
    text = table.decode("utf-8")
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("cell", ["=1+1", "+49", "-1", "@SUM(A1)", "\t=1", "  =1", "\uff1d1"])
def test_what_a_spreadsheet_would_calculate_is_made_text(cell: str) -> None:
    assert read_back(csv_of([(cell, "x")])) == [[f"'{cell}", "x"]]


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=4))
def test_every_cell_comes_back_whole(cells: list[str]) -> None:
    (found,) = read_back(csv_of([cells]))
    assert [cell.removeprefix("'") for cell in found] == [cell.removeprefix("'") for cell in cells]
