"""The parts of a script, joined into one: nothing is lost, and nothing is guessed."""

import subprocess
import sys
from pathlib import Path

import pytest
from live.__main__ import BOOK, scripts
from live.modules import join, page_script


@pytest.fixture
def write(tmp_path):
    """Write modules into a folder; return the path of the first."""

    def write_all(**modules):
        for name, text in modules.items():
            (tmp_path / f"{name}.js").write_text(text, "utf-8")
        return tmp_path / f"{next(iter(modules))}.js"

    return write_all


def test_a_module_comes_after_what_it_imports_and_each_comes_once(write):
    entry = write(
        main=(
            'import { one } from "./one.js";\n'
            'import { two } from "./two.js";\n'
            "one(two);\n"
        ),
        two='import { one } from "./one.js";\nexport const two = one;\n',
        one="// Says one.\nexport function one() {}\n\n",
    )

    assert join(entry) == "function one() {}\nconst two = one;\none(two);\n"


def test_the_names_of_a_pages_script_stay_its_own(write):
    script = page_script(write(main="const one = 1;\n"))

    assert script.startswith("// Made of the parts in scripts/")
    assert script.endswith("(() => {\nconst one = 1;\n})();\n")


@pytest.mark.parametrize(
    ("modules", "message"),
    [
        (
            {"main": 'import { one } from "./one.js";\n'},
            "main.js: there is no one.js beside it; mend the import",
        ),
        (
            {"main": 'import { one } from "./two.js";\n', "two": "const one = 1;\n"},
            "main.js: two.js does not export one; mend the import",
        ),
        (
            {
                "main": 'import { one } from "./two.js";\nconst x = 1;\n',
                "two": "export const one = 1;\nlet x = 2;\n",
            },
            "main.js: two.js has a x too; rename one of them",
        ),
        (
            {
                "main": 'import { two } from "./two.js";\nexport const one = 1;\n',
                "two": 'import { one } from "./main.js";\nexport const two = 1;\n',
            },
            "import each other; move what both need",
        ),
        (
            {"main": "export default 3;\n"},
            "main.js: `export default 3;` is no form that join knows",
        ),
        (
            {"main": 'import three from "three";\n'},
            'main.js: `import three from "three";` is no form that join knows',
        ),
    ],
)
def test_what_cannot_be_joined_is_told(write, modules, message):
    with pytest.raises(ValueError, match=r"mend|rename|move|form") as caught:
        join(write(**modules))

    assert message in str(caught.value)


def test_every_script_that_a_page_loads_is_made_of_its_parts():
    made = scripts(BOOK)

    assert [file.name for _, file in made] == ["explorable.js", "play.js", "quiz.js"]
    for part, file in made:
        stored = file.read_text("utf-8")
        assert stored == page_script(part), f"{file}: run `python -m live`"


def test_the_command_writes_only_what_has_changed():
    before = {file: file.stat().st_mtime_ns for _, file in scripts(BOOK)}

    done = subprocess.run(
        [sys.executable, "-m", "live"], cwd=BOOK, capture_output=True, text=True
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert before == {file: file.stat().st_mtime_ns for file in before}


def test_the_scripts_need_no_other_file():
    for _, file in scripts(Path(BOOK)):
        assert "import" not in file.read_text("utf-8")
