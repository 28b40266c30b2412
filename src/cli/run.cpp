// SPDX-License-Identifier: Apache-2.0

// All commands, by their words. Reads what it is given, writes to standard output, keeps nothing
// that it was not told to save.

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

constexpr std::string_view usage =
    "pehchan: recognise a possible victim of trafficking among the people you meet. It decides "
    "nothing about a person.\n"
    "\n"
    "  pehchan screen [--explain] [--next] [FILE|-]\n"
    "      one case a line in ({\"case\": \"A-17\", \"answers\": {\"believed_under_18\": "
    "\"yes\"}}), one assessment a line out;\n"
    "      --explain adds what would still show an open finding, --next the questions most worth "
    "asking\n"
    "  pehchan interview [--form ID] [--full] [--later] [--resume FILE] [--save FILE] [--case ID]\n"
    "      asks in this terminal, as little as possible; saves nothing unless --save names a file\n"
    "  pehchan explain [FINDING] [FILE|-]       why a finding is shown, or not, or what is "
    "missing\n"
    "  pehchan contrast FINDING FINDING [FILE|-]   why one rather than the other, for these "
    "persons\n"
    "  pehchan export --to MAPPING [--mapping ID|FILE] [FILE|-]\n"
    "      what is certain of these persons, in the columns of another format (htcds_2, "
    "uk_nrm_form, icd10cm_2019)\n"
    "  pehchan catalogues [ID]      list the built-in catalogues, or print one\n"
    "  pehchan check [--structure] [[--use FILE]... FILE...]\n"
    "      everything that is wrong with catalogue files, then proofs for all possible answers; "
    "without a file the built-in ones\n"
    "  pehchan --version | --help\n"
    "\n"
    "Commands on persons take [--catalogue ID|FILE] [--use FILE]... [--lang LANGUAGE] "
    "[--texts FILE]... [--allow-draft];\n"
    "screen, explain and contrast also [--mapping ID|FILE] [--view "
    "official|person|investigator|committee] [--format json|text];\n"
    "screen and interview also [--priors FILE]: how often which answer is yes, for the order of "
    "questions only.\n"
    "The catalogue is pakistan unless another is named. Exit status: 0 all well, 1 some line or "
    "file was bad (the rest was done), 2 nothing could be done.\n";

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

int run_command(const std::vector<std::string>& words) {
    if (words.empty()) {
        std::cerr << usage;
        return 2;
    }
    const std::string& command = words.front();
    const std::vector<std::string> rest(words.begin() + 1, words.end());
    if (command == "--help" || command == "-h" || command == "help") {
        std::cout << usage;
        return 0;
    }
    if (command == "--version") {
        std::cout << "pehchan " << pehchan::version << "\n";
        return 0;
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
