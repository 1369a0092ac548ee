#pragma once
#include <filesystem>
#include <string_view>
#include <vector>

#include "domain/kit/document.h"
#include "platform/base/refusal.h"
#include "platform/markdown/markdown.h"

/// Photographs shown in the texts of a document: named there as ![words](pictures/<print>.jpg), their bytes kept apart.
namespace kit {

/// "3f2a….jpg", in the folder pictures/ of every format.
std::string photo_name(Photo const& photo);
/// "image/jpeg"
std::string photo_type(Photo const& photo);
/// What an address in a text of the document names; null when it is no photograph of it.
Photo const* photo_at(Document const& document, std::string_view address);
Photo const* photo_at(Part const& part, std::string_view address);
/// How a text names it.
std::string photo_address(Photo const& photo);
/// Those a text names, whether their bytes are there or not: a kit's own pages show photographs too.
std::vector<Photo> photos_named(std::string_view markdown);
/// Whether an address names a photograph, of this document or of none.
bool is_photo_address(std::string_view address);
/// All of them, each once, in the order of the parts.
std::vector<Photo const*> photos_of(Document const& document);

/// The document with the bytes and sizes of its photographs, from the folder where they are kept (files::ContentFolder). One whose
/// bytes are not there, or are no picture, leaves its part: the text then says it in words.
Document with_photographs(Document document, std::filesystem::path const& folder);
/// Keeps the bytes a document came with.
void keep_photographs(Document const& document, std::filesystem::path const& folder);
/// What came from outside as a photograph is shown only when it is what it says: its print, and a picture that holds nothing else.
bool is_sound(Photo const& photo);

/// Paragraphs cut where a photograph stands, for writers who set it between paragraphs.
std::vector<markdown::Block> set_apart(Document const& document, std::vector<markdown::Block> nodes);

}  // namespace kit
