// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_SRC_HPP
#define PEHCHAN_SRC_HPP

// The definitions of everything that the headers declare (JSON and proofs apart), for a program
// that does not link pehchan::core: include this in exactly one source file.

#include "detail/push_macros.hpp"

#include "impl/additions.ipp"
#include "impl/answers.ipp"
#include "impl/arrow.ipp"
#include "impl/assess.ipp"
#include "impl/build.ipp"
#include "impl/case_id.ipp"
#include "impl/catalogue.ipp"
#include "impl/cohort.ipp"
#include "impl/contrast.ipp"
#include "impl/disclosure.ipp"
#include "impl/explain.ipp"
#include "impl/interview.ipp"
#include "impl/issue.ipp"
#include "impl/kernel_avx2.ipp"
#include "impl/kernel_avx512.ipp"
#include "impl/kernel_portable.ipp"
#include "impl/languages.ipp"
#include "impl/misuse.ipp"
#include "impl/names.ipp"
#include "impl/page.ipp"
#include "impl/page_blocks.ipp"
#include "impl/program.ipp"
#include "impl/questions.ipp"
#include "impl/reason_pages.ipp"
#include "impl/text.ipp"
#include "impl/typed.ipp"
#include "impl/view.ipp"

#include "detail/pop_macros.hpp"

#endif
