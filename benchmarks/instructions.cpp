// SPDX-License-Identifier: Apache-2.0

// How many instructions does one person take? To be run as
//     valgrind --tool=callgrind --toggle-collect=measured pehchan_instructions JOB
// which collects inside `measured` only, after one round outside it. Prints the number of persons
// to divide by.

#include <cstddef>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <pehchan/json.hpp>

#include "persons.hpp"

namespace {

std::vector<pehchan::answers> everybody;
std::vector<std::string> texts;
std::size_t seen = 0;  ///< a result that is used, so that nothing is left out

void quick_round(pehchan::quick_assessment& quick) {
    for (const pehchan::answers& one : everybody) {
        quick.assess(one);
        for (std::size_t f = 0; f < quick.finding_count(); ++f)
            seen += static_cast<std::size_t>(quick.status(f));
    }
}
/// The reference job from the first answer on.
void set_round(const pehchan::catalogue& catalogue_used, pehchan::quick_assessment& quick) {
    static const std::vector<std::string> ids = reference::names();
    static const std::vector<reference::person> replies = reference::persons(everybody.size());
    for (const reference::person& one : replies) {
        pehchan::answers known{catalogue_used};
        for (std::size_t i = 0; i < one.size(); ++i)
            (void)known.set(ids[i], reference::answer_of(one[i]));
        quick.assess(known);
        for (std::size_t f = 0; f < quick.finding_count(); ++f)
            seen += static_cast<std::size_t>(quick.status(f));
    }
}
void full_round(const pehchan::catalogue& catalogue_used) {
    for (const pehchan::answers& one : everybody)
        seen += pehchan::assess(catalogue_used, one).referrals.size();
}
void json_round(const pehchan::catalogue& catalogue_used, const pehchan::catalogue& words) {
    for (const std::string& text : texts) {
        const auto one = pehchan::read_case(catalogue_used, text);
        seen +=
            pehchan::dump(pehchan::assess(catalogue_used, one->known), words, {}, one->id).size();
    }
}

}  // namespace

extern "C" {
[[gnu::noinline]] void measured(std::string_view job, const pehchan::catalogue& catalogue_used,
                                const pehchan::catalogue& words, pehchan::quick_assessment& quick) {
    if (job == "json") json_round(catalogue_used, words);
    else if (job == "assess") full_round(catalogue_used);
    else if (job == "set") set_round(catalogue_used, quick);
    else if (job == "load") {
        const pehchan::catalogue loaded =
            pehchan::load(pehchan::builtin_text("pakistan"), catalogue_used.used()).value();
        seen += loaded.indicators().size();
    } else quick_round(quick);
}
}

int main(int count, char** arguments) {
    const std::string_view job = count == 2 ? arguments[1] : "";
    if (job != "reference" && job != "quick" && job != "assess" && job != "json" && job != "load" &&
        job != "set") {
        std::fputs("usage: pehchan_instructions reference | set | quick | assess | json | load\n",
                   stderr);
        return 2;
    }
    const pehchan::catalogue of =
        job == "reference" || job == "set" ? persons::reference_catalogue() : persons::pakistan();
    const pehchan::catalogue words = persons::taken(pehchan::builtin("words"), "words");
    everybody = job == "reference" || job == "set" ? persons::of_reference_job(of, 64)
                                                   : persons::of_vignettes(of);
    texts = persons::vignettes();
    pehchan::quick_assessment quick{of};
    quick_round(quick);
    measured(job, of, words, quick);
    std::printf("%zu persons (%zu)\n",
                job == "load"   ? std::size_t{1}
                : job == "json" ? texts.size()
                                : everybody.size(),
                seen);
}
