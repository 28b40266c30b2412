// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CLI_COMMAND_LINE_HPP
#define PEHCHAN_CLI_COMMAND_LINE_HPP

// What do the commands share: options, catalogues, words?

#include <cstddef>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pehchan/json.hpp"
#include "pehchan/pehchan.hpp"

namespace cli {

using words_given = std::vector<std::string>;

/// Which options a command takes.
enum class command { screen, explain, contrast, interview, export_columns, check };

struct options {
    std::string catalogue_name = "pakistan", mapping, format, language = "en", view = "official",
                agency, page, form, resume, save, case_id, priors, to;
    words_given use, texts, names;  ///< `names`: what is no option
    bool catalogue_named = false, allow_draft = false, explain = false, next = false, full = false,
         later = false, structure = false, card = false;
};

/// What the commands on persons need, loaded.
struct setting {
    pehchan::catalogue rules, words;
    pehchan::presentation how;
    std::optional<pehchan::mapping_definition> mapping;
    std::optional<pehchan::priors> expected;
};

/// Says why nothing could be done; 2.
int fail(const std::string& message);
std::optional<std::string> read_file(const std::string& path);
bool is_file_name(std::string_view name);
/// Whether a page is asked for, not JSON.
bool is_page(const options& given);
void print_issues(std::ostream& out, const std::string& where,
                  const std::vector<pehchan::issue>& issues);
std::vector<pehchan::catalogue> all_builtin();
/// Loads the files of `--use`, each of which may use those before it.
bool load_used(const words_given& files, std::vector<pehchan::catalogue>& into);
/// Reads what follows the command; empty after saying what is wrong.
std::optional<options> read_options(const words_given& words, command chosen);
/// Loads what the options name; empty after saying what is wrong.
std::optional<setting> prepare(const options& given);
/// The words of a page text, or its id.
std::string say(const setting& with, std::string_view id);
bool flush_output();
/// Calls `each` with every line of the file that is not blank, and its number ("-": standard
/// input); it says whether the line was good. The exit status.
int each_line(const std::string& file,
              const std::function<bool(const std::string&, std::size_t)>& each);
/// The person of one line; empty after writing what is wrong to standard output, in its place.
std::optional<pehchan::person_case> read_person(const setting& with, const std::string& line,
                                                std::size_t number, bool as_text);

/// Does what the words of a command line say; the exit status.
int run(const words_given& words);

int screen(const words_given& words);
int explain(const words_given& words);
int contrast(const words_given& words);
int interview(const words_given& words);
int export_columns(const words_given& words);
int check(const words_given& words);

}  // namespace cli

#endif
