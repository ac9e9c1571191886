// Run a Python script in Pyodide, with some folders of this machine in reach:
//   node tools/pyodide/run.mjs SCRIPT FOLDER...
// Paths are absolute, and the same inside. Modules are found in the folders.
import { loadPyodide } from "pyodide";

const [script, ...folders] = process.argv.slice(2);
const pyodide = await loadPyodide();
for (const folder of folders) {
  pyodide.FS.mkdirTree(folder);
  pyodide.mountNodeFS(folder, folder);
}
const start = pyodide.runPython(`
import runpy, sys

def start(script, folders):
    sys.dont_write_bytecode = True  # the folders are the project's own
    sys.path[:0] = folders
    sys.argv = [script]
    runpy.run_path(script, run_name="__main__")

start
`);
start(script, pyodide.toPy(folders));
