// Run a Python script in Pyodide, with some folders of this machine in reach:
//   node tools/runpage/run.mjs SCRIPT FOLDER... [-- ARGUMENT...]
// Paths are absolute, and the same inside. Modules are found in the folders.
import { loadPyodide } from "pyodide";

const [script, ...words] = process.argv.slice(2);
const end = words.includes("--") ? words.indexOf("--") : words.length;
const folders = words.slice(0, end);
const pyodide = await loadPyodide();
for (const folder of folders) {
  pyodide.FS.mkdirTree(folder);
  pyodide.mountNodeFS(folder, folder);
}
const start = pyodide.runPython(`
import runpy, sys

def start(script, folders, arguments):
    sys.dont_write_bytecode = True  # the folders are the project's own
    sys.path[:0] = folders
    sys.argv = [script, *arguments]
    runpy.run_path(script, run_name="__main__")

start
`);
start(script, pyodide.toPy(folders), pyodide.toPy(words.slice(end + 1)));
