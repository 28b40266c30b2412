// SPDX-License-Identifier: Apache-2.0

// The command line: screen, catalogues, check. Reads what it is given, writes to standard output, keeps nothing.

#include <cstdio>
#include <fstream>
#include <iostream>
#include <exception>
#include <new>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace {

using pehchan::catalogue;
using pehchan::issue;

constexpr std::string_view usage =
    "pehchan: recognise a possible victim of trafficking among the people you meet. It decides nothing about a person.\n"
    "\n"
    "  pehchan screen [--catalogue ID|FILE] [--use FILE]... [--mapping ID|FILE] [--lang en|ur]\n"
    "                 [--view official|person|investigator|committee] [--format json|text] [--allow-draft] [FILE|-]\n"
    "      one case a line in ({\"case\": \"A-17\", \"answers\": {\"believed_under_18\": \"yes\"}}), one assessment a line out\n"
    "  pehchan catalogues [ID]      list the built-in catalogues, or print one\n"
    "  pehchan check [--use FILE]... FILE...      say everything that is wrong with catalogue files\n"
    "  pehchan --version | --help\n"
    "\n"
    "The catalogue is pakistan unless another is named. Exit status: 0 all well, 1 some line or file was bad (the rest was done), 2 nothing could be done.\n";

int fail(const std::string& message) {
    std::cerr << "pehchan: " << message << "\n";
    return 2;
}

std::optional<std::string> read_file(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) return std::nullopt;
    std::ostringstream text;
    text << in.rdbuf();  // a folder opens, but cannot be read
    if (!in.good() && !in.eof()) return std::nullopt;
    if (in.peek() != std::ifstream::traits_type::eof() || in.bad()) return std::nullopt;
    return std::move(text).str();
}

bool is_file_name(std::string_view name) {
    return name.find('/') != std::string_view::npos || name.find('\\') != std::string_view::npos || name.ends_with(".json");
}

void print_issues(std::ostream& out, const std::string& where, const std::vector<issue>& issues) {
    for (const issue& i : issues) {
        out << where;
        if (i.line) out << ":" << i.line << ":" << i.column;
        out << ": " << i.code << ": " << i.message;
        if (!i.pointer.empty()) out << " (" << i.pointer << ")";
        out << "\n";
    }
}

std::vector<catalogue> all_builtin() {
    std::vector<catalogue> out;
    for (std::string_view id : pehchan::builtin_ids())
        if (auto one = pehchan::builtin(id)) out.push_back(*one);
    return out;
}

/// A built-in catalogue by id, or one from a file that may use built-in ones and `extra`. Says on standard error what is wrong.
std::optional<catalogue> find_catalogue(const std::string& name, const std::vector<catalogue>& extra) {
    if (!is_file_name(name)) {
        if (auto one = pehchan::builtin(name)) return *one;
        std::cerr << "pehchan: there is no built-in catalogue \"" << name << "\"; see: pehchan catalogues\n";
        return std::nullopt;
    }
    const std::optional<std::string> text = read_file(name);
    if (!text) {
        std::cerr << "pehchan: cannot read " << name << "\n";
        return std::nullopt;
    }
    std::vector<catalogue> available = all_builtin();
    available.insert(available.end(), extra.begin(), extra.end());
    auto loaded = pehchan::load(*text, available);
    if (loaded) return *loaded;
    print_issues(std::cerr, name, loaded.issues());
    return std::nullopt;
}

struct options {
    std::string catalogue_name = "pakistan", mapping, format = "json", language = "en", view = "official", input;
    std::vector<std::string> use, files;
    bool catalogue_named = false, allow_draft = false;
};

/// Reads what follows the command; an empty optional after saying what is wrong.
std::optional<options> read_options(const std::vector<std::string>& words, bool screening) {
    options out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto value = [&](std::string& into) {
            if (i + 1 == words.size()) return false;
            into = words[++i];
            return true;
        };
        bool ok = true;
        std::string file;
        if (word == "--use") ok = value(file), out.use.push_back(file);
        else if (screening && word == "--catalogue") ok = value(out.catalogue_name), out.catalogue_named = true;
        else if (screening && word == "--mapping") ok = value(out.mapping);
        else if (screening && word == "--lang") ok = value(out.language);
        else if (screening && word == "--view") ok = value(out.view);
        else if (screening && word == "--format") ok = value(out.format);
        else if (screening && word == "--allow-draft") out.allow_draft = true;
        else if (word.size() > 1 && word.front() == '-') {
            std::cerr << "pehchan: unknown option " << word << "; see: pehchan --help\n";
            return std::nullopt;
        } else {
            out.files.push_back(word);
        }
        if (!ok) {
            std::cerr << "pehchan: " << word << " needs a value\n";
            return std::nullopt;
        }
    }
    return out;
}

/// Loads the files of `--use`, each of which may use those before it.
bool load_used(const std::vector<std::string>& files, std::vector<catalogue>& into) {
    for (const std::string& file : files) {
        const std::optional<catalogue> one = find_catalogue(is_file_name(file) ? file : "./" + file, into);
        if (!one) return false;
        into.push_back(*one);
    }
    return true;
}

/// The mapping `name` of the catalogue, or of a built-in one where all its indicators are known to the catalogue.
std::optional<pehchan::mapping_definition> find_mapping(const catalogue& of, const std::string& name) {
    if (const pehchan::mapping_definition* own = of.find_mapping(name)) return *own;
    for (const catalogue& other : all_builtin())
        if (const pehchan::mapping_definition* found = other.find_mapping(name)) {
            for (const pehchan::mapping_column& c : found->columns)
                if (!of.find_indicator(c.indicator)) {
                    std::cerr << "pehchan: the mapping " << name << " fills " << c.indicator << ", which the catalogue " << of.id() << " does not have\n";
                    return std::nullopt;
                }
            return *found;
        }
    std::cerr << "pehchan: there is no mapping \"" << name << "\" in the catalogue " << of.id() << " or the built-in ones\n";
    return std::nullopt;
}

bool flush_output() {
    std::cout.flush();
    return std::cout.good();
}

int screen_lines(std::istream& in, const catalogue& of, const catalogue& words, const std::optional<pehchan::mapping_definition>& mapping,
                 const pehchan::presentation& how, bool as_text) {
    bool all_well = true;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const auto read = mapping ? pehchan::read_mapped_case(of, *mapping, line, number) : pehchan::read_case(of, line, number);
        if (!read) {
            all_well = false;
            const std::string id = pehchan::case_id_of(line);
            if (as_text) print_issues(std::cout, id.empty() ? "line" : "case " + id + ", line", read.issues()), std::cout << "\f\n";
            else std::cout << pehchan::dump(read.issues(), id) << "\n";
            continue;
        }
        const pehchan::assessment result = pehchan::assess(of, read->known);
        if (as_text) std::cout << pehchan::page(result, words, how, read->id) << "\f\n";
        else std::cout << pehchan::dump(result, words, how, read->id) << "\n";
        if (!std::cout) break;
    }
    if (!flush_output()) return fail("cannot write to standard output");
    if (in.bad()) return fail("cannot read the input to its end");
    return all_well ? 0 : 1;
}

bool speaks(const catalogue& of, std::string_view language) {
    for (const pehchan::catalogue_language& one : of.document().languages)
        if (one.id == language) return true;
    return false;
}

int screen(const std::vector<std::string>& words_given) {
    const std::optional<options> asked = read_options(words_given, true);
    if (!asked) return 2;
    const auto view = pehchan::value_named<pehchan::view_kind>(asked->view);
    if (!view) return fail("--view is official, person, investigator or committee");
    if (asked->format != "json" && asked->format != "text") return fail("--format is json or text");
    if (asked->files.size() > 1) return fail("one file at a time, or - for standard input");

    std::vector<catalogue> extra;
    if (!load_used(asked->use, extra)) return 2;
    std::string name = asked->catalogue_name;
    std::string mapping_name = asked->mapping;
    if (is_file_name(mapping_name)) {  // a catalogue file with one mapping; it uses the catalogue that the answers are for
        if (asked->catalogue_named) return fail("with a mapping file the catalogue is the file itself, which names others in \"use\": leave --catalogue out");
        name = mapping_name;
    }
    const std::optional<catalogue> of = find_catalogue(name, extra);
    if (!of) return 2;
    if (!speaks(*of, asked->language)) return fail("--lang is a language of the catalogue, such as en or ur");
    std::optional<pehchan::mapping_definition> mapping;
    if (is_file_name(mapping_name)) {
        if (of->document().mappings.size() != 1) return fail(mapping_name + " must hold exactly one mapping");
        mapping = of->document().mappings.front();
    } else if (!mapping_name.empty()) {
        mapping = find_mapping(*of, mapping_name);
        if (!mapping) return 2;
    }
    const auto words = pehchan::builtin("words");
    if (!words) return fail("the built-in page texts are damaged");
    const pehchan::presentation how{*view, asked->language, asked->allow_draft};
    const bool as_text = asked->format == "text";
    if (asked->files.empty() || asked->files.front() == "-") return screen_lines(std::cin, *of, *words, mapping, how, as_text);
    std::ifstream in(asked->files.front(), std::ios::binary);
    if (!in) return fail("cannot read " + asked->files.front());
    return screen_lines(in, *of, *words, mapping, how, as_text);
}

int list_catalogues(const std::vector<std::string>& words) {
    if (words.size() > 1) return fail("one catalogue at a time");
    if (words.size() == 1) {
        if (words.front().starts_with('-')) return fail("unknown option " + words.front() + "; see: pehchan --help");
        const std::string_view text = pehchan::builtin_text(words.front());
        if (text.empty()) return fail("there is no built-in catalogue \"" + words.front() + "\"");
        std::cout << text;
        return flush_output() ? 0 : fail("cannot write to standard output");
    }
    for (std::string_view id : pehchan::builtin_ids()) {
        const auto one = pehchan::builtin(id);
        if (!one) {
            print_issues(std::cerr, std::string(id), one.issues());
            return 2;
        }
        const pehchan::catalogue_document& d = one->document();
        std::cout << one->id() << " " << one->version() << "  " << d.title.in("en") << "\n    setting " << pehchan::name_of(one->setting()) << "; own: " << d.indicators.size()
                  << " indicators, " << d.findings.size() << " findings, " << d.scores.size() << " scores, " << d.safeguards.size() << " safeguards, "
                  << d.referrals.size() << " referrals, " << d.mappings.size() << " mappings\n    proved: " << (one->proved() ? "yes" : "no")
                  << "; digest " << one->digest() << "\n";
    }
    return flush_output() ? 0 : fail("cannot write to standard output");
}

int check(const std::vector<std::string>& words) {
    const std::optional<options> asked = read_options(words, false);
    if (!asked) return 2;
    if (asked->files.empty()) return fail("check needs at least one file");
    std::vector<catalogue> available = all_builtin();
    if (!load_used(asked->use, available)) return 2;
    int status = 0;
    for (const std::string& file : asked->files) {
        const std::optional<std::string> text = read_file(file);
        if (!text) {
            std::cerr << "pehchan: cannot read " << file << "\n";
            status = 2;
            continue;
        }
        const auto loaded = pehchan::load(*text, available);
        if (loaded) {
            std::cout << file << ": structure sound: " << loaded->id() << " " << loaded->version() << ", digest " << loaded->digest()
                      << "; not proved (laws 4, 5 and 7 for all answers are not checked by this version)\n";
            available.push_back(*loaded);
        } else {
            print_issues(std::cout, file, loaded.issues());
            if (status == 0) status = 1;
        }
    }
    return flush_output() ? status : fail("cannot write to standard output");
}

int run(const std::vector<std::string>& words) {
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
    if (command == "catalogues") return list_catalogues(rest);
    if (command == "check") return check(rest);
    return fail("unknown command " + command + "; see: pehchan --help");
}

}  // namespace

int main(int count, char** words) {
    std::ios::sync_with_stdio(false);
    try {
        return run(std::vector<std::string>(words + 1, words + count));
    } catch (const std::bad_alloc&) {
        return fail("out of memory");
    } catch (const std::exception&) {
        return fail("an unexpected error; nothing more was done");
    }
}
