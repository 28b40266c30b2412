// SPDX-License-Identifier: Apache-2.0

// Law 13: a page gives nothing away.

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"
#include "support/give.hpp"
#include "support/hiding_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

const std::string_view countries[]{"pakistan", "uk", "us", "eu", "palermo"};

bool hidden_from_official(const indicator& about) {
    return std::find(about.hidden_from.begin(), about.hidden_from.end(), view_kind::official) !=
           about.hidden_from.end();
}

/// What a host can make of one person for one reader, from the full answers and from what the
/// reader sees: pages in both formats and all parts, and JSON.
std::string pages_of(const answers& known, presentation how, const additions& added = {}) {
    const assessment full = assess(known.catalogue_used(), known), seen = seen_in(full, how);
    std::string out;
    for (const assessment* from : {&full, &seen}) {
        for (const page_format format : {page_format::text, page_format::html})
            for (const page_part part : {page_part::all, page_part::card}) {
                how.format = format;
                how.part = part;
                out += page(*from, shipped("words"), how, "A-17", added);
            }
        out += dump(*from, shipped("words"), how, "A-17", added);
        for (const mapping_definition& m : known.catalogue_used().document().mappings)
            out += dump_columns(*from, m, shipped("words"), how, "A-17");
    }
    return out;
}

/// The same with what may be added: what is missing, the next questions, explanations, contrasts.
std::string all_said_to(const answers& known, const presentation& how) {
    const catalogue& words = shipped("words");
    const assessment full = assess(known.catalogue_used(), known), seen = seen_in(full, how);
    additions added;
    added.would_indicate = would_indicate_all(seen, seen.known);
    const std::vector<bool> nothing_asked(known.catalogue_used().indicators().size(), false);
    added.ask_next = question_finder{known.catalogue_used()}.find(
        seen.known, asked_for(seen, nothing_asked, how), {true, false, {}, nullptr, 5});
    std::string out = pages_of(known, how, added);
    for (const assessment* from : {&full, &seen}) {
        out += dump_explanation(*from, words, how, "A-17", added);
        out += explanation_page(*from, {"trafficking", "forced_labour", "official_involved"}, words,
                                how, "A-17");
        const contrast_result contrasted =
            contrast(known.catalogue_used(), known, "trafficking", "smuggled_migrant");
        out += dump(*from, contrasted, words, how, "A-17");
        out += contrast_page(*from, contrasted, words, how, "A-17");
    }
    return out;
}

/// Every answer that the indicator takes, its being unknown first.
std::vector<answer> answers_to(const indicator& about) {
    std::vector<answer> out{{}, {answer_kind::declined, 0}};
    switch (about.type) {
        case indicator_type::yes_no:
            out.push_back({answer_kind::no, 0});
            out.push_back({answer_kind::yes, 0});
            break;
        case indicator_type::choice:
            for (std::size_t o = 0; o < about.options.size(); ++o)
                out.push_back({answer_kind::option, static_cast<std::int64_t>(o)});
            break;
        case indicator_type::number:
            for (const std::int64_t n : {about.min, (about.min + about.max) / 2, about.max})
                out.push_back({answer_kind::number, n});
            break;
    }
    return out;
}

/// That no answer to the indicators of `which` changes a byte of what is said to this reader.
template <class Which, class Say>
void check_that_no_answer_changes(const answers& person, const presentation& how, Which which,
                                  Say say) {
    const std::span<const indicator* const> indicators = person.catalogue_used().indicators();
    const std::string before = say(person, how);
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        if (!which(*indicators[i])) continue;
        for (const answer& given : answers_to(*indicators[i])) {
            answers other = person;
            REQUIRE(other.set_at(i, given) == answer_problem::none);
            if (say(other, how) == before) continue;
            CAPTURE(indicators[i]->id, static_cast<int>(given.kind), given.value);
            FAIL_CHECK("what this reader is given changes with this answer");
        }
    }
}
std::string said_to(const answers& known, const presentation& how) { return pages_of(known, how); }

answers random_answers(dice& d, const catalogue& of, bool safe_talk) {
    answers known = random_person(d, of, {});
    if (safe_talk) record_safe_talk(known);
    return known;
}

}  // namespace

TEST_CASE("law 13: no answer but age, place, language and special needs changes the person's page",
          "[law-13]") {
    dice d{1301};
    for (const std::string_view id : countries) {
        CAPTURE(id);
        const catalogue& of = shipped(id);
        const answers person = id == "pakistan" ? random_answers(d, of, true) : answers{of};
        check_that_no_answer_changes(
            person, {view_kind::person, "en", true},
            [](const indicator& i) { return !i.on_person_page; }, said_to);
    }
}

TEST_CASE("law 13: a right that only harm gives is on the person's page whatever was answered",
          "[law-13]") {
    const presentation how{view_kind::person};
    const std::string unasked = pages_of(with_signs({}), how);
    const text& right = hiding().document().safeguards.front().for_person;
    CHECK(unasked.find(words_for(right, how)) != std::string::npos);
    for (const std::string_view plain : {"yes", "no", "declined"})
        for (const std::string_view hidden : {"yes", "no", "declined"}) {
            answers person = with_signs({});
            give(person, "plain_sign", plain);
            give(person, "hidden_sign", hidden);
            CHECK(pages_of(person, how) == unasked);
        }
}

TEST_CASE("law 13: what the person's page depends on is no harm and no burden, and is little",
          "[law-13]") {
    std::vector<std::string> marked;
    for (const indicator* i : shipped("pakistan").indicators())
        if (i->on_person_page) {
            CHECK(i->nature != indicator_nature::harm);
            CHECK(i->nature != indicator_nature::burden);
            marked.push_back(i->id);
        }
    CHECK(marked == std::vector<std::string>{"age_now_years", "believed_under_18", "disability",
                                             "interpreter_needed", "older_person",
                                             "pregnant_or_nursing", "province"});
    answers child{shipped("pakistan")}, adult{shipped("pakistan")}, elsewhere{shipped("pakistan")};
    give(child, "age_now_years", 9);
    give(adult, "age_now_years", 40);
    give(elsewhere, "age_now_years", 9);
    give(elsewhere, "province", "punjab");
    const presentation how{view_kind::person};
    const std::string to_child = said_to(child, how);
    CHECK(to_child != said_to(adult, how));      // they are pages of different people
    CHECK(to_child != said_to(elsewhere, how));  // with other bodies
}

TEST_CASE("law 13: no answer about officials changes a byte of what an official is given",
          "[law-13]") {
    dice d{1302};
    for (const std::string_view id : countries) {
        CAPTURE(id);
        const catalogue& of = shipped(id);
        for (std::size_t n = 0; n < 8 / slowed_down; ++n) {
            answers person = random_answers(d, of, n % 2);
            if (n == 0) person = answers{of};
            for (const presentation& how :
                 {presentation{view_kind::official}, presentation{view_kind::investigator}})
                check_that_no_answer_changes(person, how, hidden_from_official, said_to);
        }
    }
}

TEST_CASE(
    "law 13: explanations, questions and contrasts for an official do not depend on officials",
    "[law-13]") {
    dice d{1303};
    const catalogue& of = shipped("pakistan");
    for (std::size_t n = 0; n < 24 / slowed_down; ++n) {
        answers without = random_answers(d, of, n % 3 == 0);
        answers with = without;
        for (std::size_t i = 0; i < of.indicators().size(); ++i)
            if (hidden_from_official(*of.indicators()[i])) {
                (void)without.set_at(i, {});
                (void)with.set_at(i, {d.below(3) ? answer_kind::yes : answer_kind::no, 0});
            }
        REQUIRE(all_said_to(with, {view_kind::official}) ==
                all_said_to(without, {view_kind::official}));
    }
}

TEST_CASE("law 13: an option that names an official is for an official as if nobody had asked",
          "[law-13]") {
    dice d{1305};
    std::size_t options = 0;
    const catalogue& of = shipped("pakistan");
    for (std::size_t i = 0; i < of.indicators().size(); ++i) {
        const indicator& about = *of.indicators()[i];
        for (std::size_t o = 0; o < about.options.size(); ++o) {
            if (about.options[o].hidden_from.empty()) continue;
            ++options;
            answers unasked = random_answers(d, of, true), named = unasked;
            (void)unasked.set_at(i, {});
            (void)named.set_at(i, {answer_kind::option, static_cast<std::int64_t>(o)});
            CHECK(all_said_to(named, {view_kind::official}) ==
                  all_said_to(unasked, {view_kind::official}));
            CHECK(pages_of(named, {view_kind::helper}) != pages_of(unasked, {view_kind::helper}));
        }
    }
    CHECK(options == 2);
}

TEST_CASE("law 13: no question of an interview depends on answers about officials", "[law-13]") {
    dice d{1304};
    const catalogue& of = shipped("pakistan");
    for (const form_definition* form : of.forms()) {
        if (form->role != form_role::entry) continue;
        CAPTURE(form->id);
        const answers person = random_answers(d, of, true);
        interview plain{of, {form->id, false, false, nullptr}},
            named{of, {form->id, false, false, nullptr}};
        for (const indicator* about : of.indicators())
            if (hidden_from_official(*about)) (void)named.record(about->id, "yes");
        for (int asked = 0; asked < 60; ++asked) {
            const indicator* question = plain.next();
            REQUIRE(named.next() == question);
            REQUIRE(named.stop() == plain.stop());
            if (!question) break;
            const answer given = person.at(place_of(of, question));
            for (interview* talk : {&plain, &named}) {
                if (given.kind == answer_kind::number) (void)talk->answer(given.value);
                else if (given.kind == answer_kind::option)
                    (void)talk->answer(std::string_view{
                        question->options[static_cast<std::size_t>(given.value)].id});
                else
                    (void)talk->answer(given.kind == answer_kind::yes  ? "yes"
                                       : given.kind == answer_kind::no ? "no"
                                                                       : "unknown");
            }
        }
    }
}

TEST_CASE("law 13: a helper learns what is withheld, and why", "[law-13]") {
    answers person{shipped("pakistan")};
    give(person, "age_now_years", 30);
    give(person, "made_to_work_by_force_or_menace", "yes");
    give(person, "official_involved_fia", "yes");
    const assessment full = assess(shipped("pakistan"), person);
    const auto withheld = [](const assessment& of) {
        return std::count_if(of.referrals.begin(), of.referrals.end(),
                             [](const auto& r) { return r.status == referral_status::withheld; });
    };
    CHECK(withheld(seen_in(full, view_kind::helper)) > 0);
    CHECK(safeguard_of(seen_in(full, view_kind::helper), "pk_held_back_fia"));
    CHECK_FALSE(safeguard_of(seen_in(full, view_kind::official), "pk_held_back_fia"));
    CHECK(withheld(seen_in(full, view_kind::official)) == 0);
    for (const finding_result& f : seen_in(full, view_kind::helper).findings)
        CHECK(f.definition->kind != finding_kind::offence);
}

namespace {

bool shows_offences(const assessment& seen) {
    return std::any_of(seen.findings.begin(), seen.findings.end(), [](const finding_result& f) {
        return f.definition->kind == finding_kind::offence;
    });
}

answers consenting_adult() {
    answers person{shipped("pakistan")};
    give(person, "age_now_years", 30);
    give(person, "made_to_work_by_force_or_menace", "yes");
    give(person, "consents_to_offence_view", "yes");
    return person;
}

presentation investigator_of(std::string_view agency) {
    presentation how{view_kind::investigator};
    how.agency = agency;
    return how;
}

}  // namespace

TEST_CASE("law 13: an investigator sees offences with consent, and officials of other agencies",
          "[law-13]") {
    answers person = consenting_adult();
    const auto seen_by = [&](std::string_view agency) {
        return seen_in(assess(shipped("pakistan"), person), investigator_of(agency));
    };
    const auto held_back = [](const assessment& seen) {
        return safeguard_of(seen, "pk_held_back_fia") != nullptr;
    };
    give(person, "official_involved_fia", "yes");
    for (const std::string_view agency : {"fia", "police", "", "no_such_agency"}) {
        CAPTURE(agency);
        CHECK(shows_offences(seen_by(agency)));
        CHECK(held_back(seen_by(agency)) == (agency == "police"));
        CHECK(shows_offences(seen_in(seen_by(agency), investigator_of(agency))));
        CHECK_FALSE(held_back(seen_in(seen_by("fia"), investigator_of(agency))));
    }
    person.forget("consents_to_offence_view");
    CHECK_FALSE(shows_offences(seen_by("police")));
    CHECK_FALSE(held_back(seen_by("police")));
}

TEST_CASE("law 13: an investigator whose agency is concerned is given what is given of nobody",
          "[law-13]") {
    answers concerned = consenting_adult();
    give(concerned, "official_involved_fia", "yes");
    for (const std::string_view agency : {"fia", ""})
        CHECK(all_said_to(concerned, investigator_of(agency)) ==
              all_said_to(consenting_adult(), investigator_of(agency)));
    CHECK(all_said_to(concerned, investigator_of("police")) !=
          all_said_to(consenting_adult(), investigator_of("police")));
    // one sentence, whether the consent lacks, the agency is concerned or nothing is kept
    answers without = consenting_adult();
    without.forget("consents_to_offence_view");
    const text* words = shipped("words").find_text("page.not_for_this_reader");
    REQUIRE(words);
    for (const answers& person : {concerned, without, consenting_adult()})
        CHECK(page(assess(shipped("pakistan"), person), shipped("words"), investigator_of("fia"))
                  .find(words_for(*words, {})) != std::string::npos);
}

TEST_CASE("law 8: the consent of somebody who is taken for a child opens nothing", "[law-8]") {
    answers person = consenting_adult();
    give(person, "believed_under_18", "yes");
    const assessment full = assess(shipped("pakistan"), person);
    CHECK_FALSE(full.offences_may_be_shown);
    CHECK_FALSE(shows_offences(seen_in(full, investigator_of("police"))));
}

TEST_CASE("law 13: where a catalogue does not say whose agency took part, every one is concerned",
          "[law-13]") {
    // `hidden_sign` is hidden from the official, and its safeguard withholds the police
    assessment both = assess(hiding(), with_signs({"plain_sign", "hidden_sign"}));
    both.offences_may_be_shown = true;
    const indicator& hidden = *hiding().find_indicator("hidden_sign");
    const auto withholds = [&](std::string_view agency) {
        return disclosure{both, investigator_of(agency)}.withholds(hidden, {answer_kind::yes, 0});
    };
    CHECK_FALSE(withholds("aid"));
    CHECK(withholds("police"));
    std::erase_if(both.safeguards,
                  [](const safeguard_result& s) { return s.definition->id == "hidden_safeguard"; });
    CHECK(withholds("aid"));
}
