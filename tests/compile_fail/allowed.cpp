// SPDX-License-Identifier: Apache-2.0
// The right way to write what the other files write wrongly.

#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

static_assert(pehchan::whole_number<int> && pehchan::whole_number<signed char> &&
              pehchan::whole_number<std::uint64_t> && !pehchan::whole_number<bool> &&
              !pehchan::whole_number<char> && !pehchan::whole_number<double>);

bool use(const std::string& word, std::int8_t small_age, std::uint64_t large_age, bool ticked) {
    const auto found = pehchan::builtin("pakistan");
    if (!found) throw std::invalid_argument(found.issues().front().message);
    const pehchan::catalogue c = pehchan::builtin("pakistan").value();
    pehchan::answers person{*found};
    bool good = true;
    for (const pehchan::answer_problem problem :
         {person.set("believed_under_18", "yes"), person.set("believed_under_18", word),
          person.set("believed_under_18", std::string_view{word}),
          person.set("believed_under_18", ticked ? "yes" : "no"), person.set("age_now_years", 16),
          person.set("age_now_years", 16L), person.set("age_now_years", 16u),
          person.set("age_now_years", small_age), person.set("age_now_years", large_age)})
        good = good && problem == pehchan::answer_problem::none;
    for (const pehchan::issue& each : pehchan::read_case(*found, "{}").issues())
        good = good && each.line != 0;
    for (const pehchan::finding_result& each : assess(*found, person).findings)
        good = good && each.definition != nullptr;
    const pehchan::assessment result = assess(*found, person);
    good = good && assess(c, pehchan::answers{c}).headline == pehchan::headline_id::not_yet_asked &&
           found->id() == result.catalogue_used.id();
    pehchan::interview conversation{*found};
    good = good && conversation.answer("yes") == pehchan::answer_problem::none &&
           conversation.record("age_now_years", 16) == pehchan::answer_problem::none;
    const pehchan::answers said = pehchan::interview{*found}.known();
    return good && said.at(0).kind == pehchan::answer_kind::unknown &&
           instrument_of(result, "index") == nullptr;
}
