// SPDX-License-Identifier: Apache-2.0

// One person's answers.

#include "handles.hpp"

using namespace pehchan_c;

namespace {

std::optional<pehchan::answer> answer_at(const pehchan_answers* answers,
                                         std::uint64_t index) noexcept {
    if (!of_type(answers) || index >= answers->named.size()) return std::nullopt;
    return answers->known.at(static_cast<std::size_t>(index));
}

}  // namespace

extern "C" {

int32_t pehchan_answers_new(const pehchan_catalogue* catalogue, pehchan_answers** out,
                            pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_answers(pehchan::answers(catalogue->rules), {},
                                   std::vector<bool>(catalogue->rules.indicators().size()));
        return good();
    });
}
int32_t pehchan_answers_parse(const pehchan_catalogue* catalogue, const char* mapping,
                              const char* json, uint64_t size, pehchan_answers** out,
                              pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_JSON(text, json, size);
        std::optional<pehchan_answers> made;
        if (failure failed = parse(*catalogue, mapping, *text, made); failed.status) return failed;
        *out = new pehchan_answers(std::move(made->known), std::move(made->case_id),
                                   std::move(made->named));
        return good();
    });
}
int32_t pehchan_answers_set_case(pehchan_answers* answers, const char* id, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(id, "`id`");
        if (!pehchan::is_case_id(id))
            return bad_data(pehchan::case_id_rule,
                            {{"bad_case_id", "/case", 0, 0, pehchan::case_id_rule}});
        answers->case_id = id;
        return good();
    });
}
int32_t pehchan_answers_set(pehchan_answers* answers, const char* indicator, const char* value,
                            pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return answers->set(indicator, std::string_view{value});
    });
}
int32_t pehchan_answers_set_number(pehchan_answers* answers, const char* indicator, int64_t value,
                                   pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        return answers->set(indicator, value);
    });
}
int32_t pehchan_answers_set_code(pehchan_answers* answers, uint64_t index, int8_t code) {
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    switch (code) {
        case PEHCHAN_ANSWER_YES: return answers->set_at(index, {pehchan::answer_kind::yes, 0});
        case PEHCHAN_ANSWER_NO: return answers->set_at(index, {pehchan::answer_kind::no, 0});
        case PEHCHAN_ANSWER_UNKNOWN:
            return answers->set_at(index, {pehchan::answer_kind::unknown, 0});
        case PEHCHAN_ANSWER_DECLINED:
            return answers->set_at(index, {pehchan::answer_kind::declined, 0});
        case PEHCHAN_ANSWER_NOT_APPLICABLE:
            return answers->set_at(index, {pehchan::answer_kind::not_applicable, 0});
        default: return PEHCHAN_STATUS_BAD_ARGUMENT;
    }
}
int32_t pehchan_answers_set_value(pehchan_answers* answers, uint64_t index, int64_t value) {
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    const auto all = answers->known.catalogue_used().indicators();
    if (index >= all.size()) return PEHCHAN_STATUS_BAD_ARGUMENT;
    const bool choice =
        all[static_cast<std::size_t>(index)]->type == pehchan::indicator_type::choice;
    return answers->set_at(
        index, {choice ? pehchan::answer_kind::option : pehchan::answer_kind::number, value});
}
int32_t pehchan_answers_forget(pehchan_answers* answers, const char* indicator,
                               pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        const std::uint32_t at = index_of(answers->known.catalogue_used(), indicator);
        if (at == pehchan::none_index)
            return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such indicator");
        answers->known.forget(indicator);
        answers->named[at] = false;
        return good();
    });
}
int32_t pehchan_answers_clear(pehchan_answers* answers) {
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    for (std::size_t i = 0; i < answers->named.size(); ++i) (void)answers->known.set_at(i, {});
    std::fill(answers->named.begin(), answers->named.end(), false);
    return PEHCHAN_OK;
}
const char* pehchan_answers_case(const pehchan_answers* answers) {
    return of_type(answers) ? answers->case_id.c_str() : nullptr;
}
int32_t pehchan_answers_json(const pehchan_answers* answers, pehchan_text** out,
                             pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        *out = new pehchan_text(pehchan::dump(answers->known, answers->named, answers->case_id));
        return good();
    });
}
int32_t pehchan_answers_kind(const pehchan_answers* answers, uint64_t index) {
    const std::optional<pehchan::answer> given = answer_at(answers, index);
    return given ? static_cast<int32_t>(given->kind) : -1;
}
int64_t pehchan_answers_value(const pehchan_answers* answers, uint64_t index) {
    const std::optional<pehchan::answer> given = answer_at(answers, index);
    return given && (given->kind == pehchan::answer_kind::option ||
                     given->kind == pehchan::answer_kind::number)
               ? given->value
               : 0;
}
int32_t pehchan_answers_asked(const pehchan_answers* answers, uint64_t index) {
    return answer_at(answers, index) ? answers->named[static_cast<std::size_t>(index)] : -1;
}
void pehchan_answers_free(pehchan_answers* answers) { free_handle(answers); }

}  // extern "C"
