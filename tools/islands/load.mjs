// Loads an island's TypeScript in a test: const { difference } = await load("domain/writing/islands/live/text.ts");
import { build } from "esbuild";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const source = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/// The modules of a bundle share their libraries: what one makes, another of the same call understands.
export async function load(...files) {
  const contents = files.map((file) => `export * from ${JSON.stringify(`./${file}`)};`).join("\n");
  const { outputFiles } = await build({ stdin: { contents, resolveDir: source, loader: "ts" }, absWorkingDir: source, bundle: true, write: false, format: "esm", platform: "neutral", mainFields: ["module", "main"], target: "node18", logLevel: "error" });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
