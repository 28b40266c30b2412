// SPDX-License-Identifier: Apache-2.0

// The library writes an assessment, and the program's own Boost.JSON reads it.

#include <iostream>

#include <boost/json.hpp>
#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

int main() {
    const auto catalogue = pehchan::builtin("pakistan");
    const auto words = pehchan::builtin("words");
    const auto person = pehchan::read_case(
        *catalogue,
        R"({"case": "A-17", "answers": {"made_to_work_by_force_or_menace": "yes", "age_now_years": 16}})");
    const boost::json::value read = boost::json::parse(
        dump(pehchan::assess(*catalogue, person->known), *words, {}, person->id));
    std::cout << read.at("case").as_string().c_str() << ' '
              << read.at("headline").as_string().c_str() << '\n';
}
