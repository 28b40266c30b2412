// SPDX-License-Identifier: Apache-2.0

// Any sequence of calls of the C interface, with NULL, foreign handles and odd values among the
// arguments. Only what the header forbids (a freed handle, two threads) is left out.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "pehchan/pehchan.h"

namespace {

void must(bool holds) {
    if (!holds) std::abort();
}

/// The bytes of the input, one decision after another; zero when they are used up.
class decisions {
public:
    decisions(const std::uint8_t* data, std::size_t size) : at_(data), left_(size) {}
    [[nodiscard]] bool more() const { return left_ > 0; }
    std::uint8_t next() { return left_ > 0 ? (--left_, *at_++) : std::uint8_t{0}; }
    std::size_t below(std::size_t n) { return next() % n; }
    std::string text() {
        std::string out(std::min<std::size_t>(next(), left_), '\0');
        for (char& c : out) c = static_cast<char>(next());
        return out;
    }
    template <class Of>
    Of number() {
        std::uint64_t out = 0;
        const std::size_t bytes = below(9);
        for (std::size_t b = 0; b < bytes; ++b) out = out << 8 | next();
        return static_cast<Of>(below(4) == 0 ? ~out : out);
    }

private:
    const std::uint8_t* at_;
    std::size_t left_;
};

constexpr std::array<const char*, 14> ids{"believed_under_18", "age_now_years",
                                          "province",          "made_to_work_by_force_or_menace",
                                          "trafficking",       "smuggled_migrant",
                                          "forced_labour",     "official_involved",
                                          "no_such_id",        "",
                                          "told_may_refuse",   "debt_inflated",
                                          "threatened_now",    "kiln_first_contact"};
constexpr std::array<const char*, 9> values{"yes",    "no", "unknown", "declined", "not_applicable",
                                            "punjab", "",   "\xff",    "16"};
constexpr std::array<const char*, 4> languages{"en", "ur", "xx", ""};

class session {
public:
    session(const pehchan_catalogue* catalogue, decisions& choose)
        : catalogue_(catalogue), choose_(choose) {}
    session(const session&) = delete;
    session& operator=(const session&) = delete;
    ~session() {
        for (int slot = 0; slot < 2; ++slot) {
            pehchan_answers_free(answers_[slot]);
            pehchan_assessment_free(assessments_[slot]);
            pehchan_interview_free(interviews_[slot]);
        }
        pehchan_questions_free(questions_);
        pehchan_evaluator_free(evaluator_);
        pehchan_text_free(text_);
        pehchan_error_free(error_);
    }

    void step() {
        const std::size_t slot = choose_.below(2);
        pehchan_error** error = choose_.below(4) == 0 ? nullptr : fresh_error();
        switch (choose_.below(24)) {
            case 0:
                replace(answers_[slot], pehchan_answers_free, [&](pehchan_answers** out) {
                    return pehchan_answers_new(catalogue(), out, error);
                });
                break;
            case 1: {
                const std::string text = choose_.text();
                const char* mapping = choose_.below(3) == 0 ? id() : nullptr;
                replace(answers_[slot], pehchan_answers_free, [&](pehchan_answers** out) {
                    return pehchan_answers_parse(catalogue(), mapping, text.data(), text.size(),
                                                 out, error);
                });
                break;
            }
            case 2:
                must(pehchan_answers_set(answers(slot), id(), value(), error) <=
                     PEHCHAN_STATUS_WRONG_CATALOGUE);
                break;
            case 3:
                must(pehchan_answers_set_number(answers(slot), id(), choose_.number<std::int64_t>(),
                                                error) <= PEHCHAN_STATUS_WRONG_CATALOGUE);
                break;
            case 4:
                (void)pehchan_answers_set_code(answers(slot), choose_.number<std::uint64_t>() % 300,
                                               choose_.number<std::int8_t>());
                break;
            case 5:
                (void)pehchan_answers_set_value(answers(slot),
                                                choose_.number<std::uint64_t>() % 300,
                                                choose_.number<std::int64_t>() % 130);
                break;
            case 6:
                (void)(choose_.below(4) == 0 ? pehchan_answers_clear(answers(slot))
                                             : pehchan_answers_forget(answers(slot), id(), error));
                break;
            case 7: {
                const std::string name = choose_.text();
                (void)pehchan_answers_set_case(answers(slot), name.c_str(), error);
                break;
            }
            case 8:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_answers_json(answers(slot), out, error);
                });
                break;
            case 9:
            case 10:
                replace(assessments_[slot], pehchan_assessment_free, [&](pehchan_assessment** out) {
                    return pehchan_assess(catalogue(), answers(slot),
                                          static_cast<std::int32_t>(choose_.below(5)), out, error);
                });
                break;
            case 11:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_assessment_json(assessment(slot), language(), flags(), out,
                                                   error);
                });
                break;
            case 12:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_assessment_page(assessment(slot), language(), flags(), out,
                                                   error);
                });
                break;
            case 13:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_assessment_explain(assessment(slot), id(), language(), flags(),
                                                      out, error);
                });
                break;
            case 14:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_assessment_contrast(assessment(slot), id(), id(), language(),
                                                       flags(), out, error);
                });
                break;
            case 15:
                replace(text_, pehchan_text_free, [&](pehchan_text** out) {
                    return pehchan_assessment_columns(assessment(slot), id(), language(), out,
                                                      error);
                });
                break;
            case 16:
                replace(questions_, pehchan_questions_free, [&](pehchan_questions** out) {
                    return pehchan_ask_next(answers(slot), form(), flags(),
                                            choose_.number<std::uint64_t>(), out, error);
                });
                break;
            case 17:
                replace(interviews_[slot], pehchan_interview_free, [&](pehchan_interview** out) {
                    return pehchan_interview_new(catalogue(), form(), flags(), out, error);
                });
                break;
            case 18:
                replace(interviews_[slot], pehchan_interview_free, [&](pehchan_interview** out) {
                    return pehchan_interview_resume(answers(slot), form(), flags(), out, error);
                });
                break;
            case 19: talk(interview(slot), error); break;
            case 20:
                replace(answers_[slot], pehchan_answers_free, [&](pehchan_answers** out) {
                    return pehchan_interview_answers(interview(slot), out, error);
                });
                break;
            case 21: {
                if (!evaluator_) (void)pehchan_evaluator_new(catalogue(), &evaluator_, error);
                (void)pehchan_evaluator_assess(evaluator_, answers(slot));
                for (std::uint64_t f = 0; f < 80; ++f)
                    must(pehchan_evaluator_finding_status(evaluator_, f) <=
                         PEHCHAN_FINDING_INDICATED);
                break;
            }
            case 22: read_all(assessment(slot)); break;
            default: read_errors(); break;
        }
    }

private:
    pehchan_error** fresh_error() {
        pehchan_error_free(error_);
        error_ = nullptr;
        return &error_;
    }
    /// A call that makes something: on failure nothing, on success something of its own.
    template <class Handle, class Call>
    void replace(Handle*& slot, void (*free)(Handle*), Call call) {
        Handle* made = reinterpret_cast<Handle*>(this);
        const std::int32_t status = call(&made);
        must(status >= 0 && status < PEHCHAN_STATUS_INTERNAL);
        must((status == PEHCHAN_OK) == (made != nullptr));
        if (!made) return;
        free(slot);
        slot = made;
    }
    /// Mostly the handle; sometimes NULL, sometimes a live one of another type.
    template <class Handle>
    Handle* perhaps(Handle* handle) {
        switch (choose_.below(16)) {
            case 0: return nullptr;
            case 1: return reinterpret_cast<Handle*>(const_cast<pehchan_catalogue*>(catalogue_));
            case 2: return reinterpret_cast<Handle*>(error_);
            default: return handle;
        }
    }
    const pehchan_catalogue* catalogue() {
        return choose_.below(16) == 0 ? reinterpret_cast<const pehchan_catalogue*>(answers_[0])
                                      : catalogue_;
    }
    pehchan_answers* answers(std::size_t slot) { return perhaps(answers_[slot]); }
    pehchan_assessment* assessment(std::size_t slot) { return perhaps(assessments_[slot]); }
    pehchan_interview* interview(std::size_t slot) { return perhaps(interviews_[slot]); }
    const char* id() { return choose_.below(32) == 0 ? nullptr : ids[choose_.below(ids.size())]; }
    const char* value() {
        return choose_.below(32) == 0 ? nullptr : values[choose_.below(values.size())];
    }
    const char* language() {
        return choose_.below(32) == 0
                   ? nullptr
                   : languages[choose_.below(8) < 6 ? choose_.below(2) : choose_.below(4)];
    }
    const char* form() { return choose_.below(3) == 0 ? id() : nullptr; }
    std::uint32_t flags() { return choose_.next() & (choose_.below(16) == 0 ? 0xffu : 3u); }

    void talk(pehchan_interview* with, pehchan_error** error) {
        const char* question = nullptr;
        const std::int32_t status = pehchan_interview_next(with, &question, error);
        must(status != PEHCHAN_OK ||
             (question != nullptr) == (pehchan_interview_stop(with) == PEHCHAN_STOP_NONE));
        must(pehchan_interview_why(with) >= -1);
        if (error == &error_) error = fresh_error();
        switch (choose_.below(6)) {
            case 0:
                (void)pehchan_interview_answer_number(with, choose_.number<std::int64_t>() % 120,
                                                      error);
                break;
            case 1: (void)pehchan_interview_record(with, id(), value(), error); break;
            case 2:
                (void)pehchan_interview_record_number(with, id(),
                                                      choose_.number<std::int64_t>() % 120, error);
                break;
            case 3:
                (void)(choose_.below(4) == 0 ? pehchan_interview_end(with)
                                             : pehchan_interview_go_on(with));
                break;
            default: (void)pehchan_interview_answer(with, value(), error); break;
        }
    }
    void read_all(const pehchan_assessment* of) {
        const std::uint64_t past = choose_.number<std::uint64_t>();
        std::size_t bytes = 0;
        const auto seen = [&](const char* text) { bytes += text ? std::strlen(text) : 0; };
        seen(pehchan_assessment_headline(of));
        for (std::uint64_t i = 0; i < pehchan_assessment_finding_count(of); ++i)
            seen(pehchan_assessment_finding_title(of, i, language()));
        for (std::uint64_t i = 0; i < pehchan_assessment_safeguard_count(of); ++i)
            seen(pehchan_assessment_safeguard_title(of, i, language()));
        for (std::uint64_t i = 0; i < pehchan_assessment_referral_count(of); ++i)
            seen(pehchan_assessment_referral_authority(of, i, language()));
        for (std::uint64_t i = 0; i < pehchan_assessment_score_count(of); ++i)
            must(pehchan_assessment_score_low(of, i) <= pehchan_assessment_score_high(of, i));
        seen(pehchan_assessment_finding_id(of, past));
        seen(pehchan_assessment_referral_id(of, past));
        must(pehchan_assessment_status_of(of, id()) <= PEHCHAN_FINDING_INDICATED);
    }
    void read_errors() {
        for (std::uint64_t i = 0; i <= pehchan_error_issue_count(error_); ++i) {
            const char* message = pehchan_error_issue_message(error_, i);
            must((message != nullptr) == (i < pehchan_error_issue_count(error_)));
        }
        (void)pehchan_error_message(error_);
    }

    const pehchan_catalogue* catalogue_;
    decisions& choose_;
    pehchan_answers* answers_[2] = {};
    pehchan_assessment* assessments_[2] = {};
    pehchan_interview* interviews_[2] = {};
    pehchan_questions* questions_ = nullptr;
    pehchan_evaluator* evaluator_ = nullptr;
    pehchan_text* text_ = nullptr;
    pehchan_error* error_ = nullptr;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // mostly smaller ones, for many more sequences in the same time
    static const std::array<const pehchan_catalogue*, 3> catalogues = [] {
        std::array<const pehchan_catalogue*, 3> out{};
        std::size_t n = 0;
        for (const char* id : {"pakistan", "palermo", "raft_2021"}) {
            pehchan_catalogue* made = nullptr;
            must(pehchan_catalogue_builtin(id, &made, nullptr) == PEHCHAN_OK);
            out[n++] = made;
        }
        return out;
    }();
    decisions choose(data, size);
    const std::size_t turn = choose.below(16);
    session calls(catalogues[turn == 0 ? 0 : turn < 5 ? 1 : 2], choose);
    for (int n = 0; n < 200 && choose.more(); ++n) calls.step();
    return 0;
}
