// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROOF_QUESTIONS_HPP
#define PEHCHAN_PROOF_QUESTIONS_HPP

// What do the proofs ask the solver, and how far may it search?

#include <cstdint>
#include <string>
#include <string_view>

#include "symbolic.hpp"

namespace pehchan {
inline namespace v0 {
namespace detail {

/// Z3's `rlimit` for one question: the same on every machine, unlike a time limit.
inline constexpr unsigned steps_a_question = 200'000'000;

/// Something that must be false of everybody (`refuted`), or true of somebody (`shown`).
struct question {
    std::string subject, message;
    z3::expr about;
};

inline std::string quoted(std::string_view id) {
    std::string out{'"'};
    out.append(id).push_back('"');
    return out;
}

/// Both people have the same answer to indicator `i`, or none.
inline z3::expr same(symbolic_person& a, symbolic_person& b, std::uint32_t i) {
    z3::expr out = a.known(i) == b.known(i);
    for (std::uint32_t c = 0; c < a.classes(i); ++c)
        out = out && a.answer_is(i, c) == b.answer_is(i, c);
    return out;
}

}  // namespace detail
}  // namespace v0
}  // namespace pehchan

#endif
