// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_PROOF_HPP
#define PEHCHAN_PROOF_HPP

// What does `check` prove of a catalogue, for every combination of answers, missing ones included?
//
// A solver (Z3) is given what the evaluator computes: for every indicator the answer it may have or
// none, law 3, and both bounds of every rule. It then looks for a person of whom a statement is
// false. The declarations stand here; the code is in the component pehchan::proof, so that nothing
// else needs the solver. Loading has refused the structural breaches before (a rule over a burden
// fact, a "no" held against somebody); what is proved here is what follows from the rules together.

#include "detail/push_macros.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "catalogue.hpp"

namespace pehchan {
inline namespace v0 {

/// One answer of a counterexample. `value` is "yes", "no", an option or a whole number.
struct proof_answer {
    std::string indicator, value;  ///< `indicator` is an id
    bool is_number = false;        ///< `value` is a decimal number
    friend bool operator==(const proof_answer&, const proof_answer&) = default;
};

/// A statement that does not hold. `persons` holds one person of whom it is false, with as few
/// answers as possible; two where the statement compares two; none where it is about the
/// catalogue's texts, or says that no person can be found.
struct counterexample {
    std::string statement;  ///< id of the statement, as in `statement_result`
    std::string subject;    ///< the finding, safeguard, referral, indicator or text
    std::string message;    ///< one sentence
    std::vector<std::vector<proof_answer>> persons;  ///< each sorted by indicator
};

/// What was proved of one statement: how many cases of it, and those that are false or that the
/// solver could not settle.
struct statement_result {
    std::string id;                      ///< e.g. "law_7_protection_follows"
    std::string title;                   ///< the statement in one sentence
    std::size_t proved = 0;              ///< cases that hold
    std::vector<counterexample> failed;  ///< empty where the statement is proved
};

/// What was proved, statement by statement.
struct proof_result {
    std::vector<statement_result> statements;  ///< in a fixed order
    /// Whether every statement was proved of every case.
    [[nodiscard]] bool holds() const noexcept {
        for (const statement_result& s : statements)
            if (!s.failed.empty()) return false;
        return true;
    }
};

/// Proves the statements about one catalogue. Pure: the same digest gives the same result; no time
/// limit, but a limit of steps.
[[nodiscard]] proof_result prove(const catalogue& catalogue_used);

/// Proves what is about catalogues together: every indicator matters to something in one of them,
/// no two ids have one meaning.
[[nodiscard]] proof_result prove_together(std::span<const catalogue> all);

/// Two versions of a catalogue over the same indicators: a person, with as few answers as possible,
/// whom they assess differently; empty where there is none. Assessed: status of every finding and
/// element, bounds of scores, which safeguards apply, status of referrals.
struct difference {
    bool found = false;                ///< false: no person is assessed differently
    std::string subject;               ///< e.g. "finding trafficking"
    std::vector<proof_answer> person;  ///< what this person answered
};
/// The first difference between two versions, in the order of the list above.
[[nodiscard]] difference first_difference(const catalogue& first, const catalogue& other);

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
