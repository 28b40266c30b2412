// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_RULE_HPP
#define PEHCHAN_RULE_HPP

// Which conditions make something true?

#include "detail/push_macros.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace pehchan {
inline namespace v0 {

/// The closed set of rule forms (docs/catalogue-format.md).
enum class rule_form {
    indicator,          ///< `id` is answered yes
    all,                ///< every child
    any,                ///< one child or more
    at_least,           ///< `number` children or more
    negation,           ///< the one child, an atom over a fact, is false
    choice_is,          ///< the choice `id` is one of `options`
    number_below,       ///< the number `id` is less than `number`
    number_at_least,    ///< the number `id` is `number` or more
    score_at_least,     ///< the score `id` is `number` millionths or more
    any_sign_of,        ///< a harm condition tested by the finding `id` holds
    rule_reference,     ///< the rule `id`
    finding_reference,  ///< the finding `id`
    template_use,       ///< the template `id`, with `arguments`
    tag  ///< inside a list only: the indicators of the tag `id` ("$name": a parameter)
};

/// A rule as written; ids are resolved when a catalogue is built.
struct rule_tree {
    rule_form form = rule_form::all;   ///< says which of the other members apply
    std::string id;                    ///< of an indicator, rule, finding, score, template or tag
    std::vector<rule_tree> children;   ///< in the order written
    std::vector<std::string> options;  ///< ids of options
    std::int64_t number = 0;           ///< a count, a number compared with, or millionths
    std::vector<std::pair<std::string, std::string>> arguments;  ///< parameter, tag
    std::string pointer;  ///< JSON Pointer of this rule in its catalogue
};

}  // namespace v0
}  // namespace pehchan

#include "detail/pop_macros.hpp"

#endif
