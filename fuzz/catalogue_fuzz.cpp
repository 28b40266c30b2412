// SPDX-License-Identifier: Apache-2.0

// Any text as a catalogue: it loads or lists problems with their places; what loads can be used,
// and the same text gives the same digest.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <string>
#include <string_view>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

void use(const pehchan::catalogue& catalogue_used, const pehchan::catalogue& words,
         std::size_t pattern) {
    pehchan::answers person(catalogue_used);
    for (std::size_t i = 0; i < catalogue_used.indicators().size() && i < 64; ++i) {
        const pehchan::indicator& about = *catalogue_used.indicators()[i];
        const std::size_t turn = pattern >> (i % 16) & 3;
        if (about.type == pehchan::indicator_type::yes_no)
            (void)person.set(about.id, turn == 0 ? "yes" : turn == 1 ? "no" : "unknown");
        else if (about.type == pehchan::indicator_type::number)
            (void)person.set(about.id, turn == 0 ? about.min : about.max);
        else if (!about.options.empty())
            (void)person.set(about.id,
                             std::string_view{about.options[turn % about.options.size()].id});
    }
    const pehchan::assessment result = pehchan::assess(catalogue_used, person);
    for (const pehchan::view_kind view :
         {pehchan::view_kind::official, pehchan::view_kind::person,
          pehchan::view_kind::investigator, pehchan::view_kind::helper}) {
        const pehchan::presentation how{view, catalogue_used.document().languages.front().id,
                                        false};
        must(!pehchan::dump(result, words, how, "fuzz").empty());
        must(!pehchan::page(result, words, how, "fuzz").empty());
    }
    // bounds and statuses agree with the quick evaluation
    pehchan::quick_assessment quick(catalogue_used);
    quick.assess(person);
    for (std::size_t f = 0; f < quick.finding_count(); ++f)
        must(quick.status(f) == result.findings[f].status);
    for (std::size_t s = 0; s < quick.score_count(); ++s)
        must(quick.score(s).low == result.scores[s].low &&
             quick.score(s).high == result.scores[s].high &&
             result.scores[s].low <= result.scores[s].high);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const pehchan::catalogue words = *pehchan::builtin("words");
    static const pehchan::catalogue bank[] = {*pehchan::builtin("indicators"),
                                              *pehchan::builtin("instrument_facts")};
    if (size > 200'000)
        return 0;  // the shipped ones are larger; what breaks is found in small ones
    const std::string text(reinterpret_cast<const char*>(data), size);
    const bool with_bank = text.find("\"use\"") != std::string::npos;
    const auto made = pehchan::load(text, with_bank ? std::span<const pehchan::catalogue>(bank)
                                                    : std::span<const pehchan::catalogue>());
    if (!made) {
        must(!made.issues().empty());
        for (const pehchan::issue& one : made.issues())
            must(!one.code.empty() && !one.message.empty() &&
                 (one.pointer.empty() || one.pointer.front() == '/'));
        return 0;
    }
    const auto again = pehchan::load(text, with_bank ? std::span<const pehchan::catalogue>(bank)
                                                     : std::span<const pehchan::catalogue>());
    must(again.ok() && again->digest() == made->digest());
    use(*made, words, size);
    use(*made, words, 0x9e37 ^ (size << 3));
    return 0;
}
