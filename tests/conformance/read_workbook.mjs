// node tests/conformance/read_workbook.mjs FILE: the cells of the first sheet of a workbook, as SheetJS reads them, in JSON.
import { createRequire } from "node:module";

const workbooks = createRequire(import.meta.url)("xlsx");
const book = workbooks.readFile(process.argv[2]);
process.stdout.write(JSON.stringify({ names: book.SheetNames, rows: workbooks.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1, defval: "", raw: true }) }));
