// Reads and writes the little of the .po format that our words need.
const unquoted = (line) => JSON.parse(line.replace(/\t/g, "\\t"));
const quoted = (text) => JSON.stringify(text);

/// [{id, context, plural, translations, fuzzy, line}], the header left out. Throws naming the line of what is no .po.
export function read_po(text) {
  const entries = [];
  let entry = null;
  let field = null;
  let fuzzy = false;
  text.split("\n").forEach((line, index) => {
    if (/^#,.*\bfuzzy\b/.test(line)) fuzzy = true;
    if (line.startsWith("#") || !line.trim()) return;
    const found = /^(msgctxt|msgid|msgid_plural|msgstr(?:\[(\d)\])?)?\s*(".*")\s*$/.exec(line);
    if (!found) throw new Error(`line ${index + 1} is not .po: ${line}`);
    const [, word, form, value] = found;
    if (word === "msgctxt" || (word === "msgid" && field?.name !== "context")) {
      entry = { line: index + 1, translations: [], fuzzy };
      fuzzy = false;
      entries.push(entry);
    }
    if (word) field = { name: { msgctxt: "context", msgid: "id", msgid_plural: "plural" }[word] ?? "translations", form: Number(form ?? 0) };
    if (field.name === "translations") entry.translations[field.form] = (entry.translations[field.form] ?? "") + unquoted(value);
    else entry[field.name] = (entry[field.name] ?? "") + unquoted(value);
  });
  return entries.filter((one) => one.id !== "");
}

/// An entry still to be translated.
export function po_entry({ id, context, plural, where }) {
  const lines = ["", `#: ${where.replace(/:\d+$/, "")}`];
  if (context !== undefined) lines.push(`msgctxt ${quoted(context)}`);
  lines.push(`msgid ${quoted(id)}`);
  lines.push(...(plural ? [`msgid_plural ${quoted(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""'] : ['msgstr ""']));
  return `${lines.join("\n")}\n`;
}

export function new_po() {
  return `msgid ""
msgstr ""
"Project-Id-Version: essaim\\n"
"PO-Revision-Date: 2026-11-23 12:00+0100\\n"
"Last-Translator: Essaim\\n"
"Language-Team: French\\n"
"Language: fr\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"`;
}
