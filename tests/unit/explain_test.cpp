// SPDX-License-Identifier: Apache-2.0

// What would make an open finding indicated: against brute force, and on the shipped catalogues.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catch.hpp"
#include "pehchan/detail/evaluate.hpp"
#include "pehchan/detail/nearness.hpp"
#include "pehchan/pehchan.hpp"
#include "support/brute_force.hpp"
#include "support/give.hpp"
#include "support/random_catalogue.hpp"
#include "support/shipped.hpp"

using namespace pehchan;
using namespace pehchan_tests;

namespace {

constexpr std::size_t wanted_pairs = 100'000 / slowed_down / slowed_down;

/// An answer that would do, as the place of its indicator among the missing ones and the values
/// that do.
using plain_item = std::pair<std::size_t, std::set<std::int64_t>>;
using plain_set = std::vector<plain_item>;

/// Every completion of the missing answers, and whether the rule holds in it; tells what a choice
/// of values suffices for.
class truth_table {
public:
    truth_table(const catalogue& catalogue_used, const answers& known)
        : catalogue_(catalogue_used) {
        possible_ = possible_values(catalogue_used, known);
        for (const indicator* about : catalogue_used.indicators())
            if (possible_.at(about->id).size() > 1) missing_.push_back(about);
    }
    void fill(const rule_tree& rule) {
        const plain_meaning meaning{catalogue_.document()};
        rows_.clear();
        each_completion(possible_, [&](const complete_person& person) {
            std::vector<std::int64_t> row;
            for (const indicator* about : missing_) row.push_back(person.at(about->id));
            rows_.emplace_back(std::move(row), meaning.holds(rule, person));
        });
    }
    [[nodiscard]] bool suffices(const plain_set& chosen) const {
        return std::all_of(rows_.begin(), rows_.end(), [&](const auto& row) {
            return row.second ||
                   std::any_of(chosen.begin(), chosen.end(), [&](const plain_item& item) {
                       return !item.second.count(row.first[item.first]);
                   });
        });
    }
    [[nodiscard]] std::size_t completions() const {
        std::size_t out = 1;
        for (const indicator* about : missing_) out *= possible_.at(about->id).size();
        return out;
    }
    [[nodiscard]] const std::vector<const indicator*>& missing() const { return missing_; }
    [[nodiscard]] const std::vector<std::int64_t>& values(std::size_t place) const {
        return possible_.at(missing_[place]->id);
    }

    /// All sets of the smallest size, widened, in order, each once.
    [[nodiscard]] std::vector<plain_set> smallest() const {
        std::vector<plain_set> out;
        for (std::size_t size = 1; size <= missing_.size() && out.empty(); ++size) {
            plain_set chosen;
            choose(size, 0, chosen, out);
        }
        return out;
    }

private:
    void choose(std::size_t left, std::size_t first, plain_set& chosen,
                std::vector<plain_set>& out) const {
        if (left == 0) {
            if (!suffices(chosen)) return;
            const plain_set wide = widened(chosen);
            if (std::find(out.begin(), out.end(), wide) == out.end()) out.push_back(wide);
            return;
        }
        for (std::size_t m = first; m < missing_.size(); ++m)
            for (const std::int64_t value : values(m)) {
                chosen.push_back({m, {value}});
                choose(left - 1, m + 1, chosen, out);
                chosen.pop_back();
            }
    }
    [[nodiscard]] plain_set widened(plain_set chosen) const {
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            const std::int64_t given = *chosen[i].second.begin();
            std::set<std::int64_t> wide{given};
            const auto also = [&](std::int64_t value) {
                const std::vector<std::int64_t>& all = values(chosen[i].first);
                if (std::find(all.begin(), all.end(), value) == all.end()) return false;
                chosen[i].second = {value};
                const bool good = suffices(chosen);
                if (good) wide.insert(value);
                return good;
            };
            switch (missing_[chosen[i].first]->type) {
                case indicator_type::yes_no: break;
                case indicator_type::choice:
                    for (const std::int64_t value : values(chosen[i].first)) (void)also(value);
                    break;
                case indicator_type::number:
                    for (std::int64_t v = given + 1; also(v); ++v) {}
                    for (std::int64_t v = given - 1; also(v); --v) {}
                    break;
            }
            chosen[i].second = wide;
        }
        return chosen;
    }

    const catalogue& catalogue_;
    std::map<std::string, std::vector<std::int64_t>> possible_;
    std::vector<const indicator*> missing_;
    std::vector<std::pair<std::vector<std::int64_t>, bool>> rows_;
};

/// In which order the library asks, for this person.
class nearness_of_person {
public:
    explicit nearness_of_person(const answers& known) : state_(known.catalogue_used().state()) {
        evaluation work{state_.rules_program};
        detail::evaluate(state_, known, state_.all_operations, work);
        near_.emplace(state_, known, work.low());
    }
    [[nodiscard]] const detail::nearness& near() const { return *near_; }
    /// The places of the answers in that order, the first first; of sets with a choice or a number
    /// the nearest only, because its values come before what goes with it.
    [[nodiscard]] std::vector<std::size_t> places(
        const std::vector<std::pair<std::uint32_t, bool>>& set) const {
        std::vector<std::size_t> out;
        bool plain = true;
        for (const auto& [i, yes] : set) {
            std::size_t place = 0;
            for (std::uint32_t other = 0; other < state_.indicators.size(); ++other)
                place += near_->before(other, i);
            const bool yes_no = state_.indicators[i]->type == indicator_type::yes_no;
            out.push_back(2 * place + (yes_no && yes));
            plain = plain && yes_no;
        }
        std::sort(out.begin(), out.end());
        if (!plain) out.resize(1);
        return out;
    }
    [[nodiscard]] std::vector<std::size_t> places(const plain_set& set,
                                                  const truth_table& table) const {
        std::vector<std::pair<std::uint32_t, bool>> of;
        for (const plain_item& item : set)
            of.emplace_back(index(table.missing()[item.first]->id), item.second.count(1) > 0);
        return places(of);
    }
    [[nodiscard]] std::vector<std::size_t> places(const std::vector<wanted_answer>& set) const {
        std::vector<std::pair<std::uint32_t, bool>> of;
        for (const wanted_answer& w : set) of.emplace_back(index(w.about->id), w.yes);
        return places(of);
    }
    /// Whether the first must not stand after the second.
    [[nodiscard]] static bool is_nearer(const std::vector<std::size_t>& a,
                                        const std::vector<std::size_t>& b) {
        return a.size() == b.size() && a.size() > 1 ? a < b : a.front() / 2 < b.front() / 2;
    }
    [[nodiscard]] std::uint32_t index(std::string_view id) const {
        return index_in(state_.indicators, id);
    }

private:
    const catalogue_state& state_;
    std::optional<detail::nearness> near_;
};

bool allows(const wanted_answer& w, std::int64_t value) {
    switch (w.about->type) {
        case indicator_type::yes_no: return (value == 1) == w.yes;
        case indicator_type::choice:
            return std::find(w.options.begin(), w.options.end(),
                             w.about->options[static_cast<std::size_t>(value)].id) !=
                   w.options.end();
        case indicator_type::number:
            return (!w.at_least || value >= *w.at_least) && (!w.below || value < *w.below);
    }
    return false;
}

plain_set plain(const std::vector<wanted_answer>& set, const truth_table& table) {
    plain_set out;
    for (const wanted_answer& w : set) {
        const auto at = std::find(table.missing().begin(), table.missing().end(), w.about);
        if (at == table.missing().end()) FAIL("an answer that is not missing is wanted");
        plain_item item{static_cast<std::size_t>(at - table.missing().begin()), {}};
        for (const std::int64_t value : table.values(item.first))
            if (allows(w, value)) item.second.insert(value);
        out.push_back(std::move(item));
    }
    return out;
}

std::string said(const std::vector<plain_set>& sets, const truth_table& table) {
    std::string out;
    for (const plain_set& set : sets) {
        out += "; {";
        for (const plain_item& item : set) {
            out += " " + table.missing()[item.first]->id + ":";
            for (const std::int64_t value : item.second) out += " " + std::to_string(value);
        }
        out += " }";
    }
    return out;
}

/// Answers as wanted.
void answer_as(answers& known, const wanted_answer& w) {
    switch (w.about->type) {
        case indicator_type::yes_no: give(known, w.about->id, w.yes ? "yes" : "no"); break;
        case indicator_type::choice: give(known, w.about->id, w.options.front()); break;
        case indicator_type::number:
            give(known, w.about->id, w.at_least ? *w.at_least : *w.below - 1);
            break;
    }
}

std::vector<person_case> shipped_persons(const catalogue& catalogue_used) {
    std::vector<person_case> out;
    for (const char* file : {"examples/vignettes.jsonl", "examples/constructed.jsonl"})
        for (person_case& one : example_persons(catalogue_used, file))
            out.push_back(std::move(one));
    return out;
}

}  // namespace

TEST_CASE(
    "what would indicate a finding is the smallest sets, on 100,000 random catalogues with "
    "answers, against brute force") {
    dice d{20261124};
    std::size_t pairs = 0, open = 0, sized_three = 0, more = 0, wide = 0, twelve = 0;
    while (pairs < wanted_pairs) {
        const bool many = d.below(400) == 0;  // twelve missing answers, all of them yes or no, so
                                              // that all completions can be tried
        random_shape shape{many ? 12 + d.below(3) : 4 + d.below(7), 3, 1 + d.below(3), d.chance(50),
                           many};
        const auto of = build(random_catalogue_maker{d, shape}.make());
        if (!of) continue;
        for (int n = 0; n < (many ? 3 : 25); ++n, ++pairs) {
            const answers known = random_answers(d, *of, many ? 12 : d.below(5));
            truth_table table{*of, known};
            if (table.completions() > 4096) continue;
            twelve += table.missing().size() == 12;
            explainer explain{*of, known};
            for (const finding_result& f : assess(*of, known).findings) {
                const missing_sets found = explain.would_indicate(f.definition->id);
                if (f.status != finding_status::open) {
                    if (!(found == missing_sets{})) FAIL("a settled finding wants answers");
                    continue;
                }
                ++open;
                table.fill(f.definition->rule);
                const std::vector<plain_set> expected = table.smallest();
                if (!found.complete) FAIL("a small search came to its limit");
                if (found.sets.size() != std::min<std::size_t>(3, expected.size()) ||
                    found.has_more != (expected.size() > 3))
                    FAIL(f.definition->id << ": " << found.sets.size()
                                          << " sets, brute force finds " << expected.size()
                                          << said(expected, table));
                const nearness_of_person near{known};
                std::vector<plain_set> left = expected;
                for (std::size_t s = 0; s < found.sets.size(); ++s) {
                    const plain_set set = plain(found.sets[s], table);
                    const auto at = std::find(left.begin(), left.end(), set);
                    if (at == left.end())
                        FAIL(f.definition->id << ": set " << s << " is none by brute force");
                    left.erase(at);
                    for (const plain_set& other : left)
                        if (near.is_nearer(near.places(other, table), near.places(set, table)))
                            FAIL(f.definition->id << ": a nearer set than " << s << " comes later");
                    sized_three += set.size() >= 3;
                    wide += std::any_of(set.begin(), set.end(), [](const plain_item& item) {
                        return item.second.size() > 1;
                    });
                }
                more += found.has_more;
            }
        }
    }
    CHECK(open > wanted_pairs / 4);
    CHECK(sized_three > 0);
    CHECK(more > 0);
    CHECK(wide > 0);
    if (wanted_pairs >= 100'000) CHECK(twelve > 0);
}

TEST_CASE(
    "every set, once answered, makes the finding indicated, and no part of it does: shipped "
    "catalogues and persons") {
    std::size_t sets = 0;
    for (const std::string_view id : {"pakistan", "palermo"}) {
        const catalogue& catalogue_used = shipped(id);
        for (const person_case& person : shipped_persons(catalogue_used)) {
            const assessment before = assess(catalogue_used, person.known);
            explainer explain{catalogue_used, person.known};
            for (const finding_result& f : before.findings) {
                const missing_sets found = explain.would_indicate(f.definition->id);
                CHECK(found.complete);
                if (f.status != finding_status::open) CHECK(found.sets.empty());
                for (const std::vector<wanted_answer>& set : found.sets) {
                    ++sets;
                    for (std::size_t left_out = 0; left_out <= set.size(); ++left_out) {
                        answers known = person.known;
                        for (std::size_t w = 0; w < set.size(); ++w)
                            if (w != left_out) answer_as(known, set[w]);
                        const bool indicated =
                            finding_of(assess(catalogue_used, known), f.definition->id).status ==
                            finding_status::indicated;
                        if (indicated != (left_out == set.size()))
                            FAIL_CHECK(person.id << ", " << f.definition->id
                                                 << ": a set is too small or too large");
                    }
                    for (const wanted_answer& w : set)
                        if (w.about->nature == indicator_nature::burden)
                            FAIL_CHECK(w.about->id << " is a burden fact");
                }
            }
        }
    }
    CHECK(sets > 500);
}

namespace {

/// The ids of the first set, joined; "" where there is none.
std::string first_of(const catalogue& catalogue_used, const std::vector<std::string_view>& signs,
                     std::string_view finding) {
    answers known{catalogue_used};
    for (const std::string_view sign : signs) give(known, sign, "yes");
    std::string out;
    const missing_sets found = would_indicate(catalogue_used, known, finding);
    if (!found.sets.empty())
        for (const wanted_answer& w : found.sets[0]) out += (out.empty() ? "" : " ") + w.about->id;
    return out;
}

bool begins_with(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
        return text.find(word) != std::string_view::npos;
    });
}

}  // namespace

TEST_CASE("what would show a finding begins with what is near to this person's answers") {
    const catalogue& catalogue_used = shipped("pakistan");
    // counter-examples: what the alphabet put first
    const std::string unpaid = first_of(catalogue_used, {"wages_withheld"}, "trafficking"),
                      captive = first_of(catalogue_used, {"held_for_ransom", "confined_now"},
                                         "trafficking"),
                      beggar = first_of(catalogue_used, {"begs_now"}, "trafficking");
    INFO(unpaid << " | " << captive << " | " << beggar);
    for (const std::string& first : {unpaid, captive}) {
        CHECK_FALSE(begins_with(first, {"beg"}));
        CHECK_FALSE(begins_with(first, {"child", "sex", "image"}));
    }
}

TEST_CASE("no order of missing answers is that of the alphabet: random persons") {
    dice d{719};
    std::size_t compared = 0, near_first = 0, first_differs = 0;
    for (const std::string_view id : {"pakistan", "palermo"}) {
        const catalogue& catalogue_used = shipped(id);
        for (std::size_t n = 0; n < 150 / slowed_down; ++n) {
            const answers known = random_person(
                d, catalogue_used, {.harm_yes = 2 + d.below(4), .harm_no = 10, .fact_yes = 20});
            const nearness_of_person near{known};
            explainer explain{catalogue_used, known};
            for (const finding_result& f : assess(catalogue_used, known).findings) {
                if (f.status != finding_status::open) continue;
                const missing_sets few = explain.would_indicate(f.definition->id, 3),
                                   many = explain.would_indicate(f.definition->id, 12);
                if (!few.complete || !many.complete || many.sets.size() < 2) continue;
                // fewer are the beginning of more
                for (std::size_t s = 0; s < few.sets.size(); ++s)
                    if (!(few.sets[s] == many.sets[s])) FAIL_CHECK("another beginning");
                for (std::size_t s = 0; s + 1 < many.sets.size(); ++s)
                    if (near.is_nearer(near.places(many.sets[s + 1]), near.places(many.sets[s])))
                        FAIL_CHECK(f.definition->id << ": a nearer set comes later");
                ++compared;
                const auto share = [&](const std::vector<wanted_answer>& set) {
                    std::uint64_t most = 0;
                    for (const wanted_answer& w : set)
                        most = std::max(most, near.near().of(near.index(w.about->id)));
                    return most;
                };
                near_first += share(many.sets.front()) >= share(many.sets.back());
                first_differs += many.sets.front()[0].about->id > many.sets.back()[0].about->id;
            }
        }
    }
    CHECK(near_first == compared);
    CHECK(compared > 200 / slowed_down);
    CHECK(first_differs > compared / 10);
}

TEST_CASE("of a known adult nothing is wanted that is asked of children only") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers adult{catalogue_used}, child{catalogue_used}, survivor{catalogue_used};
    give(adult, "age_now_years", 34);
    give(child, "age_now_years", 12);
    give(survivor, "age_now_years", 34);
    give(survivor, "age_when_it_happened_years", 12);
    std::set<std::string> only;
    for (const form_definition* form : catalogue_used.forms())
        if (name_of(form->role) == "only_child")
            only.insert(form->indicators.begin(), form->indicators.end());
    REQUIRE_FALSE(only.empty());
    for (const finding_definition* f : catalogue_used.findings()) {
        const missing_sets now = would_indicate(catalogue_used, adult, f->id, 50);
        for (const std::vector<wanted_answer>& set : now.sets)
            for (const wanted_answer& w : set)
                if (only.count(w.about->id)) FAIL_CHECK(f->id << " wants " << w.about->id);
    }
    const nearness_of_person of_adult{adult}, of_child{child}, of_survivor{survivor};
    for (const indicator* about : catalogue_used.indicators()) {
        const std::uint32_t i = of_adult.index(about->id);
        CHECK(of_adult.near().cannot_apply(i) == (only.count(about->id) > 0));
        CHECK_FALSE(of_child.near().cannot_apply(i));
        CHECK(of_survivor.near().cannot_apply(i) ==
              (only.count(about->id) > 0 && about->period == indicator_period::now));
    }
    give(adult, "believed_under_18", "yes");
    const nearness_of_person disputed{adult};
    for (const std::string& id : only)
        CHECK_FALSE(disputed.near().cannot_apply(disputed.index(id)));
}

TEST_CASE("with no answers one sign can show trafficking, and smuggling needs its three facts") {
    const catalogue& catalogue_used = shipped("pakistan");
    const missing_sets trafficking =
        would_indicate(catalogue_used, answers{catalogue_used}, "trafficking");
    REQUIRE(trafficking.sets.size() == 3);
    for (const auto& set : trafficking.sets) CHECK(set.size() == 1);
    CHECK(trafficking.has_more);
    const missing_sets smuggled =
        would_indicate(catalogue_used, answers{catalogue_used}, "smuggled_migrant");
    REQUIRE(smuggled.sets.size() == 2);  // entry, or entry or stay
    CHECK_FALSE(smuggled.has_more);
    std::set<std::string> procured;
    for (const auto& set : smuggled.sets) {
        REQUIRE(set.size() == 3);
        procured.insert(set[0].about->id);
        CHECK(set[1].about->id == "national_or_resident_of_the_state");
        CHECK_FALSE(set[1].yes);
        CHECK(set[2].about->id == "procurer_gains_benefit");
    }
    CHECK(procured == std::set<std::string>{"irregular_entry_arranged_by_another",
                                            "irregular_entry_or_stay_procured_by_another"});
}

TEST_CASE("law 1: what was declined is wanted as what was never asked", "[law-1]") {
    const catalogue& catalogue_used = shipped("pakistan");
    answers declined{catalogue_used};
    for (const indicator* about : catalogue_used.indicators())
        give(declined, about->id, "declined");
    for (const finding_definition* f : catalogue_used.findings())
        CHECK(would_indicate(catalogue_used, declined, f->id) ==
              would_indicate(catalogue_used, answers{catalogue_used}, f->id));
}

TEST_CASE("a finding that the catalogue does not have is refused") {
    const catalogue& catalogue_used = shipped("pakistan");
    CHECK_THROWS_AS(would_indicate(catalogue_used, answers{catalogue_used}, "no_such_finding"),
                    std::out_of_range);
    CHECK_THROWS_AS(rule_in_words(catalogue_used, "no_such_finding", shipped("words")),
                    std::out_of_range);
    CHECK_THROWS_AS(would_indicate(catalogue_used, answers{shipped("palermo")}, "trafficking"),
                    std::invalid_argument);
}

TEST_CASE(
    "a rule in words names every element, no burden fact, and nothing that is hidden from its "
    "reader") {
    const catalogue& catalogue_used = shipped("pakistan");
    for (const std::string_view language : {"en", "ur"}) {
        const presentation how{view_kind::official, language};
        for (const finding_definition* f : catalogue_used.findings()) {
            const std::string words = rule_in_words(catalogue_used, f->id, shipped("words"), how);
            CHECK_FALSE(words.empty());
            CHECK(words.back() == '\n');
            for (const indicator* about : catalogue_used.indicators())
                if (about->nature == indicator_nature::burden || !about->hidden_from.empty())
                    CHECK(words.find("  " + std::string(words_for(about->label, how)) + "\n") ==
                          std::string::npos);
        }
    }
    CHECK(rule_in_words(catalogue_used, "smuggled_migrant", shipped("words"))
              .find("entry or stay without permission arranged by somebody else") !=
          std::string::npos);
}
