// A visitor reads the kit on a phone, follows a ground to the story it comes from, takes the files away, searches.
import assert from "node:assert/strict";
import { counts, counts_at_least } from "./counted.mjs";
import { Reader } from "./reader.mjs";

export const about = "A visitor reads the kit";

const programme = "/p/demonstration";

async function fetched(reader, link, type) {
  const response = await reader.page.request.get(new URL(await link.getAttribute("href"), reader.address).href);
  assert.equal(response.status(), 200);
  assert.match(response.headers()["content-type"], type);
  return response.body();
}

async function read_the_kit({ report }, reader) {
  const { page } = reader;
  await report.step("the home page leads to the programme, and the programme to its kit", reader, async () => {
    await reader.go("/", "home");
    await page.locator(`main a[href="${programme}"]`).first().click();
    await reader.look("hub");
    await page.locator(`main a[href^="${programme}/kit"]`).first().click();
    await page.waitForURL(/\/kit/);
  });
  await report.step("the kit's cover opens on its first chapter", reader, async () => {
    await reader.go(`${programme}/kit`, "kit");
    await page.locator("main p.actions a.btn.main").click();
    await page.waitForURL(/\/kit\/[\d.]+\/.+/);
    await reader.look("kit-chapter");
  });
  await report.step("a ground of a chapter leads to the passage it comes from", reader, async () => {
    let followed = false;
    for (let chapter = 0; chapter < 8 && !followed; chapter++) {
      const ground = page.locator("main a[href*='#f'], main a[href*='#l']").and(page.locator("a[href*='/experiences/'], a[href*='/kit/']")).first();
      if (await ground.count()) {
        await ground.click();
        const passage = new URL(page.url()).hash;
        assert.match(passage, /#.*[fl]\d+$/, `${page.url()} names a passage`);
        await counts(page.locator(passage.replaceAll(".", "\\.")), 1, `the passage ${passage} is on ${page.url()}`);
        followed = true;
      } else await page.locator(".pager a[rel=next]").click().then(() => page.waitForLoadState());
    }
    assert.ok(followed, "no chapter cites a passage");
    await reader.look("kit-ground");
  });
}

async function answer_a_quiz({ report }, reader) {
  const { page } = reader;
  await report.step("a quiz answers in its page, and says why", reader, async () => {
    const cover = await reader.go(`${programme}/kit`);
    const chapter = await page.locator("main nav.toc a[href$='/le-dialogue-territorial']").first().getAttribute("href");
    assert.equal(cover.status(), 200);
    await reader.go(chapter, "kit-quiz");
    const question = page.locator(".quiz li.question").first();
    await question.locator("input").nth(0).check();
    await question.locator("button").click();
    assert.equal(await question.getAttribute("data-answered"), "wrong");
    assert.match(await question.locator("[role=status]").innerText(), /L’absence est une réponse/);
    await question.locator("input").nth(1).check();
    await question.locator("button").click();
    assert.equal(await question.getAttribute("data-answered"), "right");
    await reader.look("kit-quiz-answered");
  });
}

async function take_the_kit_away({ report }, reader) {
  const { page } = reader;
  await report.step("the kit can be taken away as PDF, EPUB and an offline site", reader, async () => {
    await reader.go(`${programme}/kit`);
    const formats = page.locator(".formats").first();
    assert.equal((await fetched(reader, formats.locator("a[href$='.pdf']"), /^application\/pdf/)).subarray(0, 5).toString(), "%PDF-");
    assert.equal((await fetched(reader, formats.locator("a[href$='.epub']"), /^application\/epub\+zip/)).subarray(30, 38).toString(), "mimetype");
    assert.equal((await fetched(reader, formats.locator("a[href$='.zip']"), /^application\/zip/)).subarray(0, 2).toString(), "PK");
  });
}

async function look_around({ report }, reader) {
  const { page } = reader;
  for (const [path, name] of [["/people", "people"], ["/calendar", "calendar"], ["/about", "about"], ["/experiences", "experiences"], ["/methods", "methods"],
    ["/experiences?view=table", "experiences-table"], ["/experiences?view=map", "experiences-map"], ["/state-of-play", "state-of-play"], ["/state-of-play/method", "state-of-play-method"],
    ["/state-of-play/snapshots", "snapshots"], ["/experiences/les-clefs-de-la-halle", "experience"], ["/experiences/les-clefs-de-la-halle/history", "experience-history"]])
    await report.step(`the page ${path} can be read by all`, reader, async () => assert.equal((await reader.go(programme + path, name)).status(), 200));
  await report.step("a method can be read", reader, async () => {
    await reader.go(`${programme}/methods`);
    await page.locator(`main a[href^="${programme}/methods/"]`).first().click();
    await reader.look("method");
  });
  await report.step("a search finds the sheets that say the word, without its accents", reader, async () => {
    await reader.go(`${programme}/search?q=marche`, "search");
    await counts_at_least(page.locator("main a[href*='/experiences/']"), 1);
    await reader.go(`${programme}/search?q=zzzz`, "search-nothing");
  });
  await report.step("territories are found by name, and shown on the map", reader, async () => {
    await reader.go("/territories", "territories");
    await counts_at_least(page.locator("main svg path, main svg circle"), 11);
    await page.locator("main input[type=text], main input[type=search]").first().fill("diois");
    await page.locator("main input[type=text], main input[type=search]").first().press("Enter");
    await page.locator("main a[href^='/territories/epci/']").first().click();
    await reader.look("territory");
  });
  await report.step("the programmes' other face, 2018, can be read", reader, async () => {
    await reader.go("/p/2018", "hub-2018");
    await reader.go("/p/2018/about", "about-2018");
    await reader.go("/p/2018/experiences", "experiences-2018");
    await reader.go("/p/2018/state-of-play", "state-of-play-2018");
    await reader.go("/p/2018/kit", "kit-2018");
  });
  await report.step("legal pages stand, and a page that is not there helps", reader, async () => {
    for (const name of ["accessibility", "privacy", "legal", "open-data"]) await reader.go(`/${name}`, name);
    assert.equal((await reader.go(`${programme}/nowhere`, "missing")).status(), 404);
  });
}

async function see_otherwise({ browser, place, folder, width, report }) {
  const reader = await Reader.arrive(browser, place, folder, { width, scheme: "dark" });
  await report.step("five pages hold in the dark", reader, async () => {
    for (const [path, name] of [["/", "home"], [programme, "hub"], [`${programme}/kit`, "kit"], [`${programme}/state-of-play`, "state-of-play"], [`${programme}/experiences/les-clefs-de-la-halle`, "experience"]])
      await reader.go(path, name);
  });
  await report.step("the state of play can be thrown on a big screen, and left", reader, async () => {
    await reader.go(`${programme}/state-of-play?mode=projection`, "state-of-play-projection");
    await counts(reader.page.locator("html[data-mode=projection]"), 1);
    await reader.page.locator("a.leave-show").click();
    await counts(reader.page.locator("html[data-mode=projection]"), 0);
  });
  await reader.leave();
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await read_the_kit(stage, reader);
  await answer_a_quiz(stage, reader);
  await take_the_kit_away(stage, reader);
  await look_around(stage, reader);
  await reader.leave();
  await see_otherwise(stage);
}
