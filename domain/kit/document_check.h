#pragma once
#include "domain/kit/document.h"
#include "platform/base/refusal.h"

namespace kit {

/// Refuses a document from outside that could not have been frozen here: addresses that are no slugs or lead to another site's
/// pages, texts over the caps, drawings that hold more than shapes and words, more than 10,000 parts. What passes may be shown.
base::Outcome<Document> checked_document(Document document);

}  // namespace kit
