"""What the reader has answered in this kernel: as a table and as a picture.

In a running notebook, on Binder or on one's own machine, Python can read the answers
of that session: `progress()` gives them as a table, `progress_chart()` as a picture.
"""

ANSWERS = {}  # question id -> what the page told last


def record(answer):
    """Keep the newest state of one question, as the page sends it."""
    ANSWERS[answer["id"]] = answer


def progress(folder=None):
    """Table of all questions and one's own answers, as a pandas DataFrame.

    Columns: question, section, when ("before" is a bet and has no score), answered,
    tries (a count), right, and answer as it was given.
    """
    import pandas

    from .course import open_course

    course = open_course(folder)
    rows = []
    for question in course.questions.values():
        state = ANSWERS.get(question.id, {})
        rows.append(
            {
                "question": question.id,
                "section": question.id[0],
                "when": question.when,
                "answered": bool(state.get("tries")),
                "tries": state.get("tries", 0),
                "right": state.get("right", False),
                "answer": ", ".join(state.get("answer", [])),
            }
        )
    return pandas.DataFrame(rows)


def progress_chart(folder=None):
    """Draw the score of each section with matplotlib: right, tried, not yet tried."""
    import matplotlib.pyplot as plt

    table = progress(folder)
    table = table[table["when"] == "after"]
    right = table["right"].groupby(table["section"]).sum()
    tried = table["answered"].groupby(table["section"]).sum() - right
    total = table.groupby("section").size()
    _, axes = plt.subplots(figsize=(6, 0.6 + 0.5 * len(total)))
    start = 0 * total
    for name, part, colour, hatch in [
        ("right", right, "#009E73", ""),
        ("tried", tried, "#E69F00", "//"),
        ("not yet", total - right - tried, "none", ""),
    ]:
        axes.barh(
            total.index,
            part,
            left=start,
            label=name,
            color=colour,
            hatch=hatch,
            edgecolor="#666666",
        )
        start = start + part
    axes.invert_yaxis()
    axes.xaxis.get_major_locator().set_params(integer=True)
    axes.set_xlabel("questions")
    axes.set_ylabel("section")
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), frameon=False)
    plt.show()
