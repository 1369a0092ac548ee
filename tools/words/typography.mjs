// How French is set in our pages (design rules, "Words on screen"): what a translation gets wrong, in sentences.
const proscribed = /\b(utilisateur|utilisatrice|workflow|template|dashboard|onboarding|livrable|oups)s?\b/i;

export function typography(translation) {
  const text = translation.replace(/https?:\/\/\S+/g, "");
  const faults = [];
  if (/'/.test(text)) faults.push("has a straight apostrophe: write ’");
  if (/[\p{L}\p{N}})»” \u00a0][;!?](?![\w=&])/u.test(text)) faults.push("needs a narrow no-break space (U+202F) before ; ! ?");
  if (/(?<!\u00a0|\d|^):(?=\s|$)/u.test(text)) faults.push("needs a no-break space (U+00A0) before :");
  if (/«(?![\u00a0\u202f])|(?<![\u00a0\u202f])»/.test(text)) faults.push("needs no-break spaces inside « »");
  if (/\.\.\./.test(text)) faults.push("has three dots: write …");
  const word = proscribed.exec(text);
  if (word) faults.push(`says « ${word[0]} », which our pages avoid`);
  return faults;
}
