// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_QUESTIONS_HPP
#define PEHCHAN_QUESTIONS_HPP

// Which question is most worth asking next?

#include "detail/push_macros.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answers.hpp"
#include "catalogue.hpp"
#include "indicator.hpp"

namespace pehchan {
inline namespace v0 {

namespace detail {
class question_search;
}

/// How often the answer to a yes/no indicator is yes: `yes` times in `total`.
struct prior_frequency {
    std::string indicator;
    std::int64_t yes = 0, total = 0;
    friend bool operator==(const prior_frequency&, const prior_frequency&) = default;
};
/// Frequencies that change the order of questions, never a finding. The name is printed with the
/// questions.
struct priors {
    std::string name;
    std::vector<prior_frequency> frequencies;
};

/// The order in which questions come: what bears on danger now; what makes a "no" count (law 3);
/// whether this is a child; all others.
enum class question_reason : std::uint8_t { danger, conditions, child, more };

struct next_question {
    const indicator* about = nullptr;
    question_reason why = question_reason::more;
    std::uint64_t worth = 0;  ///< what the answer is expected to settle, per unit of sensitivity;
                              ///< only its order means anything
    friend bool operator==(const next_question&, const next_question&) = default;
};

struct asking {
    bool full = true;  ///< false: sensitivity 3 is left out
    bool declined_too =
        false;  ///< a later interview, with new consent: what was declined before may be offered
    std::span<const std::string> only{};  ///< ids, such as those of a form; empty: all
    const priors* expected = nullptr;     ///< none: a yes is expected once in 32
    std::size_t most = 5;
};

/// Finds the questions worth asking. Keeps memory for one catalogue; not to be shared between
/// threads.
class question_finder {
public:
    explicit question_finder(catalogue catalogue_used);
    question_finder(const question_finder& other);
    question_finder(question_finder&&) noexcept;
    question_finder& operator=(question_finder other) noexcept;
    ~question_finder();

    /// Unanswered indicators whose answer can still change a finding, safeguard or referral, the
    /// one most worth asking first: by reason, then by falling worth, then by id. Never a burden
    /// fact, nor what was declined, nor what `asked` marks (by index into the catalogue's
    /// indicators; empty: nothing). Throws `std::invalid_argument` where the answers belong to
    /// another catalogue, or a prior is no frequency of a yes/no indicator of it.
    [[nodiscard]] std::vector<next_question> find(const answers& known,
                                                  const std::vector<bool>& asked,
                                                  const asking& how = {});

    [[nodiscard]] const catalogue& catalogue_used() const& noexcept;
    void catalogue_used() const&& = delete;

private:
    std::unique_ptr<detail::question_search> search_;
};

/// Which indicators are marked as asked, by index. Throws `std::out_of_range` where the catalogue
/// has no such indicator.
[[nodiscard]] std::vector<bool> asked_in(const catalogue& catalogue_used,
                                         std::span<const std::string_view> named);

/// The questions most worth asking of this person next. Pure: the same answers give the same
/// questions.
[[nodiscard]] std::vector<next_question> ask_next(const catalogue& catalogue_used,
                                                  const answers& known, const asking& how = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
