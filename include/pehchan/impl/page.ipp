// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_PAGE_IPP
#define PEHCHAN_IMPL_PAGE_IPP

// Writes one page.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../detail/speech.hpp"
#include "../detail/view_filter.hpp"
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
          hidden_(how.view, result.offences_may_be_shown),
          seen_(seen_in(result, how.view)),
          words_(words),
          how_(how),
          case_(case_id),
          added_(added) {}

    [[nodiscard]] std::string write() {
        switch (how_.view) {
            case view_kind::person: person(); break;
            case view_kind::committee: committee(); break;
            default: official(); break;
        }
        return std::move(out_);
    }

private:
    void line(std::string_view words = {}) { out_.append(words).push_back('\n'); }
    void heading(std::string_view id) {
        line();
        line(say(id));
    }

    [[nodiscard]] std::string labels(const std::vector<std::string_view>& ids) const {
        std::string out;
        for (std::string_view id : ids)
            if (const indicator* about = seen_.catalogue_used.find_indicator(id))
                out += (out.empty() ? "" : "; ") + say(about->label);
        return out;
    }

    /// Which texts a host has added in the language of this page.
    [[nodiscard]] std::string added_texts() const {
        constexpr std::size_t digits = 12;  // of the digest: enough to tell two lists apart
        std::string out;
        for (const auto& added : seen_.catalogue_used.document().added_languages)
            if (added->language == how_.language)
                out += " · " + added->language + " " + added->digest.substr(0, digits);
        return out;
    }

    void official() {
        line(std::string("Pehchan") + (case_.empty() ? "" : " · " + std::string(case_)) + " · " +
             std::string(seen_.catalogue_used.id()) + " " +
             std::string(seen_.catalogue_used.version()) + added_texts());
        line(say("page.notice"));
        if (is_draft("page.notice")) line(say("page.draft"));
        if (seen_.catalogue_used.setting() == catalogue_setting::survey) line(say("page.survey"));
        line();
        if (seen_.headline != headline_id::none) {
            line("» " + say("headline", seen_.headline));
            for (headline_id other : seen_.also)
                line("  " + say("page.also") + " " + say("headline", other));
        }
        line("  " + say("page.asked") + " " + std::to_string(seen_.asked_n) + " / " +
             std::to_string(seen_.asked_of) + ". " + say("page.asked_note"));
        if (seen_.denials_disregarded) {
            line("  " + say("page.set_aside") + " " + std::to_string(seen_.denials_disregarded) +
                 ".");
            if (!seen_.denials_disregarded_until.empty())
                line("  " + say("page.set_aside_until") + " " +
                     labels(seen_.denials_disregarded_until) + ".");
            if (!seen_.denials_disregarded_until_absent.empty())
                line("  " + say("page.set_aside_until_absent") + " " +
                     labels(seen_.denials_disregarded_until_absent) + ".");
        }
        safeguards();
        referrals();
        findings();
        scores();
        ask_next();
        endings();
    }

    /// What this person's answers call for comes first, in full; then what holds for everyone.
    void safeguards() {
        std::size_t answered = 0, standing = 0;
        std::string more_answered, more_standing;
        const auto add = [](std::string& to, const std::string& title) {
            to += (to.empty() ? "" : "; ") + title;
        };
        for (const safeguard_result& s : seen_.safeguards) {
            if (!s.definition->when) continue;
            if (answered == 0) heading("page.do_here");
            const std::string title = say(s.definition->title);
            if (answered++ < most_in_full)
                line(" • " + title + " (" + say("basis", s.definition->force) + "). " +
                     say(s.definition->words));
            else add(more_answered, title);
        }
        if (!more_answered.empty()) line("   " + say("page.also") + " " + more_answered + ".");
        for (const safeguard_result& s : seen_.safeguards) {
            if (s.definition->when) continue;
            if (standing == 0) heading("page.do");
            const std::string title =
                say(s.definition->title) +
                (s.unless_known.empty() ? "" : " (" + say("page.unless_known") + ")");
            if (standing++ < most_standing) line(" • " + title);
            else add(more_standing, title);
        }
        if (!more_standing.empty()) line("   " + say("page.also") + " " + more_standing + ".");
    }

    [[nodiscard]] std::string consent_of(const referral_definition& d) const {
        std::string consent;
        if (!seen_.child_now || !*seen_.child_now)
            consent += (seen_.child_now ? "" : say("page.adult") + " ") + say(d.consent_adult);
        if (!seen_.child_now || *seen_.child_now)
            consent += (consent.empty() ? "" : " ") +
                       (seen_.child_now ? "" : say("page.child") + " ") + say(d.consent_child);
        return consent;
    }

    /// Numbered lines, then each different consent once, with the numbers it is for.
    void referral_list(std::string_view title, bool protection) {
        std::vector<std::pair<std::string, std::string>> consents;  // words, numbers
        bool unchecked = false;
        for (const referral_result& r : seen_.referrals) {
            const referral_definition& d = *r.definition;
            if (r.status != referral_status::indicated ||
                (d.kind == referral_kind::protection) != protection)
                continue;
            if (consents.empty()) heading(title);
            const std::string number = std::to_string(++numbered_);
            std::string words = " " + number + ". " + say(d.authority);
            if (!protection) words += " — " + say("referral_kind", d.kind);
            if (d.within_hours) words += " — " + say("page.within_hours", *d.within_hours);
            if (d.mode == referral_mode::duty) words += " — " + say("page.duty");
            if (!d.contact.empty())
                words += " — " + d.contact + " (" + say("page.as_of") + " " + d.contact_as_of + ")";
            if (d.availability == availability_kind::none_known)
                words += " — " + say("availability", d.availability);
            unchecked = unchecked || d.availability == availability_kind::unverified;
            line(words);
            const std::string consent = consent_of(d);
            const auto known = std::find_if(consents.begin(), consents.end(),
                                            [&](const auto& c) { return c.first == consent; });
            if (known == consents.end()) consents.emplace_back(consent, number);
            else known->second += ", " + number;
        }
        if (unchecked) line("   " + say("availability.unverified"));
        for (const auto& [words, numbers] : consents)
            line("   " + say("page.consent") + " " + numbers + ": " + words);
    }

    void referrals() {
        referral_list("page.protection", true);
        referral_list("page.other_bodies", false);

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
        if (!waiting.empty()) heading("page.referrals_open");
        for (const auto& [facts, authorities] : waiting) {
            std::string names;
            for (std::size_t i = 0; i < authorities.size() && i < most_waiting; ++i)
                names += (i ? "; " : "") + authorities[i];
            if (authorities.size() > most_waiting)
                names += "; +" + std::to_string(authorities.size() - most_waiting);
            line(" • " + facts + " → " + names);
        }

        bool withheld = false;
        for (const referral_result& r : seen_.referrals) {
            if (r.status != referral_status::withheld) continue;
            if (!withheld) heading("page.withheld");
            withheld = true;
            std::string by;
            for (std::string_view id : r.withheld_by)
                for (const safeguard_result& s : seen_.safeguards)
                    if (s.definition->id == id)
                        by += (by.empty() ? "" : "; ") + say(s.definition->title);
            line(" • " + say(r.definition->authority) + " — " + by);
        }
    }

    void findings() {
        bool any = false;
        for (const finding_result& f : seen_.findings) {
            if (f.status != finding_status::indicated) continue;
            if (!any) heading("page.shown");
            any = true;
            std::string marks;
            for (const std::string& id : f.definition->statement.sources) {
                const source* from = seen_.catalogue_used.find_source(id);
                auto at = std::find(sources_.begin(), sources_.end(), from);
                if (at == sources_.end()) at = sources_.insert(at, from);
                marks.append("[").append(std::to_string(at - sources_.begin() + 1)).append("]");
            }
            line(" • " + say(f.definition->title) + " — " +
                 say("finding_kind", f.definition->kind) + " " + marks);
            line("   " + say(f.definition->meaning));
            if (!f.because.empty()) line("   " + say("page.because") + " " + joined(f.because, 6));
            elements(f);
            if (f.definition->kind == finding_kind::measure) instrument(f);
            line("   " + say("page.law") + " " + say("confidence", f.confidence) + ". " +
                 say("page.reading") + " " + say("reading", f.reading) + ".");
        }
        bool signs = false;
        for (const finding_result& f : seen_.findings) {
            if (f.status == finding_status::indicated ||
                f.definition->kind == finding_kind::measure)
                continue;
            if (f.signs.empty() ||
                f.definition->kind ==
                    finding_kind::migration) {  // a sign of harm alone says nothing of migration
                ++open_;
                continue;
            }
            if (!signs) heading("page.signs");
            signs = true;
            line(" • " + say(f.definition->title) + ": " + joined(f.signs, 3) + " — " +
                 (f.status == finding_status::open ? say("page.signs_open")
                                                   : say("page.signs_not_complete")));
            if (f.definition->kind == finding_kind::victim && f.elements.size() > 1) elements(f);
            would_show(f);
        }
        line();
        if (open_) line(say("page.nobody_asked") + " " + std::to_string(open_) + ".");
    }

    /// What a measure is not for, and whether anything is known of how often it is right.
    void instrument(const finding_result& f) {
        const instrument_result* used = instrument_of(seen_, f.definition->id);
        if (!used || !used->as_published) line("   " + say("page.adapted_not_validated"));
        if (used) line("   " + say(used->definition->not_for));
    }

    /// The elements of the law in plain words, each with its status.
    void elements(const finding_result& f) {
        std::string said;
        for (const element_result& e : f.elements)
            said += (said.empty() ? "" : " | ") + say(e.definition->title) + " — " +
                    say("finding_status", e.status);
        if (!said.empty()) line("   " + said);
    }

    void would_show(const finding_result& f) {
        for (const auto& [finding, missing] : added_.would_indicate) {
            if (finding != f.definition->id) continue;
            std::string said;
            for (const std::string& set : in_words(missing, hidden_))
                said += (said.empty() ? "" : " — " + say("page.or") + " — ") + set;
            if (!said.empty())
                line("   " + say("page.would_indicate") + " " + said +
                     (missing.has_more ? " …" : ""));
        }
    }

    void ask_next() {
        if (!added_.ask_next) return;
        std::optional<question_reason> last;
        for (const next_question& q : *added_.ask_next) {
            if (hidden_.hides(q.about->hidden_from)) continue;
            if (!last) heading("page.next");
            if (last != q.why) line("  " + say("page.next_" + std::string(name_of(q.why))));
            last = q.why;
            line(" • " + say(q.about->question.empty() ? q.about->label : q.about->question));
        }
        if (last) line();
    }

    void endings() {
        line(say("page.never_cleared"));
        if (!sources_.empty()) heading("page.sources");
        for (std::size_t i = 0; i < sources_.size(); ++i)
            line(" [" + std::to_string(i + 1) + "] " + sources_[i]->title +
                 (sources_[i]->as_of.empty() ? "" : ", " + sources_[i]->as_of) + " — " +
                 say("confidence", sources_[i]->confidence));
    }

    void scores() {
        for (const score_result& s : seen_.scores)
            line(" • " + say(s.definition->title) + ": " +
                 (s.low == s.high ? decimal_of(s.low)
                                  : decimal_of(s.low) + " … " + decimal_of(s.high)));
    }

    void person() {
        const person_words words = words_for_person(seen_, words_, how_);
        line(words.opening);
        heading("person.rights");
        for (std::string_view right : words.rights) line(" • " + std::string(right));
        line();
        line(words.warning);
        heading(seen_.child_now.value_or(false) ? "person.choices_child" : "person.choices");
        for (std::string_view choice : words.choices) line(" • " + std::string(choice));
        line();
        line(words.next);
    }

    void committee() {
        const committee_counts counts = count_for_committee(seen_);
        line(say("page.notice"));
        line(say("committee.stage") + " " + say("stage." + std::string(counts.stage)));
        const auto number = [&](std::string_view id, std::uint32_t n) {
            line(say(id) + " " + std::to_string(n));
        };
        number("committee.victim", counts.victim);
        number("committee.protection", counts.protection);
        number("committee.migration", counts.migration);
        number("committee.referrals_protection", counts.referrals_protection);
        number("committee.referrals_other", counts.referrals_other);
        number("committee.referrals_open", counts.referrals_open);
        number("committee.referrals_withheld", counts.referrals_withheld);
    }

    static constexpr std::size_t
        most_in_full = 8,
        most_standing =
            10;  ///< safeguards with a line of their own; the rest follow in one paragraph
    static constexpr std::size_t most_waiting =
        3;  ///< authorities named behind a fact still to be asked

    std::size_t numbered_ = 0;
    std::uint32_t open_ = 0;              ///< findings that nobody has asked enough about
    std::vector<const source*> sources_;  ///< in the order of their numbers
    view_filter hidden_;
    assessment seen_;
    const catalogue& words_;
    presentation how_;
    std::string_view case_;
    const additions& added_;
    std::string out_;
};

}  // namespace detail

std::string page(const assessment& result, const catalogue& words, const presentation& how,
                 std::string_view case_id, const additions& added) {
    return detail::page_writer{result, words, how, case_id, added}.write();
}

}  // namespace v0
}  // namespace pehchan

#endif
