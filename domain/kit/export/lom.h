#pragma once
#include "domain/kit/document.h"
#include "platform/base/xml.h"
#include "platform/i18n/words.h"

namespace kit {

/// How a packaging standard writes LOM: 2004 and after (<string language="fr">), or as SCORM 1.2 does (<langstring xml:lang="fr">).
enum class LomStyle { ieee, imsmd12 };

/// Learning object metadata (IEEE 1484.12.1) of an edition, with that prefix for its elements: "lom", "imsmd".
void write_lom(base::Xml& xml, std::string_view prefix, LomStyle style, Document const& document, i18n::Words const& words);
/// The same as a document of its own, for catalogues.
std::string lom(Document const& document, i18n::Words const& words);

}  // namespace kit
