// Do the documents lead somewhere, and does nothing lead to one person's machine?     node tools/check_texts.mjs
//
// Every relative link of a tracked .md leads to a file, and to a heading when it names one. No tracked text names an absolute path
// of a home or a working folder.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/// The address GitHub and forges give a heading.
export function anchor_of(heading) {
  return heading.trim().toLowerCase().replace(/[`*_]/g, "").replace(/[^\p{L}\p{N}\s-]/gu, "").replace(/\s/g, "-");
}

export function links_of(text) {
  const bare = text.replace(/^```[^]*?^```/gm, (code) => code.replace(/[^\n]/g, "")).replace(/`[^`\n]*`/g, "");
  return [...bare.matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].map((found) => ({ to: found[1], line: bare.slice(0, found.index).split("\n").length }));
}

/// What is wrong with a link; undefined when it stands. `exists` and `read` answer for paths of the repository.
export function fault_of_link(from, to, { exists, read }) {
  if (/^[a-z][a-z0-9+.-]*:/i.test(to)) return undefined;
  const [path, anchor] = to.split("#");
  const target = path ? normalize(join(dirname(from), decodeURIComponent(path))) : from;
  if (target.startsWith("..")) return `leads out of the repository: ${to}`;
  if (!exists(target)) return `leads nowhere: ${to}`;
  if (!anchor || !target.endsWith(".md")) return undefined;
  const anchors = read(target).split("\n").filter((line) => /^#+ /.test(line)).map((line) => anchor_of(line.replace(/^#+ /, "")));
  return anchors.includes(decodeURIComponent(anchor)) ? undefined : `names no heading of ${target}: #${anchor}`;
}

const private_place = /(?<![\w.$}/-])\/(?:home|root|Users|work|workspace|workspaces|mnt)\/[\w.-]+/;

export function private_places(text) {
  return text.split("\n").flatMap((line, index) => (private_place.test(line) ? [{ line: index + 1, place: line.match(private_place)[0] }] : []));
}

function main(root) {
  const tracked = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], { cwd: root, maxBuffer: 1 << 26 }).toString().split("\0").filter((file) => file && !file.startsWith("tests/fuzz/seeds/"));
  const disk = { exists: (path) => existsSync(join(root, path)), read: (path) => readFileSync(join(root, path), "utf8") };
  const faults = [];
  let links = 0;
  for (const path of tracked) {
    if (!disk.exists(path) || statSync(join(root, path)).size > 2_000_000) continue;
    const text = disk.read(path);
    if (text.includes("\0")) continue;
    if (path.endsWith(".md") && !path.startsWith("programmes/")) {
      for (const { to, line } of links_of(text)) {
        links += 1;
        const fault = fault_of_link(path, to, disk);
        if (fault) faults.push(`${path}:${line}: ${fault}`);
      }
    }
    if (path.startsWith("tools/check_texts")) continue;
    for (const { line, place } of private_places(text)) faults.push(`${path}:${line}: names a place of one machine: ${place}`);
  }
  for (const fault of faults) console.error(fault);
  console.log(`${links} links followed, ${tracked.length} files read; ${faults.length} to put right`);
  process.exitCode = faults.length ? 1 : 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(resolve(fileURLToPath(import.meta.url), "../.."));
