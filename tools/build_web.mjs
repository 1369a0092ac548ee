// Builds what browsers load:  node tools/build_web.mjs build/web
//
//   build/web/assets/            served under /assets/: names carry the hash of their content, each text has its .gz neighbour
//     site.<hash>.css            fonts, Pico, web/tokens.css, web/components.css, then every */views/*.css
//     <name>.<hash>.js           each web/*.ts and domain/*/islands/*.ts: one script a name
//   build/web/assets.json        {"site.css": "/assets/site.3FA2C1.css", …}: what views::Context::asset reads
//   build/web/packages/          what the pages of a downloaded kit run: each domain/*/offline entry and the quizzes, as classic scripts
//   build/web/book/              book.css and its fonts, copied as they are beside an exported kit (offline site, EPUB)
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const common = { bundle: true, minify: true, write: true, metafile: true, absWorkingDir: source, logLevel: "warning", legalComments: "none" };
const listed = (folder) => (existsSync(join(source, folder)) ? readdirSync(join(source, folder)).sort().map((name) => `${folder}/${name}`) : []);
/// The files with that ending in the folder `inside` of every capability, the platform's first.
const everywhere = (inside, ending) => [...listed("platform"), "app", ...listed("domain")].flatMap((module) => listed(`${module}/${inside}`)).filter((file) => file.endsWith(ending));
const imports = (files) => files.map((file) => `@import ${JSON.stringify(file.startsWith("@") ? file : `./${file}`)};`).join("\n");

async function styles(folder) {
  const files = ["web/fonts.css", "@picocss/pico/css/pico.min.css", "web/tokens.css", "web/components.css", ...everywhere("views", ".css")];
  return build({ ...common, stdin: { contents: imports(files), resolveDir: source, loader: "css", sourcefile: "site.css" },
    outfile: join(folder, "site.css"), loader: { ".woff2": "file" }, assetNames: "[name].[hash]", target: ["chrome100", "firefox100", "safari15.4"] });
}

async function islands(folder) {
  const entries = [...listed("web").filter((file) => file.endsWith(".ts")), ...everywhere("islands", ".ts")].filter((file) => !/(\.d|_test)\.ts$/.test(file));
  const names = new Map();
  for (const file of entries) {
    const name = basename(file, ".ts");
    if (names.has(name)) throw new Error(`${file} and ${names.get(name)} would have the same name: ${name}.js`);
    names.set(name, file);
  }
  if (!entries.length) return undefined;
  return build({ ...common, entryPoints: [...names].map(([name, file]) => ({ in: file, out: name })), outdir: folder, format: "esm", target: "es2022" });
}

/// A page opened from a disk may load a classic script, not a module.
async function packages(folder) {
  const entryPoints = ["domain/kit/islands/quiz.ts", "domain/kit/offline/player.ts"];
  await build({ ...common, entryPoints, outdir: folder, entryNames: "[name]", format: "iife", target: ["chrome88", "firefox78", "safari14.1"] });
}

async function book(folder) {
  const files = ["web/book_fonts.css", "web/tokens.css", "web/book_base.css", "web/components.css", "domain/kit/views/typed_parts.css"];
  await build({ ...common, stdin: { contents: imports(files), resolveDir: source, loader: "css", sourcefile: "book.css" },
    outfile: join(folder, "book.css"), loader: { ".woff2": "file" }, assetNames: "fonts/[name]", target: ["chrome88", "firefox78", "safari14"] });
}

/// Gives every file the hash of its content, writes its .gz, and answers the manifest.
function sealed(folder) {
  const manifest = {};
  for (const file of readdirSync(folder).sort()) {
    const bytes = readFileSync(join(folder, file));
    const hashed = extname(file) === ".woff2" ? file : `${basename(file, extname(file))}.${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}${extname(file)}`;
    renameSync(join(folder, file), join(folder, hashed));
    manifest[hashed === file ? file.replace(/\.[A-Z0-9]{8}\.woff2$/, ".woff2") : file] = `/assets/${hashed}`;
    if (/\.(css|js|svg)$/.test(hashed)) writeFileSync(join(folder, `${hashed}.gz`), gzipSync(bytes, { level: 9 }));
  }
  return manifest;
}

const out = resolve(process.argv[2] ?? join(source, "build/web"));
const fresh = `${out}.new`;
rmSync(fresh, { recursive: true, force: true });
mkdirSync(join(fresh, "assets"), { recursive: true });
await styles(join(fresh, "assets"));
await islands(join(fresh, "assets"));
for (const picture of ["favicon.svg", "favicon.png"]) cpSync(join(source, "web", picture), join(fresh, "assets", picture));
const manifest = sealed(join(fresh, "assets"));
writeFileSync(join(fresh, "assets.json"), `${JSON.stringify(manifest, null, 1)}\n`);
await book(join(fresh, "book"));
await packages(join(fresh, "packages"));
rmSync(out, { recursive: true, force: true });
renameSync(fresh, out);
console.log(`${Object.keys(manifest).length} assets in ${out}`);
