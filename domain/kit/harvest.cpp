#include "domain/kit/harvest.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/kit/export/lom.h"
#include "domain/kit/kit_address.h"
#include "domain/kit/licence.h"
#include "platform/base/text.h"
#include "platform/base/xml.h"

namespace kit::harvest {
namespace {

using i18n::msgid;

struct Rule {
  std::string_view name;
  Verb verb;
  std::vector<std::string_view> must, may;
};
std::vector<Rule> const& rules() {
  static std::vector<Rule> const all{{"Identify", Verb::identify, {}, {}},
                                     {"ListMetadataFormats", Verb::list_metadata_formats, {}, {"identifier"}},
                                     {"ListSets", Verb::list_sets, {}, {}},
                                     {"ListIdentifiers", Verb::list_identifiers, {"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}},
                                     {"ListRecords", Verb::list_records, {"metadataPrefix"}, {"from", "until", "set", "resumptionToken"}},
                                     {"GetRecord", Verb::get_record, {"identifier", "metadataPrefix"}, {}}};
  return all;
}

struct Format {
  std::string_view prefix, schema, space;
};
constexpr std::array formats_known{Format{"oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", "http://www.openarchives.org/OAI/2.0/oai_dc/"},
                                   Format{"lom", "http://ltsc.ieee.org/xsd/lomv1.0/lom.xsd", "http://ltsc.ieee.org/xsd/LOM"}};

std::string_view name_of(Verb verb) { return std::ranges::find(rules(), verb, &Rule::verb)->name; }

std::string host_of(std::string_view site_address) {
  auto const scheme = site_address.find("://");
  auto host = std::string{scheme == std::string_view::npos ? site_address : site_address.substr(scheme + 3)};
  return host.substr(0, host.find_first_of(":/"));
}

/// "2026-11-02" or "2026-11-02T09:30:00Z"; the day after, or the second after, when `end`.
std::optional<std::int64_t> moment(std::string_view text, bool end) {
  auto const day = base::parse_day(text.substr(0, 10));
  if (!day) return std::nullopt;
  auto const midnight = base::to_milliseconds(std::chrono::sys_days{*day});
  if (text.size() == 10) return midnight + (end ? 86'400'000 : 0);
  if (text.size() != 20 || text[10] != 'T' || text[13] != ':' || text[16] != ':' || text[19] != 'Z') return std::nullopt;
  std::array<int, 3> parts{};
  for (std::size_t at = 0; at < 3; ++at) {
    auto const* from = text.data() + 11 + 3 * at;
    if (std::from_chars(from, from + 2, parts[at]).ptr != from + 2) return std::nullopt;
  }
  if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59 || parts[0] < 0 || parts[1] < 0 || parts[2] < 0) return std::nullopt;
  return midnight + ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * std::int64_t{1000} + (end ? 1000 : 0);
}

/// "oai_dc!slug!from!until!published!edition": all there is to go on with, so that nothing is kept between two questions.
std::string token_of(Question const& question, Place const& next) {
  return question.format + "!" + question.programme + "!" + std::to_string(question.from) + "!" + std::to_string(question.until) + "!" +
      std::to_string(next.published) + "!" + next.edition;
}
/// One may be empty: the programme, when all are asked.
std::vector<std::string> token_parts(std::string_view token) {
  std::vector<std::string> parts{""};
  for (char letter : token)
    if (letter == '!') parts.emplace_back();
    else parts.back() += letter;
  return parts;
}

tl::expected<Question, Fault> from_token(Verb verb, std::string const& token) {
  Fault const wrong{"badResumptionToken", msgid("This resumption token was not given by this place.")};
  auto const parts = token_parts(token);
  if (parts.size() != 6) return tl::unexpected{wrong};
  Question question{verb, parts[0], parts[1], "", 0, 0, Place{0, parts[5]}};
  std::array<std::int64_t*, 3> const numbers{&question.from, &question.until, &question.after->published};
  for (std::size_t at = 0; at < numbers.size(); ++at) {
    auto const& text = parts[2 + at];
    auto const read = std::from_chars(text.data(), text.data() + text.size(), *numbers[at]);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return tl::unexpected{wrong};
  }
  if (std::ranges::find(formats_known, question.format, &Format::prefix) == formats_known.end()) return tl::unexpected{wrong};
  return question;
}

std::optional<std::string> value_of(Arguments const& arguments, std::string_view name) {
  auto const found = std::ranges::find(arguments, name, &Arguments::value_type::first);
  return found == arguments.end() ? std::nullopt : std::optional{found->second};
}

std::optional<Fault> fault_of_names(Rule const& rule, Arguments const& arguments) {
  auto const among = [](std::vector<std::string_view> const& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  for (auto const& [name, value] : arguments) {
    if (name != "verb" && !among(rule.must, name) && !among(rule.may, name))
      return Fault{"badArgument", msgid("An argument is not one of this verb.")};
    if (std::ranges::count(arguments, name, &Arguments::value_type::first) > 1) return Fault{"badArgument", msgid("An argument comes twice.")};
  }
  if (value_of(arguments, "resumptionToken")) {
    if (arguments.size() > 2) return Fault{"badArgument", msgid("A resumption token comes alone.")};
    return std::nullopt;
  }
  for (auto const name : rule.must)
    if (!value_of(arguments, name)) return Fault{"badArgument", msgid("An argument of this verb is missing.")};
  return std::nullopt;
}

class Answer {
 public:
  Answer(Repository const& place, Arguments const& asked) : m_place{place} {
    m_xml.declare().open("OAI-PMH",
                         {{"xmlns", "http://www.openarchives.org/OAI/2.0/"},
                          {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"},
                          {"xsi:schemaLocation", "http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"}});
    m_xml.line("responseDate", base::iso(std::chrono::floor<std::chrono::seconds>(place.now)));
    auto const said = [&](std::string_view name) { return value_of(asked, name).value_or(""); };
    auto const named = [&](std::string_view name) { return value_of(asked, name) ? name : std::string_view{}; };
    m_xml.line("request", place.site_address + "/oai",
               {{named("verb"), said("verb")},
                {named("identifier"), said("identifier")},
                {named("metadataPrefix"), said("metadataPrefix")},
                {named("from"), said("from")},
                {named("until"), said("until")},
                {named("set"), said("set")},
                {named("resumptionToken"), said("resumptionToken")}});
  }
  base::Xml& xml() { return m_xml; }
  std::string take() { return m_xml.take() + "\n"; }

  void header(Header const& one) {
    m_xml.open("header")
        .line("identifier", identifier_of(m_place.site_address, one.edition))
        .line("datestamp", base::iso(std::chrono::floor<std::chrono::seconds>(one.published)))
        .line("setSpec", one.programme)
        .close();
  }
  void record(Record const& one, std::string_view format, i18n::Words const& words) {
    m_xml.open("record");
    header(one.header);
    m_xml.open("metadata");
    if (format == "lom") learning_object(*one.document, words);
    else dublin_core(one, words);
    m_xml.close().close();
  }

 private:
  void learning_object(Document const& document, i18n::Words const& words) {
    m_xml.open("lom:lom", {{"xmlns:lom", formats_known[1].space}});
    write_lom(m_xml, "lom", LomStyle::ieee, document, words);
    m_xml.close();
  }
  void dublin_core(Record const& one, i18n::Words const& words) {
    auto const& document = *one.document;
    m_xml.open("oai_dc:dc",
               {{"xmlns:oai_dc", formats_known[0].space},
                {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                {"xsi:schemaLocation", "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd"}});
    m_xml.line("dc:title", document.title)
        .line("dc:creator", document.publisher.empty() ? document.programme_name : document.publisher)
        .line("dc:description",
              (document.fictional ? words.t("Fictional example") + ". " : "") +
                  (document.description.empty() ? document.subtitle : document.description));
    if (!document.publisher.empty()) m_xml.line("dc:publisher", document.publisher);
    m_xml.line("dc:date", base::iso(document.frozen_on))
        .line("dc:type", "InteractiveResource")
        .line("dc:format", "text/html")
        .line("dc:identifier", document.identifier)
        .line("dc:identifier",
              m_place.site_address +
                  KitAddress{one.header.programme, document.origin ? document.origin->territory_code : ""}.edition(one.header.number).text())
        .line("dc:language", document.language);
    if (document.origin) m_xml.line("dc:source", document.origin->identifier).line("dc:relation", document.origin->identifier);
    if (auto const* licence = find_licence(document.licence)) m_xml.line("dc:rights", licence->address);
    m_xml.close();
  }
  Repository const& m_place;
  base::Xml m_xml;
};

}  // namespace

std::string identifier_of(std::string_view site_address, std::string_view edition) {
  return "oai:" + host_of(site_address) + ":" + std::string{edition};
}

tl::expected<Question, Fault> question_of(Arguments const& arguments, std::string_view site_address) {
  auto const verb = value_of(arguments, "verb").value_or("");
  auto const rule = std::ranges::find(rules(), verb, &Rule::name);
  if (rule == rules().end() || std::ranges::count(arguments, "verb", &Arguments::value_type::first) > 1)
    return tl::unexpected{Fault{"badVerb", msgid("The verb is missing, or is none of the protocol.")}};
  if (auto wrong = fault_of_names(*rule, arguments)) return tl::unexpected{std::move(*wrong)};
  if (auto const token = value_of(arguments, "resumptionToken")) return from_token(rule->verb, *token);
  Question question;
  question.verb = rule->verb;
  question.format = value_of(arguments, "metadataPrefix").value_or("");
  if (!question.format.empty() && std::ranges::find(formats_known, question.format, &Format::prefix) == formats_known.end())
    return tl::unexpected{Fault{"cannotDisseminateFormat", msgid("Editions are told as oai_dc or as lom.")}};
  question.programme = value_of(arguments, "set").value_or("");
  auto const from = value_of(arguments, "from"), until = value_of(arguments, "until");
  auto const start = from ? moment(*from, false) : std::optional<std::int64_t>{0};
  auto const end = until ? moment(*until, true) : std::optional<std::int64_t>{0};
  bool const together = !from || !until || (from->size() == until->size() && *start < *end);
  if (!start || !end || !together) return tl::unexpected{Fault{"badArgument", msgid("A date is written 2026-11-02 or 2026-11-02T09:30:00Z.")}};
  question.from = *start;
  question.until = *end;
  if (auto const identifier = value_of(arguments, "identifier")) {
    auto const prefix = identifier_of(site_address, "");
    if (!identifier->starts_with(prefix)) return tl::unexpected{Fault{"idDoesNotExist", msgid("There is no such edition here.")}};
    question.edition = identifier->substr(prefix.size());
  }
  return question;
}

std::string identify(Repository const& place) {
  Answer answer{place, {{"verb", "Identify"}}};
  answer.xml()
      .open("Identify")
      .line("repositoryName", place.name)
      .line("baseURL", place.site_address + "/oai")
      .line("protocolVersion", "2.0")
      .line("adminEmail", place.contact)
      .line("earliestDatestamp", base::iso(std::chrono::floor<std::chrono::seconds>(place.earliest)))
      .line("deletedRecord", "no")
      .line("granularity", "YYYY-MM-DDThh:mm:ssZ");
  return answer.take();
}

std::string formats(Repository const& place, Arguments const& asked) {
  Answer answer{place, asked};
  answer.xml().open("ListMetadataFormats");
  for (auto const& one : formats_known)
    answer.xml().open("metadataFormat").line("metadataPrefix", one.prefix).line("schema", one.schema).line("metadataNamespace", one.space).close();
  return answer.take();
}

std::string sets(Repository const& place, std::span<Programme const> programmes) {
  Answer answer{place, {{"verb", "ListSets"}}};
  answer.xml().open("ListSets");
  for (auto const& one : programmes) answer.xml().open("set").line("setSpec", one.slug).line("setName", one.name).close();
  return answer.take();
}

std::string list(Repository const& place, Arguments const& asked, Question const& question, std::span<Record const> records,
                 std::optional<Place> const& next, i18n::Words const& words) {
  Answer answer{place, asked};
  answer.xml().open(name_of(question.verb));
  for (auto const& one : records) {
    if (question.verb == Verb::list_records) answer.record(one, question.format, words);
    else answer.header(one.header);
  }
  // The end of a list that came in pieces is said by an empty token.
  if (next) answer.xml().line("resumptionToken", token_of(question, *next));
  else if (question.after) answer.xml().leaf("resumptionToken");
  return answer.take();
}

std::string record(Repository const& place, Arguments const& asked, Question const& question, Record const& one, i18n::Words const& words) {
  Answer answer{place, asked};
  answer.xml().open("GetRecord");
  answer.record(one, question.format, words);
  return answer.take();
}

std::string fault(Repository const& place, Arguments const& asked, Fault const& fault, i18n::Words const& words) {
  bool const unclear = fault.code == "badVerb" || fault.code == "badArgument";
  Answer answer{place, unclear ? Arguments{} : asked};
  answer.xml().line("error", words.t(fault.why), {{"code", fault.code}});
  return answer.take();
}

}  // namespace kit::harvest
