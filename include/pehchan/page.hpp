// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PAGE_HPP
#define PEHCHAN_PAGE_HPP

// What does one page say that an officer can read, or that can be read aloud to the person?

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

class page_writer {
public:
    page_writer(const assessment& whole, const catalogue& words, const presentation& how, std::string_view case_id)
        : seen_(seen_in(whole, how.view)), words_(words), how_(how), case_(case_id) {}

    [[nodiscard]] std::string write() {
        switch (how_.view) {
            case view_kind::person: person(); break;
            case view_kind::committee: committee(); break;
            default: official(); break;
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] std::string say(std::string_view id) const {
        const text* found = words_.find_text(id);
        return found ? std::string(words_for(*found, how_)) : std::string(id);
    }
    template <class Enum>
    [[nodiscard]] std::string say(std::string_view group, Enum value) const {
        return say(std::string(group) + "." + std::string(name_of(value)));
    }
    [[nodiscard]] std::string say(const text& of) const { return std::string(words_for(of, how_)); }

    void line(std::string_view words = {}) { out_.append(words).push_back('\n'); }
    void heading(std::string_view id) {
        line();
        line(say(id));
    }

    [[nodiscard]] std::string in_words(const condition& c) const {
        const std::string label = say(c.about->label);
        switch (c.form) {
            case condition_form::is_yes: return label;
            case condition_form::is_no: return say("page.no") + ": " + label;
            case condition_form::is_option:
                for (const choice_option& o : c.about->options)
                    if (o.id == c.option) return label + ": " + say(o.label);
                return label;
            case condition_form::below: return label + ": " + say("page.below") + " " + std::to_string(c.number);
            case condition_form::at_least: return label + ": " + say("page.at_least") + " " + std::to_string(c.number);
        }
        return label;
    }

    [[nodiscard]] std::string joined(const std::vector<condition>& conditions, std::size_t most) const {
        std::string out;
        for (std::size_t i = 0; i < conditions.size() && i < most; ++i) out += (i ? "; " : "") + in_words(conditions[i]);
        if (conditions.size() > most) out += "; +" + std::to_string(conditions.size() - most);
        return out;
    }

    [[nodiscard]] std::string labels(const std::vector<std::string_view>& ids) const {
        std::string out;
        for (std::string_view id : ids)
            if (const indicator* about = seen_.of.find_indicator(id)) out += (out.empty() ? "" : "; ") + say(about->label);
        return out;
    }

    void official() {
        line(std::string("Pehchan") + (case_.empty() ? "" : " · " + std::string(case_)) + " · " + std::string(seen_.of.id()) + " " + std::string(seen_.of.version()));
        line(say("page.notice"));
        if (const text* notice = words_.find_text("page.notice"))
            if (const translation* shown = translation_for(*notice, how_); shown && shown->status == translation_status::draft) line(say("page.draft"));
        if (seen_.of.setting() == catalogue_setting::survey) line(say("page.survey"));
        line();
        if (seen_.headline != headline_id::none) {
            line("» " + say("headline", seen_.headline));
            for (headline_id other : seen_.also) line("  " + say("page.also") + " " + say("headline", other));
        }
        line("  " + say("page.asked") + " " + std::to_string(seen_.asked_n) + " / " + std::to_string(seen_.asked_of) + ". " + say("page.asked_note"));
        safeguards();
        referrals();
        findings();
        scores();
    }

    void safeguards() {
        if (seen_.safeguards.empty()) return;
        heading("page.do");
        for (const safeguard_result& s : seen_.safeguards) {
            std::string words = " • " + say(s.definition->title);
            if (!s.because.empty()) words += " (" + say("page.because") + " " + joined(s.because, 3) + ")";
            if (!s.unless_known.empty()) words += " [" + say("page.unless_known") + "]";
            line(words);
        }
    }

    void referral_line(const referral_result& r) {
        const referral_definition& d = *r.definition;
        std::string words = " • " + say(d.authority) + " — " + say("referral_kind", d.kind);
        if (d.within_hours) words += ", " + say("page.within") + " " + std::to_string(*d.within_hours) + " " + say("page.hours");
        if (d.mode == referral_mode::duty) words += ", " + say("page.duty");
        if (!d.contact.empty()) words += ", " + d.contact;
        line(words);
        std::string consent;
        if (!seen_.child_now || !*seen_.child_now) consent += say(d.consent_adult);
        if (!seen_.child_now || *seen_.child_now) consent += (consent.empty() ? "" : " / ") + say(d.consent_child);
        line("     " + say("page.consent") + " " + consent);
        std::string sure = say("availability", d.availability) + "; " + say("page.basis") + " " + say("basis", d.basis) + ", " + say("confidence", r.confidence);
        line("     " + sure);
        if (!r.depends_on.empty()) line("     " + say("page.depends_on") + " " + labels(r.depends_on));
    }

    void referrals() {
        const auto of = [&](referral_status status, bool protection) {
            std::vector<const referral_result*> out;
            for (const referral_result& r : seen_.referrals)
                if (r.status == status && (r.definition->kind == referral_kind::protection) == protection) out.push_back(&r);
            return out;
        };
        if (seen_.referrals.empty()) return;
        heading("page.protection");
        for (const referral_result* r : of(referral_status::indicated, true)) referral_line(*r);
        if (const auto others = of(referral_status::indicated, false); !others.empty()) {
            heading("page.other_bodies");
            for (const referral_result* r : others) referral_line(*r);
        }
        std::vector<const referral_result*> open = of(referral_status::open, true);
        for (const referral_result* r : of(referral_status::open, false)) open.push_back(r);
        if (!open.empty()) {
            heading("page.referrals_open");
            for (const referral_result* r : open) line(" • " + say(r->definition->authority) + " — " + say("referral_kind", r->definition->kind) + " (" + say("page.depends_on") + " " + labels(r->depends_on) + ")");
        }
        bool withheld = false;
        for (const referral_result& r : seen_.referrals) {
            if (r.status != referral_status::withheld) continue;
            if (!withheld) heading("page.withheld");
            withheld = true;
            std::string by;
            for (std::string_view id : r.withheld_by)
                for (const safeguard_result& s : seen_.safeguards)
                    if (s.definition->id == id) by += (by.empty() ? "" : "; ") + say(s.definition->title);
            line(" • " + say(r.definition->authority) + " — " + by);
        }
    }

    void findings() {
        bool any = false;
        for (const finding_result& f : seen_.findings) {
            if (f.status != finding_status::indicated) continue;
            if (!any) heading("page.shown");
            any = true;
            line(" • " + say(f.definition->title) + " — " + say("finding_kind", f.definition->kind) + ", " + say("confidence", f.confidence));
            line("     " + say(f.definition->meaning));
            if (!f.because.empty()) line("     " + say("page.because") + " " + joined(f.because, 6));
            std::string elements;
            for (const element_result& e : f.elements) elements += (elements.empty() ? "" : "; ") + say(e.definition->title) + ": " + say("finding_status", e.status);
            if (!elements.empty()) line("     " + elements);
            std::string sources;
            for (const std::string& id : f.definition->statement.sources)
                if (const source* from = seen_.of.find_source(id)) sources += (sources.empty() ? "" : "; ") + from->title + (from->as_of.empty() ? "" : " (" + from->as_of + ")");
            line("     " + say("page.sources") + " " + sources);
        }
        bool signs = false;
        std::uint32_t open = 0;
        for (const finding_result& f : seen_.findings) {
            if (f.status == finding_status::indicated || f.definition->kind == finding_kind::measure) continue;
            if (f.signs.empty()) {
                ++open;
                continue;
            }
            if (!signs) heading("page.signs");
            signs = true;
            line(" • " + say(f.definition->title) + " — " + (f.status == finding_status::open ? say("page.signs_open") : say("page.signs_not_complete")) + ": " + joined(f.signs, 4));
        }
        line();
        if (open) line(say("page.nobody_asked") + " " + std::to_string(open));
        line(say("page.never_cleared"));
    }

    void scores() {
        for (const score_result& s : seen_.scores)
            line(" • " + say(s.definition->title) + ": " + (s.low == s.high ? decimal_of(s.low) : decimal_of(s.low) + " … " + decimal_of(s.high)));
    }

    void person() {
        line(say("person.opening"));
        line();
        line(say("person.rights"));
        for (const safeguard_result& s : seen_.safeguards)
            if (!s.definition->for_person.empty()) line(" • " + say(s.definition->for_person));
        line();
        line(say("person.warning"));
        line();
        line(say("person.choices"));
        for (const referral_result& r : seen_.referrals)
            if (r.status == referral_status::indicated && !r.definition->for_person.empty()) line(" • " + say(r.definition->for_person));
        line(" • " + say("person.choose_nothing"));
        line();
        line(say("person.next"));
    }

    void committee() {
        const committee_counts counts = count_for_committee(seen_);
        line(say("page.notice"));
        line(say("committee.stage") + " " + say("stage." + std::string(counts.stage)));
        const auto number = [&](std::string_view id, std::uint32_t n) { line(say(id) + " " + std::to_string(n)); };
        number("committee.victim", counts.victim);
        number("committee.protection", counts.protection);
        number("committee.migration", counts.migration);
        number("committee.referrals_protection", counts.referrals_protection);
        number("committee.referrals_other", counts.referrals_other);
        number("committee.referrals_open", counts.referrals_open);
        number("committee.referrals_withheld", counts.referrals_withheld);
    }

    assessment seen_;
    const catalogue& words_;
    presentation how_;
    std::string_view case_;
    std::string out_;
};

}  // namespace detail

/// One page of plain text, UTF-8, lines ended by "\n". `words` is a catalogue of page texts (the shipped one is "words"). The person's page names no
/// case, finding, sign or headline.
[[nodiscard]] inline std::string page(const assessment& whole, const catalogue& words, const presentation& how = {}, std::string_view case_id = {}) {
    return detail::page_writer{whole, words, how, case_id}.write();
}

}  // namespace v0
}  // namespace pehchan

#endif
