// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_CLI_TERMINAL_HPP
#define PEHCHAN_CLI_TERMINAL_HPP

// What may a conversation leave on a screen, in memory dumps and in files?

#include <cstddef>
#include <string>
#include <string_view>

namespace cli {

/// Columns that UTF-8 text takes: marks and direction characters none, wide characters two.
std::size_t display_width(std::string_view utf8);

/// The text with its lines broken between words; what is continued keeps the indentation of its
/// line and its bullet. A word that is longer than a line stands alone.
std::string wrapped(std::string_view text, std::size_t columns);

/// The screen of one conversation. Where standard output is a terminal, the conversation is on the
/// alternate screen, which has no scrollback. From the construction on, SIGINT, SIGTERM, SIGHUP and
/// SIGQUIT wipe the screen and end the input, nothing more is printed but `last_line`, and the
/// process leaves no core.
class terminal {
public:
    terminal();
    ~terminal();
    terminal(const terminal&) = delete;
    terminal& operator=(const terminal&) = delete;

    /// Prints wrapped at the width of the screen, and a line break.
    void print(std::string_view text) const;
    /// The same, a screenful at a time; `more` is printed between, and a line is read.
    void print_by_screens(std::string_view text, std::string_view more) const;
    /// The next line of standard input, without blanks at its ends; false at its end.
    bool read_line(std::string& into) const;
    /// Back to the screen that was there before; what follows stays on it.
    void leave();

    /// The signal that ended the input; 0 where none did.
    [[nodiscard]] static int interrupted() noexcept;
    /// After a signal: the only line that is printed.
    void last_line(std::string_view text) const;

private:
    std::size_t columns_ = 80, rows_ = 0;
    bool alternate_ = false;
};

/// Writes the text and a line break to a file for its owner only: beside it first, under a name
/// that nobody can guess, then put in its place at once. `replaces`: whether a file of that name
/// may stand there. Where it fails nothing is left.
bool save_line(const std::string& path, std::string_view text, bool replaces);

}  // namespace cli

#endif
