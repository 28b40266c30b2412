// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_REASON_PAGES_IPP
#define PEHCHAN_IMPL_REASON_PAGES_IPP

// Writes pages of reasons.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "../detail/speech.hpp"
#include "../disclosure.hpp"
#include "../explain.hpp"
#include "../reason_pages.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

/// Says nothing to the person.
class reason_writer : speech {
public:
    reason_writer(const assessment& result, const catalogue& words, const presentation& how,
                  std::string_view case_id)
        : speech(words, how),
          to_reader_(result, how),
          seen_(seen_in(result, how)),
          words_(words),
          how_(how) {
        if (!to_reader_.names_results()) return;
        line(first_line(seen_.catalogue_used, words_, case_id, how_.language));
        line(say("page.notice"));
        if (is_draft("page.notice")) line(say("page.draft"));
    }

    [[nodiscard]] std::string explain(const std::vector<std::string_view>& findings) && {
        explainer missing{seen_.catalogue_used, seen_.known};
        for (std::string_view id : findings)
            for (const finding_result& f : seen_.findings)
                if (f.definition->id == id && to_reader_.names_results()) explain(f, missing);
        return finish();
    }

    [[nodiscard]] std::string contrast(const contrast_result& full) && {
        if (!to_reader_.names_results() || !shown(full.first) || !shown(full.second))
            return finish();
        contrast_result contrasted =
            pehchan::contrast(seen_.catalogue_used, seen_.known, full.first.definition->id,
                              full.second.definition->id);
        hide(contrasted);
        line();
        line(say("contrast.title"));
        for (const contrast_side* side : {&contrasted.first, &contrasted.second}) {
            line();
            line(say(side->definition->title) + " — " + say("finding_status", side->status));
            line("  " + say(side->definition->meaning));
            list("contrast.only", elements(side->holds), 8);
            list("page.because", said(side->signs), 8);
            list("contrast.separate", labels(side->would_separate), 5);
        }
        std::vector<std::string> shared = elements(contrasted.shared);
        for (const std::string& sign : said(contrasted.shared_signs)) shared.push_back(sign);
        line();
        list("contrast.shared", shared, 8);
        const auto empty = [](const contrast_side& side) {
            return side.holds.empty() && side.signs.empty();
        };
        if (empty(contrasted.first) && empty(contrasted.second))
            line("  " + say("contrast.nothing"));
        if (contrasted.written) {
            line();
            line(say("contrast.written"));
            line("  " + say(contrasted.written->words));
            sources(contrasted.written->statement);
        }
        return finish();
    }

private:
    void line(std::string_view words = {}) { out_.append(words).push_back('\n'); }

    [[nodiscard]] std::string finish() {
        if (to_reader_.names_results()) {
            line();
            line(say("page.never_cleared"));
        }
        return std::move(out_);
    }

    void list(std::string_view heading, const std::vector<std::string>& items, std::size_t most) {
        if (items.empty()) return;
        line("  " + say(heading));
        for (std::size_t i = 0; i < items.size() && i < most; ++i) line("   • " + items[i]);
        if (items.size() > most) line("     " + say("page.and_more", items.size() - most));
    }
    void sources(const provenance& statement) {
        for (const std::string& id : statement.sources)
            if (const source* from = seen_.catalogue_used.find_source(id))
                line("   [" + from->title + (from->as_of.empty() ? "" : ", " + from->as_of) +
                     " — " + say("confidence", from->confidence) + "]");
    }

    void explain(const finding_result& f, explainer& missing) {
        line();
        line(say(f.definition->title) + " — " + say("finding_status", f.status));
        line("  " + say(f.definition->meaning));
        for (const element_result& e : f.elements)
            line("   • " + say(e.definition->title) + " — " + say("finding_status", e.status));
        list(f.status == finding_status::not_shown ? "page.ruled_out" : "page.because",
             said(f.because), 20);
        if (f.status != finding_status::indicated) list("page.signs", said(f.signs), 20);
        if (f.status == finding_status::not_shown && !f.signs.empty())
            line("  " + say("page.signs_not_complete"));
        if (f.status == finding_status::open) {
            const missing_sets sets = missing.would_indicate(f.definition->id);
            std::vector<std::string> ways = in_words(sets, to_reader_);
            if (sets.has_more && !ways.empty()) ways.push_back("…");
            list("page.would_indicate", ways, ways.size());
        }
        line("  " + say("page.rule"));
        line(indented(rule_in_words(seen_.catalogue_used, f.definition->id, words_, how_)));
        sources(f.definition->statement);
        line("  " + say("page.law") + " " + say("confidence", f.confidence) + ". " +
             say("page.reading") + " " + say("reading", f.reading) + ".");
    }

    [[nodiscard]] static std::string indented(const std::string& text) {
        std::string out = "   ";
        for (const char c : text) out += c == '\n' ? std::string("\n   ") : std::string(1, c);
        while (out.size() > 3 && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
        return out;
    }

    [[nodiscard]] bool shown(const contrast_side& side) const {
        for (const finding_result& f : seen_.findings)
            if (f.definition == side.definition) return true;
        return false;
    }
    void hide(contrast_result& contrasted) const {
        for (contrast_side* side : {&contrasted.first, &contrasted.second}) {
            to_reader_.drop(side->signs);
            std::erase_if(side->would_separate,
                          [&](const indicator* about) { return to_reader_.hides(*about); });
        }
        to_reader_.drop(contrasted.shared_signs);
    }

    [[nodiscard]] std::vector<std::string> elements(
        const std::vector<const element_definition*>& definitions) const {
        std::vector<std::string> out;
        for (const element_definition* e : definitions) out.push_back(say(e->title));
        return out;
    }
    [[nodiscard]] std::vector<std::string> said(const std::vector<condition>& conditions) const {
        std::vector<std::string> out;
        for (const condition& c : conditions) out.push_back(in_words(c));
        return out;
    }
    [[nodiscard]] std::vector<std::string> labels(
        const std::vector<const indicator*>& indicators) const {
        std::vector<std::string> out;
        for (const indicator* about : indicators) out.push_back(say(about->label));
        return out;
    }

    disclosure to_reader_;
    assessment seen_;
    const catalogue& words_;
    presentation how_;
    std::string out_;
};

}  // namespace detail

std::string explanation_page(const assessment& result,
                             const std::vector<std::string_view>& findings, const catalogue& words,
                             const presentation& how, std::string_view case_id) {
    return detail::reason_writer{result, words, how, case_id}.explain(findings);
}

std::string contrast_page(const assessment& result, const contrast_result& contrasted,
                          const catalogue& words, const presentation& how,
                          std::string_view case_id) {
    return detail::reason_writer{result, words, how, case_id}.contrast(contrasted);
}

}  // namespace v0
}  // namespace pehchan

#endif
