// A piece of Markdown as people say it: the marks go, the words stay.
export const without_marks = (words: string): string =>
  words
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*(#{1,6} +|[-*+] +\[[ xX]\] +|[-*+] +|\d+[.)] +|(> ?)+(\[!\w+\])?)/gm, "")
    .replace(/(\*\*|~~|`)/g, "")
    .replace(/(^|[^\w*\\])[*_](?=\S)([^*_\n]+?)[*_](?!\w)/g, "$1$2")
    .replace(/\\([\\`*_[\]<|])/g, "$1");
