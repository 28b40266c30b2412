// SPDX-License-Identifier: Apache-2.0

// What handles.hpp promises: results are held and freed, errors are thrown with every problem.

#include <iostream>

#include "handles.hpp"

using namespace pehchan_handles;

namespace {

void expect(bool holds, const char* what) {
    if (!holds) throw std::runtime_error(what);
}

failure failed(const char* id, std::string_view json) {
    try {
        const auto of = make<catalogue>(pehchan_catalogue_builtin, id);
        (void)make<answers>(pehchan_answers_parse, of.get(), nullptr, json.data(), json.size());
    } catch (const failure& error) {
        return error;
    }
    throw std::runtime_error("nothing was thrown");
}

}  // namespace

int main() try {
    const failure two = failed("pakistan",
                               "{\"case\": \"x\",\n \"answers\": {\"no_such_sign\": \"yes\", "
                               "\"age_now_years\": \"old\"}}");
    expect(two.status() == PEHCHAN_STATUS_BAD_DATA && two.issues().size() == 2,
           "every problem is listed");
    expect(two.issues()[0].pointer == "/answers/no_such_sign" && two.issues()[0].line == 2 &&
               !two.issues()[1].message.empty(),
           "with its place");
    expect(failed("no_such", "").status() == PEHCHAN_STATUS_NOT_FOUND,
           "a catalogue that does not exist");

    auto of = make<catalogue>(pehchan_catalogue_builtin, "pakistan");
    const auto talk =
        make<interview>(pehchan_interview_new, of.get(), "kiln_first_contact", std::uint32_t{0});
    const auto known = make<answers>(pehchan_interview_answers, talk.get());
    const auto asked = make<questions>(pehchan_ask_next, known.get(), nullptr,
                                       std::uint32_t{PEHCHAN_ASK_FULL}, std::uint64_t{3});
    const auto at =
        static_cast<std::uint64_t>(pehchan_catalogue_indicator_index(of.get(), "age_now_years"));
    of.reset();
    expect(pehchan_questions_count(asked.get()) == 3,
           "what was made outlives what it was made from");
    const auto said = make<text>(pehchan_answers_json, known.get());
    expect(view(said).find("\"answers\"") != std::string_view::npos, "a text can be read");
    check(pehchan_answers_set_value(known.get(), at, 16));
    expect(pehchan_answers_kind(known.get(), at) == PEHCHAN_ANSWER_KIND_NUMBER &&
               pehchan_answers_value(known.get(), at) == 16,
           "an answer is read back");
    expect(pehchan_answers_asked(known.get(), at) == 1 &&
               pehchan_answers_asked(known.get(), UINT64_MAX) == -1,
           "and whether it was asked");
    try {
        check(pehchan_answers_set_code(known.get(), 1u << 30, 1));
        return 1;
    } catch (const failure& error) {
        expect(error.status() == PEHCHAN_STATUS_BAD_ARGUMENT &&
                   std::string_view(error.what()) == "bad_argument",
               "a status without an error object");
    }
    std::cout << "the C++ tests pass\n";
} catch (const std::exception& error) {
    std::cerr << "not so: " << error.what() << '\n';
    return 1;
}
