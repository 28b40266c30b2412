// SPDX-License-Identifier: Apache-2.0

// Any text as a case: it is read or lists problems that hold no answer; what is read can be
// assessed, explained and written back.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void use(const pehchan::catalogue& catalogue_used, const pehchan::catalogue& words,
         const pehchan::person_case& person, bool with_more) {
    const pehchan::assessment result = pehchan::assess(catalogue_used, person.known);
    pehchan::additions added;
    if (with_more) {
        added.would_indicate = pehchan::would_indicate_all(result, person.known);
        added.ask_next = pehchan::question_finder{catalogue_used}.find(
            person.known, pehchan::asked_in(catalogue_used, person.named), {});
        must(!pehchan::dump_explanation(result, words, {}, person.id, added).empty());
    }
    for (const pehchan::view_kind view :
         {pehchan::view_kind::official, pehchan::view_kind::person}) {
        must(!pehchan::dump(result, words, {view, "en", false}, person.id, added).empty());
        must(!pehchan::page(result, words, {view, "ur", false}, person.id, added).empty());
    }
    const std::string written =
        pehchan::dump(person.known, pehchan::asked_in(catalogue_used, person.named), person.id);
    const auto again = pehchan::read_case(catalogue_used, written);
    must(again.ok() && again->id == person.id);
    must(pehchan::dump(pehchan::assess(catalogue_used, again->known), words, {}, person.id) ==
         pehchan::dump(result, words, {}, person.id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const pehchan::catalogue words = *pehchan::builtin("words");
    static const pehchan::catalogue pakistan = *pehchan::builtin("pakistan");
    static const pehchan::catalogue survey = *pehchan::builtin("dwems_2024");
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)pehchan::case_id_of(text);
    const auto check = [&](const pehchan::catalogue& catalogue_used,
                           const pehchan::outcome<pehchan::person_case>& read) {
        if (read) return use(catalogue_used, words, *read, size % 8 == 0);
        must(!read.issues().empty());
        for (const pehchan::issue& one : read.issues())
            must(!one.code.empty() && !one.message.empty() && one.line > 0);
        must(!pehchan::dump(read.issues(), pehchan::case_id_of(text)).empty());
    };
    check(pakistan, pehchan::read_case(pakistan, text));
    check(survey, pehchan::read_mapped_case(survey, *survey.find_mapping("dwems_answers"), text));
    return 0;
}
