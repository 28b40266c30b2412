// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_C_HANDLES_HPP
#define PEHCHAN_C_HANDLES_HPP

// What the files of the C interface (pehchan/pehchan.h) share: handles, failures, and `guarded`,
// which holds the only `try`: nothing is thrown over the border.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <pehchan/pehchan.h>
#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include <pehchan/compiled.hpp>

#include "worker_pool.hpp"

namespace pehchan_c {

enum class handle_type : std::uint32_t {
    none = 0,
    error = 0x50454801u,
    text,
    catalogue,
    answers,
    assessment,
    questions,
    interview,
    evaluator,
    workers,
    cohort
};

struct handle {
    handle_type type;
    explicit handle(handle_type kind) noexcept : type(kind) {}
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
inline failure good() { return {}; }
inline failure bad(std::int32_t status, std::string_view message) {
    return {status, std::string(message), {}};
}
inline failure bad_data(std::string_view message, std::vector<pehchan::issue> issues) {
    return {PEHCHAN_STATUS_BAD_DATA, std::string(message), std::move(issues)};
}

}  // namespace pehchan_c

struct pehchan_error : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::error;
    pehchan_error(std::int32_t status_, std::string message_, std::vector<pehchan::issue> issues_)
        : pehchan_c::handle(own),
          status(status_),
          message(std::move(message_)),
          issues(std::move(issues_)) {}
    std::int32_t status;
    std::string message;
    std::vector<pehchan::issue> issues;
};
struct pehchan_text : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::text;
    explicit pehchan_text(std::string words_) : pehchan_c::handle(own), words(std::move(words_)) {}
    std::string words;
};
struct pehchan_catalogue : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::catalogue;
    pehchan_catalogue(pehchan::catalogue catalogue_used_, pehchan::catalogue words_)
        : pehchan_c::handle(own), rules(std::move(catalogue_used_)), words(std::move(words_)) {}
    pehchan::catalogue rules, words;
};
struct pehchan_answers : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::answers;
    pehchan_answers(pehchan::answers known_, std::string case_id_, std::vector<bool> named_)
        : pehchan_c::handle(own),
          known(std::move(known_)),
          case_id(std::move(case_id_)),
          named(std::move(named_)) {}
    /// An answer that was taken is one that was asked.
    template <class Value>
    pehchan_c::failure set(const char* indicator, Value value);
    std::int32_t set_at(std::uint64_t index, pehchan::answer given) noexcept {
        if (index >= named.size() ||
            known.set_at(static_cast<std::size_t>(index), given) != pehchan::answer_problem::none)
            return PEHCHAN_STATUS_BAD_ARGUMENT;
        named[static_cast<std::size_t>(index)] = true;
        return PEHCHAN_OK;
    }
    pehchan::answers known;
    std::string case_id;
    std::vector<bool> named;
};
struct pehchan_assessment : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::assessment;
    pehchan_assessment(pehchan::assessment seen_, const pehchan_answers& from,
                       pehchan::catalogue words_, pehchan::view_kind view_, std::string agency_)
        : pehchan_c::handle(own),
          seen(std::move(seen_)),
          words(std::move(words_)),
          case_id(from.case_id),
          named(from.named),
          view(view_),
          agency(std::move(agency_)) {}
    pehchan::assessment seen;  ///< nothing is kept that this reader may not learn
    pehchan::catalogue words;
    std::string case_id;
    std::vector<bool> named;
    pehchan::view_kind view;
    std::string agency;
    /// Whether findings, safeguards and referrals may be named to this reader.
    [[nodiscard]] bool by_id() const noexcept { return view != pehchan::view_kind::person; }
};
struct pehchan_questions : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::questions;
    explicit pehchan_questions(pehchan::catalogue catalogue_used_)
        : pehchan_c::handle(own), catalogue_used(std::move(catalogue_used_)) {}
    pehchan::catalogue catalogue_used;
    std::vector<const pehchan::indicator*> asked;
};
struct pehchan_interview : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::interview;
    pehchan_interview(pehchan::interview conversation_, std::string case_id_)
        : pehchan_c::handle(own),
          conversation(std::move(conversation_)),
          case_id(std::move(case_id_)) {}
    pehchan::interview conversation;
    std::string case_id;
    const pehchan::indicator* question = nullptr;  ///< that the caller was given and that stands
};
struct pehchan_evaluator : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::evaluator;
    explicit pehchan_evaluator(const pehchan::catalogue& catalogue_used_)
        : pehchan_c::handle(own), catalogue_used(catalogue_used_), quick(catalogue_used_) {
        for (std::size_t i = 0; i < quick.finding_count(); ++i)
            if (quick.finding(i).kind != pehchan::finding_kind::offence) findings.push_back(i);
    }
    pehchan::catalogue catalogue_used;
    pehchan::quick_assessment quick;
    std::vector<std::size_t> findings;  ///< of the quick assessment, without offences
    bool ready = false;                 ///< a person was assessed
};
struct pehchan_workers : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::workers;
    explicit pehchan_workers(std::size_t count)
        : pehchan_c::handle(own), pool(std::make_shared<pehchan_c::worker_pool>(count)) {}
    std::shared_ptr<pehchan_c::worker_pool> pool;
};
struct pehchan_cohort : pehchan_c::handle {
    static constexpr pehchan_c::handle_type own = pehchan_c::handle_type::cohort;
    explicit pehchan_cohort(const pehchan::catalogue& catalogue_used)
        : pehchan_c::handle(own), rules(catalogue_used) {}
    pehchan::cohort rules;
};

namespace pehchan_c {

/// For when there is no memory for another: made in place, of messages that fit a string's own
/// buffer, and never destroyed, so that a host may hold one to its very end.
template <std::int32_t Status>
inline pehchan_error* standing_error(const char* message) noexcept {
    alignas(pehchan_error) static unsigned char room[sizeof(pehchan_error)];
    static pehchan_error* const only = new (room) pehchan_error(Status, message, {});
    return only;
}
inline pehchan_error* without_memory() noexcept {
    return standing_error<PEHCHAN_STATUS_OUT_OF_MEMORY>("out of memory");
}
inline pehchan_error* unexpected() noexcept {
    return standing_error<PEHCHAN_STATUS_INTERNAL>("internal error");
}

/// Does `work`, which says what failed; makes the status and the error object of it.
template <class Work>
inline std::int32_t guarded(pehchan_error** error, Work&& work) noexcept {
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
inline Handle* of_type(Handle* given) noexcept {
    return given && static_cast<const handle*>(given)->type == std::remove_const_t<Handle>::own
               ? given
               : nullptr;
}
template <class Handle>
inline std::int32_t wrong(const Handle* given) noexcept {
    return !given                                                   ? PEHCHAN_STATUS_NULL_ARGUMENT
           : static_cast<const handle*>(given)->type == Handle::own ? PEHCHAN_OK
                                                                    : PEHCHAN_STATUS_WRONG_HANDLE;
}
inline failure wrong_handle(std::int32_t status, std::string_view what) {
    return bad(status, std::string(what) + (status == PEHCHAN_STATUS_NULL_ARGUMENT
                                                ? " is NULL"
                                                : " is a handle of another type"));
}

/// Checks the handles in their order; the first that is wrong is the failure.
#define PEHCHAN_NEED(given, what)                                                   \
    if (const std::int32_t wrong_status = wrong(given); wrong_status != PEHCHAN_OK) \
    return wrong_handle(wrong_status, what)
#define PEHCHAN_NEED_TEXT(given, what) \
    if (!(given)) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, what " is NULL")
#define PEHCHAN_NEED_OUT(out)                                              \
    if (!(out)) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`out` is NULL"); \
    *(out) = nullptr

template <class Handle>
inline void free_handle(Handle* given) noexcept {
    delete of_type(given);
}

inline const char* c_string(std::string_view literal) noexcept {
    return literal.data();
}  // of literals and whole strings only

/// A text of the caller's; nothing where the size cannot be one.
inline std::optional<std::string_view> text_of(const char* json, std::uint64_t size) noexcept {
    if ((!json && size) || size > static_cast<std::uint64_t>(PTRDIFF_MAX)) return std::nullopt;
    return std::string_view{json ? json : "", static_cast<std::size_t>(size)};
}
#define PEHCHAN_NEED_JSON(text, json, size)                                                   \
    const std::optional<std::string_view> text = text_of(json, size);                         \
    if (!text)                                                                                \
    return (json) ? bad(PEHCHAN_STATUS_BAD_ARGUMENT, "`size` is no size of a text in memory") \
                  : bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`json` is NULL")

inline std::optional<pehchan::view_kind> view_of(std::int32_t view) noexcept {
    switch (view) {
        case PEHCHAN_VIEW_OFFICIAL: return pehchan::view_kind::official;
        case PEHCHAN_VIEW_PERSON: return pehchan::view_kind::person;
        case PEHCHAN_VIEW_INVESTIGATOR: return pehchan::view_kind::investigator;
        case PEHCHAN_VIEW_HELPER: return pehchan::view_kind::helper;
        default: return std::nullopt;
    }
}

/// The catalogue's own word for the language, which lives as long as it does.
inline std::string_view language_in(const pehchan::catalogue& rules, const char* language) {
    for (const pehchan::catalogue_language& offered : rules.document().languages)
        if (offered.id == language) return offered.id;
    return {};
}

/// The element at `index`, or null.
template <class List>
auto item(const List& list, std::uint64_t index) noexcept -> decltype(&list[0]) {
    return index < list.size() ? &list[static_cast<std::size_t>(index)] : nullptr;
}
inline const char* words_in(const pehchan::text& words, const char* language) noexcept {
    const std::string_view found = words.in(language ? language : "en");
    return found.data() ? found.data() : "";
}

inline failure set_problem(pehchan::answer_problem problem, const char* indicator) {
    const auto refused = [&](std::string code, std::string message) -> failure {
        return bad_data(
            "the answer was not taken",
            {{std::move(code), "/answers/" + std::string(indicator), 0, 0, std::move(message)}});
    };
    switch (problem) {
        case pehchan::answer_problem::none: return good();
        case pehchan::answer_problem::unknown_indicator:
            return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such indicator");
        case pehchan::answer_problem::wrong_type:
            return refused("wrong_type", "This indicator takes another type of answer.");
        case pehchan::answer_problem::unknown_value:
            return refused("unknown_value", "The indicator does not take this answer.");
        case pehchan::answer_problem::out_of_range:
            return refused("out_of_range", "This number is outside the indicator's range.");
        case pehchan::answer_problem::not_applicable_not_allowed:
            return refused("not_applicable_not_allowed", "This indicator applies to everyone.");
    }
    return bad(PEHCHAN_STATUS_INTERNAL, "an unknown problem");
}

inline std::uint32_t index_of(const pehchan::catalogue& rules, const char* indicator) noexcept {
    return pehchan::index_in(rules.state().indicators, indicator);
}

inline failure parse(const pehchan_catalogue& from, const char* mapping, std::string_view json,
                     std::optional<pehchan_answers>& out) {
    const pehchan::mapping_definition* mapped = nullptr;
    if (mapping && !(mapped = from.rules.find_mapping(mapping)))
        return bad(PEHCHAN_STATUS_NOT_FOUND, "the catalogue has no such mapping");
    auto read = mapped ? pehchan::read_mapped_case(from.rules, *mapped, json)
                       : pehchan::read_case(from.rules, json);
    if (!read) return bad_data("the case has problems", read.issues());
    pehchan::person_case person = std::move(read).value();
    std::vector<bool> named = pehchan::asked_in(from.rules, person.named);
    out.emplace(std::move(person.known), std::move(person.id), std::move(named));
    return good();
}

}  // namespace pehchan_c

template <class Value>
pehchan_c::failure pehchan_answers::set(const char* indicator, Value value) {
    pehchan_c::failure failed = pehchan_c::set_problem(known.set(indicator, value), indicator);
    if (failed.status == PEHCHAN_OK)
        named[pehchan_c::index_of(known.catalogue_used(), indicator)] = true;
    return failed;
}

#endif
