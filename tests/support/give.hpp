// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_TESTS_GIVE_HPP
#define PEHCHAN_TESTS_GIVE_HPP

// Records an answer that must be taken.

#include <stdexcept>
#include <string>
#include <string_view>

#include <pehchan/answers.hpp>

namespace pehchan_tests {

template <class Value>
void give(pehchan::answers& known, std::string_view id, const Value& value) {
    if (known.set(id, value) != pehchan::answer_problem::none)
        throw std::logic_error("the answer to " + std::string{id} + " is not taken");
}

}  // namespace pehchan_tests

#endif
