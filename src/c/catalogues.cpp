// SPDX-License-Identifier: Apache-2.0

// Catalogues, their indicators and forms.

#include "handles.hpp"

using namespace pehchan_c;

namespace {

failure make_catalogue(pehchan::outcome<pehchan::catalogue> made, pehchan_catalogue** out) {
    if (!made) return bad_data("the catalogue has problems", made.issues());
    pehchan::catalogue words = pehchan::page_words(*made);
    *out = new pehchan_catalogue(std::move(made).value(), std::move(words));
    return good();
}
const pehchan::indicator* indicator_at(const pehchan_catalogue* from,
                                       std::uint64_t index) noexcept {
    if (!of_type(from)) return nullptr;
    const auto all = from->rules.indicators();
    return index < all.size() ? all[static_cast<std::size_t>(index)] : nullptr;
}
const pehchan::form_definition* form_at(const pehchan_catalogue* from,
                                        std::uint64_t form) noexcept {
    if (!of_type(from)) return nullptr;
    const auto all = from->rules.forms();
    return form < all.size() ? all[static_cast<std::size_t>(form)] : nullptr;
}
const pehchan::mapping_definition* mapping_at(const pehchan_catalogue* from,
                                              std::uint64_t index) noexcept {
    const auto* found = of_type(from) ? item(from->rules.state().mappings, index) : nullptr;
    return found ? *found : nullptr;
}

}  // namespace

extern "C" {

uint64_t pehchan_builtin_count(void) { return pehchan::builtin_ids().size(); }
const char* pehchan_builtin_id(uint64_t index) {
    const auto ids = pehchan::builtin_ids();
    return index < ids.size() ? c_string(ids[static_cast<std::size_t>(index)]) : nullptr;
}
int32_t pehchan_builtin_text(const char* id, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED_TEXT(id, "`id`");
        const std::string_view text = pehchan::builtin_text(id);
        if (text.empty())
            return bad(PEHCHAN_STATUS_NOT_FOUND, pehchan::builtin(id).issues().front().message);
        *out = new pehchan_text(std::string(text));
        return good();
    });
}
int32_t pehchan_catalogue_builtin(const char* id, pehchan_catalogue** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED_TEXT(id, "`id`");
        if (pehchan::builtin_text(id).empty())
            return bad(PEHCHAN_STATUS_NOT_FOUND, pehchan::builtin(id).issues().front().message);
        return make_catalogue(pehchan::builtin(id), out);
    });
}
int32_t pehchan_catalogue_load(const char* json, uint64_t size,
                               const pehchan_catalogue* const* used, uint64_t used_count,
                               pehchan_catalogue** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED_JSON(text, json, size);
        if (!used && used_count) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`used` is NULL");
        std::vector<pehchan::catalogue> those;
        for (uint64_t i = 0; i < used_count; ++i) {
            PEHCHAN_NEED(used[i], "a used catalogue");
            those.push_back(used[i]->rules);
        }
        return make_catalogue(pehchan::load(*text, those), out);
    });
}
int32_t pehchan_catalogue_with_texts(const pehchan_catalogue* catalogue, const char* json,
                                     uint64_t size, pehchan_catalogue** out,
                                     pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_JSON(text, json, size);
        pehchan::outcome<pehchan::catalogue> made = pehchan::with_texts(catalogue->rules, *text);
        if (!made) return bad_data("the texts have problems", made.issues());
        return make_catalogue(std::move(made), out);
    });
}
void pehchan_catalogue_free(pehchan_catalogue* catalogue) { free_handle(catalogue); }

const char* pehchan_catalogue_id(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.document().id.c_str() : nullptr;
}
const char* pehchan_catalogue_version(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.document().version.c_str() : nullptr;
}
const char* pehchan_catalogue_digest(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.document().digest.c_str() : nullptr;
}
int32_t pehchan_catalogue_proved(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.proved() : -1;
}
uint64_t pehchan_catalogue_language_count(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.document().languages.size() : 0;
}
const char* pehchan_catalogue_language(const pehchan_catalogue* catalogue, uint64_t index) {
    const auto* found =
        of_type(catalogue) ? item(catalogue->rules.document().languages, index) : nullptr;
    return found ? found->id.c_str() : nullptr;
}
const char* pehchan_catalogue_language_direction(const pehchan_catalogue* catalogue,
                                                 uint64_t index) {
    const auto* one =
        of_type(catalogue) ? item(catalogue->rules.document().languages, index) : nullptr;
    return one ? c_string(pehchan::name_of(one->direction)) : nullptr;
}
const char* pehchan_catalogue_texts_digest(const pehchan_catalogue* catalogue,
                                           const char* language) {
    if (!of_type(catalogue)) return nullptr;
    const char* digest = "";
    if (!language) return digest;
    for (const auto& added : catalogue->rules.document().added_languages)
        if (added->language == language) digest = added->digest.c_str();
    return digest;
}
const char* pehchan_catalogue_words(const pehchan_catalogue* catalogue, const char* id,
                                    const char* language) {
    const pehchan::text* found =
        of_type(catalogue) && id ? catalogue->words.find_text(id) : nullptr;
    return found ? words_in(*found, language) : nullptr;
}

uint64_t pehchan_catalogue_indicator_count(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.indicators().size() : 0;
}
const char* pehchan_catalogue_indicator_id(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? about->id.c_str() : nullptr;
}
int64_t pehchan_catalogue_indicator_index(const pehchan_catalogue* catalogue, const char* id) {
    if (!of_type(catalogue) || !id) return -1;
    const std::size_t at = index_of(catalogue->rules, id);
    return at == pehchan::none_index ? -1 : static_cast<int64_t>(at);
}
int32_t pehchan_catalogue_indicator_type(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? static_cast<int32_t>(about->type) : -1;
}
int32_t pehchan_catalogue_indicator_sensitivity(const pehchan_catalogue* catalogue,
                                                uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? static_cast<int32_t>(about->sensitivity) : -1;
}
int32_t pehchan_catalogue_indicator_may_not_apply(const pehchan_catalogue* catalogue,
                                                  uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? about->type == pehchan::indicator_type::yes_no && !about->not_applicable.empty()
                 : -1;
}
const char* pehchan_catalogue_indicator_label(const pehchan_catalogue* catalogue, uint64_t index,
                                              const char* language) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? words_in(about->label, language) : nullptr;
}
const char* pehchan_catalogue_indicator_question(const pehchan_catalogue* catalogue, uint64_t index,
                                                 const char* language) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? words_in(about->question, language) : nullptr;
}
int32_t pehchan_catalogue_indicator_translation(const pehchan_catalogue* catalogue, uint64_t index,
                                                const char* language) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    if (!about) return -1;
    const pehchan::text& words = about->question.empty() ? about->label : about->question;
    const pehchan::translation* found = words.find(language ? language : "en");
    return found || !words.empty()
               ? static_cast<int32_t>((found ? *found : words.translations.front()).status)
               : -1;
}
int32_t pehchan_catalogue_indicator_known_by(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? static_cast<int32_t>(about->known) : -1;
}
int64_t pehchan_catalogue_indicator_least(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? about->min : 0;
}
int64_t pehchan_catalogue_indicator_most(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? about->max : 0;
}
const char* pehchan_catalogue_indicator_not_applicable(const pehchan_catalogue* catalogue,
                                                       uint64_t index, const char* language) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? words_in(about->not_applicable, language) : nullptr;
}
uint64_t pehchan_catalogue_option_count(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    return about ? about->options.size() : 0;
}
const char* pehchan_catalogue_option_id(const pehchan_catalogue* catalogue, uint64_t index,
                                        uint64_t option) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    const auto* chosen = about ? item(about->options, option) : nullptr;
    return chosen ? chosen->id.c_str() : nullptr;
}
const char* pehchan_catalogue_option_label(const pehchan_catalogue* catalogue, uint64_t index,
                                           uint64_t option, const char* language) {
    const pehchan::indicator* about = indicator_at(catalogue, index);
    const auto* chosen = about ? item(about->options, option) : nullptr;
    return chosen ? words_in(chosen->label, language) : nullptr;
}
int32_t pehchan_catalogue_typed(const pehchan_catalogue* catalogue, uint64_t index,
                                const char* typed, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_TEXT(typed, "`typed`");
        const pehchan::indicator* about = indicator_at(catalogue, index);
        if (!about) return bad(PEHCHAN_STATUS_NOT_FOUND, "there is no indicator at this index");
        const std::optional<std::string> value =
            pehchan::typed_value(catalogue->words, *about, typed);
        if (!value) return bad(PEHCHAN_STATUS_NOT_FOUND, "the answer is not understood");
        *out = new pehchan_text(*value);
        return good();
    });
}
uint64_t pehchan_catalogue_form_count(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.forms().size() : 0;
}
const char* pehchan_catalogue_form_id(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* found = form_at(catalogue, form);
    return found ? found->id.c_str() : nullptr;
}
const char* pehchan_catalogue_form_role(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* found = form_at(catalogue, form);
    return found ? c_string(pehchan::name_of(found->role)) : nullptr;
}
const char* pehchan_catalogue_form_title(const pehchan_catalogue* catalogue, uint64_t form,
                                         const char* language) {
    const pehchan::form_definition* found = form_at(catalogue, form);
    return found ? words_in(found->title, language) : nullptr;
}
uint64_t pehchan_catalogue_form_size(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* found = form_at(catalogue, form);
    return found ? found->indicators.size() : 0;
}
const char* pehchan_catalogue_form_indicator(const pehchan_catalogue* catalogue, uint64_t form,
                                             uint64_t index) {
    const pehchan::form_definition* found = form_at(catalogue, form);
    const std::string* id = found ? item(found->indicators, index) : nullptr;
    return id ? id->c_str() : nullptr;
}
uint64_t pehchan_catalogue_mapping_count(const pehchan_catalogue* catalogue) {
    return of_type(catalogue) ? catalogue->rules.state().mappings.size() : 0;
}
const char* pehchan_catalogue_mapping_id(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::mapping_definition* found = mapping_at(catalogue, index);
    return found ? found->id.c_str() : nullptr;
}
int32_t pehchan_catalogue_mapping_writes(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::mapping_definition* found = mapping_at(catalogue, index);
    return found ? !found->writes.empty() : -1;
}

}  // extern "C"
