// SPDX-License-Identifier: Apache-2.0

#include "command_line.hpp"

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

namespace cli {

using pehchan::catalogue;
using pehchan::issue;

using pehchan::escaped;

int fail(const std::string& message) {
    std::cerr << "pehchan: " << escaped(message) << "\n";
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
    return name.find('/') != std::string_view::npos || name.find('\\') != std::string_view::npos ||
           name.ends_with(".json");
}

bool is_page(const options& given) { return given.format == "text" || given.format == "html"; }

void print_issues(std::ostream& out, const std::string& where, const std::vector<issue>& issues) {
    for (const issue& i : issues) {
        out << escaped(where);
        if (i.line) out << ":" << i.line << ":" << i.column;
        out << ": " << i.code << ": " << escaped(i.message);
        if (!i.pointer.empty()) out << " (" << escaped(i.pointer) << ")";
        out << "\n";
    }
}

std::vector<catalogue> all_builtin() {
    std::vector<catalogue> out;
    for (std::string_view id : pehchan::builtin_ids())
        if (auto loaded = pehchan::builtin(id)) out.push_back(*loaded);
    return out;
}

namespace {

/// A built-in catalogue by id, or one from a file that may use built-in ones and `extra`. Says on
/// standard error what is wrong.
std::optional<catalogue> find_catalogue(const std::string& name,
                                        const std::vector<catalogue>& extra) {
    if (!is_file_name(name)) {
        auto loaded = pehchan::builtin(name);
        if (loaded) return *loaded;
        fail(name + ": " + loaded.issues().front().message);
        return std::nullopt;
    }
    const std::optional<std::string> text = read_file(name);
    if (!text) {
        fail("cannot read " + name);
        return std::nullopt;
    }
    std::vector<catalogue> available = all_builtin();
    available.insert(available.end(), extra.begin(), extra.end());
    auto loaded = pehchan::load(*text, available);
    if (loaded) return *loaded;
    print_issues(std::cerr, name, loaded.issues());
    return std::nullopt;
}

/// The mapping `name` of the catalogue, or of a built-in one where all its indicators are known to
/// the catalogue.
std::optional<pehchan::mapping_definition> find_mapping(const catalogue& rules,
                                                        const std::string& name) {
    if (const pehchan::mapping_definition* own = rules.find_mapping(name)) return *own;
    for (const catalogue& other : all_builtin())
        if (const pehchan::mapping_definition* found = other.find_mapping(name)) {
            for (const pehchan::mapping_column& c : found->columns)
                if (!rules.find_indicator(c.indicator)) {
                    fail("the mapping " + name + " fills " + c.indicator +
                         ", which the catalogue " + std::string(rules.id()) + " does not have");
                    return std::nullopt;
                }
            return *found;
        }
    fail("there is no mapping \"" + name + "\" in the catalogue " + std::string(rules.id()) +
         " or the built-in ones");
    return std::nullopt;
}

/// The catalogue's own words for the language, which live as long as it does; "" where it does not
/// speak it.
std::string_view language_of(const catalogue& rules, std::string_view language) {
    for (const pehchan::catalogue_language& offered : rules.document().languages)
        if (offered.id == language) return offered.id;
    return {};
}

/// The catalogue's own word for the agency of the reader, or what was given where the catalogue has
/// no bodies; nothing where it names no such agency.
std::optional<std::string_view> agency_of(const catalogue& rules, const std::string& agency) {
    if (agency.empty()) return std::string_view{};
    if (!pehchan::is_agency(rules, agency)) return std::nullopt;
    for (const std::string_view known : pehchan::agencies_in(rules))
        if (known == agency) return known;
    return agency;
}
std::string listed(const std::vector<std::string_view>& words) {
    std::string out;
    for (const std::string_view one : words) out.append(out.empty() ? "" : ", ").append(one);
    return out;
}

/// Which part of the page, and how it is written. False after saying what is wrong.
bool read_page_options(const options& given, pehchan::presentation& how) {
    if (given.format == "html") how.format = pehchan::page_format::html;
    if (given.page == "1") how.part = pehchan::page_part::first;
    else if (given.page == "2") how.part = pehchan::page_part::second;
    else if (!given.page.empty() && given.page != "all")
        return fail("--page is 1, 2 or all"), false;
    if (given.card && !given.page.empty())
        return fail("--card is one page: leave --page out"), false;
    if (given.card) how.part = pehchan::page_part::card;
    if ((given.card || !given.page.empty()) && !is_page(given))
        return fail("--page and --card are for --format text or html"), false;
    return true;
}

/// The options that take a value, and where it goes.
std::map<std::string_view, std::string options::*> valued(command chosen) {
    std::map<std::string_view, std::string options::*> out;
    if (chosen == command::check) return out;
    if (chosen == command::export_columns)
        return {{"--to", &options::to},
                {"--mapping", &options::mapping},
                {"--lang", &options::language}};
    out = {{"--catalogue", &options::catalogue_name}, {"--lang", &options::language}};
    if (chosen != command::interview) {
        out["--mapping"] = &options::mapping;
        out["--view"] = &options::view;
        out["--agency"] = &options::agency;
        out["--format"] = &options::format;
    }
    if (chosen == command::screen || chosen == command::interview)
        out["--priors"] = &options::priors;
    if (chosen == command::screen) out["--page"] = &options::page;
    if (chosen == command::interview) {
        out["--form"] = &options::form;
        out["--resume"] = &options::resume;
        out["--save"] = &options::save;
        out["--case"] = &options::case_id;
    }
    return out;
}
std::map<std::string_view, bool options::*> flags(command chosen) {
    std::map<std::string_view, bool options::*> out;
    if (chosen == command::check) return {{"--structure", &options::structure}};
    if (chosen == command::export_columns) return out;
    out["--allow-draft"] = &options::allow_draft;
    if (chosen == command::screen)
        out["--card"] = &options::card, out["--explain"] = &options::explain,
        out["--next"] = &options::next;
    if (chosen == command::interview)
        out["--full"] = &options::full, out["--later"] = &options::later;
    return out;
}

}  // namespace

std::optional<options> read_options(const words_given& words, command chosen) {
    options out;
    const auto values = valued(chosen);
    const auto switches = flags(chosen);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        const auto value = values.find(word);
        const bool repeated = word == "--use" || (word == "--texts" && chosen != command::check);
        if (value != values.end() || repeated) {
            if (i + 1 == words.size()) {
                fail(word + " needs a value");
                return std::nullopt;
            }
            const std::string& given = words[++i];
            if (word == "--use") out.use.push_back(given);
            else if (repeated) out.texts.push_back(given);
            else out.*value->second = given;
            out.catalogue_named = out.catalogue_named || word == "--catalogue";
        } else if (const auto flag = switches.find(word); flag != switches.end()) {
            out.*flag->second = true;
        } else if (word.size() > 1 && word.front() == '-') {
            fail("unknown option " + word + "; see: pehchan --help");
            return std::nullopt;
        } else {
            out.names.push_back(word);
        }
    }
    if (!out.case_id.empty() && !pehchan::is_case_id(out.case_id)) {
        fail(std::string("--case: ") + pehchan::case_id_rule);
        return std::nullopt;
    }
    return out;
}

/// Loads the files of `--use`, each of which may use those before it.
bool load_used(const std::vector<std::string>& files, std::vector<catalogue>& into) {
    for (const std::string& file : files) {
        const std::optional<catalogue> loaded =
            find_catalogue(is_file_name(file) ? file : "./" + file, into);
        if (!loaded) return false;
        into.push_back(*loaded);
    }
    return true;
}

std::optional<setting> prepare(const options& given) {
    const auto refuse = [](const std::string& why) {
        fail(why);
        return std::nullopt;
    };
    const auto view = pehchan::value_named<pehchan::view_kind>(given.view);
    if (given.view == "committee")
        return refuse(
            "there is no committee view of one person: committees get counts over many persons "
            "(in Python, pehchan.committee)");
    if (!view) return refuse("--view is official, person, investigator or helper");
    if (!given.format.empty() && given.format != "json" && given.format != "text" &&
        given.format != "html")
        return refuse("--format is json, text or html");
    std::vector<catalogue> extra;
    if (!load_used(given.use, extra)) return std::nullopt;
    const bool mapping_file =
        is_file_name(given.mapping);  // a catalogue file with one mapping; it uses the catalogue
                                      // that the answers are for
    if (mapping_file && given.catalogue_named)
        return refuse(
            "with a mapping file the catalogue is the file itself, which names others in \"use\": "
            "leave --catalogue out");
    std::optional<catalogue> rules =
        find_catalogue(mapping_file ? given.mapping : given.catalogue_name, extra);
    if (!rules) return std::nullopt;
    for (const std::string& file : given.texts) {
        const std::optional<std::string> text = read_file(file);
        if (!text) return refuse("cannot read " + file);
        const auto with = pehchan::with_texts(*rules, *text);
        if (!with) {
            print_issues(std::cerr, file, with.issues());
            return std::nullopt;
        }
        rules = *with;
    }
    const std::string_view language = language_of(*rules, given.language);
    if (language.empty()) {
        std::string known;
        for (const pehchan::catalogue_language& one : rules->document().languages)
            known += (known.empty() ? "" : ", ") + one.id;
        return refuse("--lang is a language of the catalogue: " + known);
    }
    const std::optional<std::string_view> agency = agency_of(*rules, given.agency);
    if (!agency)
        return refuse("--agency is one that referrals of the catalogue name: " +
                      listed(pehchan::agencies_in(*rules)));
    setting out{*rules, pehchan::page_words(*rules), {*view, language, given.allow_draft}, {}, {}};
    out.how.agency = *agency;
    if (!read_page_options(given, out.how)) return std::nullopt;
    if (mapping_file) {
        if (rules->document().mappings.size() != 1)
            return refuse(given.mapping + " must hold exactly one mapping");
        out.mapping = rules->document().mappings.front();
    } else if (!given.mapping.empty()) {
        out.mapping = find_mapping(*rules, given.mapping);
        if (!out.mapping) return std::nullopt;
    }
    if (!given.priors.empty()) {
        const std::optional<std::string> text = read_file(given.priors);
        if (!text) return refuse("cannot read " + given.priors);
        auto read = pehchan::read_priors(*rules, *text);
        if (!read) {
            print_issues(std::cerr, given.priors, read.issues());
            return std::nullopt;
        }
        out.expected = *read;
    }
    return out;
}

std::string say(const setting& with, std::string_view id) {
    const pehchan::text* found = with.words.find_text(id);
    return found ? pehchan::printed_words(*found, with.how) : std::string(id);
}

bool flush_output() {
    std::cout.flush();
    return std::cout.good();
}

int each_line(const std::string& file,
              const std::function<bool(const std::string&, std::size_t)>& each) {
    std::ifstream from;
    if (file != "-") {
        from.open(file, std::ios::binary);
        if (!from) return fail("cannot read " + file);
    }
    std::istream& in = file == "-" ? std::cin : from;
    bool all_well = true;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line) && std::cout; ++number) {
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        all_well = each(line, number) && all_well;
    }
    if (!flush_output()) return fail("cannot write to standard output");
    if (in.bad()) return fail("cannot read the input to its end");
    return all_well ? 0 : 1;
}

std::optional<pehchan::person_case> read_person(const setting& with, const std::string& line,
                                                std::size_t number, bool as_text) {
    auto read = with.mapping ? pehchan::read_mapped_case(with.rules, *with.mapping, line, number)
                             : pehchan::read_case(with.rules, line, number);
    if (read) return std::move(read).value();
    const std::string id = pehchan::case_id_of(line);
    if (as_text)
        print_issues(std::cout, id.empty() ? "line" : "case " + id + ", line", read.issues()),
            std::cout << "\f\n";
    else std::cout << pehchan::dump(read.issues(), id) << "\n";
    return std::nullopt;
}

}  // namespace cli
