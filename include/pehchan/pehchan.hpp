// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PEHCHAN_HPP
#define PEHCHAN_PEHCHAN_HPP

// The whole library but JSON (json.hpp).

#include "additions.hpp"
#include "answers.hpp"
#include "arrow.hpp"
#include "assess.hpp"
#include "build.hpp"
#include "case_id.hpp"
#include "catalogue.hpp"
#include "cohort.hpp"
#include "contrast.hpp"
#include "disclosure.hpp"
#include "document.hpp"
#include "explain.hpp"
#include "indicator.hpp"
#include "interview.hpp"
#include "issue.hpp"
#include "languages.hpp"
#include "names.hpp"
#include "page.hpp"
#include "program.hpp"
#include "questions.hpp"
#include "reason_pages.hpp"
#include "rule.hpp"
#include "source.hpp"
#include "ternary.hpp"
#include "text.hpp"
#include "typed.hpp"
#include "version.hpp"
#include "view.hpp"

#endif
