#pragma once
#include "domain/atelier/method.h"
#include "domain/writing/writing.h"

namespace atelier {

/// A method as the texts of a live document: each field a text under its name, a list one item a line, a number as written,
/// "" when not said. The order of the steps is a text of identifiers, one a line; each step has texts step/<id>/title…
/// `like`: texts whose steps have identifiers already, used again in their order.
writing::Texts texts_of(Content const& content, writing::Texts const& like = {});
/// And back. What is not a number is -1, which the check refuses; steps that are in no order are left out.
Content content_of_texts(writing::Texts const& texts);

}  // namespace atelier
