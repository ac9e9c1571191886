"""No engine keeps a page's fault to itself."""

import pytest

from .reader import reading

FAULTS = {
    "throws": ("<script>throw new Error('oops')</script>", "oops"),
    "rejects": ("<script>Promise.reject('no')</script>", "rejected: no"),
    "reports": ("<script>console.error('bad', 7)</script>", "bad 7"),
    "does not parse": ("<script>let let</script>", "let"),
    "lacks a part": ("<img src='none.png' alt=''>", "there is no /none.png"),
    "asks another host": (
        "<img src='http://elsewhere.invalid/a.png' alt=''>",
        "asked another host: http://elsewhere.invalid/a.png",
    ),
    "sends to another host": (
        "<script>fetch('http://elsewhere.invalid/b')</script>",
        "asked another host: http://elsewhere.invalid/b",
    ),
}
PAGE = "<!DOCTYPE html><html lang='en'><head><link rel=icon href='data:,'></head>{}"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faults")
    for name, (html, _) in FAULTS.items():
        (folder / f"{name}.html").write_text(PAGE.format(html))
    (folder / "sound.html").write_text(PAGE.format("<script>alert</script>"))
    return folder


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_heard(engine, folder, fault):
    with reading(engine, folder) as reader:
        reader.open(f"{fault}.html")
        reader.wait("a complaint", lambda: reader.complaints)
        engine.get("about:blank")  # the page has nothing more to say then
        heard = list(reader.complaints)
        reader.complaints.clear()

    assert any(FAULTS[fault][1] in words for words in heard)


def test_a_page_without_a_fault_is_quiet(engine, folder):
    with reading(engine, folder) as reader:
        reader.open("sound.html")
        assert reader.run("return typeof alert") == "function"
