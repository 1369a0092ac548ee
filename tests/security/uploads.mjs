// A04 and A05: files people send. What runs is refused or taken apart, names are ours, and what is shown is nobody's page.
import { attempt } from "./attempts.mjs";

const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGD4DwABBAEAX+XDSwAAAABJRU5ErkJggg==", "base64");
/// The smallest PDF that says it is one.
const document = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
const script = "<script>alert(1)</script>";

async function sent(person, page, name, bytes, type) {
  const form = new FormData();
  form.set("csrf", await person.token(page));
  form.set("do", "add");
  form.set("files", new Blob([bytes], { type }), name);
  return person.send(page, { method: "POST", body: form });
}

/// Addresses of the files a page leads to.
async function files_of(person, page) {
  const { text } = await person.get(page);
  return [...new Set([...text.matchAll(/\/pieces\/(p\w+)/g)].map(([, code]) => `${page}/${code}`))];
}

export async function uploads(place, visitor, pioneer) {
  const page = `/p/demonstration/experiences/${await own_sheet(pioneer)}/pieces`;
  for (const [name, bytes, type] of [["page.html", `<!doctype html>${script}`, "text/html"], ["photo.png", `<html>${script}`, "image/png"], ["page.svg", `<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`, "image/svg+xml"], ["prog.exe", "MZ\u0090\u0000", "application/pdf"]]) {
    const { status } = await sent(pioneer, page, name, bytes, type);
    attempt("A04", `sending ${name} that is ${type}`, status, status === 422);
  }
  const before = await files_of(pioneer, page);
  await sent(pioneer, page, `../../..\\evil"\r\nX-Evil: 1.pdf`, document, "application/pdf");
  await sent(pioneer, page, "photo.svg.html", Buffer.concat([pixel, Buffer.from(script)]), "text/html");
  const added = (await files_of(pioneer, page)).filter((one) => !before.includes(one));
  const answers = await Promise.all(added.map((one) => pioneer.get(one)));
  attempt("A04", "a document and a picture with names that would leave their folder", answers.map(({ status }) => status).join(" "), answers.length === 2 && answers.every(({ status }) => status === 200));
  for (const { headers, text } of answers) {
    const type = headers.get("content-type");
    const policy = headers.get("content-security-policy") ?? "", taken = headers.get("content-disposition") ?? "";
    attempt("A05", `${type}: its page is nobody's, and is not guessed`, `${policy}, ${headers.get("x-content-type-options")}`, /sandbox/.test(policy) && /default-src 'none'/.test(policy) && headers.get("x-content-type-options") === "nosniff" && !headers.has("set-cookie"));
    if (type === "application/pdf") attempt("A04", "a document is taken away, under a name that breaks nothing", taken, /^attachment; filename\*=UTF-8''[\w%.-]+$/.test(taken) && !headers.has("x-evil"));
    else attempt("A04", "a picture is written again, without what was hidden behind it", type, /^image\/(png|webp|jpeg|avif)$/.test(type) && !text.includes(script));
  }
  const known = added[0] ? (await visitor.get(added[0])).status : 0;
  attempt("A01", "a file of a sheet that is not public, by a visitor", known, known === 404);
}

/// A sheet of theirs that visitors do not read.
async function own_sheet(pioneer) {
  const { text } = await pioneer.get("/p/demonstration/experiences/new");
  const token = text.match(/name="csrf" value="([^"]*)"/)?.[1];
  const { to } = await pioneer.send("/p/demonstration/experiences/new", { method: "POST", form: { csrf: token, title: "Fichiers d’essai", territory: "epci:242600534", do: "save" } });
  return to.match(/\/experiences\/([^/?]+)/)?.[1] ?? "none";
}
