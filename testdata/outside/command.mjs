// Writes each annotation of standard input, a list in JSON, the way @actions/core
// writes it. Usage: node command.mjs FOLDER, the one that node_modules lies in.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const core = await import(pathToFileURL(`${process.argv[2]}/node_modules/@actions/core/lib/core.js`));
for (const { kind, text, properties } of JSON.parse(readFileSync(0, "utf8"))) {
  core[kind](text, properties);
}
