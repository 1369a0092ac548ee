import assert from "node:assert/strict";
import { test } from "node:test";
import { anchor_of, fault_of_link, links_of, private_places } from "./check_texts.mjs";

const disk = { exists: (path) => ["docs/a.md", "docs/picture.png"].includes(path), read: () => "# The house\n\n## Where is…?\n" };

test("links are read outside code", () => {
  assert.deepEqual(links_of("[a](x.md)\n`[b](y.md)`\n```\n[c](z.md)\n```\n![d](p.png \"t\")"), [{ to: "x.md", line: 1 }, { to: "p.png", line: 6 }]);
});

test("a link leads to a file, and to its heading", () => {
  assert.equal(fault_of_link("docs/b.md", "a.md#where-is", disk), undefined);
  assert.equal(fault_of_link("docs/a.md", "#the-house", disk), undefined);
  assert.equal(fault_of_link("docs/b.md", "https://example.org/x", disk), undefined);
  assert.match(fault_of_link("docs/b.md", "gone.md", disk), /nowhere/);
  assert.match(fault_of_link("docs/b.md", "a.md#gone", disk), /no heading/);
  assert.match(fault_of_link("docs/b.md", "../../etc", disk), /out of the repository/);
});

test("headings get the address forges give them", () => assert.equal(anchor_of("Where is…?"), "where-is"));

test("places of one machine are found, addresses of pages are not", () => {
  assert.deepEqual(private_places("ok /territories/commune\ncd /home/someone/x").map(({ line }) => line), [2]);
  assert.deepEqual(private_places("https://example.org/work/here and a/work/there and /var/lib/essaim"), []);
});
