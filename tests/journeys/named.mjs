// A member says whether the kit names them, and how to reach them; the directory and the credits follow, as their lead reads them.
import assert from "node:assert/strict";
import { Reader } from "./reader.mjs";

export const about = "A member is named in the kit, then is not";

const page_of_names = "/p/demonstration/kit/named", directory = "/p/demonstration/kit/compose/read?part=annuaire";
const member = { email: "solene.allard@essaim.example", name: "Solène Allard" };

async function answer(reader, agrees, phone = "") {
  const { page } = reader;
  await reader.go(page_of_names);
  await page.check(`input[name=agrees][value=${agrees}]`);
  await page.setChecked("input[name=email]", agrees === "yes");
  await page.fill("#phone", phone);
  await page.locator("main button[type=submit]").click();
}

const listed = async (lead) => {
  await lead.go(directory);
  return lead.page.locator("main .prose").innerText();
};

export async function tell({ browser, place, folder, width, report }) {
  const solene = await Reader.arrive(browser, place, folder, { width }), lead = await Reader.arrive(browser, place, folder, { width });
  await report.step("nobody is named without an answer", solene, async () => {
    await solene.enter(member.email);
    await lead.enter("claire.vasseur@essaim.example");
    await solene.go(page_of_names, "named");
    await solene.page.evaluate(() => { for (const one of document.querySelectorAll("input[name=agrees]")) one.checked = false; });
    await solene.page.locator("main button[type=submit]").click();
    assert.match(await solene.page.locator("main [role=alert]").innerText(), /oui ou non/i);
    await solene.look("named-refused");
    assert.doesNotMatch(await listed(lead), new RegExp(member.name));
  });
  await report.step("a telephone that is none is refused, and what was chosen stays chosen", solene, async () => {
    await answer(solene, "yes", "appelez-moi");
    await solene.page.waitForSelector("main [role=alert]");
    assert.ok(await solene.page.isChecked("input[name=agrees][value=yes]"));
    assert.equal(await solene.page.inputValue("#phone"), "appelez-moi");
  });
  await report.step("who agrees stands in the directory with what they chose", solene, async () => {
    await answer(solene, "yes", "06 00 00 00 00");
    await solene.look("named-yes");
    const text = await listed(lead);
    for (const words of [member.name, member.email, "06"]) assert.ok(text.includes(words), words);
    await lead.look("named-directory");
  });
  await report.step("who changes their mind is no longer there", solene, async () => {
    await answer(solene, "no");
    await solene.look("named-no");
    assert.doesNotMatch(await listed(lead), new RegExp(member.name));
  });
  await solene.leave();
  await lead.leave();
}
