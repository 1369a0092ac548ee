// A lead brings a file made in French Excel with ten kinds of faults: sees each, puts a column right, brings it in, takes it back;
// then takes the list away and brings it back unchanged.
import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { Reader } from "./reader.mjs";

export const about = "A lead brings a spreadsheet, and takes it back";

const programme = "/p/demonstration";

/// What French Excel writes for “CSV UTF-8”: its mark, semicolons, CRLF. Ten lines, each with its own fault, and two good ones.
const lines = (mark) => [
  ["Intitulé de l’action", "En bref", "Thèmes", "Code INSEE", "Début", "Frein 1 : nature", "Frein 1 : ce qui a freiné", "Frein 1 : gravité (1 à 3)", "Frein 1 : surmonté (oui, non)"],
  [`Le verger des écoles ${mark}`, "Des arbres et des classes", "Éducation", "88304", "03/05/2024", "mistrust", "Des voisins inquiets", "2", "oui"],
  [`Le car du samedi ${mark}`, "Un car, trois villages", "Mobilités", "1004", "2024", "", "", "", ""],
  ["", "Sans titre", "Mobilités", "88304", "2024", "", "", "", ""],
  [`Thème inconnu ${mark}`, "x", "Magie", "88304", "2024", "", "", "", ""],
  [`Code inconnu ${mark}`, "x", "Mobilités", "99999", "2024", "", "", "", ""],
  [`Date impossible ${mark}`, "x", "Mobilités", "88304", "31/02/2024", "", "", "", ""],
  [`Gravité fausse ${mark}`, "x", "Mobilités", "88304", "2024", "mistrust", "Peur", "9", "oui"],
  [`Ni oui ni non ${mark}`, "x", "Mobilités", "88304", "2024", "mistrust", "Peur", "2", "peut-être"],
  [`Nature inconnue ${mark}`, "x", "Mobilités", "88304", "2024", "magie", "Peur", "2", "oui"],
  [`Trop de cellules ${mark}`, "x", "Mobilités", "88304", "2024", "", "", "", "", "de", "trop"],
  [`Le car du samedi ${mark}`, "Deux fois dans le fichier", "Mobilités", "1004", "2024", "", "", "", ""],
];
const excel = (mark) => `\uFEFF${lines(mark).map((cells) => cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";")).join("\r\n")}\r\n`;

async function bring({ report, width, folder }, reader) {
  const { page } = reader;
  const mark = `à ${width}`, file = join(folder, `excel-${width}.csv`);
  writeFileSync(file, excel(mark));
  const main = () => page.locator("main").innerText();
  await report.step("the file is read, and each of its faults is told with its line and its column", reader, async () => {
    await reader.go(`${programme}/experiences/import`, "import-bring");
    await page.setInputFiles("#file", file);
    await page.locator("main form button[type=submit]").first().click();
    await reader.look("import-choose");
    const said = await main();
    assert.match(said, /2 nouvelles fiches/);
    for (const line of [4, 5, 6, 7, 8, 9, 10, 11, 12]) assert.match(said, new RegExp(`ligne ${line}\\b`), `line ${line}`);
    for (const word of ["Magie", "99999", "31/02/2024", "peut-être", "magie", "11 cellules"]) assert.ok(said.includes(word), word);
    assert.ok(said.includes("avait perdu son zéro"), "the zero that was given back is told");
  });
  await report.step("a column that was not right is put right, and the file is looked at again", reader, async () => {
    await page.selectOption("#column-1", "context");
    await page.locator("button[value=look]").click();
    assert.equal(await page.locator("#column-1").inputValue(), "context");
    await page.selectOption("#column-1", "summary");
    await page.locator("button[value=look]").click();
    assert.match(await main(), /2 nouvelles fiches/);
  });
  await report.step("closing the page loses nothing: the file waits in the list of files", reader, async () => {
    await reader.go(`${programme}/experiences/import`);
    await page.locator("main table a", { hasText: `excel-${width}` }).first().click();
    assert.match(await main(), /2 nouvelles fiches/);
  });
  await report.step("the two good lines go in", reader, async () => {
    await page.locator("button[value=run]").click();
    await page.locator("main form button", { hasText: "Annuler tout cet import" }).waitFor({ timeout: 30_000 });
    await reader.look("import-report");
    assert.ok((await main()).includes(`Le verger des écoles ${mark}`));
    await page.locator("main a", { hasText: `Le verger des écoles ${mark}` }).first().click();
    assert.match(await main(), /Des voisins inquiets/);
    await page.goBack();
  });
  await report.step("one click takes it all back", reader, async () => {
    await page.locator("main form button", { hasText: "Annuler tout cet import" }).click();
    await page.locator("main", { hasText: "Cet import a été annulé" }).waitFor({ timeout: 30_000 });
    await reader.look("import-undone");
    const gone = await page.request.get(`${reader.address}${programme}/experiences/le-verger-des-ecoles-a-${width}`);
    assert.equal(gone.status(), 404);
  });
}

async function take_away({ report, width, folder }, reader) {
  const { page } = reader;
  await report.step("a filtered list is taken away as a workbook, and comes back without changing anything", reader, async () => {
    await reader.go(`${programme}/experiences?theme=mobility`);
    await page.locator("main a[href*='/experiences/export']").click();
    await reader.look("export");
    const [download] = await Promise.all([page.waitForEvent("download"), page.locator("a[href*='/export/xlsx'][href*='people=working']").click()]);
    const file = join(folder, `retour-${width}.xlsx`);
    await download.saveAs(file);
    await reader.go(`${programme}/experiences/import`);
    await page.setInputFiles("#file", file);
    await page.locator("main form button[type=submit]").first().click();
    const said = await page.locator("main").innerText();
    assert.doesNotMatch(said, /nouvelle fiche/);
    assert.match(said, /disent? déjà la même chose/);
    await page.locator("button[value=forget]").click();
  });
  await report.step("a file with names asks what for, and is written in the journal", reader, async () => {
    await reader.go(`${programme}/experiences/export/named`, "export-named");
    await page.fill("#reason", `Préparer la rencontre ${width}`);
    await Promise.all([page.waitForEvent("download"), page.locator("main form button[type=submit]").click()]);
    await reader.go(`${programme}/experiences/export/journal`, "export-journal");
    assert.ok((await page.locator("main").innerText()).includes(`Préparer la rencontre ${width}`));
  });
  await report.step("a token is made, shown once, reads, and is revoked", reader, async () => {
    await reader.go("/api", "api");
    await reader.go("/me/tokens", "tokens");
    await page.fill("#name", `Carte ${width}`);
    await page.locator("main form button.main").click();
    const secret = await page.locator("main code").first().innerText();
    await reader.look("token-made");
    const ask = () => page.request.get(`${reader.address}/api/v1/programmes/demonstration/experiences?limit=1`, { headers: { authorization: `Bearer ${secret}` } });
    const read = await ask();
    assert.equal(read.status(), 200);
    assert.ok((await read.json()).total > 0);
    await page.locator("main tr", { hasText: `Carte ${width}` }).locator("button").click();
    assert.equal((await ask()).status(), 401);
  });
}

export async function tell(stage) {
  const reader = await Reader.arrive(stage.browser, stage.place, stage.folder, { width: stage.width });
  await stage.report.step("Claire Vasseur enters", reader, () => reader.enter("claire.vasseur@essaim.example"));
  await bring(stage, reader);
  await take_away(stage, reader);
  await reader.leave();
}
