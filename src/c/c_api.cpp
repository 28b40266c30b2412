// SPDX-License-Identifier: Apache-2.0

// The C ABI (pehchan/pehchan.h) over the C++ library. `guarded` holds the only `try`: nothing is thrown over the border.

#include <pehchan/compiled.hpp>
#include <pehchan/arrow_arrays.hpp>
#include <pehchan/detail/evaluate.hpp>
#include <pehchan/pehchan.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "worker_pool.hpp"

namespace {

enum class handle_type : std::uint32_t { none = 0, error = 0x50454801u, text, catalogue, answers, assessment, questions, interview, evaluator, workers, cohort };

struct handle {
    handle_type type;
    explicit handle(handle_type of) noexcept : type(of) {}
    ~handle() { *const_cast<volatile handle_type*>(&type) = handle_type::none; }
    handle(const handle&) = delete;
    handle& operator=(const handle&) = delete;
};

/// What went wrong, on its way to a status and an error object.
struct failure {
    std::int32_t status = PEHCHAN_OK;
    std::string message;
    std::vector<pehchan::issue> issues;
};
failure good() { return {}; }
failure bad(std::int32_t status, std::string_view message) { return {status, std::string(message), {}}; }
failure bad_data(std::string_view message, std::vector<pehchan::issue> issues) { return {PEHCHAN_STATUS_BAD_DATA, std::string(message), std::move(issues)}; }

}  // namespace

struct pehchan_error : handle {
    static constexpr handle_type own = handle_type::error;
    pehchan_error(std::int32_t status_, std::string message_, std::vector<pehchan::issue> issues_)
        : handle(own), status(status_), message(std::move(message_)), issues(std::move(issues_)) {}
    std::int32_t status;
    std::string message;
    std::vector<pehchan::issue> issues;
};
struct pehchan_text : handle {
    static constexpr handle_type own = handle_type::text;
    explicit pehchan_text(std::string words_) : handle(own), words(std::move(words_)) {}
    std::string words;
};
struct pehchan_catalogue : handle {
    static constexpr handle_type own = handle_type::catalogue;
    pehchan_catalogue(pehchan::catalogue of_, pehchan::catalogue words_) : handle(own), of(std::move(of_)), words(std::move(words_)) {}
    pehchan::catalogue of, words;
};
struct pehchan_answers : handle {
    static constexpr handle_type own = handle_type::answers;
    pehchan_answers(pehchan::answers known_, std::string case_id_, std::vector<bool> named_)
        : handle(own), known(std::move(known_)), case_id(std::move(case_id_)), named(std::move(named_)) {}
    /// An answer that was taken is one that was asked.
    template <class Value>
    failure set(const char* indicator, Value value);
    std::int32_t set_at(std::uint64_t index, pehchan::answer given) noexcept {
        if (index >= named.size() || known.set_at(static_cast<std::size_t>(index), given) != pehchan::answer_problem::none) return PEHCHAN_STATUS_BAD_ARGUMENT;
        named[static_cast<std::size_t>(index)] = true;
        return PEHCHAN_OK;
    }
    pehchan::answers known;
    std::string case_id;
    std::vector<bool> named;
};
struct pehchan_assessment : handle {
    static constexpr handle_type own = handle_type::assessment;
    pehchan_assessment(pehchan::assessment whole_, pehchan::assessment seen_, const pehchan_answers& from, pehchan::catalogue words_, pehchan::view_kind view_)
        : handle(own), whole(std::move(whole_)), seen(std::move(seen_)), known(from.known), words(std::move(words_)), case_id(from.case_id), named(from.named), view(view_) {}
    pehchan::assessment whole, seen;
    pehchan::answers known;
    pehchan::catalogue words;
    std::string case_id;
    std::vector<bool> named;
    pehchan::view_kind view;
    /// Whether findings, safeguards and referrals may be named to this reader.
    [[nodiscard]] bool by_id() const noexcept { return view == pehchan::view_kind::official || view == pehchan::view_kind::investigator; }
};
struct pehchan_questions : handle {
    static constexpr handle_type own = handle_type::questions;
    explicit pehchan_questions(pehchan::catalogue of_) : handle(own), of(std::move(of_)) {}
    pehchan::catalogue of;
    std::vector<const pehchan::indicator*> asked;
};
struct pehchan_interview : handle {
    static constexpr handle_type own = handle_type::interview;
    pehchan_interview(pehchan::interview talk_, std::string case_id_) : handle(own), talk(std::move(talk_)), case_id(std::move(case_id_)) {}
    pehchan::interview talk;
    std::string case_id;
    const pehchan::indicator* question = nullptr;  ///< that the caller was given and that stands
};
struct pehchan_evaluator : handle {
    static constexpr handle_type own = handle_type::evaluator;
    explicit pehchan_evaluator(const pehchan::catalogue& of_) : handle(own), of(of_), quick(of_) {
        for (std::size_t i = 0; i < quick.finding_count(); ++i)
            if (quick.finding(i).kind != pehchan::finding_kind::offence) findings.push_back(i);
    }
    pehchan::catalogue of;
    pehchan::quick_assessment quick;
    std::vector<std::size_t> findings;  ///< of the quick assessment, without offences
    bool ready = false;                 ///< a person was assessed
};
struct pehchan_workers : handle {
    static constexpr handle_type own = handle_type::workers;
    explicit pehchan_workers(std::size_t count) : handle(own), pool(std::make_shared<pehchan_c::worker_pool>(count)) {}
    std::shared_ptr<pehchan_c::worker_pool> pool;
};
struct pehchan_cohort : handle {
    static constexpr handle_type own = handle_type::cohort;
    explicit pehchan_cohort(const pehchan::catalogue& of) : handle(own), rules(of) {}
    pehchan::cohort rules;
};

namespace {

/// For when there is no memory for another: made in place, of messages that fit a string's own buffer, and never destroyed, so that a host may hold one to its very end.
template <std::int32_t Status>
pehchan_error* standing_error(const char* message) noexcept {
    alignas(pehchan_error) static unsigned char room[sizeof(pehchan_error)];
    static pehchan_error* const only = new (room) pehchan_error(Status, message, {});
    return only;
}
pehchan_error* without_memory() noexcept { return standing_error<PEHCHAN_STATUS_OUT_OF_MEMORY>("out of memory"); }
pehchan_error* unexpected() noexcept { return standing_error<PEHCHAN_STATUS_INTERNAL>("internal error"); }

/// Does `work`, which says what failed; makes the status and the error object of it.
template <class Work>
std::int32_t guarded(pehchan_error** error, Work&& work) noexcept {
    if (error) *error = nullptr;
#if defined(__cpp_exceptions)
    try {
#endif
        failure failed = work();
        if (failed.status != PEHCHAN_OK && error) {
            const std::int32_t status = failed.status;
            *error = new pehchan_error(status, std::move(failed.message), std::move(failed.issues));
            return status;
        }
        return failed.status;
#if defined(__cpp_exceptions)
    } catch (const std::bad_alloc&) {
        if (error) *error = without_memory();
        return PEHCHAN_STATUS_OUT_OF_MEMORY;
    } catch (...) {
        if (error) *error = unexpected();
        return PEHCHAN_STATUS_INTERNAL;
    }
#endif
}

/// The handle, where it is a live one of this type.
template <class Handle>
Handle* of_type(Handle* given) noexcept {
    return given && static_cast<const handle*>(given)->type == std::remove_const_t<Handle>::own ? given : nullptr;
}
template <class Handle>
std::int32_t wrong(const Handle* given) noexcept {
    return !given ? PEHCHAN_STATUS_NULL_ARGUMENT : static_cast<const handle*>(given)->type == Handle::own ? PEHCHAN_OK : PEHCHAN_STATUS_WRONG_HANDLE;
}
failure wrong_handle(std::int32_t status, std::string_view what) {
    return bad(status, std::string(what) + (status == PEHCHAN_STATUS_NULL_ARGUMENT ? " is NULL" : " is a handle of another type"));
}

/// Checks the handles in their order; the first that is wrong is the failure.
#define PEHCHAN_NEED(given, what) \
    if (const std::int32_t wrong_status = wrong(given); wrong_status != PEHCHAN_OK) return wrong_handle(wrong_status, what)
#define PEHCHAN_NEED_TEXT(given, what) \
    if (!(given)) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, what " is NULL")
#define PEHCHAN_NEED_OUT(out)                                               \
    if (!(out)) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`out` is NULL"); \
    *(out) = nullptr

template <class Handle>
void free_handle(Handle* given) noexcept {
    delete of_type(given);
}

const char* c_string(std::string_view literal) noexcept { return literal.data(); }  // of literals and whole strings only

/// A text of the caller's; nothing where the size cannot be one.
std::optional<std::string_view> text_of(const char* json, std::uint64_t size) noexcept {
    if ((!json && size) || size > static_cast<std::uint64_t>(PTRDIFF_MAX)) return std::nullopt;
    return std::string_view{json ? json : "", static_cast<std::size_t>(size)};
}
#define PEHCHAN_NEED_JSON(text, json, size)                                                          \
    const std::optional<std::string_view> text = text_of(json, size);                                \
    if (!text) return (json) ? bad(PEHCHAN_STATUS_BAD_ARGUMENT, "`size` is no size of a text in memory") \
                             : bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`json` is NULL")

std::optional<pehchan::view_kind> view_of(std::int32_t view) noexcept {
    switch (view) {
        case PEHCHAN_VIEW_OFFICIAL: return pehchan::view_kind::official;
        case PEHCHAN_VIEW_PERSON: return pehchan::view_kind::person;
        case PEHCHAN_VIEW_INVESTIGATOR: return pehchan::view_kind::investigator;
        case PEHCHAN_VIEW_COMMITTEE: return pehchan::view_kind::committee;
        default: return std::nullopt;
    }
}

/// The catalogue's own word for the language, which lives as long as it does.
std::string_view language_in(const pehchan::catalogue& of, const char* language) {
    for (const pehchan::catalogue_language& one : of.document().languages)
        if (one.id == language) return one.id;
    return {};
}

failure present(const pehchan::catalogue& of, pehchan::view_kind view, const char* language, std::uint32_t flags, pehchan::presentation& how) {
    how.view = view;
    how.language = language_in(of, language);
    how.drafts_for_person = (flags & PEHCHAN_FLAG_ALLOW_DRAFT) != 0;
    if (how.language.empty()) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "the catalogue does not speak this language");
    if (flags & ~std::uint32_t{PEHCHAN_FLAG_ALLOW_DRAFT | PEHCHAN_FLAG_EXPLAIN | PEHCHAN_FLAG_NEXT}) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
    return good();
}

constexpr std::size_t questions_added = 5;  // as `pehchan screen --next`

pehchan::additions additions_of(const pehchan::assessment& whole, const pehchan::answers& known, const std::vector<bool>& named, std::uint32_t flags) {
    pehchan::additions more;
    if (flags & PEHCHAN_FLAG_EXPLAIN) more.would_indicate = pehchan::would_indicate_all(whole, known);
    if (flags & PEHCHAN_FLAG_NEXT) more.ask_next = pehchan::question_finder{whole.of}.find(known, named, {true, false, {}, nullptr, questions_added});
    return more;
}

failure set_problem(pehchan::answer_problem problem, const char* indicator) {
    const auto refused = [&](std::string code, std::string message) -> failure { return bad_data("the answer was not taken", {{std::move(code), "/answers/" + std::string(indicator), 0, 0, std::move(message)}}); };
    switch (problem) {
        case pehchan::answer_problem::none: return good();
        case pehchan::answer_problem::unknown_indicator: return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such indicator");
        case pehchan::answer_problem::wrong_type: return refused("wrong_type", "This indicator takes another type of answer.");
        case pehchan::answer_problem::unknown_value: return refused("unknown_value", "This is no answer to this indicator.");
        case pehchan::answer_problem::out_of_range: return refused("out_of_range", "This number is outside the indicator's range.");
        case pehchan::answer_problem::not_applicable_not_allowed: return refused("not_applicable_not_allowed", "This indicator applies to everyone.");
    }
    return bad(PEHCHAN_STATUS_INTERNAL, "an unknown problem");
}

std::uint32_t index_of(const pehchan::catalogue& of, const char* indicator) noexcept {
    return pehchan::index_in(of.state().indicators, indicator);
}

/// A case of this name without answers.
std::string case_text(std::string_view id) {
    constexpr char digits[] = "0123456789abcdef";
    std::string out = "{\"case\":\"";
    for (const char c : id) {
        if (c == '"' || c == '\\') out += '\\';
        if (static_cast<unsigned char>(c) >= 0x20) out += c;
        else out.append("\\u00").append({digits[c >> 4], digits[c & 15]});
    }
    return out += "\",\"answers\":{}}";
}

/// Problems of a text that the caller never saw: without line and column.
std::vector<pehchan::issue> unplaced(std::vector<pehchan::issue> issues) {
    for (pehchan::issue& one : issues) one.line = one.column = 0;
    return issues;
}

failure parse(const pehchan_catalogue& from, const char* mapping, std::string_view json, std::optional<pehchan_answers>& out) {
    const pehchan::mapping_definition* mapped = nullptr;
    if (mapping && !(mapped = from.of.find_mapping(mapping))) return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such mapping");
    auto read = mapped ? pehchan::read_mapped_case(from.of, *mapped, json) : pehchan::read_case(from.of, json);
    if (!read) return bad_data("the case has problems", read.issues());
    pehchan::person_case person = std::move(read).value();
    std::vector<bool> named = pehchan::asked_in(from.of, person.named);
    out.emplace(std::move(person.known), std::move(person.id), std::move(named));
    return good();
}

constexpr std::uint32_t ask_flags = PEHCHAN_ASK_FULL | PEHCHAN_ASK_LATER;

failure no_form() { return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such form"); }

failure settings_of(const pehchan::catalogue& of, const char* form, std::uint32_t flags, pehchan::interview_settings& out) {
    if (flags & ~ask_flags) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
    if (form) {
        const pehchan::form_definition* entry = of.find_form(form);
        if (!entry || entry->role != pehchan::form_role::entry) return no_form();
        out.form = form;
    }
    out.full = (flags & PEHCHAN_ASK_FULL) != 0;
    out.later = (flags & PEHCHAN_ASK_LATER) != 0;
    return good();
}

template <class Value>
failure answer_question(pehchan_interview& interview, Value value) {
    // A second "yes" to one question must not become the answer to the next, which nobody has seen.
    if (!interview.question) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no question to answer: ask for the next one first");
    failure failed = set_problem(interview.talk.answer(value), interview.question->id.c_str());
    if (failed.status == PEHCHAN_OK) interview.question = nullptr;
    return failed;
}
template <class Value>
failure record_in(pehchan_interview& interview, const char* indicator, Value value) {
    failure failed = set_problem(interview.talk.record(indicator, value), indicator);
    if (failed.status == PEHCHAN_OK) interview.question = nullptr;  // another one may come first now
    return failed;
}

pehchan_assessment* assess_for(const pehchan_catalogue& of, const pehchan_answers& known, pehchan::view_kind view) {
    pehchan::assessment whole = pehchan::assess(of.of, known.known);
    pehchan::assessment seen = pehchan::seen_in(whole, view);
    return new pehchan_assessment(std::move(whole), std::move(seen), known, of.words, view);
}

failure make_catalogue(pehchan::outcome<pehchan::catalogue> made, pehchan_catalogue** out) {
    if (!made) return bad_data("the catalogue has problems", made.issues());
    auto words = pehchan::builtin("words");
    if (!words) return bad(PEHCHAN_STATUS_INTERNAL, "the built-in page texts are damaged");
    *out = new pehchan_catalogue(std::move(made).value(), std::move(words).value());
    return good();
}

/// The element at `index`, or null.
template <class List>
auto item(const List& list, std::uint64_t index) noexcept -> decltype(&list[0]) {
    return index < list.size() ? &list[static_cast<std::size_t>(index)] : nullptr;
}
const pehchan::indicator* indicator_at(const pehchan_catalogue* from, std::uint64_t index) noexcept {
    if (!of_type(from)) return nullptr;
    const auto all = from->of.indicators();
    return index < all.size() ? all[static_cast<std::size_t>(index)] : nullptr;
}
const pehchan::form_definition* form_at(const pehchan_catalogue* from, std::uint64_t form) noexcept {
    if (!of_type(from)) return nullptr;
    const auto all = from->of.forms();
    return form < all.size() ? all[static_cast<std::size_t>(form)] : nullptr;
}
/// What the rules say of the answers of an interview: 1 or 0; -1 where that cannot be told.
template <class Question>
int32_t certainty(const pehchan_interview* interview, Question question) noexcept {
    int32_t found = -1;
    (void)guarded(nullptr, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        const pehchan::answers& known = interview->talk.known();
        const pehchan::catalogue_state& state = known.of().state();
        pehchan::evaluation work(state.rules_program);
        pehchan::detail::evaluate(state, known, state.all_operations, work);
        found = question(state, work) ? 1 : 0;
        return good();
    });
    return found;
}
const char* words_in(const pehchan::text& words, const char* language) noexcept {
    const std::string_view found = words.in(language ? language : "en");
    return found.data() ? found.data() : "";
}
const pehchan::assessment* named_in(const pehchan_assessment* from) noexcept { return of_type(from) && from->by_id() ? &from->seen : nullptr; }

}  // namespace

template <class Value>
failure pehchan_answers::set(const char* indicator, Value value) {
    failure failed = set_problem(known.set(indicator, value), indicator);
    if (failed.status == PEHCHAN_OK) named[index_of(known.of(), indicator)] = true;
    return failed;
}

extern "C" {

// ---- versions and statuses

const char* pehchan_version(void) { return pehchan::version; }
#include "names.inc"

// ---- errors

int32_t pehchan_error_status(const pehchan_error* error) { return of_type(error) ? error->status : -1; }
const char* pehchan_error_message(const pehchan_error* error) { return of_type(error) ? error->message.c_str() : nullptr; }
uint64_t pehchan_error_issue_count(const pehchan_error* error) { return of_type(error) ? error->issues.size() : 0; }
const char* pehchan_error_issue_code(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* one = of_type(error) ? item(error->issues, index) : nullptr;
    return one ? one->code.c_str() : nullptr;
}
const char* pehchan_error_issue_pointer(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* one = of_type(error) ? item(error->issues, index) : nullptr;
    return one ? one->pointer.c_str() : nullptr;
}
const char* pehchan_error_issue_message(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* one = of_type(error) ? item(error->issues, index) : nullptr;
    return one ? one->message.c_str() : nullptr;
}
uint64_t pehchan_error_issue_line(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* one = of_type(error) ? item(error->issues, index) : nullptr;
    return one ? one->line : 0;
}
uint64_t pehchan_error_issue_column(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* one = of_type(error) ? item(error->issues, index) : nullptr;
    return one ? one->column : 0;
}
void pehchan_error_free(pehchan_error* error) {
    if (error != without_memory() && error != unexpected()) free_handle(error);
}

// ---- texts

const char* pehchan_text_data(const pehchan_text* text) { return of_type(text) ? text->words.c_str() : nullptr; }
uint64_t pehchan_text_size(const pehchan_text* text) { return of_type(text) ? text->words.size() : 0; }
void pehchan_text_free(pehchan_text* text) { free_handle(text); }

// ---- catalogues

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
        if (text.empty()) return bad(PEHCHAN_STATUS_NOT_FOUND, "there is no built-in catalogue of this id");
        *out = new pehchan_text(std::string(text));
        return good();
    });
}
int32_t pehchan_catalogue_builtin(const char* id, pehchan_catalogue** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED_TEXT(id, "`id`");
        if (pehchan::builtin_text(id).empty()) return bad(PEHCHAN_STATUS_NOT_FOUND, "there is no built-in catalogue of this id");
        return make_catalogue(pehchan::builtin(id), out);
    });
}
int32_t pehchan_catalogue_load(const char* json, uint64_t size, const pehchan_catalogue* const* used, uint64_t used_count, pehchan_catalogue** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED_JSON(text, json, size);
        if (!used && used_count) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`used` is NULL");
        std::vector<pehchan::catalogue> those;
        for (uint64_t i = 0; i < used_count; ++i) {
            PEHCHAN_NEED(used[i], "a used catalogue");
            those.push_back(used[i]->of);
        }
        return make_catalogue(pehchan::load(*text, those), out);
    });
}
void pehchan_catalogue_free(pehchan_catalogue* catalogue) { free_handle(catalogue); }

const char* pehchan_catalogue_id(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.document().id.c_str() : nullptr; }
const char* pehchan_catalogue_version(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.document().version.c_str() : nullptr; }
const char* pehchan_catalogue_digest(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.document().digest.c_str() : nullptr; }
int32_t pehchan_catalogue_proved(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.proved() : -1; }
uint64_t pehchan_catalogue_language_count(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.document().languages.size() : 0; }
const char* pehchan_catalogue_language(const pehchan_catalogue* catalogue, uint64_t index) {
    const auto* one = of_type(catalogue) ? item(catalogue->of.document().languages, index) : nullptr;
    return one ? one->id.c_str() : nullptr;
}
const char* pehchan_catalogue_words(const pehchan_catalogue* catalogue, const char* id, const char* language) {
    const pehchan::text* found = of_type(catalogue) && id ? catalogue->words.find_text(id) : nullptr;
    return found ? words_in(*found, language) : nullptr;
}

uint64_t pehchan_catalogue_indicator_count(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.indicators().size() : 0; }
const char* pehchan_catalogue_indicator_id(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? one->id.c_str() : nullptr;
}
int64_t pehchan_catalogue_indicator_index(const pehchan_catalogue* catalogue, const char* id) {
    if (!of_type(catalogue) || !id) return -1;
    const std::size_t at = index_of(catalogue->of, id);
    return at == pehchan::none_index ? -1 : static_cast<int64_t>(at);
}
int32_t pehchan_catalogue_indicator_type(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? static_cast<int32_t>(one->type) : -1;
}
int32_t pehchan_catalogue_indicator_sensitivity(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? static_cast<int32_t>(one->sensitivity) : -1;
}
int32_t pehchan_catalogue_indicator_may_not_apply(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? one->type == pehchan::indicator_type::yes_no && !one->not_applicable.empty() : -1;
}
const char* pehchan_catalogue_indicator_label(const pehchan_catalogue* catalogue, uint64_t index, const char* language) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? words_in(one->label, language) : nullptr;
}
const char* pehchan_catalogue_indicator_question(const pehchan_catalogue* catalogue, uint64_t index, const char* language) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? words_in(one->question, language) : nullptr;
}
int32_t pehchan_catalogue_indicator_translation(const pehchan_catalogue* catalogue, uint64_t index, const char* language) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    if (!one) return -1;
    const pehchan::text& words = one->question.empty() ? one->label : one->question;
    const pehchan::translation* found = words.find(language ? language : "en");
    return found || !words.empty() ? static_cast<int32_t>((found ? *found : words.translations.front()).status) : -1;
}
int32_t pehchan_catalogue_indicator_known_by(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? static_cast<int32_t>(one->known) : -1;
}
int64_t pehchan_catalogue_indicator_least(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? one->min : 0;
}
int64_t pehchan_catalogue_indicator_most(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? one->max : 0;
}
const char* pehchan_catalogue_indicator_not_applicable(const pehchan_catalogue* catalogue, uint64_t index, const char* language) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? words_in(one->not_applicable, language) : nullptr;
}
uint64_t pehchan_catalogue_option_count(const pehchan_catalogue* catalogue, uint64_t index) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    return one ? one->options.size() : 0;
}
const char* pehchan_catalogue_option_id(const pehchan_catalogue* catalogue, uint64_t index, uint64_t option) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    const auto* chosen = one ? item(one->options, option) : nullptr;
    return chosen ? chosen->id.c_str() : nullptr;
}
const char* pehchan_catalogue_option_label(const pehchan_catalogue* catalogue, uint64_t index, uint64_t option, const char* language) {
    const pehchan::indicator* one = indicator_at(catalogue, index);
    const auto* chosen = one ? item(one->options, option) : nullptr;
    return chosen ? words_in(chosen->label, language) : nullptr;
}
uint64_t pehchan_catalogue_form_count(const pehchan_catalogue* catalogue) { return of_type(catalogue) ? catalogue->of.forms().size() : 0; }
const char* pehchan_catalogue_form_id(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* one = form_at(catalogue, form);
    return one ? one->id.c_str() : nullptr;
}
const char* pehchan_catalogue_form_role(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* one = form_at(catalogue, form);
    return one ? c_string(pehchan::name_of(one->role)) : nullptr;
}
const char* pehchan_catalogue_form_title(const pehchan_catalogue* catalogue, uint64_t form, const char* language) {
    const pehchan::form_definition* one = form_at(catalogue, form);
    return one ? words_in(one->title, language) : nullptr;
}
uint64_t pehchan_catalogue_form_size(const pehchan_catalogue* catalogue, uint64_t form) {
    const pehchan::form_definition* one = form_at(catalogue, form);
    return one ? one->indicators.size() : 0;
}
const char* pehchan_catalogue_form_indicator(const pehchan_catalogue* catalogue, uint64_t form, uint64_t index) {
    const pehchan::form_definition* one = form_at(catalogue, form);
    const std::string* id = one ? item(one->indicators, index) : nullptr;
    return id ? id->c_str() : nullptr;
}

// ---- answers

int32_t pehchan_answers_new(const pehchan_catalogue* catalogue, pehchan_answers** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_answers(pehchan::answers(catalogue->of), {}, std::vector<bool>(catalogue->of.indicators().size()));
        return good();
    });
}
int32_t pehchan_answers_parse(const pehchan_catalogue* catalogue, const char* mapping, const char* json, uint64_t size, pehchan_answers** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_JSON(text, json, size);
        std::optional<pehchan_answers> made;
        if (failure failed = parse(*catalogue, mapping, *text, made); failed.status) return failed;
        *out = new pehchan_answers(std::move(made->known), std::move(made->case_id), std::move(made->named));
        return good();
    });
}
int32_t pehchan_answers_set_case(pehchan_answers* answers, const char* id, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(id, "`id`");
        auto read = pehchan::read_case(answers->known.of(), case_text(id));  // what a case may be called is said in one place
        if (!read) return bad_data("this cannot be the name of a case", unplaced(read.issues()));
        answers->case_id = id;
        return good();
    });
}
int32_t pehchan_answers_set(pehchan_answers* answers, const char* indicator, const char* value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return answers->set(indicator, std::string_view{value});
    });
}
int32_t pehchan_answers_set_number(pehchan_answers* answers, const char* indicator, int64_t value, pehchan_error** error) {
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
        case PEHCHAN_ANSWER_UNKNOWN: return answers->set_at(index, {pehchan::answer_kind::unknown, 0});
        case PEHCHAN_ANSWER_DECLINED: return answers->set_at(index, {pehchan::answer_kind::declined, 0});
        default: return PEHCHAN_STATUS_BAD_ARGUMENT;
    }
}
int32_t pehchan_answers_set_value(pehchan_answers* answers, uint64_t index, int64_t value) {
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    const auto all = answers->known.of().indicators();
    if (index >= all.size()) return PEHCHAN_STATUS_BAD_ARGUMENT;
    const bool choice = all[static_cast<std::size_t>(index)]->type == pehchan::indicator_type::choice;
    return answers->set_at(index, {choice ? pehchan::answer_kind::option : pehchan::answer_kind::number, value});
}
int32_t pehchan_answers_forget(pehchan_answers* answers, const char* indicator, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(answers, "`answers`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        const std::uint32_t at = index_of(answers->known.of(), indicator);
        if (at == pehchan::none_index) return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such indicator");
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
const char* pehchan_answers_case(const pehchan_answers* answers) { return of_type(answers) ? answers->case_id.c_str() : nullptr; }
int32_t pehchan_answers_json(const pehchan_answers* answers, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        *out = new pehchan_text(pehchan::dump(answers->known, answers->named, answers->case_id));
        return good();
    });
}
void pehchan_answers_free(pehchan_answers* answers) { free_handle(answers); }

// ---- assessments

int32_t pehchan_assess(const pehchan_catalogue* catalogue, const pehchan_answers* answers, int32_t view, pehchan_assessment** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED(answers, "`answers`");
        const auto for_whom = view_of(view);
        if (!for_whom) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such view");
        if (!(answers->known.of() == catalogue->of)) return bad(PEHCHAN_STATUS_WRONG_CATALOGUE, "the answers belong to another catalogue");
        *out = assess_for(*catalogue, *answers, *for_whom);
        return good();
    });
}
void pehchan_assessment_free(pehchan_assessment* assessment) { free_handle(assessment); }

const char* pehchan_assessment_headline(const pehchan_assessment* assessment) {
    const pehchan::assessment* seen = named_in(assessment);
    return seen && seen->headline != pehchan::headline_id::none ? c_string(pehchan::name_of(seen->headline)) : nullptr;
}
uint64_t pehchan_assessment_asked_n(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.asked_n : 0; }
uint64_t pehchan_assessment_asked_of(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.asked_of : 0; }
uint64_t pehchan_assessment_finding_count(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.findings.size() : 0; }
const char* pehchan_assessment_finding_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return one ? one->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_finding_title(const pehchan_assessment* assessment, uint64_t index, const char* language) {
    const auto* one = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return one ? words_in(one->definition->title, language) : nullptr;
}
int32_t pehchan_assessment_finding_status(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.findings, index) : nullptr;
    return one ? static_cast<int32_t>(one->status) : -1;
}
int32_t pehchan_assessment_status_of(const pehchan_assessment* assessment, const char* finding) {
    if (!named_in(assessment) || !finding) return -1;
    for (const pehchan::finding_result& f : assessment->seen.findings)
        if (f.definition->id == finding) return static_cast<int32_t>(f.status);
    return -1;
}
uint64_t pehchan_assessment_score_count(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.scores.size() : 0; }
const char* pehchan_assessment_score_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return one ? one->definition->id.c_str() : nullptr;
}
int64_t pehchan_assessment_score_low(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return one ? one->low : 0;
}
int64_t pehchan_assessment_score_high(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.scores, index) : nullptr;
    return one ? one->high : 0;
}
uint64_t pehchan_assessment_safeguard_count(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.safeguards.size() : 0; }
const char* pehchan_assessment_safeguard_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.safeguards, index) : nullptr;
    return one ? one->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_safeguard_title(const pehchan_assessment* assessment, uint64_t index, const char* language) {
    const auto* one = named_in(assessment) ? item(assessment->seen.safeguards, index) : nullptr;
    return one ? words_in(one->definition->title, language) : nullptr;
}
uint64_t pehchan_assessment_referral_count(const pehchan_assessment* assessment) { return named_in(assessment) ? assessment->seen.referrals.size() : 0; }
const char* pehchan_assessment_referral_id(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return one ? one->definition->id.c_str() : nullptr;
}
const char* pehchan_assessment_referral_authority(const pehchan_assessment* assessment, uint64_t index, const char* language) {
    const auto* one = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return one ? words_in(one->definition->authority, language) : nullptr;
}
int32_t pehchan_assessment_referral_status(const pehchan_assessment* assessment, uint64_t index) {
    const auto* one = named_in(assessment) ? item(assessment->seen.referrals, index) : nullptr;
    return one ? static_cast<int32_t>(one->status) : -1;
}
int32_t pehchan_assessment_json(const pehchan_assessment* assessment, const char* language, uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(assessment->whole.of, assessment->view, language, flags, how); failed.status) return failed;
        *out = new pehchan_text(pehchan::dump(assessment->whole, assessment->words, how, assessment->case_id, additions_of(assessment->whole, assessment->known, assessment->named, flags)));
        return good();
    });
}
int32_t pehchan_assessment_page(const pehchan_assessment* assessment, const char* language, uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(assessment->whole.of, assessment->view, language, flags, how); failed.status) return failed;
        *out = new pehchan_text(pehchan::page(assessment->whole, assessment->words, how, assessment->case_id, additions_of(assessment->whole, assessment->known, assessment->named, flags)));
        return good();
    });
}
int32_t pehchan_assessment_explain(const pehchan_assessment* assessment, const char* finding, const char* language, uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(finding, "`finding`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(assessment->whole.of, assessment->view, language, flags, how); failed.status) return failed;
        if (!assessment->by_id()) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "explanations are for officials and investigators");
        if (pehchan_assessment_status_of(assessment, finding) < 0) return bad(PEHCHAN_STATUS_NOT_FOUND, "this reader sees no such finding");
        pehchan::assessment one = assessment->whole;
        pehchan::additions more;
        std::erase_if(one.findings, [&](const pehchan::finding_result& f) { return f.definition->id != finding; });
        more.would_indicate = pehchan::would_indicate_all(one, assessment->known);
        *out = new pehchan_text(pehchan::dump_explanation(one, assessment->words, how, assessment->case_id, more));
        return good();
    });
}
int32_t pehchan_assessment_contrast(const pehchan_assessment* assessment, const char* finding, const char* other, const char* language, uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(finding, "`finding`");
        PEHCHAN_NEED_TEXT(other, "`other`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(assessment->whole.of, assessment->view, language, flags, how); failed.status) return failed;
        if (!assessment->by_id()) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "explanations are for officials and investigators");
        if (std::string_view{finding} == other) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "a contrast takes two different findings");
        for (const char* each : {finding, other})
            if (pehchan_assessment_status_of(assessment, each) < 0) return bad(PEHCHAN_STATUS_NOT_FOUND, "this reader sees no such finding");
        const pehchan::contrast_result two = pehchan::contrast(assessment->whole.of, assessment->known, finding, other);
        *out = new pehchan_text(pehchan::dump(assessment->whole, two, assessment->words, how, assessment->case_id));
        return good();
    });
}
int32_t pehchan_assessment_columns(const pehchan_assessment* assessment, const char* mapping, const char* language, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(assessment, "`assessment`");
        PEHCHAN_NEED_TEXT(mapping, "`mapping`");
        PEHCHAN_NEED_TEXT(language, "`language`");
        pehchan::presentation how;
        if (failure failed = present(assessment->whole.of, assessment->view, language, 0, how); failed.status) return failed;
        if (!assessment->by_id()) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "columns are for officials and investigators");
        const pehchan::mapping_definition* to = assessment->whole.of.find_mapping(mapping);
        if (!to || to->writes.empty()) return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no mapping of this id that writes columns");
        *out = new pehchan_text(pehchan::dump_columns(assessment->whole, *to, assessment->words, how, assessment->case_id));
        return good();
    });
}

int32_t pehchan_screen(const pehchan_catalogue* catalogue, const char* mapping, const char* json, uint64_t size, const char* language, int32_t view, uint32_t flags, pehchan_text** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        PEHCHAN_NEED_JSON(text, json, size);
        PEHCHAN_NEED_TEXT(language, "`language`");
        const auto for_whom = view_of(view);
        if (!for_whom) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such view");
        pehchan::presentation how;
        if (failure failed = present(catalogue->of, *for_whom, language, flags, how); failed.status) return failed;
        std::optional<pehchan_answers> person;
        if (failure failed = parse(*catalogue, mapping, *text, person); failed.status) return failed;
        const pehchan::assessment whole = pehchan::assess(catalogue->of, person->known);
        *out = new pehchan_text(pehchan::dump(whole, catalogue->words, how, person->case_id, additions_of(whole, person->known, person->named, flags)));
        return good();
    });
}

// ---- questions

int32_t pehchan_ask_next(const pehchan_answers* answers, const char* form, uint32_t flags, uint64_t most, pehchan_questions** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        if (flags & ~ask_flags) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
        pehchan::asking how{(flags & PEHCHAN_ASK_FULL) != 0, (flags & PEHCHAN_ASK_LATER) != 0, {}, nullptr, static_cast<std::size_t>(std::min<uint64_t>(most, answers->named.size()))};
        if (form) {
            const pehchan::form_definition* of = answers->known.of().find_form(form);
            if (!of) return no_form();
            how.only = of->indicators;
        }
        auto made = std::make_unique<pehchan_questions>(answers->known.of());
        if (how.most)
            for (const pehchan::next_question& q : pehchan::question_finder{answers->known.of()}.find(answers->known, answers->named, how)) made->asked.push_back(q.about);
        *out = made.release();
        return good();
    });
}
uint64_t pehchan_questions_count(const pehchan_questions* questions) { return of_type(questions) ? questions->asked.size() : 0; }
const char* pehchan_questions_indicator(const pehchan_questions* questions, uint64_t index) {
    const auto* one = of_type(questions) ? item(questions->asked, index) : nullptr;
    return one ? (*one)->id.c_str() : nullptr;
}
void pehchan_questions_free(pehchan_questions* questions) { free_handle(questions); }

// ---- interviews

int32_t pehchan_interview_new(const pehchan_catalogue* catalogue, const char* form, uint32_t flags, pehchan_interview** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        pehchan::interview_settings settings;
        if (failure failed = settings_of(catalogue->of, form, flags, settings); failed.status) return failed;
        *out = new pehchan_interview(pehchan::interview{catalogue->of, std::move(settings)}, {});
        return good();
    });
}
int32_t pehchan_interview_resume(const pehchan_answers* answers, const char* form, uint32_t flags, pehchan_interview** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(answers, "`answers`");
        pehchan::interview_settings settings;
        if (failure failed = settings_of(answers->known.of(), form, flags, settings); failed.status) return failed;
        std::vector<std::string_view> named;
        const auto all = answers->known.of().indicators();
        for (std::size_t i = 0; i < all.size(); ++i)
            if (answers->named[i]) named.push_back(all[i]->id);
        *out = new pehchan_interview(pehchan::interview{answers->known, named, std::move(settings)}, answers->case_id);
        return good();
    });
}
int32_t pehchan_interview_next(pehchan_interview* interview, const char** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(interview, "`interview`");
        interview->question = nullptr;
        interview->question = interview->talk.next();
        if (interview->question) *out = interview->question->id.c_str();
        return good();
    });
}
int32_t pehchan_interview_stop(const pehchan_interview* interview) { return of_type(interview) ? static_cast<int32_t>(interview->talk.stop()) : -1; }
int32_t pehchan_interview_why(const pehchan_interview* interview) { return of_type(interview) ? static_cast<int32_t>(interview->talk.why()) : -1; }
int32_t pehchan_interview_answer(pehchan_interview* interview, const char* value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return answer_question(*interview, std::string_view{value});
    });
}
int32_t pehchan_interview_answer_number(pehchan_interview* interview, int64_t value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        return answer_question(*interview, value);
    });
}
int32_t pehchan_interview_record(pehchan_interview* interview, const char* indicator, const char* value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        PEHCHAN_NEED_TEXT(value, "`value`");
        return record_in(*interview, indicator, std::string_view{value});
    });
}
int32_t pehchan_interview_record_number(pehchan_interview* interview, const char* indicator, int64_t value, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED(interview, "`interview`");
        PEHCHAN_NEED_TEXT(indicator, "`indicator`");
        return record_in(*interview, indicator, value);
    });
}
int32_t pehchan_interview_end(pehchan_interview* interview) {
    if (const int32_t status = wrong(interview); status != PEHCHAN_OK) return status;
    interview->talk.end();
    interview->question = nullptr;
    return PEHCHAN_OK;
}
int32_t pehchan_interview_go_on(pehchan_interview* interview) { return of_type(interview) ? interview->talk.go_on() : -1; }
int32_t pehchan_interview_no_counts(const pehchan_interview* interview) {
    return certainty(interview, [](const pehchan::catalogue_state& state, pehchan::evaluation& work) { return pehchan::detail::denials_count(state, work); });
}
int32_t pehchan_interview_child(const pehchan_interview* interview) {
    return certainty(interview, [](const pehchan::catalogue_state& state, pehchan::evaluation& work) { return state.child_now.exists() && work.certain(state.child_now.bit); });
}
int32_t pehchan_interview_answers(const pehchan_interview* interview, pehchan_answers** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(interview, "`interview`");
        *out = new pehchan_answers(interview->talk.known(), interview->case_id, interview->talk.asked());
        return good();
    });
}
void pehchan_interview_free(pehchan_interview* interview) { free_handle(interview); }

// ---- evaluators

int32_t pehchan_evaluator_new(const pehchan_catalogue* catalogue, pehchan_evaluator** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_evaluator(catalogue->of);
        return good();
    });
}
int32_t pehchan_evaluator_assess(pehchan_evaluator* evaluator, const pehchan_answers* answers) {
    if (const int32_t status = wrong(evaluator); status != PEHCHAN_OK) return status;
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    evaluator->ready = false;
    if (!(answers->known.of() == evaluator->of)) return PEHCHAN_STATUS_WRONG_CATALOGUE;
    evaluator->quick.assess(answers->known);
    evaluator->ready = true;
    return PEHCHAN_OK;
}
uint64_t pehchan_evaluator_finding_count(const pehchan_evaluator* evaluator) { return of_type(evaluator) ? evaluator->findings.size() : 0; }
const char* pehchan_evaluator_finding_id(const pehchan_evaluator* evaluator, uint64_t index) {
    const std::size_t* at = of_type(evaluator) ? item(evaluator->findings, index) : nullptr;
    return at ? evaluator->quick.finding(*at).id.c_str() : nullptr;
}
int32_t pehchan_evaluator_finding_status(pehchan_evaluator* evaluator, uint64_t index) {
    const std::size_t* at = of_type(evaluator) && evaluator->ready ? item(evaluator->findings, index) : nullptr;
    return at ? static_cast<int32_t>(evaluator->quick.status(*at)) : -1;
}
uint64_t pehchan_evaluator_score_count(const pehchan_evaluator* evaluator) { return of_type(evaluator) ? evaluator->quick.score_count() : 0; }
const char* pehchan_evaluator_score_id(const pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && index < evaluator->quick.score_count() ? evaluator->of.state().compiled_scores[static_cast<std::size_t>(index)].definition->id.c_str() : nullptr;
}
int64_t pehchan_evaluator_score_low(pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && evaluator->ready && index < evaluator->quick.score_count() ? evaluator->quick.score(static_cast<std::size_t>(index)).low : 0;
}
int64_t pehchan_evaluator_score_high(pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && evaluator->ready && index < evaluator->quick.score_count() ? evaluator->quick.score(static_cast<std::size_t>(index)).high : 0;
}
void pehchan_evaluator_free(pehchan_evaluator* evaluator) { free_handle(evaluator); }

// ---- many persons

int32_t pehchan_workers_new(uint32_t threads, pehchan_workers** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        if (threads < 1 || threads > PEHCHAN_WORKERS_MOST) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there can be 1 to 256 threads");
        *out = new pehchan_workers(threads);
        return good();
    });
}
uint32_t pehchan_workers_count(const pehchan_workers* workers) { return of_type(workers) ? static_cast<uint32_t>(workers->pool->count()) : 0; }
void pehchan_workers_free(pehchan_workers* workers) { free_handle(workers); }

int32_t pehchan_cohort_new(const pehchan_catalogue* catalogue, pehchan_cohort** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_cohort(catalogue->of);
        return good();
    });
}
uint64_t pehchan_cohort_finding_count(const pehchan_cohort* cohort) { return of_type(cohort) ? cohort->rules.findings().size() : 0; }
const char* pehchan_cohort_finding_id(const pehchan_cohort* cohort, uint64_t index) {
    return of_type(cohort) && index < cohort->rules.findings().size() ? cohort->rules.findings()[static_cast<std::size_t>(index)]->id.c_str() : nullptr;
}
uint64_t pehchan_cohort_score_count(const pehchan_cohort* cohort) { return of_type(cohort) ? cohort->rules.scores().size() : 0; }
const char* pehchan_cohort_score_id(const pehchan_cohort* cohort, uint64_t index) {
    return of_type(cohort) && index < cohort->rules.scores().size() ? cohort->rules.scores()[static_cast<std::size_t>(index)]->id.c_str() : nullptr;
}

int32_t pehchan_cohort_assess(const pehchan_cohort* cohort, struct ArrowArrayStream* in, uint32_t flags, const pehchan_workers* workers, struct ArrowArrayStream* out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        pehchan::arrow_owner<ArrowArrayStream> taken;
        if (in) taken = pehchan::arrow_owner<ArrowArrayStream>(std::move(*in));  // whatever happens, the caller has nothing left to release
        if (!out) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`out` is NULL");
        *out = {};
        PEHCHAN_NEED(cohort, "`cohort`");
        if (!in) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`in` is NULL");
        if (workers) PEHCHAN_NEED(workers, "`workers`");
        constexpr std::uint32_t known = PEHCHAN_COHORT_IGNORE_EXTRA | PEHCHAN_COHORT_STATUS_COLUMNS | PEHCHAN_COHORT_KEEP_GOING;
        if (flags & ~known) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
        pehchan::arrow_settings how;
        how.ignore_extra = (flags & PEHCHAN_COHORT_IGNORE_EXTRA) != 0;
        how.status_columns = (flags & PEHCHAN_COHORT_STATUS_COLUMNS) != 0;
        how.keep_going = (flags & PEHCHAN_COHORT_KEEP_GOING) != 0;
        const std::shared_ptr<pehchan_c::worker_pool> pool = workers ? workers->pool : nullptr;
        std::vector<pehchan::issue> issues = pehchan::assess_stream(cohort->rules, taken.get(), *out, how, pool.get(), pool);
        if (!issues.empty()) return bad_data("the columns have problems", std::move(issues));
        return good();
    });
}
void pehchan_cohort_free(pehchan_cohort* cohort) { free_handle(cohort); }

}  // extern "C"
