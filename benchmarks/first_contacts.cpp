// SPDX-License-Identifier: Apache-2.0

// How many questions does each entry form put? One table, by form: somebody of whom nothing is
// known, somebody who says no to everything, and the persons of the published cases.
//
//   pehchan_first_contacts [--cases]      --cases prints one line a form and person
//
// Everything that is put counts, the opening and questions answered "unknown" too; a screen on
// which the official marks what is so counts as one. The talk is safe and agreed to. A case is
// clear for a form where the answers that the form could hear make a finding of kind victim or
// protection certain.

#include <algorithm>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include <pehchan/compiled.hpp>
#include <pehchan/json.hpp>
#include <pehchan/pehchan.hpp>

#include "persons.hpp"

namespace {

using namespace pehchan;

/// What is answered where the case holds nothing.
enum class silence { unknown, no };

bool meets(const catalogue& rules, std::string_view id) {
    const form_definition* opening = rules.form_with(form_role::opening);
    for (const std::string& listed : opening->indicators) {
        if (listed == id)
            return rules.find_indicator(id)->nature == indicator_nature::fact &&
                   id != "interpreter_needed" && id != "in_custody_now" && id != "wants_to_stop" &&
                   id != "believed_under_18";
    }
    return false;
}

answer said_of(const answers& person, const indicator& about) {
    const catalogue& rules = person.catalogue_used();
    if (meets(rules, about.id)) return {answer_kind::yes, 0};
    return person.at(index_in(rules.state().indicators, about.id));
}

void give(interview& talk, const indicator& about, const answer& said, std::string_view blank) {
    if (said.kind == answer_kind::number) (void)talk.record(about.id, said.value);
    else if (said.kind == answer_kind::option)
        (void)talk.record(about.id,
                          std::string_view{about.options[static_cast<std::size_t>(said.value)].id});
    else if (said.kind == answer_kind::yes) (void)talk.record(about.id, "yes");
    else if (said.kind == answer_kind::no) (void)talk.record(about.id, "no");
    else (void)talk.record(about.id, about.type == indicator_type::yes_no ? blank : "unknown");
}

struct talk_held {
    std::size_t questions = 0;
    interview_stop stop = interview_stop::none;
    std::string asked;
};

talk_held hold(const answers& person, std::string_view form, silence blank) {
    interview talk{person.catalogue_used(), {std::string(form), false, false, nullptr}};
    talk_held out;
    while (const indicator* question = talk.next()) {
        ++out.questions;
        const std::vector<const indicator*> seen = talk.checklist();
        out.asked += seen.size() > 1 ? " [" : " ";
        if (seen.empty()) {
            out.asked += question->id;
            give(talk, *question, said_of(person, *question),
                 blank == silence::no ? "no" : "unknown");
        }
        for (const indicator* one : seen) {
            out.asked += (one == seen.front() ? "" : " ") + one->id;
            give(talk, *one, said_of(person, *one), "no");
        }
        if (seen.size() > 1) out.asked += "]";
    }
    out.stop = talk.stop();
    return out;
}

/// Whether what this form can hear of this person makes a protective finding certain.
bool is_clear(const answers& person, const form_definition& form) {
    const catalogue& rules = person.catalogue_used();
    answers heard{rules};
    for (const form_definition* list : {rules.form_with(form_role::opening), &form})
        for (const std::string& id : list->indicators) {
            const indicator& about = *rules.find_indicator(id);
            const answer said = said_of(person, about);
            if (said.kind == answer_kind::number) (void)heard.set(id, said.value);
            else if (said.kind == answer_kind::option)
                (void)heard.set(
                    id, std::string_view{about.options[static_cast<std::size_t>(said.value)].id});
            else if (said.kind == answer_kind::yes) (void)heard.set(id, "yes");
            else if (said.kind == answer_kind::no || about.known != known_by::asked)
                (void)heard.set(id, about.type == indicator_type::yes_no ? "no" : "unknown");
        }
    const assessment result = assess(rules, heard);
    return std::any_of(result.findings.begin(), result.findings.end(), [](const finding_result& f) {
        return (f.definition->kind == finding_kind::victim ||
                f.definition->kind == finding_kind::protection) &&
               f.status == finding_status::indicated;
    });
}

std::string spread(std::vector<std::size_t> counts) {
    if (counts.empty()) return "";
    std::sort(counts.begin(), counts.end());
    return std::to_string(counts[(counts.size() - 1) / 2]) + " (" + std::to_string(counts.back()) +
           ")";
}

}  // namespace

int main(int count, char** words) {
    const bool cases = count > 1 && std::string_view{words[1]} == "--cases";
    if (!cases)
        std::cout << "| catalogue, form | empty | all no | cases: median (worst) | clear cases: "
                     "median (worst) | of them |\n|---|---|---|---|---|---|\n";
    std::vector<std::size_t> all, all_clear, all_empty, all_no;
    for (const std::string_view id : {"pakistan", "eu", "uk", "us"}) {
        const catalogue rules = persons::taken(builtin(id), std::string(id));
        std::vector<person_case> people;
        for (const std::string& line : persons::vignettes())
            people.push_back(persons::taken(read_case(rules, line), "vignettes"));
        for (const form_definition* form : rules.forms()) {
            if (form->role != form_role::entry) continue;
            const answers nothing{rules};
            const talk_held empty = hold(nothing, form->id, silence::unknown),
                            no = hold(nothing, form->id, silence::no);
            if (cases)
                std::cout << form->id << "\tempty\t" << empty.questions << "\t"
                          << name_of(empty.stop) << "\t-\t" << empty.asked << "\n"
                          << form->id << "\tall_no\t" << no.questions << "\t" << name_of(no.stop)
                          << "\t-\t" << no.asked << "\n";
            std::vector<std::size_t> these, clear;
            for (const person_case& one : people) {
                const talk_held held = hold(one.known, form->id, silence::unknown);
                const bool settles = is_clear(one.known, *form);
                these.push_back(held.questions);
                if (settles) clear.push_back(held.questions);
                if (cases)
                    std::cout << form->id << "\t" << one.id << "\t" << held.questions << "\t"
                              << name_of(held.stop) << "\t" << (settles ? "clear" : "-") << "\t"
                              << held.asked << "\n";
            }
            if (!cases)
                std::cout << "| " << id << ", `" << form->id << "` | " << empty.questions << " | "
                          << no.questions << " | " << spread(these) << " | " << spread(clear)
                          << " | " << clear.size() << " of " << these.size() << " |\n";
            all.insert(all.end(), these.begin(), these.end());
            all_clear.insert(all_clear.end(), clear.begin(), clear.end());
            all_empty.push_back(empty.questions);
            all_no.push_back(no.questions);
        }
    }
    if (!cases)
        std::cout << "| all: median (worst) | " << spread(all_empty) << " | " << spread(all_no)
                  << " | " << spread(all) << " | " << spread(all_clear) << " | " << all_clear.size()
                  << " of " << all.size() << " |\n";
    return 0;
}
