// Typst on its own markup, as a measure of what lays ours out:  node typst_alone.cjs FOLDER  (alone.typ → alone.pdf)
"use strict";
const { writeFileSync } = require("node:fs");
const { dirname, join, resolve } = require("node:path");
const { NodeCompiler } = require("@myriaddreamin/typst-ts-node-compiler");

const folder = resolve(process.argv[2]);
const faces = join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf");
const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontPaths: [faces] }] });
writeFileSync(join(folder, "alone.pdf"), compiler.pdf({ mainFilePath: join(folder, "alone.typ") }, { pdfStandard: "ua-1", creationTimestamp: 1793577600 }));
