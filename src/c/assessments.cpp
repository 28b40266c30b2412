// SPDX-License-Identifier: Apache-2.0

// What follows from the answers, for one reader.

#include <bit>

#include "handles.hpp"

using namespace pehchan_c;

namespace {

constexpr std::uint32_t text_flags =
    PEHCHAN_FLAG_ALLOW_DRAFT | PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT;
constexpr std::uint32_t part_flags =
    PEHCHAN_FLAG_FIRST_PAGE | PEHCHAN_FLAG_SECOND_PAGE | PEHCHAN_FLAG_CARD;

/// `agency` must outlive `how`.
failure present(const pehchan::catalogue& rules, pehchan::view_kind view, std::string_view agency,
                const char* language, std::uint32_t flags, std::uint32_t allowed,
                pehchan::presentation& how) {
    how.view = view;
    how.agency = agency;
    how.language = language_in(rules, language);
    how.drafts_for_person = (flags & PEHCHAN_FLAG_ALLOW_DRAFT) != 0;
    if (how.language.empty())
        return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "the catalogue does not speak this language");
    if (flags & ~allowed) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
    if (std::popcount(flags & part_flags) > 1)
        return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "a page has one part: first, second or card");
    if (flags & PEHCHAN_FLAG_FIRST_PAGE) how.part = pehchan::page_part::first;
    if (flags & PEHCHAN_FLAG_SECOND_PAGE) how.part = pehchan::page_part::second;
    if (flags & PEHCHAN_FLAG_CARD) how.part = pehchan::page_part::card;
    if (flags & PEHCHAN_FLAG_HTML) how.format = pehchan::page_format::html;
    return good();
}
failure present(const pehchan_assessment& from, const char* language, std::uint32_t flags,
                std::uint32_t allowed, pehchan::presentation& how) {
    return present(from.seen.catalogue_used, from.view, from.agency, language, flags, allowed, how);
}

constexpr std::size_t questions_added = 5;  // as `pehchan screen --next`

/// `seen` is what this reader may learn, and so is what is added.
pehchan::additions additions_of(const pehchan::assessment& seen, const std::vector<bool>& named,
                                const pehchan::presentation& how, std::uint32_t flags) {
    pehchan::additions added;
    if (flags & PEHCHAN_FLAG_EXPLAIN)
        added.would_indicate = pehchan::would_indicate_all(seen, seen.known);
    if (flags & PEHCHAN_FLAG_NEXT)
        added.ask_next = pehchan::question_finder{seen.catalogue_used}.find(
            seen.known, pehchan::asked_for(seen, named, how),
            {true, false, {}, nullptr, questions_added});
    return added;
}

failure assess_for(const pehchan_catalogue* catalogue, const pehchan_answers* answers,
                   std::int32_t view, const char* agency, pehchan_assessment** out) {
    PEHCHAN_NEED_OUT(out);
    PEHCHAN_NEED(catalogue, "`catalogue`");
    PEHCHAN_NEED(answers, "`answers`");
    const auto for_whom = view_of(view);
    if (!for_whom) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such view");
    if (!(answers->known.catalogue_used() == catalogue->rules))
        return bad(PEHCHAN_STATUS_WRONG_CATALOGUE, "the answers belong to another catalogue");
    const std::string of = agency ? agency : "";
    if (!of.empty() && !pehchan::is_agency(catalogue->rules, of))
        return bad(PEHCHAN_STATUS_NOT_FOUND, "no referral of the catalogue names this agency");
    pehchan::presentation how{*for_whom};
    how.agency = of;
    *out = new pehchan_assessment(
        pehchan::seen_in(pehchan::assess(catalogue->rules, answers->known), how), *answers,
        catalogue->words, *for_whom, of);
    return good();
}
const pehchan::assessment* named_in(const pehchan_assessment* from) noexcept {
    return of_type(from) && from->by_id() ? &from->seen : nullptr;
}

}  // namespace

extern "C" {

int32_t pehchan_assess(const pehchan_catalogue* catalogue, const pehchan_answers* answers,
                       int32_t view, pehchan_assessment** out, pehchan_error** error) {
    return guarded(error, [&] { return assess_for(catalogue, answers, view, nullptr, out); });
}
int32_t pehchan_assess_for_agency(const pehchan_catalogue* catalogue,
                                  const pehchan_answers* answers, int32_t view, const char* agency,
                                  pehchan_assessment** out, pehchan_error** error) {
    return guarded(error, [&] { return assess_for(catalogue, answers, view, agency, out); });
}
void pehchan_assessment_free(pehchan_assessment* assessment) { free_handle(assessment); }

const char* pehchan_assessment_headline(const pehchan_assessment* assessment) {
    const pehchan::assessment* seen = named_in(assessment);
    return seen && seen->headline != pehchan::headline_id::none
               ? c_string(pehchan::name_of(seen->headline))
               : nullptr;
}
uint64_t pehchan_assessment_asked_n(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.asked_n : 0;
}
uint64_t pehchan_assessment_asked_of(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.asked_of : 0;
}
uint64_t pehchan_assessment_finding_count(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.findings.size() : 0;
}
const char* pehchan_assessment_finding_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* finding = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return finding ? finding->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_finding_title(const pehchan_assessment* assessment, uint64_t index,
                                             const char* language) {
    const auto* finding = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return finding ? words_in(finding->definition->title, language) : nullptr;
}
int32_t pehchan_assessment_finding_status(const pehchan_assessment* assessment, uint64_t index) {
    const auto* finding = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return finding ? static_cast<int32_t>(finding->status) : -1;
}
int32_t pehchan_assessment_status_of(const pehchan_assessment* assessment, const char* finding) {
    if (!named_in(assessment) || !finding) return -1;
    for (const pehchan::finding_result& f : assessment->seen.findings)
        if (f.definition->id == finding) return static_cast<int32_t>(f.status);
    return -1;
}
uint64_t pehchan_assessment_score_count(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.scores.size() : 0;
}
const char* pehchan_assessment_score_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* score = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return score ? score->definition->id.c_str() : nullptr;
}
int64_t pehchan_assessment_score_low(const pehchan_assessment* assessment, uint64_t index) {
    const auto* score = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return score ? score->low : 0;
}
int64_t pehchan_assessment_score_high(const pehchan_assessment* assessment, uint64_t index) {
    const auto* score = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return score ? score->high : 0;
}
uint64_t pehchan_assessment_safeguard_count(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.safeguards.size() : 0;
}
const char* pehchan_assessment_safeguard_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* safeguard =
        named_in(assessment) ? item(assessment->seen.safeguards, index) : nullptr;
    return safeguard ? safeguard->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_safeguard_title(const pehchan_assessment* assessment, uint64_t index,
                                               const char* language) {
    const auto* safeguard =
        named_in(assessment) ? item(assessment->seen.safeguards, index) : nullptr;
    return safeguard ? words_in(safeguard->definition->title, language) : nullptr;
}
uint64_t pehchan_assessment_referral_count(const pehchan_assessment* assessment) {
    return named_in(assessment) ? assessment->seen.referrals.size() : 0;
}
const char* pehchan_assessment_referral_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* referral = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return referral ? referral->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_referral_authority(const pehchan_assessment* assessment,
                                                  uint64_t index, const char* language) {
    const auto* referral = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return referral ? words_in(referral->definition->authority, language) : nullptr;
}
int32_t pehchan_assessment_referral_status(const pehchan_assessment* assessment, uint64_t index) {
    const auto* referral = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return referral ? static_cast<int32_t>(referral->status) : -1;
}
int32_t pehchan_assessment_json(const pehchan_assessment* assessment, const char* language,
                                uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(*assessment, language, flags, text_flags, how); failed.status)
            return failed;
        *out = new pehchan_text(
            pehchan::dump(assessment->seen, assessment->words, how, assessment->case_id,
                          additions_of(assessment->seen, assessment->named, how, flags)));
        return good();
    });
}
int32_t pehchan_assessment_page(const pehchan_assessment* assessment, const char* language,
                                uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(*assessment, language, flags,
                                     text_flags | part_flags | PEHCHAN_FLAG_HTML, how);
            failed.status)
            return failed;
        *out = new pehchan_text(
            pehchan::page(assessment->seen, assessment->words, how, assessment->case_id,
                          additions_of(assessment->seen, assessment->named, how, flags)));
        return good();
    });
}
int32_t pehchan_assessment_explain(const pehchan_assessment* assessment, const char* finding,
                                   const char* language, uint32_t flags, pehchan_text** out,
                                   pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(finding, "`finding`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(*assessment, language, flags, text_flags, how); failed.status)
            return failed;
        if (!assessment->by_id())
            return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "explanations are not for the person");
        if (pehchan_assessment_status_of(assessment, finding) < 0)
            return bad(PEHCHAN_STATUS_NOT_FOUND, "this reader sees no such finding");
        pehchan::assessment filtered = assessment->seen;
        pehchan::additions added;
        std::erase_if(filtered.findings, [&](const pehchan::finding_result& f) {
            return f.definition->id != finding;
        });
        added.would_indicate = pehchan::would_indicate_all(filtered, filtered.known);
        *out = new pehchan_text(pehchan::dump_explanation(filtered, assessment->words, how,
                                                          assessment->case_id, added));
        return good();
    });
}
int32_t pehchan_assessment_contrast(const pehchan_assessment* assessment, const char* finding,
                                    const char* other, const char* language, uint32_t flags,
                                    pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(finding, "`finding`");
        PEHCHAN_NEED_TEXT(other, "`other`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(*assessment, language, flags, text_flags, how); failed.status)
            return failed;
        if (!assessment->by_id())
            return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "explanations are not for the person");
        if (std::string_view{finding} == other)
            return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "a contrast takes two different findings");
        for (const char* each : {finding, other})
            if (pehchan_assessment_status_of(assessment, each) < 0)
                return bad(PEHCHAN_STATUS_NOT_FOUND, "this reader sees no such finding");
        const pehchan::contrast_result contrasted = pehchan::contrast(
            assessment->seen.catalogue_used, assessment->seen.known, finding, other);
        *out = new pehchan_text(pehchan::dump(assessment->seen, contrasted, assessment->words, how,
                                              assessment->case_id));
        return good();
    });
}
int32_t pehchan_assessment_columns(const pehchan_assessment* assessment, const char* mapping,
                                   const char* language, pehchan_text** out,
                                   pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(mapping, "`mapping`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(*assessment, language, 0, text_flags, how); failed.status)
            return failed;
        if (!assessment->by_id())
            return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "columns are not for the person");
        const pehchan::mapping_definition* to =
            assessment->seen.catalogue_used.find_mapping(mapping);
        if (!to || to->writes.empty())
            return bad(PEHCHAN_STATUS_NOT_FOUND,
                       "the catalogue has no mapping of this id that writes columns");
        *out = new pehchan_text(pehchan::dump_columns(assessment->seen, *to, assessment->words, how,
                                                      assessment->case_id));
        return good();
    });
}

int32_t pehchan_screen(const pehchan_catalogue* catalogue, const char* mapping, const char* json,
                       uint64_t size, const char* language, int32_t view, uint32_t flags,
                       pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_JSON(text, json, size);
        PEHCHAN_NEED_TEXT(language, "`language`");
        const auto for_whom = view_of(view);
        if (!for_whom) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such view");
        pehchan::presentation how;
        if (failure failed =
                present(catalogue->rules, *for_whom, {}, language, flags, text_flags, how);
            failed.status)
            return failed;
        std::optional<pehchan_answers> person;
        if (failure failed = parse(*catalogue, mapping, *text, person); failed.status)
            return failed;
        const pehchan::assessment seen =
            pehchan::seen_in(pehchan::assess(catalogue->rules, person->known), how);
        *out = new pehchan_text(pehchan::dump(seen, catalogue->words, how, person->case_id,
                                              additions_of(seen, person->named, how, flags)));
        return good();
    });
}

}  // extern "C"
