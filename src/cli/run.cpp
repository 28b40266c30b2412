// SPDX-License-Identifier: Apache-2.0

// All commands, by their words. Reads what it is given, writes to standard output, keeps nothing
// that it was not told to save.

#include <algorithm>
#include <exception>
#include <iostream>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "command_line.hpp"

namespace {

using namespace cli;
using pehchan::catalogue;

/// A command, what it does in a line or two, and the options that it takes.
struct command_help {
    std::string_view name, use, purpose;
};

constexpr std::string_view common_options =
    "[--catalogue ID|FILE] [--use FILE]... [--lang LANGUAGE] [--texts FILE]... [--allow-draft]";
constexpr std::string_view view_options =
    "[--mapping ID|FILE] [--view official|helper|investigator|person] [--agency ID] [--format "
    "json|text]";
constexpr std::string_view page_options = "[--format html] [--page 1|2|all] [--card]";
constexpr std::string_view priors_option =
    "[--priors FILE]: how often which answer is yes, for the order of questions only";

constexpr command_help commands[] = {
    {"screen", "[--explain] [--next] [FILE|-]",
     "one case a line in ({\"case\": \"A-17\", \"answers\": {\"believed_under_18\": \"yes\"}}), "
     "one assessment a line out;\n"
     "      --explain adds what would still show an open finding, --next the questions most worth "
     "asking"},
    {"interview", "[--form ID] [--full] [--later] [--resume FILE] [--save FILE] [--case ID]",
     "asks in this terminal, as little as possible; saves nothing unless --save names a file;\n"
     "      without --form it asks first which place this is; --full is for a specialist, with an "
     "adult who wants to tell more"},
    {"explain", "[FINDING] [FILE|-]", "why a finding is shown, or not, or what is missing"},
    {"contrast", "FINDING FINDING [FILE|-]", "why one rather than the other, for these persons"},
    {"export", "--to MAPPING [--mapping ID|FILE] [FILE|-]",
     "what is certain of these persons, in the columns of another format (htcds_2, uk_nrm_form, "
     "icd10cm_2019)"},
    {"catalogues", "[ID]", "list the built-in catalogues, or print one"},
    {"check", "[--structure] [[--use FILE]... FILE...]",
     "everything that is wrong with catalogue files, then proofs for all possible answers; without "
     "a file the built-in ones"},
};

constexpr std::string_view ending =
    "Exit status: 0 all well, 1 some line or file was bad (the rest was done), 2 nothing could be "
    "done; an interview that a signal ends: 128 and its number.\n";

void print_command(std::ostream& out, const command_help& about) {
    out << "  pehchan " << about.name << " " << about.use << "\n      " << about.purpose << "\n";
}

/// The options beyond those that its line names.
void print_options(std::string_view name) {
    const bool of_persons =
        name == "screen" || name == "explain" || name == "contrast" || name == "interview";
    if (of_persons) std::cout << "  " << common_options << "\n";
    if (of_persons && name != "interview") std::cout << "  " << view_options << "\n";
    if (name == "screen") std::cout << "  " << page_options << "\n";
    if (name == "screen" || name == "interview") std::cout << "  " << priors_option << "\n";
    if (name == "export") std::cout << "  [--lang LANGUAGE]\n";
    if (of_persons) std::cout << "The catalogue is pakistan unless another is named.\n";
    std::cout << ending;
}

void print_usage(std::ostream& out) {
    out << "pehchan: recognise a possible victim of trafficking among the people you meet. It "
           "decides nothing about a person.\n\n";
    for (const command_help& one : commands) print_command(out, one);
    out << "  pehchan --version | --help | COMMAND --help\n\n"
        << "Commands on persons take " << common_options << ";\n"
        << "screen, explain and contrast also " << view_options << ";\n"
        << "screen also " << page_options << ";\n"
        << "screen and interview also " << priors_option << ".\n"
        << "The catalogue is pakistan unless another is named. " << ending;
}

int list_catalogues(const std::vector<std::string>& words) {
    if (words.size() > 1) return fail("one catalogue at a time");
    if (words.size() == 1) {
        if (words.front().starts_with('-'))
            return fail("unknown option " + words.front() + "; see: pehchan --help");
        const std::string_view text = pehchan::builtin_text(words.front());
        if (text.empty())
            return fail(words.front() + ": " +
                        pehchan::builtin(words.front()).issues().front().message);
        std::cout << text;
        return flush_output() ? 0 : fail("cannot write to standard output");
    }
    for (std::string_view id : pehchan::builtin_ids()) {
        const auto loaded = pehchan::builtin(id);
        if (!loaded) {
            print_issues(std::cerr, std::string(id), loaded.issues());
            return 2;
        }
        const pehchan::catalogue_document& d = loaded->document();
        std::cout << loaded->id() << " " << loaded->version() << "  " << d.title.in("en")
                  << "\n    setting " << pehchan::name_of(loaded->setting())
                  << "; own: " << d.indicators.size() << " indicators, " << d.findings.size()
                  << " findings, " << d.scores.size() << " scores, " << d.safeguards.size()
                  << " safeguards, " << d.referrals.size() << " referrals, " << d.mappings.size()
                  << " mappings\n    proved: " << (loaded->proved() ? "yes" : "no") << "; digest "
                  << loaded->digest() << "\n";
    }
    return flush_output() ? 0 : fail("cannot write to standard output");
}

/// Whether --help is among the words, wherever it stands.
bool asks_for_help(const words_given& words) {
    return std::any_of(words.begin(), words.end(),
                       [](const std::string& word) { return word == "--help" || word == "-h"; });
}

int run_command(const std::vector<std::string>& words) {
    if (words.empty()) {
        print_usage(std::cerr);
        return 2;
    }
    const std::string& command = words.front();
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (command == "--help" || command == "-h" || command == "help") {
        print_usage(std::cout);
        return flush_output() ? 0 : 2;
    }
    if (command == "--version") {
        std::cout << "pehchan " << pehchan::version << "\n";
        return 0;
    }
    for (const command_help& one : commands)
        if (one.name == command && asks_for_help(rest)) {
            print_command(std::cout, one);
            print_options(one.name);
            return flush_output() ? 0 : 2;
        }
    if (command == "screen") return screen(rest);
    if (command == "interview") return interview(rest);
    if (command == "explain") return explain(rest);
    if (command == "contrast") return contrast(rest);
    if (command == "export") return export_columns(rest);
    if (command == "catalogues") return list_catalogues(rest);
    if (command == "check") return check(rest);
    return fail("unknown command " + command + "; see: pehchan --help");
}

}  // namespace

namespace cli {

int run(const words_given& words) {
    try {
        return run_command(words);
    } catch (const std::bad_alloc&) {
        return fail("out of memory");
    } catch (const std::exception&) {
        return fail("an unexpected error; nothing more was done");
    }
}

}  // namespace cli
