import assert from "node:assert/strict";
import { test } from "node:test";
import { faults_of, is_rule, module_of, read_arrows } from "./check_arrows.mjs";

const arrows = read_arrows("# words\nplatform/base :\nplatform/db : platform/base\ndomain/low : platform\ndomain/high : platform domain/low\napp : platform domain\ntests : platform domain app\n");
const files = new Map(Object.entries({
  "platform/base/text.h": "", "platform/db/database.h": "", "domain/low/low.h": "", "domain/low/thing.h": "struct Thing {};", "domain/low/thing_store.h": "db::Session& s;",
  "domain/high/high.h": "", "domain/high/rule.h": "int rule();", "domain/high/views/page.html": "", "tests/support/place.h": "", "app/wiring.h": "",
}));
const faults = (path, ...lines) => faults_of(path, lines.join("\n"), arrows, new Map([...files, [path, lines.join("\n")]]));

test("a module knows those ARROWS names, and a group of modules by its folder", () => {
  assert.deepEqual([...arrows.get("domain/low")], ["platform/base", "platform/db"]);
  assert.equal(module_of("domain/high/views/page.html", arrows), "domain/high");
});

test("whom ARROWS does not name is refused, with the line", () => {
  assert.match(faults("domain/low/thing.cpp", "", '#include "domain/high/high.h"')[0], /^domain\/low\/thing.cpp:2: .*does not let domain\/low know domain\/high/);
  assert.match(faults("platform/base/text.cpp", '#include "platform/db/database.h"')[0], /does not let/);
  assert.deepEqual(faults("domain/high/high.cpp", '#include "domain/low/low.h"', '#include "platform/base/text.h"'), []);
});

test("another capability is entered by its front door, but for app and tests", () => {
  assert.match(faults("domain/high/high.cpp", '#include "domain/low/thing.h"')[0], /front door is domain\/low\/low.h/);
  assert.deepEqual(faults("app/wiring.cpp", '#include "domain/low/thing_store.h"'), []);
  assert.deepEqual(faults("domain/high/high_test.cpp", '#include "domain/low/thing.h"', '#include "tests/support/place.h"'), []);
});

test("tests are included by tests alone", () => {
  assert.match(faults("domain/high/high.cpp", '#include "tests/support/place.h"')[0], /tests are for tests/);
});

test("a view is known by its html, and a header that is not there is said", () => {
  assert.deepEqual(faults("domain/high/high.cpp", '#include "domain/high/views/page.view.h"'), []);
  assert.match(faults("domain/high/high.cpp", '#include "domain/high/gone.h"')[0], /is not there/);
});

test("a view's own includes obey too", () => {
  assert.match(faults("domain/low/views/page.html", '@include "domain/high/high.h"')[0], /does not let/);
});

test("a rule knows neither database nor HTTP; a store and a front door may", () => {
  assert.match(faults("domain/high/rule.cpp", '#include "platform/db/database.h"')[0], /a rule includes/);
  assert.deepEqual(faults("domain/low/thing_store.cpp", '#include "platform/db/database.h"'), []);
  assert.equal(is_rule("domain/low/low.h", files), false);
  assert.equal(is_rule("domain/low/thing.h", files), true);
  assert.equal(is_rule("domain/low/thing_store.h", files), false);
});

test("heavy libraries stay out of headers and capabilities, and soci::row out of everything", () => {
  assert.match(faults("platform/base/text.h", "#include <boost/asio.hpp>")[0], /heavy/);
  assert.deepEqual(faults("platform/base/text.cpp", "#include <boost/asio.hpp>"), []);
  assert.match(faults("domain/low/thing.cpp", "#include <toml++/toml.h>")[0], /business of platform/);
  assert.deepEqual(faults("domain/low/thing.cpp", "#include <boost/json.hpp>"), []);
  assert.match(faults("platform/db/x.cpp", "soci::row row;")[0], /soci::row/);
  assert.deepEqual(faults("platform/db/x.cpp", "// soci::row is forbidden"), []);
});
