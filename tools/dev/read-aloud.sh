# ./dev read-aloud FILE.pdf|FILE.epub: what a screen reader says of a book, in its order, a line each.
set -euo pipefail
. tools/dev/packages.sh
[ -f "${1:-}" ] || stop "Name a file: ./dev read-aloud kit-1.0.pdf"
for program in pdfinfo qpdf; do command -v $program > /dev/null || stop "$program is missing: apt-get install poppler-utils qpdf"; done
recent_node
exec node tools/read_aloud.mjs "$1"
