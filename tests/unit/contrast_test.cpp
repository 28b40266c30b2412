// SPDX-License-Identifier: Apache-2.0

// Why one finding rather than another.

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/detail/evaluate.hpp"
#include "pehchan/detail/nearness.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const catalogue& pakistan() { return shipped("pakistan"); }

std::vector<std::string> ids(const std::vector<const element_definition*>& of) {
    std::vector<std::string> out;
    for (const element_definition* e : of) out.push_back(e->id);
    return out;
}

}  // namespace

TEST_CASE(
    "a smuggled person: the elements of smuggling hold, those of trafficking do not, and what "
    "would separate them is named") {
    answers known{pakistan()};
    give(known, "irregular_entry_or_stay_procured_by_another", "yes");
    give(known, "procurer_gains_benefit", "yes");
    give(known, "national_or_resident_of_the_state", "no");
    const contrast_result two = contrast(pakistan(), known, "trafficking", "smuggled_migrant");
    CHECK(two.first.status == finding_status::open);
    CHECK(two.second.status == finding_status::indicated);
    CHECK(two.first.holds.empty());
    CHECK(ids(two.second.holds) ==
          std::vector<std::string>{"procurement", "benefit", "irregular_entry"});
    CHECK(two.shared.empty());
    CHECK(two.second.would_separate.empty());
    REQUIRE(two.first.would_separate.size() > 10);
    for (const indicator* about : two.first.would_separate) {
        CHECK(about->nature != indicator_nature::burden);
    }
    REQUIRE(two.written);
    CHECK(two.written->words.find("ur"));
}

TEST_CASE("what two findings share is shared, and a contrast has no order") {
    answers known{pakistan()};
    for (const char* id : {"irregular_entry_or_stay_procured_by_another", "procurer_gains_benefit",
                           "danger_to_life_on_route"})
        give(known, id, "yes");
    give(known, "national_or_resident_of_the_state", "no");
    const contrast_result two =
        contrast(pakistan(), known, "aggravated_smuggling", "smuggled_migrant");
    CHECK(ids(two.shared) == std::vector<std::string>{"procurement", "benefit", "irregular_entry"});
    CHECK(ids(two.first.holds) == std::vector<std::string>{"aggravation"});
    CHECK(two.second.holds.empty());
    REQUIRE(two.first.signs.size() == 1);
    CHECK(two.first.signs[0].about->id == "danger_to_life_on_route");
    const contrast_result back =
        contrast(pakistan(), known, "smuggled_migrant", "aggravated_smuggling");
    CHECK(ids(back.shared) == ids(two.shared));
    CHECK(ids(back.second.holds) == ids(two.first.holds));
    CHECK(back.written == two.written);
}

TEST_CASE(
    "the four pairs that are confused most have a hand-written explanation in both languages") {
    for (const auto& [a, b] : {std::pair{"trafficking", "smuggled_migrant"},
                               {"trafficking", "labour_rights"},
                               {"bonded_labour", "labour_rights"},
                               {"aggravated_smuggling", "smuggled_migrant"}}) {
        const contrast_definition* written = pakistan().find_contrast(a, b);
        REQUIRE(written);
        CHECK(written == pakistan().find_contrast(b, a));
        for (const char* language : {"en", "ur"}) CHECK(written->words.find(language));
        CHECK_FALSE(written->statement.sources.empty());
        for (const char* language : {"en", "ur"}) {
            const presentation how{view_kind::official, language};
            const answers none{pakistan()};
            const std::string page = contrast_page(
                assess(pakistan(), none), contrast(pakistan(), none, a, b), shipped("words"), how);
            CHECK(page.find(written->words.in(language)) != std::string::npos);
        }
    }
    CHECK(pakistan().find_contrast("trafficking", "organ_removal") == nullptr);
}

TEST_CASE("what would separate two findings begins with what is near to the answers") {
    dice d{720};
    std::size_t compared = 0, by_alphabet = 0;
    for (std::size_t n = 0; n < 60 / slowed_down; ++n) {
        const answers known = random_person(
            d, pakistan(), {.harm_yes = 1 + d.below(3), .harm_no = 5, .fact_yes = 20});
        const catalogue_state& state = pakistan().state();
        evaluation work{state.rules_program};
        detail::evaluate(state, known, state.all_operations, work);
        const detail::nearness near{state, known, work.low()};
        for (const auto& [a, b] : {std::pair{"trafficking", "smuggled_migrant"},
                                   {"forced_labour", "labour_rights"},
                                   {"bonded_labour", "labour_rights"}}) {
            const std::vector<const indicator*> found =
                contrast(pakistan(), known, a, b).first.would_separate;
            for (std::size_t i = 0; i + 1 < found.size(); ++i) {
                const std::uint32_t one = index_in(state.indicators, found[i]->id),
                                    next = index_in(state.indicators, found[i + 1]->id);
                ++compared;
                by_alphabet += one < next;
                if (near.of(one) < near.of(next)) FAIL_CHECK(found[i + 1]->id << " is nearer");
            }
        }
    }
    CHECK(compared > 100 / slowed_down);
    CHECK(by_alphabet < compared);
}

TEST_CASE("an answer separates two findings only if it can change one and not the other") {
    answers known{pakistan()};
    give(known, "excessive_hours_or_days", "yes");
    const contrast_result two = contrast(pakistan(), known, "forced_labour", "labour_rights");
    CHECK(two.second.status == finding_status::indicated);
    CHECK(two.second.would_separate.empty());
    REQUIRE_FALSE(two.shared_signs.empty());
    CHECK(two.shared_signs[0].about->id == "excessive_hours_or_days");
    const auto has = [&](std::string_view id) {
        return std::any_of(two.first.would_separate.begin(), two.first.would_separate.end(),
                           [&](const indicator* i) { return i->id == id; });
    };
    CHECK(has("threatened_with_any_penalty"));
    CHECK_FALSE(has("excessive_hours_or_days"));
    CHECK_FALSE(has("organ_removed_or_arranged"));
}

TEST_CASE(
    "what separates two findings changes one and never the other, whatever else is answered") {
    dice d{99};
    const catalogue& catalogue_used = pakistan();
    const contrast_result two =
        contrast(catalogue_used, answers{catalogue_used}, "trafficking", "smuggled_migrant");
    std::size_t changed = 0;
    for (const contrast_side* side : {&two.first, &two.second}) {
        const contrast_side& other = side == &two.first ? two.second : two.first;
        REQUIRE_FALSE(side->would_separate.empty());
        for (const indicator* about : side->would_separate) {
            if (about->type != indicator_type::yes_no) continue;
            for (int trial = 0; trial < 12; ++trial) {
                answers person = random_person(d, catalogue_used,
                                               {.harm_yes = 2,
                                                .harm_no = 90,
                                                .fact_yes = 45,
                                                .fact_no = 45,
                                                .declined = 0,
                                                .good_interview = 100});
                give(person, about->id, "no");
                const assessment without = assess(catalogue_used, person);
                give(person, about->id, "yes");
                const assessment with = assess(catalogue_used, person);
                if (finding_of(without, other.definition->id).status !=
                    finding_of(with, other.definition->id).status)
                    FAIL_CHECK(about->id << " changes " << other.definition->id);
                changed += finding_of(without, side->definition->id).status !=
                           finding_of(with, side->definition->id).status;
            }
        }
    }
    CHECK(changed > 20);
}

TEST_CASE(
    "what is hidden from a reader is in no contrast or explanation of theirs, and the person "
    "gets none") {
    const catalogue& catalogue_used = pakistan();
    answers known{catalogue_used};
    give(known, "official_involved_police", "yes");
    give(known, "held_for_ransom", "yes");
    const assessment result = assess(catalogue_used, known);
    const contrast_result two =
        contrast(catalogue_used, known, "official_involved", "ransom_captivity");
    for (const view_kind view : {view_kind::official, view_kind::investigator, view_kind::person}) {
        const presentation how{view, "en"};
        const std::string text = contrast_page(result, two, shipped("words"), how),
                          line = dump(result, two, shipped("words"), how);
        CHECK(line.empty());
        CHECK(text.find("police") == std::string::npos);
        const std::string explained =
            explanation_page(result, {"official_involved", "trafficking"}, shipped("words"), how);
        CHECK(explained.find("fficial involved") == std::string::npos);
        if (view == view_kind::person) CHECK(explained.empty());
    }
    CHECK_THROWS_AS(contrast(catalogue_used, known, "trafficking", "no_such_finding"),
                    std::out_of_range);
}
