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

void use(const pehchan::catalogue& of, const pehchan::catalogue& words,
         const pehchan::person_case& person, bool with_more) {
    const pehchan::assessment whole = pehchan::assess(of, person.known);
    pehchan::additions more;
    if (with_more) {
        more.would_indicate = pehchan::would_indicate_all(whole, person.known);
        more.ask_next = pehchan::question_finder{of}.find(person.known,
                                                          pehchan::asked_in(of, person.named), {});
        must(!pehchan::dump_explanation(whole, words, {}, person.id, more).empty());
    }
    for (const pehchan::view_kind view :
         {pehchan::view_kind::official, pehchan::view_kind::person}) {
        must(!pehchan::dump(whole, words, {view, "en", false}, person.id, more).empty());
        must(!pehchan::page(whole, words, {view, "ur", false}, person.id, more).empty());
    }
    const std::string written =
        pehchan::dump(person.known, pehchan::asked_in(of, person.named), person.id);
    const auto again = pehchan::read_case(of, written);
    must(again.ok() && again->id == person.id);
    must(pehchan::dump(pehchan::assess(of, again->known), words, {}, person.id) ==
         pehchan::dump(whole, words, {}, person.id));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const pehchan::catalogue words = *pehchan::builtin("words");
    static const pehchan::catalogue pakistan = *pehchan::builtin("pakistan");
    static const pehchan::catalogue survey = *pehchan::builtin("dwems_2024");
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)pehchan::case_id_of(text);
    const auto check = [&](const pehchan::catalogue& of,
                           const pehchan::outcome<pehchan::person_case>& read) {
        if (read) return use(of, words, *read, size % 8 == 0);
        must(!read.issues().empty());
        for (const pehchan::issue& one : read.issues())
            must(!one.code.empty() && !one.message.empty() && one.line > 0);
        must(!pehchan::dump(read.issues(), pehchan::case_id_of(text)).empty());
    };
    check(pakistan, pehchan::read_case(pakistan, text));
    check(survey, pehchan::read_mapped_case(survey, *survey.find_mapping("dwems_answers"), text));
    return 0;
}
