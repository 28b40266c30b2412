// SPDX-License-Identifier: Apache-2.0

// How many questions does an interview need? Persons come as cases, one a line, on standard input;
// each is interviewed in several orders.
//
//   pehchan_interviews [MAPPING-FILE | MAPPING-ID [PRIORS-FILE]] < cases.jsonl        prints one
//   line of counts a person, for benchmarks/interviews.py
//
// A person answers what the case holds; a blank is answered "unknown", and counts as a question
// asked. The conditions of the interview are recorded beforehand, for every order. Two stops: the
// first contact's (class interview), and that no question left can change a finding, safeguard or
// referral. Both only come nearer as more is known, so that the place at which a fixed order stops
// is found by halving.

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <pehchan/compiled.hpp>
#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "persons.hpp"

namespace {

using namespace pehchan;
using order = std::vector<std::uint32_t>;

constexpr int shuffles = 5;

class interviewer {
public:
    interviewer(const catalogue& catalogue_used, const priors* expected)
        : catalogue_(catalogue_used), finder_(catalogue_used), expected_(expected) {
        const catalogue_state& state = catalogue_used.state();
        for (const catalogue& one : state.closure)
            if (one.id() == "indicators")
                for (const indicator& about : one.document().indicators)
                    may_be_asked(index_in(state.indicators, about.id));
    }

    void interview_one(const std::string& id, const answers& person) {
        person_ = &person;
        std::cout << id;
        for (const bool full : {false, true}) {
            const order all = orders_[full];
            std::vector<std::pair<std::string, std::size_t>> counts;
            std::string ours;
            counts.emplace_back("ours", adaptive(full, ours));
            if (expected_) {
                std::string informed;
                counts.emplace_back("priors", adaptive(full, informed, expected_));
                if (informed != ours)
                    persons::stop("the final statuses differ with other frequencies");
            }
            counts.emplace_back("fixed", stops_at(all, full, ours));
            order danger_first = all;
            std::stable_partition(danger_first.begin(), danger_first.end(),
                                  [&](std::uint32_t i) { return danger_[i]; });
            counts.emplace_back("danger_first", stops_at(danger_first, full, ours));
            std::size_t random = 0;
            std::uint64_t seed = 20'261'124;
            for (int s = 0; s < shuffles; ++s) {
                order mixed = all;
                for (std::size_t left = mixed.size(); left > 1; --left)
                    std::swap(mixed[left - 1], mixed[next(seed) % left]);
                random += stops_at(mixed, full, ours);
            }
            counts.emplace_back("random", (random + shuffles / 2) / shuffles);
            counts.emplace_back("bound", full ? necessary_in_full() : necessary_at_first_contact());
            for (const auto& [name, n] : counts)
                std::cout << "\t" << (full ? "full." : "first.") << name << "=" << n;
        }
        std::cout << "\n";
    }

private:
    /// splitmix64
    static std::uint64_t next(std::uint64_t& state) {
        std::uint64_t z = (state += 0x9e3779b97f4a7c15u);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }

    void may_be_asked(std::uint32_t i) {
        const catalogue_state& state = catalogue_.state();
        const program& rules = state.rules_program;
        const indicator& about = *state.indicators[i];
        const form_definition* opening = catalogue_.form_with(form_role::opening);
        danger_.resize(rules.all_classes.size(), false);
        if (about.nature == indicator_nature::burden || about.id == "wants_to_stop" ||
            std::find(opening->indicators.begin(), opening->indicators.end(), about.id) !=
                opening->indicators.end())
            return;
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            for (const compiled_finding& f : state.compiled_findings)
                if (f.definition->headline == headline_id::act_now && test_bit(f.rule.literals, l))
                    danger_[i] = true;
        orders_[1].push_back(i);
        if (about.sensitivity < 3) orders_[0].push_back(i);
    }

    [[nodiscard]] answers begin() const {
        answers known{catalogue_};
        for (const std::string& id : catalogue_.form_with(form_role::opening)->indicators)
            (void)known.set(id, opening_answer(id));
        return known;
    }
    /// The conditions of a talk whose denials count; what is no condition is as the person's.
    [[nodiscard]] std::string_view opening_answer(std::string_view id) const {
        const catalogue_state& state = catalogue_.state();
        const program& rules = state.rules_program;
        const std::uint32_t i = index_in(state.indicators, id);
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            if (test_bit(state.denials_count_when.literals, l))
                return is_denial(*state.indicators[i], rules.literals[l]) ? "no" : "yes";
        return person_ && person_->at(i).kind == answer_kind::yes ? "yes" : "no";
    }
    /// The opening of the talk, which every order is given and which is not counted.
    void open(interview& talk) const {
        for (const std::string& id : catalogue_.form_with(form_role::opening)->indicators)
            (void)talk.record(id, opening_answer(id));
    }
    void ask(answers& known, std::uint32_t i) const {
        const indicator& about = *catalogue_.indicators()[i];
        const answer& said = person_->at(i);
        switch (said.kind) {
            case answer_kind::yes: (void)known.set(about.id, "yes"); break;
            case answer_kind::no: (void)known.set(about.id, "no"); break;
            case answer_kind::option:
                (void)known.set(
                    about.id,
                    std::string_view{about.options[static_cast<std::size_t>(said.value)].id});
                break;
            case answer_kind::number: (void)known.set(about.id, said.value); break;
            default: break;
        }
    }

    /// Everything that must come out the same in every order: all but offences.
    [[nodiscard]] std::string statuses(const answers& known) const {
        const assessment result = assess(catalogue_, known);
        std::string out;
        for (const finding_result& f : result.findings)
            if (f.definition->kind != finding_kind::offence)  // nobody is asked for their sake
                out += name_of(f.status), out += ' ';
        for (const safeguard_result& s : result.safeguards) out += s.definition->id, out += ' ';
        for (const referral_result& f : result.referrals)
            out += f.definition->id, out += '=', out += name_of(f.status), out += ' ';
        return out;
    }

    /// The next question in our order, or none: both stops.
    [[nodiscard]] const indicator* next_question_of(const answers& known,
                                                    const std::vector<bool>& asked, bool full,
                                                    const priors* expected = nullptr) {
        if (full) {
            const std::vector<next_question> found =
                finder_.find(known, asked, {true, false, {}, expected, 1});
            return found.empty() ? nullptr : found.front().about;
        }
        std::vector<std::string_view> named;
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (asked[i]) named.push_back(catalogue_.indicators()[i]->id);
        interview talk{known, named, {}};
        open(talk);
        return talk.next();
    }

    [[nodiscard]] std::size_t adaptive(bool full, std::string& out,
                                       const priors* expected = nullptr) {
        std::size_t n = 0;
        if (full) {
            answers known = begin();
            std::vector<bool> asked(catalogue_.indicators().size(), false);
            while (const indicator* about = next_question_of(known, asked, true, expected)) {
                const std::uint32_t i = index_in(catalogue_.state().indicators, about->id);
                asked[i] = true;
                ask(known, i);
                ++n;
            }
            out = statuses(known);
            return n;
        }
        interview talk{begin(), {}, {"", false, false, expected}};
        open(talk);
        while (const indicator* about = talk.next()) {
            const std::uint32_t i = index_in(catalogue_.state().indicators, about->id);
            const answer& said = person_->at(i);
            if (said.kind == answer_kind::number) (void)talk.answer(said.value);
            else if (said.kind == answer_kind::option)
                (void)talk.answer(
                    std::string_view{about->options[static_cast<std::size_t>(said.value)].id});
            else
                (void)talk.answer(said.kind == answer_kind::yes  ? "yes"
                                  : said.kind == answer_kind::no ? "no"
                                                                 : "unknown");
            ++n;
        }
        return n;
    }

    [[nodiscard]] std::size_t stops_at(const order& in, bool full, const std::string& ours) {
        std::size_t low = 0, high = in.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (stopped(in, middle, full)) high = middle;
            else low = middle + 1;
        }
        if (full) {
            answers known = begin();
            for (std::size_t q = 0; q < low; ++q) ask(known, in[q]);
            if (statuses(known) != ours)
                persons::stop("the final statuses differ between two orders");
        }
        return low;
    }
    [[nodiscard]] bool stopped(const order& in, std::size_t count, bool full) {
        answers known = begin();
        std::vector<bool> asked(catalogue_.indicators().size(), false);
        for (std::size_t q = 0; q < count; ++q) asked[in[q]] = true, ask(known, in[q]);
        return next_question_of(known, asked, full) == nullptr;
    }

    /// Questions that could still change something when all the others have been asked: whoever
    /// stops rightly has asked each of them, because what matters when more is known mattered when
    /// less was.
    [[nodiscard]] std::size_t necessary_in_full() {
        std::size_t n = 0;
        for (const std::uint32_t q : orders_[1]) n += matters_last(q, true);
        return n;
    }
    /// With danger among the answers one question can show it. Without, every danger question that
    /// could still show it must be asked.
    [[nodiscard]] std::size_t necessary_at_first_contact() {
        answers all = begin();
        for (const std::uint32_t q : orders_[0]) ask(all, q);
        interview talk{all, {}, {}};
        open(talk);
        (void)talk.next();
        if (talk.stop() == interview_stop::danger || talk.stop() == interview_stop::child_disclosed)
            return 1;
        std::size_t n = 0;
        for (const std::uint32_t q : orders_[0]) n += danger_[q] && matters_last(q, false);
        return std::max<std::size_t>(1, n);
    }
    [[nodiscard]] bool matters_last(std::uint32_t question, bool full) {
        answers known = begin();
        std::vector<bool> asked(catalogue_.indicators().size(), true);
        asked[question] = false;
        for (const std::uint32_t q : orders_[full])
            if (q != question) ask(known, q);
        const std::vector<next_question> found =
            finder_.find(known, asked, {full, false, {}, nullptr, 1});
        return !found.empty() && (full || found.front().why == question_reason::danger);
    }

    const catalogue& catalogue_;
    question_finder finder_;
    const priors* expected_;  ///< null: none
    order orders_[2];         ///< first contact, full: in the order of the document
    std::vector<bool> danger_;
    const answers* person_ = nullptr;
};

}  // namespace

int main(int count, char** words) {
    std::vector<catalogue> available;
    for (std::string_view id : builtin_ids())
        available.push_back(persons::taken(builtin(id), std::string(id)));
    const catalogue of = persons::pakistan();
    mapping_definition mapping;
    if (count > 1) {
        const std::string name = words[1];
        if (name.find('/') != std::string::npos) {
            std::ifstream in(name, std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in),
                                   std::istreambuf_iterator<char>()};
            const pehchan::catalogue mapped = persons::taken(load(text, available), name);
            mapping = mapped.document().mappings.front();
        } else {
            for (const catalogue& one : available)
                if (const mapping_definition* found = one.find_mapping(name)) mapping = *found;
        }
        if (mapping.id.empty()) persons::stop("no mapping " + name);
    }
    std::optional<priors> expected;
    if (count > 2) {
        std::ifstream in(words[2], std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in),
                               std::istreambuf_iterator<char>()};
        expected = persons::taken(read_priors(of, text), words[2]);
    }
    interviewer asks{of, expected ? &*expected : nullptr};
    std::size_t number = 0;
    for (std::string line; std::getline(std::cin, line);) {
        ++number;
        const person_case one = persons::taken(
            count > 1 ? read_mapped_case(of, mapping, line, number) : read_case(of, line, number),
            "line " + std::to_string(number));
        asks.interview_one(one.id, one.known);
    }
    return 0;
}
