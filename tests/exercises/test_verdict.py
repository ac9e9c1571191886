"""What a reader sees under a task is whole as HTML."""

import re

import pytest
from exercises import Judged, open_task
from exercises.task import task_names
from exercises.verdict import Verdict, in_code


@pytest.mark.parametrize("name", task_names())
def test_code_in_hints_and_in_the_verdict_is_marked_as_such(name):
    judged = Judged(False, "`broken`, from line 2 on, returned 3 < 4.")

    html = Verdict(open_task(name), judged)._repr_html_()

    shown = re.sub(r"<pre>.*?</pre>", "", html, flags=re.DOTALL)
    assert "`" not in shown
    assert "<code>broken</code>, from line 2 on, returned 3 &lt; 4." in shown


def test_what_a_reader_wrote_cannot_become_markup():
    told = in_code("Line 2 raises ValueError: `<b>` <script> `")

    assert told == "Line 2 raises ValueError: <code>&lt;b&gt;</code> &lt;script&gt; `"


def test_as_text_the_backticks_stay():
    judged = Judged(False, "There is no `broken`.")

    said = repr(Verdict(open_task("find-the-rule"), judged))
    assert said == "Not yet. There is no `broken`."
