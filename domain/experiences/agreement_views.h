#pragma once
#include <string>
#include <vector>

#include "platform/views/html.h"

/// What the pages about interviews and agreements are given.
namespace experiences {

/// A sheet as its narrator reads it, from the letter.
struct NarratorPage {
  std::string title, programme, who, when, narrator;  ///< who wrote, day of the interview
  html::Url action, keep;
  std::string form_key;
  int revision = 0;
  bool open = true;          ///< may still be answered
  std::string closed_words;  ///< why not, when it may not
  std::string refusal;
  std::string typed_words;  ///< "What you typed on … is here again", when it is
  bool answered = false;    ///< the device may forget what it kept
  int left = 0;             ///< parts that have no answer yet
  struct Text {
    std::string name, label, value;  ///< name in the form
    int rows = 3;
  };
  struct Part {
    std::string key, heading;
    html::Safe text;
    bool agreed = false, refused = false, corrected = false;
    std::string reason, refusal;
    std::vector<Text> texts;
  };
  std::vector<Part> parts;
};

/// To whom a sheet is sent for agreement.
struct AskAgreementPage {
  std::string title, narrator, email, message, refusal, refused_field;
  html::Url action, sheet;
  std::string sent_words;  ///< "Sent to … on …", when it was
};

/// The beginning of an interview, or its grid.
struct InterviewPage {
  bool fresh = true;
  std::string title, narrator, email, date, refusal, refused_field;
  html::Url action, sheet, write, enter, keep;
  std::string form_key;
  struct Line {
    std::size_t number = 1;
    std::string question, notes;
  };
  std::vector<Line> lines;
};

}  // namespace experiences
