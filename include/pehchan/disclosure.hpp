// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_DISCLOSURE_HPP
#define PEHCHAN_DISCLOSURE_HPP

// What of one person's answers and results may a given reader learn? (Law 13.)
//
//                              person    official       helper         investigator
//   findings, reasons          no        no offences    no offences    all, with consent
//   answers about officials    no        no             yes            of other agencies, with
//   consent bodies                     by place  by mandate     less withheld  less withheld, with
//   consent actions, questions         no        yes            yes            yes
//
// What a reader may not learn is taken out of the *answers*, and everything is assessed anew from
// what is left: no status, count, order or text can depend on it. "With consent": the adult agreed
// on record, and nobody takes the person for a child. An investigator whose agency is concerned is
// given what is given where nobody was named.

#include "detail/push_macros.hpp"

#include <string_view>
#include <vector>

#include "answers.hpp"
#include "assess.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {

/// What one reader may learn of one person.
class disclosure {
public:
    /// `result` is everything that follows from the answers, or what this reader sees of it.
    disclosure(const assessment& result, const presentation& how);
    /// What the reader may learn of somebody who agreed to nothing.
    explicit disclosure(const presentation& how) : view_(how.view) {}

    /// Whether what is marked `hidden_from` these views is kept from this reader.
    [[nodiscard]] bool hides(const std::vector<view_kind>& from) const noexcept;
    /// Whether this reader may not learn the answer to `about`.
    [[nodiscard]] bool hides(const indicator& about) const noexcept;
    /// Whether this reader sees the finding, its reasons and explanations.
    [[nodiscard]] bool shows(const finding_definition& f) const noexcept;
    /// Whether findings, safeguards, referrals and questions are named to this reader at all.
    [[nodiscard]] bool names_results() const noexcept { return view_ != view_kind::person; }
    /// Whether this reader may not learn this answer to `about`.
    [[nodiscard]] bool withholds(const indicator& about, const answer& given) const noexcept;

    /// Takes away the conditions that this reader may not learn.
    void drop(std::vector<condition>& conditions) const;
    /// Takes away the indicators that this reader may not learn, by id.
    void drop(std::vector<std::string_view>& ids, const catalogue& catalogue_used) const;

private:
    view_kind view_;
    bool offences_ = false;   ///< an investigator, with consent
    bool opened_ = false;     ///< and whose agency is known: nothing is hidden by its mark
    bool concerned_ = false;  ///< and may have taken part
};

/// What this reader sees of an assessment: assessed anew from the answers that the reader may
/// learn, without what is marked `hidden_from` the view. Of what it gives it gives the same again.
/// Make explanations, contrasts and questions from it and its `known`.
[[nodiscard]] assessment seen_in(assessment result, const presentation& how);
/// The same for a reader whose agency is not known.
[[nodiscard]] assessment seen_in(assessment result, view_kind view);

/// Marks what is hidden from this reader as asked, so that it is not among the next questions.
/// `asked` goes by index into the catalogue's indicators.
[[nodiscard]] std::vector<bool> asked_for(const assessment& seen, std::vector<bool> asked,
                                          const presentation& how);

/// The agencies that referrals of the catalogue name, sorted.
[[nodiscard]] std::vector<std::string_view> agencies_in(const catalogue& catalogue_used);
void agencies_in(const catalogue&& catalogue_used) = delete;
/// Whether `agency` is one of them, or the catalogue has none. An investigator of another agency
/// learns nothing about officials.
[[nodiscard]] bool is_agency(const catalogue& catalogue_used, std::string_view agency) noexcept;

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
