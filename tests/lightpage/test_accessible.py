"""Every heading of a table says what it is the head of."""

import re

import pytest
from building import pages_of_the_book
from lightpage.accessible import TABLE_PART, with_scopes

PANDAS = """<table class="dataframe"><thead>
<tr><th></th><th colspan="2" halign="left">orders</th></tr>
<tr><th>buyers</th><th>wrong</th><th colspan="1">all</th></tr>
</thead><tbody><tr><th>2</th><td>4</td><td>6</td></tr></tbody></table>"""


def test_heads_of_a_table_have_a_scope():
    html = TABLE_PART.sub(with_scopes, PANDAS)

    assert re.findall(r'<th scope="(\w+)"[^>]*>(\w+)', html) == [
        *(("colgroup", "orders"), ("col", "buyers"), ("col", "wrong"), ("col", "all")),
        ("row", "2"),
    ]
    assert html.count("<th ") == 5
    assert "<td></td>" in html


def test_a_scope_that_is_there_stays():
    html = '<tbody><tr><th scope="col">a</th></tr></tbody>'

    assert TABLE_PART.sub(with_scopes, html) == html


@pytest.mark.parametrize("name", pages_of_the_book())
def test_on_no_page_a_heading_lacks_its_scope(site, name):
    html = (site / f"{name}.html").read_text("utf-8")

    assert re.findall(r"<th\b(?![^>]*scope=)[^>]*>", html) == []
