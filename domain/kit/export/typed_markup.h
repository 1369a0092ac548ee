#pragma once
#include <functional>

#include "domain/kit/document.h"
#include "platform/i18n/words.h"
#include "platform/views/html.h"

namespace kit {

/// Where an address leads from this page; "" when nowhere.
using LinkTo = std::function<std::string(std::string_view address)>;
/// Typed Markdown of one paragraph as markup without its <p>, citations included.
using InlineText = std::function<std::string(std::string_view markdown)>;

/// Statements with their steps to choose among, and how to count without script; islands/self_assessment.ts counts for its readers.
html::Safe self_assessment_markup(Block const& block, i18n::Words const& words, LinkTo const& link);
/// A table, a row a sequence. Tips are not for readers.
html::Safe running_order_markup(RunningOrder const& order, i18n::Words const& words, InlineText const& text);
/// A list of definitions, each term with its own address.
html::Safe glossary_markup(Block const& block, InlineText const& text);

}  // namespace kit
