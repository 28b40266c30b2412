// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_IMPL_LANGUAGES_IPP
#define PEHCHAN_IMPL_LANGUAGES_IPP

// Puts the translations of a language into the documents of a catalogue and builds it anew.

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "../build.hpp"
#include "../compiled.hpp"
#include "../detail/each_text.hpp"
#include "../detail/refused_words.hpp"
#include "../detail/utf8.hpp"
#include "../languages.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {

class language_adder {
public:
    explicit language_adder(const language_texts& added)
        : added_(std::make_shared<const language_texts>(added)) {
        if (added.language.empty()) note("bad_id", "", "The texts name no language.");
        for (const added_text& each : added_->texts) {
            if (!waiting_.emplace(each.place, &each).second)
                note("duplicate_id", each.place, "This text is translated twice.");
            if (each.words.empty()) note("empty_text", each.place, "This translation is empty.");
            if (!is_shown_as_written(each.words)) note("bad_text", each.place, not_shown_message);
            if (refused_words::in(each.words))
                note("clears_or_brands", each.place, refused_words_message);
        }
    }

    [[nodiscard]] outcome<catalogue> add_to(const catalogue& base) {
        // All that is used comes before what uses it: a catalogue cannot use what uses it.
        std::vector<catalogue> left = base.state().closure, made;
        while (!left.empty()) {
            const auto next = std::find_if(left.begin(), left.end(), [&](const catalogue& c) {
                return std::all_of(c.used().begin(), c.used().end(), [&](const catalogue& used) {
                    return std::any_of(made.begin(), made.end(), [&](const catalogue& done) {
                        return done.id() == used.id();
                    });
                });
            });
            outcome<catalogue> built = build(with_language(*next), made);
            if (!built.ok()) return built;
            made.push_back(std::move(built).value());
            left.erase(next);
        }
        catalogue_document document = with_language(base);
        for (const auto& [place, each] : waiting_)
            if (is_of(place, document.id) ||
                std::any_of(made.begin(), made.end(),
                            [&](const catalogue& c) { return is_of(place, c.id()); }))
                note("unknown_id", place, "The catalogue has no such text.");
        if (!issues_.empty()) {
            std::sort(issues_.begin(), issues_.end(),
                      [](const issue& a, const issue& b) { return a.pointer < b.pointer; });
            return std::move(issues_);
        }
        return build(std::move(document), made);
    }

private:
    static bool is_of(std::string_view place, std::string_view id) {
        return place.size() > id.size() && place.starts_with(id) && place[id.size()] == '/';
    }
    void note(std::string code, std::string_view place, std::string message) {
        std::string pointer = "/texts";
        append_token(pointer, place);
        issues_.push_back({std::move(code), std::move(pointer), 0, 0, std::move(message)});
    }

    catalogue_document with_language(const catalogue& base) {
        catalogue_document document = base.document();
        const std::string& language = added_->language;
        const auto known =
            std::find_if(document.languages.begin(), document.languages.end(),
                         [&](const catalogue_language& l) { return l.id == language; });
        if (known == document.languages.end())
            document.languages.push_back({.id = language,
                                          .status = translation_status::draft,
                                          .direction = added_->direction});
        else if (known->status == translation_status::source) {
            note("bad_value", "",
                 "The catalogue " + document.id +
                     " is written in this language; its words cannot be replaced.");
            return document;
        }
        for_each_text(document, [&](const std::string& place, text& words) {
            const auto found = waiting_.find(place);
            if (found == waiting_.end()) return;
            put(words, *found->second);
            waiting_.erase(found);
        });
        document.added_languages.push_back(added_);
        return document;
    }

    void put(text& words, const added_text& each) {
        std::vector<translation>& all = words.translations;
        if (all.front().words.find("{n}") != std::string::npos &&
            each.words.find("{n}") == std::string::npos)
            note("missing_placeholder", each.place, "The translation lacks the number, {n}.");
        translation made{
            added_->language, each.words,
            each.status == translation_status::reviewed ? each.status : translation_status::draft};
        // The first one is the source; the others are sorted.
        const auto at = std::lower_bound(
            all.begin() + 1, all.end(), made.language,
            [](const translation& t, const std::string& id) { return t.language < id; });
        if (at != all.end() && at->language == made.language) *at = std::move(made);
        else all.insert(at, std::move(made));
    }

    std::shared_ptr<const language_texts> added_;
    std::unordered_map<std::string_view, const added_text*> waiting_;
    std::vector<issue> issues_;
};

}  // namespace detail

outcome<catalogue> with_texts(const catalogue& base, const language_texts& added) {
    return detail::language_adder{added}.add_to(base);
}

}  // namespace v0
}  // namespace pehchan

#endif
