// SPDX-License-Identifier: Apache-2.0

// check: is a catalogue sound, and is what it must guarantee true of everybody?

#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "command_line.hpp"
#if defined(PEHCHAN_HAS_PROOF)
#include "pehchan/proof.hpp"
#endif

namespace cli {
namespace {

using pehchan::catalogue;
using pehchan::escaped;

#if defined(PEHCHAN_HAS_PROOF)

/// The answers as a case that `screen` takes.
std::string as_case(const std::vector<pehchan::proof_answer>& person) {
    std::string out = "{\"case\": \"counterexample\", \"answers\": {";
    for (const pehchan::proof_answer& a : person)
        out += (&a == &person.front() ? "\"" : ", \"") + a.indicator +
               "\": " + (a.is_number ? a.value : "\"" + a.value + "\"");
    return out + "}}";
}

/// Whether all holds.
bool print(const std::string& where, const pehchan::proof_result& result) {
    for (const pehchan::statement_result& s : result.statements) {
        if (s.failed.empty() && s.proved == 0) continue;  // there is nothing of the kind
        std::cout << where << ": " << (s.failed.empty() ? "proved" : "NOT PROVED") << " " << s.id
                  << ": " << s.title;
        if (s.failed.empty()) {
            std::cout << " (" << s.proved << ")\n";
            continue;
        }
        std::cout << " " << s.failed.size() << " of " << s.proved + s.failed.size() << " fail\n";
        for (const pehchan::counterexample& c : s.failed) {
            std::cout << "    " << c.subject << ": " << c.message << "\n";
            for (const auto& person : c.persons) std::cout << "        " << as_case(person) << "\n";
        }
    }
    return result.holds();
}

#endif

int worse(int a, int b) { return a > b ? a : b; }

/// 0: sound and, where asked, proved.
int check_one(const std::string& where, const catalogue& rules, bool structure_only) {
    std::cout << where << ": structure sound: " << rules.id() << " " << rules.version()
              << ", digest " << rules.digest() << "\n";
    if (structure_only) return 0;
#if defined(PEHCHAN_HAS_PROOF)
    const bool holds = print(where, pehchan::prove(rules));
    std::cout << where << ": "
              << (holds ? "everything proved" : "NOT PROVED: do not use it on duty") << std::endl;
    return holds ? 0 : 1;
#else
    std::cout << where << ": not proved: this build has no solver (needs Z3; see docs/proofs.md)\n";
    return 0;
#endif
}

int check_builtin(bool structure_only) {
    const std::vector<catalogue> all = all_builtin();
    int status = all.size() == pehchan::builtin_ids().size() ? 0 : 2;
    for (const catalogue& rules : all)
        status = worse(status, check_one(std::string(rules.id()), rules, structure_only));
#if defined(PEHCHAN_HAS_PROOF)
    if (!structure_only)
        status = worse(status, print("together", pehchan::prove_together(all)) ? 0 : 1);
#endif
    return status;
}

}  // namespace

int check(const words_given& words) {
    const std::optional<options> asked = read_options(words, command::check);
    if (!asked) return 2;
    int status = 0;
    if (asked->names.empty()) {
        if (!asked->use.empty()) return fail("--use goes with files to check");
        status = check_builtin(asked->structure);
        return flush_output() ? status : fail("cannot write to standard output");
    }
    std::vector<catalogue> available = all_builtin();
    if (!load_used(asked->use, available)) return 2;
    for (const std::string& file : asked->names) {
        const std::optional<std::string> text = read_file(file);
        if (!text) {
            fail("cannot read " + file);
            status = 2;
            continue;
        }
        const auto loaded = pehchan::load(*text, available);
        if (loaded) {
            status = worse(status, check_one(escaped(file), *loaded, asked->structure));
            available.push_back(*loaded);
        } else {
            print_issues(std::cout, file, loaded.issues());
            status = worse(status, 1);
        }
    }
    return flush_output() ? status : fail("cannot write to standard output");
}

}  // namespace cli
