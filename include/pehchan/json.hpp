// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_JSON_HPP
#define PEHCHAN_JSON_HPP

// How do catalogues and cases come out of JSON text, assessments get into it, and which catalogues
// are built in?

#include "detail/push_macros.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "additions.hpp"
#include "answers.hpp"
#include "assess.hpp"
#include "catalogue.hpp"
#include "contrast.hpp"
#include "issue.hpp"
#include "languages.hpp"
#include "view.hpp"

namespace pehchan {
inline namespace v0 {

/// A catalogue from its text (docs/catalogue-format.md) and the catalogues it uses. Fails with
/// every problem found, in the order of the text: all breaches of the shape, else all breaches of
/// meaning.
[[nodiscard]] outcome<catalogue> load(std::string_view json, std::span<const catalogue> used = {});

/// One line of a file of cases.
struct person_case {
    std::string id;  ///< case_id.hpp
    answers known;   ///< what was answered
    std::vector<std::string_view>
        named;  ///< ids of the indicators that it names with an answer, "unknown" and "declined"
                ///< included; null and "" are none
};

/// A case such as {"case": "A-17", "answers": {"believed_under_18": "yes", "age_now_years": 16}}.
/// `null` and "" mean unknown; `true` and `false` are refused. Messages hold no answer. The text
/// begins on line `first_line` of its file.
[[nodiscard]] outcome<person_case> read_case(const catalogue& from, std::string_view json,
                                             std::size_t first_line = 1);

/// The same, where the answers are the columns and codes of a source that `mapping` reads. `null`
/// and "" mean unknown; a column or code that the mapping does not list is a problem with its
/// place.
[[nodiscard]] outcome<person_case> read_mapped_case(const catalogue& from,
                                                    const mapping_definition& mapping,
                                                    std::string_view json,
                                                    std::size_t first_line = 1);

/// The id of a case that could not be read otherwise, "" where it has none that can be used: so
/// that an error can be joined to its case.
[[nodiscard]] std::string case_id_of(std::string_view json);

/// The catalogues that are compiled into the library, sorted.
[[nodiscard]] std::span<const std::string_view> builtin_ids() noexcept;

/// The text of a built-in catalogue, as in `catalogues/` but for the indentation of its lines; ""
/// where there is none of this id.
[[nodiscard]] std::string_view builtin_text(std::string_view id) noexcept;

/// A built-in catalogue, with those it uses. Fails with `unknown_catalogue`.
[[nodiscard]] outcome<catalogue> builtin(std::string_view id);

/// Translations into one language from their text: {"language": "xx", "direction": "rtl", "texts":
/// {"pakistan/findings/bonded_labour/title": {"text": "...", "status": "draft"}}}; `direction` is
/// "ltr" where it is left out, `status` is "draft" or "reviewed".
[[nodiscard]] outcome<language_texts> read_texts(std::string_view json);

/// The same catalogue with the translations of that text, as `with_texts(base, *read_texts(json))`
/// but for places: issues have line and column.
[[nodiscard]] outcome<catalogue> with_texts(const catalogue& base, std::string_view json);

/// The shipped page texts, the built-in "words", in the languages that were added to `shown`, too.
[[nodiscard]] catalogue page_words(const catalogue& shown);

/// The assessment as one line of JSON for one kind of reader
/// (catalogues/schema/assessment.schema.json). `words` is a catalogue of page texts; the shipped
/// one is the built-in "words".
[[nodiscard]] std::string dump(const assessment& result, const catalogue& words,
                               const presentation& how = {}, std::string_view case_id = {},
                               const additions& added = {});

/// The findings of `result` alone, each with its rule in words, its sources in full and, where
/// open, what would make it indicated, as one line of JSON.
[[nodiscard]] std::string dump_explanation(const assessment& result, const catalogue& words,
                                           const presentation& how = {},
                                           std::string_view case_id = {},
                                           const additions& added = {});

/// Two findings of one person side by side, as one line of JSON; for officials and investigators
/// only, "" in other views or where one of the two is hidden.
[[nodiscard]] std::string dump(const assessment& result, const contrast_result& contrasted,
                               const catalogue& words, const presentation& how = {},
                               std::string_view case_id = {});

/// What the mapping writes of this person, as one line of JSON: {"case", "mapping", "notice",
/// "catalogue", "columns": {column: code}}. A column of which nothing is certain is left out: an
/// unknown, declined or open thing is never written as a no, and no code clears anybody. `mapping`
/// is one of `result.catalogue_used`.
[[nodiscard]] std::string dump_columns(const assessment& result, const mapping_definition& mapping,
                                       const catalogue& words, const presentation& how = {},
                                       std::string_view case_id = {});

/// Frequencies such as {"name": "survey of 2024", "frequencies": [{"indicator": "wages_withheld",
/// "yes": 12, "of": 97}]}.
[[nodiscard]] outcome<priors> read_priors(const catalogue& from, std::string_view json);

/// The answers as one line of JSON that `read_case` takes: those given, and "unknown" for the
/// others that `named` marks (by index).
[[nodiscard]] std::string dump(const answers& known, const std::vector<bool>& named,
                               std::string_view case_id);

/// What stands in the place of a case that could not be read: {"case": ..., "error": {"issues":
/// [...]}}.
[[nodiscard]] std::string dump(const std::vector<issue>& issues, std::string_view case_id = {});

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
