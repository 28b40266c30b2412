// SPDX-License-Identifier: Apache-2.0

// An assessment as one line of JSON, for one kind of reader.

#include <boost/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pehchan/case_id.hpp"
#include "pehchan/disclosure.hpp"
#include "pehchan/json.hpp"
#include "pehchan/names.hpp"
#include "pehchan/view.hpp"

namespace pehchan {
inline namespace v0 {
namespace {

namespace json = boost::json;

class assessment_writer {
public:
    assessment_writer(const presentation& how, const catalogue& words, json::storage_ptr memory,
                      const additions& added)
        : how_(how), words_(words), memory_(std::move(memory)), added_(added) {}

    [[nodiscard]] json::object write(const assessment& result, std::string_view case_id) {
        json::object out(memory_);
        out["case"] = id_or_null(case_id);
        out["view"] = name(how_.view);
        out["lang"] = text_value(how_.language);
        out["notice"] = page_words("page.notice");
        out["catalogue"] = about(result.catalogue_used);
        switch (how_.view) {
            case view_kind::person: person(result, out); break;
            default: full(result, out); break;
        }
        say_translation(out);
        return out;
    }

    [[nodiscard]] json::object explain(const assessment& result, std::string_view case_id) {
        json::object out(memory_);
        out["case"] = id_or_null(case_id);
        out["view"] = name(how_.view);
        out["lang"] = text_value(how_.language);
        out["notice"] = page_words("page.notice");
        out["catalogue"] = about(result.catalogue_used);
        const assessment seen = seen_in(result, how_);
        const disclosure to_reader{result, how_};
        json::array findings(memory_);
        for (const finding_result& f : seen.findings) {
            json::object made = object_of(f);
            if (f.definition->kind == finding_kind::measure)
                made["instrument"] = instrument(seen, *f.definition);
            made["meaning"] = words(f.definition->meaning);
            made["rule"] = rule_in_words(result.catalogue_used, f.definition->id, words_, how_);
            json::array sources(memory_);
            for (const std::string& id : f.definition->statement.sources)
                if (const source* from = result.catalogue_used.find_source(id))
                    sources.push_back({{"id", from->id},
                                       {"title", from->title},
                                       {"address", from->address},
                                       {"as_of", from->as_of},
                                       {"confidence", name(from->confidence)}});
            made["sources"] = std::move(sources);
            for (const auto& [finding, missing] : added_.would_indicate)
                if (finding == f.definition->id)
                    made["would_indicate"] = object_of(missing, to_reader);
            findings.emplace_back(std::move(made));
        }
        out["findings"] = std::move(findings);
        say_translation(out);
        return out;
    }

    [[nodiscard]] json::object write(const assessment& result, const mapping_definition& mapping,
                                     std::string_view case_id) {
        json::object out(memory_);
        out["case"] = id_or_null(case_id);
        out["mapping"] = text_value(mapping.id);
        out["lang"] = text_value(how_.language);
        out["notice"] = page_words("page.notice");
        out["catalogue"] = about(result.catalogue_used);
        json::object columns(memory_);
        const assessment seen = seen_in(result, how_);
        for (const write_result& w : seen.writes)
            if (w.mapping->id == mapping.id)
                columns[text_value(w.definition->column)] = text_value(w.definition->code);
        out["columns"] = std::move(columns);
        out["confidence"] = name(mapping.statement.confidence);
        return out;
    }

    /// Empty where this reader must not see one of the two.
    [[nodiscard]] json::object write(const assessment& result, const contrast_result& full,
                                     std::string_view case_id) {
        json::object out(memory_);
        const assessment seen = seen_in(result, how_);
        for (const contrast_side* side : {&full.first, &full.second}) {
            const bool shown = std::any_of(
                seen.findings.begin(), seen.findings.end(),
                [&](const finding_result& f) { return f.definition == side->definition; });
            if (!shown) return out;
        }
        const disclosure to_reader{result, how_};
        const contrast_result contrasted = pehchan::contrast(
            seen.catalogue_used, seen.known, full.first.definition->id, full.second.definition->id);
        out["case"] = id_or_null(case_id);
        out["view"] = name(how_.view);
        out["lang"] = text_value(how_.language);
        out["notice"] = page_words("page.notice");
        out["catalogue"] = about(result.catalogue_used);
        out["first"] = object_of(contrasted.first, to_reader);
        out["second"] = object_of(contrasted.second, to_reader);
        json::object shared(memory_);
        shared["elements"] = elements(contrasted.shared);
        shared["signs"] = visible(contrasted.shared_signs, to_reader);
        out["shared"] = std::move(shared);
        out["explanation"] = nullptr;
        if (contrasted.written) {
            json::object written(memory_);
            written["text"] = words(contrasted.written->words);
            written["sources"] = list_of_ids(contrasted.written->statement.sources);
            written["confidence"] = name(contrasted.written->statement.confidence);
            out["explanation"] = std::move(written);
        }
        say_translation(out);
        return out;
    }

private:
    [[nodiscard]] json::array elements(
        const std::vector<const element_definition*>& definitions) const {
        json::array out(memory_);
        for (const element_definition* e : definitions) out.emplace_back(text_value(e->id));
        return out;
    }
    [[nodiscard]] json::array visible(std::vector<condition> conditions,
                                      const disclosure& to_reader) const {
        to_reader.drop(conditions);
        return list(conditions);
    }
    [[nodiscard]] json::object object_of(const contrast_side& side, const disclosure& to_reader) {
        json::object out(memory_);
        out["id"] = text_value(side.definition->id);
        out["title"] = words(side.definition->title);
        out["status"] = name(side.status);
        out["holds"] = elements(side.holds);
        out["signs"] = visible(side.signs, to_reader);
        json::array separate(memory_);
        for (const indicator* about : side.would_separate)
            if (!to_reader.hides(*about)) separate.emplace_back(text_value(about->id));
        out["would_separate"] = std::move(separate);
        return out;
    }

    template <class Enum>
    [[nodiscard]] static json::string_view name(Enum value) {
        const std::string_view found = name_of(value);
        return {found.data(), found.size()};
    }
    [[nodiscard]] static json::string_view text_value(std::string_view words) {
        return {words.data(), words.size()};
    }
    [[nodiscard]] json::value id_or_null(std::string_view case_id) const {
        require_case_id(case_id);
        return text_or_null(case_id);
    }
    [[nodiscard]] json::value text_or_null(std::string_view words) const {
        return words.empty() ? json::value(nullptr, memory_)
                             : json::value(text_value(words), memory_);
    }
    [[nodiscard]] json::string_view words(const text& source_text) {
        const translation* found = translation_for(source_text, how_);
        if (!found) return {};
        draft_ = draft_ || found->status == translation_status::draft;
        untranslated_ += !source_text.find(how_.language);
        return text_value(found->words);
    }
    [[nodiscard]] json::string_view page_words(std::string_view id) {
        const text* found = words_.find_text(id);
        return found ? words(*found) : text_value(id);
    }

    /// What was needed of the language: whether drafts are shown, and how many texts nobody has
    /// translated, which are in the source language.
    void say_translation(json::object& out) const {
        out["translation"] = draft_ ? "draft" : "source";
        if (untranslated_) out["untranslated"] = untranslated_;
    }

    [[nodiscard]] json::object about(const catalogue& catalogue_used) const {
        json::object out(memory_);
        out["id"] = text_value(catalogue_used.id());
        out["version"] = text_value(catalogue_used.version());
        out["digest"] = text_value(catalogue_used.digest());
        out["proved"] = catalogue_used.proved();
        out["changed"] = catalogue_used.changed();
        out["setting"] = name(catalogue_used.setting());
        if (!catalogue_used.document().added_languages.empty()) {
            json::array texts(memory_);
            for (const auto& added : catalogue_used.document().added_languages)
                texts.push_back({{"language", added->language}, {"digest", added->digest}});
            out["texts"] = std::move(texts);
        }
        return out;
    }

    [[nodiscard]] json::object object_of(const condition& c) const {
        json::object out(memory_);
        out["id"] = text_value(c.about->id);
        switch (c.form) {
            case condition_form::is_yes: out["is"] = "yes"; break;
            case condition_form::is_no: out["is"] = "no"; break;
            case condition_form::is_option: out["is"] = text_value(c.option); break;
            case condition_form::below: out["below"] = c.number; break;
            case condition_form::at_least: out["at_least"] = c.number; break;
        }
        return out;
    }
    [[nodiscard]] json::array list(const std::vector<condition>& conditions) const {
        json::array out(memory_);
        out.reserve(conditions.size());
        for (const condition& c : conditions) out.emplace_back(object_of(c));
        return out;
    }
    [[nodiscard]] json::object object_of(const wanted_answer& w) const {
        json::object out(memory_);
        out["id"] = text_value(w.about->id);
        if (w.about->type == indicator_type::yes_no) out["is"] = w.yes ? "yes" : "no";
        else if (w.options.size() == 1) out["is"] = text_value(w.options.front());
        else if (!w.options.empty()) out["is"] = list_of_ids(w.options);
        if (w.at_least) out["at_least"] = *w.at_least;
        if (w.below) out["below"] = *w.below;
        return out;
    }
    [[nodiscard]] json::object object_of(const missing_sets& missing,
                                         const disclosure& to_reader) const {
        json::object out(memory_);
        json::array sets(memory_);
        for (const std::vector<wanted_answer>& set : missing.sets) {
            if (std::any_of(set.begin(), set.end(),
                            [&](const wanted_answer& w) { return to_reader.hides(*w.about); }))
                continue;
            json::array made(memory_);
            for (const wanted_answer& w : set) made.emplace_back(object_of(w));
            sets.emplace_back(std::move(made));
        }
        out["sets"] = std::move(sets);
        out["more"] = missing.has_more;
        out["complete"] = missing.complete;
        return out;
    }
    template <class Texts>
    [[nodiscard]] json::array list_of_ids(const Texts& ids) const {
        json::array out(memory_);
        out.reserve(ids.size());
        for (std::string_view id : ids) out.emplace_back(text_value(id));
        return out;
    }

    void full(const assessment& result, json::object& out) {
        const disclosure to_reader{result, how_};
        const assessment seen = seen_in(result, how_);
        out["headline"] = seen.headline == headline_id::none ? json::value(nullptr)
                                                             : json::value(name(seen.headline));
        json::array also(memory_);
        for (headline_id h : seen.also) also.emplace_back(name(h));
        out["also"] = std::move(also);
        json::object asked(memory_);
        asked["n"] = seen.asked_n;
        asked["of"] = seen.asked_of;
        out["asked"] = std::move(asked);
        json::object set_aside(memory_);
        set_aside["n"] = seen.denials_disregarded;
        set_aside["until"] = list_of_ids(seen.denials_disregarded_until);
        set_aside["until_absent"] = list_of_ids(seen.denials_disregarded_until_absent);
        out["set_aside"] = std::move(set_aside);

        json::array findings(memory_);
        findings.reserve(seen.findings.size());
        for (const finding_result& f : seen.findings) {
            json::object made = object_of(f);
            if (f.definition->kind == finding_kind::measure)
                made["instrument"] = instrument(seen, *f.definition);
            for (const auto& [finding, missing] : added_.would_indicate)
                if (finding == f.definition->id)
                    made["would_indicate"] = object_of(missing, to_reader);
            findings.emplace_back(std::move(made));
        }
        out["findings"] = std::move(findings);
        json::array scores(memory_);
        for (const score_result& s : seen.scores) {
            json::object made(memory_);
            made["id"] = text_value(s.definition->id);
            made["low"] = decimal_of(s.low);
            made["high"] = decimal_of(s.high);
            if (const instrument_result* used = instrument_of(seen, s.definition->id)) {
                made["instrument"] = text_value(used->definition->id);
                made["validity"] = validity(*used);
            }
            scores.emplace_back(std::move(made));
        }
        out["scores"] = std::move(scores);
        json::array safeguards(memory_);
        for (const safeguard_result& s : seen.safeguards) safeguards.emplace_back(object_of(s));
        out["safeguards"] = std::move(safeguards);
        json::array referrals(memory_);
        for (const referral_result& r : seen.referrals) referrals.emplace_back(object_of(r, seen));
        out["referrals"] = std::move(referrals);
        if (added_.ask_next) out["ask_next"] = questions(*added_.ask_next, to_reader);
    }

    [[nodiscard]] json::object questions(const std::vector<next_question>& found,
                                         const disclosure& to_reader) {
        json::object out(memory_);
        out["priors"] = text_or_null(added_.priors);
        json::array list(memory_);
        for (const next_question& q : found) {
            if (to_reader.hides(*q.about)) continue;
            json::object made(memory_);
            made["id"] = text_value(q.about->id);
            made["because_of"] = name(q.why);
            made["question"] =
                words(q.about->question.empty() ? q.about->label : q.about->question);
            made["known"] = name(q.about->known);
            made["sensitivity"] = q.about->sensitivity;
            list.emplace_back(std::move(made));
        }
        out["questions"] = std::move(list);
        return out;
    }

    [[nodiscard]] json::object object_of(const finding_result& f) {
        json::object out(memory_);
        out.reserve(11);
        out["id"] = text_value(f.definition->id);
        out["kind"] = name(f.definition->kind);
        out["title"] = words(f.definition->title);
        out["status"] = name(f.status);
        json::array elements(memory_);
        for (const element_result& e : f.elements) {
            json::object made(memory_);
            made["id"] = text_value(e.definition->id);
            made["status"] = name(e.status);
            elements.emplace_back(std::move(made));
        }
        out["elements"] = std::move(elements);
        out["signs"] = list(f.signs);
        out["because"] = list(f.because);
        out["sources"] = list_of_ids(f.definition->statement.sources);
        out["confidence"] = name(f.confidence);
        out["reading"] = name(f.reading);
        return out;
    }

    [[nodiscard]] static const char* validity(const instrument_result& used) noexcept {
        return used.as_published ? "as_published" : "adapted_not_validated";
    }
    [[nodiscard]] json::object object_of(const accuracy_rate& r) const {
        json::object out(memory_);
        out["percent"] = decimal_of(r.percent);
        if (r.low) out["low"] = decimal_of(*r.low);
        if (r.high) out["high"] = decimal_of(*r.high);
        return out;
    }
    /// What a measure may be used for. Accuracy only where the instrument was used as it was
    /// published, on whom it was made for.
    [[nodiscard]] json::object instrument(const assessment& seen, const finding_definition& f) {
        json::object out(memory_);
        const instrument_result* used = instrument_of(seen, f.id);
        out["id"] = used ? text_value(used->definition->id) : json::value(nullptr);
        out["validity"] = used ? validity(*used) : "adapted_not_validated";
        out["not_for"] =
            used ? json::value(words(used->definition->not_for)) : json::value(nullptr);
        if (!used || !used->as_published) return out;
        json::array evaluations(memory_);
        for (const accuracy_definition& a : used->definition->accuracy) {
            if (a.finding != f.id) continue;
            json::object made(memory_);
            made["id"] = text_value(a.id);
            made["population"] = words(a.population);
            if (a.n) made["n"] = *a.n;
            if (a.sensitivity) made["sensitivity"] = object_of(*a.sensitivity);
            if (a.specificity) made["specificity"] = object_of(*a.specificity);
            made["sources"] = list_of_ids(a.statement.sources);
            made["confidence"] = name(a.statement.confidence);
            evaluations.emplace_back(std::move(made));
        }
        out["accuracy"] = std::move(evaluations);
        return out;
    }

    [[nodiscard]] json::object object_of(const safeguard_result& s) {
        json::object out(memory_);
        out["id"] = text_value(s.definition->id);
        out["title"] = words(s.definition->title);
        out["force"] = name(s.definition->force);
        out["as_of"] = text_value(s.definition->statement.as_of);
        out["effect"] = name(s.definition->effect);
        out["because"] = list(s.because);
        out["unless_known"] = list_of_ids(s.unless_known);
        out["sources"] = list_of_ids(s.definition->statement.sources);
        out["confidence"] = name(s.confidence);
        return out;
    }

    [[nodiscard]] json::object object_of(const referral_result& r, const assessment& seen) {
        const referral_definition& d = *r.definition;
        json::object out(memory_);
        out.reserve(21);
        out["id"] = text_value(d.id);
        out["authority"] = words(d.authority);
        out["level"] = name(d.level);
        out["kind"] = name(d.kind);
        out["status"] = name(r.status);
        out["depends_on"] = list_of_ids(r.depends_on);
        out["withheld_by"] = list_of_ids(r.withheld_by);
        out["mode"] = name(d.mode);
        json::object consent(memory_);
        if (!seen.child_now.value_or(false)) consent["adult"] = words(d.consent_adult);
        if (seen.child_now.value_or(true) && !seen.adult_by_age)
            consent["child"] = words(d.consent_child);
        out["consent"] = std::move(consent);
        out["within_hours"] = d.within_hours ? json::value(*d.within_hours) : json::value(nullptr);
        out["hours_basis"] = name(d.hours_basis);
        out["serves"] = words(d.serves);
        out["availability"] = name(d.availability);
        if (!d.contact.empty()) {
            out["contact"] = text_value(d.contact);
            out["contact_as_of"] = text_value(d.contact_as_of);
        }
        out["because"] = list(r.because);
        out["basis"] = name(d.basis);
        out["sources"] = list_of_ids(d.statement.sources);
        out["confidence"] = name(r.confidence);
        return out;
    }

    /// Rights, choices and what happens next; no finding, no sign, no headline.
    void person(const assessment& result, json::object& out) {
        out.erase("notice");  // it speaks of removal and prosecution: for officials
        if (!result.catalogue_used.changed()) out.erase("catalogue");
        (void)page_words("person.opening");  // for the mark of a draft
        const person_words words = words_for_person(result, words_, how_);
        out["opening"] = text_value(words.opening);
        out["rights"] = list_of_ids(words.rights);
        if (!words.warning.empty()) out["warning"] = text_value(words.warning);
        out["choices"] = list_of_ids(words.choices);
        if (!words.choose_nothing.empty()) out["choose_nothing"] = text_value(words.choose_nothing);
        if (!words.if_under_18.empty()) out["if_under_18"] = text_value(words.if_under_18);
        json::array numbers(memory_);
        for (const number_to_call& n : words.numbers)
            numbers.push_back({{"contact", text_value(n.contact)},
                               {"as_of", text_value(n.as_of)},
                               {"words", text_value(n.words)}});
        out["numbers"] = std::move(numbers);
        out["next"] = text_value(words.next);
    }

    presentation how_;
    const catalogue& words_;
    json::storage_ptr memory_;
    const additions& added_;
    bool draft_ = false;
    std::uint64_t untranslated_ = 0;
};

}  // namespace

std::string dump(const assessment& result, const catalogue& words, const presentation& how,
                 std::string_view case_id, const additions& added) {
    json::monotonic_resource memory(64 * 1024);
    assessment_writer writer{how, words, &memory, added};
    return json::serialize(writer.write(result, case_id));
}

std::string dump_explanation(const assessment& result, const catalogue& words,
                             const presentation& how, std::string_view case_id,
                             const additions& added) {
    if (how.view == view_kind::person) return {};
    json::monotonic_resource memory(16 * 1024);
    assessment_writer writer{how, words, &memory, added};
    return json::serialize(writer.explain(result, case_id));
}

std::string dump(const assessment& result, const contrast_result& contrasted,
                 const catalogue& words, const presentation& how, std::string_view case_id) {
    json::monotonic_resource memory(16 * 1024);
    const additions none;
    assessment_writer writer{how, words, &memory, none};
    const json::object made = writer.write(result, contrasted, case_id);
    return made.empty() ? std::string{} : json::serialize(made);
}

std::string dump_columns(const assessment& result, const mapping_definition& mapping,
                         const catalogue& words, const presentation& how,
                         std::string_view case_id) {
    json::monotonic_resource memory(16 * 1024);
    const additions none;
    assessment_writer writer{how, words, &memory, none};
    return json::serialize(writer.write(result, mapping, case_id));
}

std::string dump(const answers& known, const std::vector<bool>& named, std::string_view case_id) {
    require_case_id(case_id);
    json::object given;
    for (std::size_t i = 0; i < known.catalogue_used().indicators().size(); ++i) {
        const indicator& about = *known.catalogue_used().indicators()[i];
        const answer recorded = known.at(i);
        const json::string_view key{about.id.data(), about.id.size()};
        switch (recorded.kind) {
            case answer_kind::unknown:
                if (i < named.size() && named[i]) given[key] = "unknown";
                break;
            case answer_kind::declined: given[key] = "declined"; break;
            case answer_kind::no: given[key] = "no"; break;
            case answer_kind::yes: given[key] = "yes"; break;
            case answer_kind::not_applicable: given[key] = "not_applicable"; break;
            case answer_kind::option:
                given[key] = about.options[static_cast<std::size_t>(recorded.value)].id;
                break;
            case answer_kind::number: given[key] = recorded.value; break;
        }
    }
    json::object out;
    out["case"] = json::string_view(case_id.data(), case_id.size());
    out["answers"] = std::move(given);
    return json::serialize(out);
}

std::string dump(const std::vector<issue>& issues, std::string_view case_id) {
    require_case_id(case_id);
    json::object out;
    out["case"] = case_id.empty() ? json::value(nullptr)
                                  : json::value(json::string_view(case_id.data(), case_id.size()));
    json::array list;
    for (const issue& i : issues)
        list.push_back({{"code", i.code},
                        {"pointer", i.pointer},
                        {"line", i.line},
                        {"column", i.column},
                        {"message", i.message}});
    out["error"] = json::object{{"issues", std::move(list)}};
    return json::serialize(out);
}

}  // namespace v0
}  // namespace pehchan
