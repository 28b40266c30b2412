// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_PAGE_IPP
#define PEHCHAN_IMPL_PAGE_IPP

// Writes the pages of one person: what to do, on one sheet; why, on a second; the person's own
// page; and a card.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "../detail/page_blocks.hpp"
#include "../detail/speech.hpp"
#include "../disclosure.hpp"
#include "../languages.hpp"
#include "../names.hpp"
#include "../page.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

class page_writer : speech {
public:
    page_writer(const assessment& result, const catalogue& words, const presentation& how,
                std::string_view case_id, const additions& added)
        : speech(words, how),
          to_reader_(result, how),
          seen_(seen_in(result, how)),
          words_(words),
          how_(how),
          case_(case_id),
          added_(added) {
        for (const referral_result& r : seen_.referrals)
            if (r.status == referral_status::indicated) bodies_.push_back(&r);
        std::stable_sort(
            bodies_.begin(), bodies_.end(),
            [](const referral_result* a, const referral_result* b) { return rank(*a) < rank(*b); });
    }

    [[nodiscard]] std::string write() {
        std::vector<page_sheet> sheets;
        if (how_.part == page_part::card) sheets.push_back(card());
        else if (how_.view == view_kind::person) sheets.push_back(person());
        else {
            page_sheet one = first(), two = second();
            if (how_.part != page_part::second) sheets.push_back(std::move(one));
            if (how_.part != page_part::first) sheets.push_back(std::move(two));
        }
        const bool begins_with_first = how_.view != view_kind::person &&
                                       how_.part != page_part::card &&
                                       how_.part != page_part::second;
        const std::string changed = changed_catalogue(seen_.catalogue_used, words_);
        if (!begins_with_first && !changed.empty())
            sheets.front().insert(sheets.front().begin(), {block_kind::small, changed, 0});
        return how_.format == page_format::html ? as_html(sheets, how_.language, direction())
                                                : as_text(sheets);
    }

private:
    void put(block_kind kind, std::string words, std::size_t number = 0) {
        to_.push_back({kind, std::move(words), number});
    }
    void heading(std::string_view id) { put(block_kind::heading, say(id)); }
    void item(std::string words) { put(block_kind::item, std::move(words)); }
    void detail_line(std::string words) { put(block_kind::detail, std::move(words)); }

    [[nodiscard]] text_direction direction() const {
        for (const catalogue_language& l : seen_.catalogue_used.document().languages)
            if (l.id == how_.language) return l.direction;
        return text_direction::left_to_right;
    }

    [[nodiscard]] std::string labels(const std::vector<std::string_view>& ids) const {
        std::string out;
        for (std::string_view id : ids)
            if (const indicator* about = seen_.catalogue_used.find_indicator(id))
                out += (out.empty() ? "" : "; ") + say(about->label);
        return out;
    }

    // --- the first sheet: what to do

    [[nodiscard]] page_sheet first() {
        to_.clear();
        put(block_kind::title, first_line(seen_.catalogue_used, words_, case_, how_.language));
        put(block_kind::small, say("page.notice"));
        if (is_draft("page.notice")) put(block_kind::small, say("page.draft"));
        if (how_.view == view_kind::investigator)
            put(block_kind::small, say("page.not_for_this_reader"));
        const std::string most = what_this_may_be();
        if (!most.empty()) put(block_kind::lead, most);
        sentences("page.first_do", &safeguard_definition::action, most_actions, actions_said_);
        bodies();
        sentences("page.first_do_not", &safeguard_definition::prohibition, most_prohibitions,
                  prohibitions_said_);
        if (seen_.catalogue_used.setting() == catalogue_setting::official) {
            const std::string_view age = seen_.child_now.value_or(false) ? "child"
                                         : is_adult()                    ? "adult"
                                                                         : "unknown_age";
            heading("page.first_say");
            put(block_kind::paragraph, say("page.say_" + std::string(age)));
            heading("page.first_consent");
            put(block_kind::paragraph, say("page.consent_" + std::string(age)));
        }
        return std::move(to_);
    }

    /// One sentence of what the most urgent findings are, and one of how sure that is.
    [[nodiscard]] std::string what_this_may_be() const {
        std::string out;
        std::size_t said = 0;
        const auto add = [&](const finding_result& f) {
            const std::string words = say(f.definition->summary);
            if (words.empty() || said == most_summaries || out.find(words) != std::string::npos)
                return;
            out += (out.empty() ? "" : " ") + words;
            ++said;
        };
        const bool danger = seen_.headline == headline_id::act_now;
        for (const finding_result& f : seen_.findings)
            if (danger && f.status == finding_status::indicated &&
                f.definition->headline == headline_id::act_now && said == 0)
                add(f);
        for (const finding_kind kind :
             {finding_kind::victim, finding_kind::protection, finding_kind::migration})
            for (const finding_result& f : seen_.findings)
                if (f.definition->kind == kind && f.status == finding_status::indicated &&
                    (kind == finding_kind::victim || said == (danger ? 1u : 0u)))
                    add(f);
        if (said == (danger ? 1u : 0u))  // nothing is shown: what there are signs of
            for (const finding_result& f : seen_.findings)
                if (f.definition->kind == finding_kind::victim && !f.signs.empty()) add(f);
        std::vector<headline_id> hold{seen_.headline};
        hold.insert(hold.end(), seen_.also.begin(), seen_.also.end());
        std::size_t sentences = 0;
        for (const headline_id h : hold)
            if (h != headline_id::none && sentences++ < most_headlines)
                out += (out.empty() ? "" : " ") + say("headline", h);
        return out;
    }

    /// The most urgent sentences: those that this person's answers call for, then those that hold
    /// for everybody.
    void sentences(std::string_view title, text safeguard_definition::* which, std::size_t most,
                   std::vector<const safeguard_definition*>& said) {
        for (const bool standing : {false, true})
            for (const safeguard_result& s : seen_.safeguards) {
                const text& words = s.definition->*which;
                if (words.empty() || standing == s.definition->when.has_value() ||
                    said.size() == most)
                    continue;
                if (said.empty()) heading(title);
                said.push_back(s.definition);
                if (which == &safeguard_definition::action)
                    put(block_kind::numbered, say(words), said.size());
                else item(say(words));
            }
    }

    /// Where a body stands among those to call: urgent first; then those that protect; what cannot
    /// be called, such as a card, last.
    [[nodiscard]] static std::tuple<bool, int, bool> rank(const referral_result& r) {
        const referral_definition& d = *r.definition;
        return {d.kind == referral_kind::information && d.contact.empty(), -d.urgency,
                d.kind != referral_kind::protection};
    }
    [[nodiscard]] std::string body(const referral_definition& d) const {
        std::string out = say(d.authority);
        if (!d.contact.empty())
            out += ": " + d.contact + " (" + say("page.as_of") + " " + d.contact_as_of + ")";
        if (d.within_hours) out += ", " + say("page.within_hours", *d.within_hours);
        if (d.availability == availability_kind::none_known) out += " — " + say("page.none_known");
        if ((d.kind == referral_kind::complaint || d.kind == referral_kind::investigation) &&
            !seen_.child_now.value_or(false))
            out += " — " + say("page.own_yes");
        return out;
    }
    void bodies() {
        if (seen_.catalogue_used.setting() != catalogue_setting::official) return;
        heading("page.first_call");
        for (std::size_t i = 0; i < bodies_.size() && i < most_bodies; ++i)
            put(block_kind::numbered, body(*bodies_[i]->definition), i + 1);
        if (bodies_.empty()) put(block_kind::paragraph, say("page.none_known"));
    }

    // --- the second sheet: why

    [[nodiscard]] page_sheet second() {
        to_.clear();
        put(block_kind::title, say("page.second"));
        put(block_kind::small, say("page.notice_long"));
        if (seen_.catalogue_used.setting() == catalogue_setting::survey)
            put(block_kind::small, say("page.survey"));
        why();
        not_smuggling();
        scores();
        still_open();
        settle();
        also_holds();
        other_bodies();
        endings();
        return std::move(to_);
    }

    void why() {
        std::vector<condition> said;  // each reason once
        std::vector<std::string> readings;
        for (const finding_result& f : seen_.findings) {
            if (f.status != finding_status::indicated) continue;
            if (readings.empty()) heading("page.why");
            item(say(f.definition->title) + " (" + say("finding_kind", f.definition->kind) + ") " +
                 marks(*f.definition));
            detail_line(say(f.definition->meaning));
            std::vector<condition> fresh;
            for (const condition& c : f.because)
                if (std::find(said.begin(), said.end(), c) == said.end()) fresh.push_back(c);
            said.insert(said.end(), fresh.begin(), fresh.end());
            if (!fresh.empty()) detail_line(say("page.because") + " " + joined(fresh, 6) + ".");
            elements(f);
            if (f.definition->kind == finding_kind::measure) instrument(f);
            const std::string reading = say("page.law") + " " + say("confidence", f.confidence) +
                                        ". " + say("page.reading") + " " +
                                        say("reading", f.reading) + ".";
            if (std::find(readings.begin(), readings.end(), reading) == readings.end()) {
                detail_line(reading);
                readings.push_back(reading);
            }
        }
    }

    /// The numbers of a finding's sources in the list at the end.
    [[nodiscard]] std::string marks(const finding_definition& f) {
        std::string out;
        for (const std::string& id : f.statement.sources) {
            const source* from = seen_.catalogue_used.find_source(id);
            auto at = std::find(sources_.begin(), sources_.end(), from);
            if (at == sources_.end()) at = sources_.insert(at, from);
            out.append("[").append(std::to_string(at - sources_.begin() + 1)).append("]");
        }
        return out;
    }

    /// How the most urgent victim finding differs from the migration findings, where the catalogue
    /// says so.
    void not_smuggling() {
        for (const finding_result& f : seen_.findings) {
            if (f.definition->kind != finding_kind::victim ||
                (f.status != finding_status::indicated && f.signs.empty()))
                continue;
            for (const finding_result& other : seen_.findings) {
                if (other.definition->kind != finding_kind::migration) continue;
                const contrast_definition* written =
                    seen_.catalogue_used.find_contrast(f.definition->id, other.definition->id);
                if (!written) continue;
                heading("page.not_smuggling");
                put(block_kind::paragraph, say(written->words));
                return;
            }
        }
    }

    /// What a measure is not for, and whether anything is known of how often it is right.
    void instrument(const finding_result& f) {
        const instrument_result* used = instrument_of(seen_, f.definition->id);
        if (!used || !used->as_published) detail_line(say("page.adapted_not_validated"));
        if (used) detail_line(say(used->definition->not_for));
    }

    /// The elements of the law in plain words, each with its status.
    void elements(const finding_result& f) {
        std::string said;
        for (const element_result& e : f.elements)
            said += (said.empty() ? "" : " | ") + say(e.definition->title) + " — " +
                    say("finding_status", e.status);
        if (!said.empty()) detail_line(said);
    }

    void scores() {
        for (const score_result& s : seen_.scores)
            item(say(s.definition->title) + ": " +
                 (s.low == s.high ? decimal_of(s.low)
                                  : decimal_of(s.low) + " … " + decimal_of(s.high)));
    }

    void still_open() {
        bool any = false;
        std::uint32_t unasked = 0;
        for (const finding_result& f : seen_.findings) {
            if (f.status == finding_status::indicated ||
                f.definition->kind == finding_kind::measure)
                continue;
            if (f.signs.empty() ||
                f.definition->kind ==
                    finding_kind::migration) {  // a sign of harm alone says nothing of migration
                ++unasked;
                continue;
            }
            if (!any) heading("page.signs");
            any = true;
            item(say(f.definition->title) + ": " + joined(f.signs, 3) + " — " +
                 (f.status == finding_status::open ? say("page.signs_open")
                                                   : say("page.signs_not_complete")));
            would_show(f);
        }
        if (!any) heading("page.signs");
        put(block_kind::paragraph, say(asked_words()) + " " + say("page.asked_note"));
        if (unasked) put(block_kind::paragraph, say("page.nobody_asked"));
        if (!seen_.denials_disregarded) return;
        put(block_kind::paragraph, say("page.set_aside"));
        if (!seen_.denials_disregarded_until.empty())
            detail_line(say("page.set_aside_until") + " " +
                        labels(seen_.denials_disregarded_until) + ".");
        if (!seen_.denials_disregarded_until_absent.empty())
            detail_line(say("page.set_aside_until_absent") + " " +
                        labels(seen_.denials_disregarded_until_absent) + ".");
    }
    /// How many of the signs of harm have an answer that counts, in words.
    [[nodiscard]] std::string_view asked_words() const {
        return seen_.asked_n == 0                   ? "page.asked_none"
               : seen_.asked_n * 2 < seen_.asked_of ? "page.asked_some"
                                                    : "page.asked_most";
    }

    void would_show(const finding_result& f) {
        for (const auto& [finding, missing] : added_.would_indicate) {
            if (finding != f.definition->id) continue;
            std::string said;
            for (const std::string& set : in_words(missing, to_reader_))
                said += (said.empty() ? "" : " — " + say("page.or") + " — ") + set;
            if (!said.empty())
                detail_line(say("page.would_indicate") + " " + said +
                            (missing.has_more ? " …" : ""));
        }
    }

    void settle() {
        if (!added_.ask_next) return;
        std::size_t said = 0;
        for (const next_question& q : *added_.ask_next) {
            if (to_reader_.hides(*q.about) || said == most_questions) continue;
            if (said++ == 0) heading("page.settle");
            item(say(q.about->question.empty() ? q.about->label : q.about->question));
        }
    }

    /// What the first sheet had no room for. The law behind the most urgent of what this person's
    /// answers call for is said in full.
    void also_holds() {
        bool any = false;
        std::size_t in_full = 0;
        for (const safeguard_result& s : seen_.safeguards) {
            const safeguard_definition& d = *s.definition;
            const bool of_law =
                d.force == basis_kind::statute || d.force == basis_kind::constitution;
            std::string words;
            const auto add = [&](const text& sentence,
                                 const std::vector<const safeguard_definition*>& on_first) {
                if (!sentence.empty() &&
                    std::find(on_first.begin(), on_first.end(), &d) == on_first.end())
                    words += (words.empty() ? "" : " ") + say(sentence);
            };
            if (d.when && of_law && in_full < most_in_full) {
                ++in_full;
                words = say(d.title) + ". " + say(d.words);
            } else if (d.action.empty() && d.prohibition.empty()) {
                words = say(d.words.empty() ? d.title : d.words);
            } else {
                add(d.action, actions_said_);
                add(d.prohibition, prohibitions_said_);
                if (of_law && !words.empty()) words = say(d.title) + ". " + words;
            }
            if (words.empty()) continue;
            if (!s.unless_known.empty()) words += " (" + say("page.unless_known") + ")";
            if (!any) heading("page.also_holds");
            any = true;
            item(std::move(words));
        }
    }

    [[nodiscard]] bool is_adult() const {
        return !seen_.child_now.value_or(true) || seen_.adult_by_age;
    }
    /// An adult's or a child's; both where the age is not known.
    [[nodiscard]] std::string consent_of(const referral_definition& d) const {
        if (seen_.child_now.value_or(false)) return say(d.consent_child);
        if (is_adult()) return say(d.consent_adult);
        return say("page.adult") + " " + say(d.consent_adult) + " " + say("page.child") + " " +
               say(d.consent_child);
    }

    /// The bodies after those of the first sheet, then each different consent once, with the
    /// numbers of both sheets.
    void other_bodies() {
        std::vector<std::pair<std::string, std::string>> consents;  // words, numbers
        bool unchecked = false;
        std::size_t number = 0;
        for (const referral_result* r : bodies_) {
            const referral_definition& d = *r->definition;
            if (number++ == 0) heading("page.other_bodies");
            std::string words = body(d);
            if (d.kind != referral_kind::protection) words += " — " + say("referral_kind", d.kind);
            if (d.mode == referral_mode::duty) words += " — " + say("page.duty");
            unchecked = unchecked || d.availability == availability_kind::unverified;
            if (number > most_bodies) put(block_kind::numbered, std::move(words), number);
            const std::string consent = consent_of(d);
            const auto known = std::find_if(consents.begin(), consents.end(),
                                            [&](const auto& c) { return c.first == consent; });
            if (known == consents.end()) consents.emplace_back(consent, std::to_string(number));
            else known->second += ", " + std::to_string(number);
        }
        if (unchecked) detail_line(say("availability.unverified"));
        for (const auto& [words, numbers] : consents)
            detail_line(say("page.consent") + " " + numbers + ": " + words);
        waiting_bodies();
        withheld_bodies();
    }

    /// Which fact, where it becomes known, leads to which other bodies: the fact that leads to most
    /// comes first.
    void waiting_bodies() {
        std::vector<std::pair<std::string, std::vector<std::string>>>
            waiting;  // facts, authorities
        for (const referral_result& r : seen_.referrals) {
            if (r.status != referral_status::open) continue;
            const std::string facts = labels(r.depends_on);
            auto known = std::find_if(waiting.begin(), waiting.end(),
                                      [&](const auto& w) { return w.first == facts; });
            if (known == waiting.end()) known = waiting.insert(known, {facts, {}});
            known->second.push_back(say(r.definition->authority));
        }
        std::stable_sort(waiting.begin(), waiting.end(), [](const auto& a, const auto& b) {
            return a.second.size() > b.second.size();
        });
        if (!waiting.empty()) heading("page.referrals_open");
        for (const auto& [facts, authorities] : waiting) {
            std::string names;
            for (std::size_t i = 0; i < authorities.size() && i < most_waiting; ++i)
                names += (i ? "; " : "") + authorities[i];
            if (authorities.size() > most_waiting)
                names += "; " + say("page.and_more", authorities.size() - most_waiting);
            item(facts + " → " + names);
        }
    }

    void withheld_bodies() {
        bool any = false;
        for (const referral_result& r : seen_.referrals) {
            if (r.status != referral_status::withheld) continue;
            if (!any) heading("page.withheld");
            any = true;
            std::string by;
            for (std::string_view id : r.withheld_by)
                for (const safeguard_result& s : seen_.safeguards)
                    if (s.definition->id == id)
                        by += (by.empty() ? "" : "; ") + say(s.definition->title);
            item(say(r.definition->authority) + " — " + by);
        }
    }

    void endings() {
        put(block_kind::paragraph, say("page.never_cleared"));
        if (!sources_.empty()) heading("page.sources");
        for (std::size_t i = 0; i < sources_.size(); ++i)
            put(block_kind::detail,
                "[" + std::to_string(i + 1) + "] " + short_title(*sources_[i]) +
                    (sources_[i]->as_of.empty() ? "" : ", " + sources_[i]->as_of) + " — " +
                    say("confidence", sources_[i]->confidence));
    }

    /// Up to the colon after which a title says what the source is used for.
    [[nodiscard]] static std::string short_title(const source& of) {
        return of.title.substr(0, of.title.find(": "));
    }

    // --- for the person

    [[nodiscard]] page_sheet person() {
        to_.clear();
        const person_words words = words_for_person(seen_, words_, how_);
        const bool child = seen_.child_now.value_or(false);
        put(block_kind::paragraph, std::string(words.opening));
        heading(child ? "person.rights_child" : "person.rights");
        for (std::string_view right : words.rights) item(std::string(right));
        if (!words.if_under_18.empty()) put(block_kind::paragraph, std::string(words.if_under_18));
        if (!words.warning.empty()) put(block_kind::paragraph, std::string(words.warning));
        heading(child ? "person.offers_child" : "person.offers");
        for (std::string_view choice : words.choices) item(std::string(choice));
        if (!words.choose_nothing.empty()) item(std::string(words.choose_nothing));
        if (!words.numbers.empty()) heading("person.numbers");
        for (const number_to_call& n : words.numbers)
            item(std::string(n.contact) + " — " + std::string(n.words));
        put(block_kind::paragraph, std::string(words.next));
        return std::move(to_);
    }

    /// A card says what any help card says: numbers, and nothing of the person or of this talk.
    [[nodiscard]] page_sheet card() {
        to_.clear();
        put(block_kind::title, say("card.title"));
        for (const number_to_call& n : words_for_person(seen_, words_, how_).numbers)
            put(block_kind::paragraph, std::string(n.contact) + " — " + std::string(n.words));
        for (const std::string_view id : {"card.hours", "card.free", "card.languages"})
            if (words_.find_text(id)) put(block_kind::paragraph, say(id));
        return std::move(to_);
    }

    static constexpr std::size_t most_summaries = 2, most_headlines = 2, most_actions = 3,
                                 most_bodies = 3, most_prohibitions = 5, most_questions = 3,
                                 most_in_full = 4;
    static constexpr std::size_t most_waiting =
        2;  ///< authorities named behind a fact still to be asked

    page_sheet to_;  ///< the sheet that is being written
    std::vector<const safeguard_definition*> actions_said_,
        prohibitions_said_;                       ///< on the first sheet
    std::vector<const referral_result*> bodies_;  ///< indicated, in the order of calling
    std::vector<const source*> sources_;          ///< in the order of their numbers
    disclosure to_reader_;
    assessment seen_;
    const catalogue& words_;
    presentation how_;
    std::string_view case_;
    const additions& added_;
};

}  // namespace detail

std::string page(const assessment& result, const catalogue& words, const presentation& how,
                 std::string_view case_id, const additions& added) {
    return detail::page_writer{result, words, how, case_id, added}.write();
}

}  // namespace v0
}  // namespace pehchan

#endif
