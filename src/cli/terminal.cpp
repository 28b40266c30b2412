// SPDX-License-Identifier: Apache-2.0

#include "terminal.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <utility>

#if !defined(_WIN32) && __has_include(<sys/stat.h>) && __has_include(<unistd.h>)
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#define PEHCHAN_CLI_POSIX 1
#endif
#if defined(__linux__) && __has_include(<sys/prctl.h>)
#include <sys/prctl.h>
#define PEHCHAN_CLI_LINUX 1
#endif

namespace cli {
namespace {

using range = std::pair<char32_t, char32_t>;

/// Marks that stand on the letter before them, joiners and direction characters (Unicode general
/// categories Mn, Me and Cf, as far as the scripts of the region and Latin have them).
constexpr range no_columns[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF}, {0x05C1, 0x05C7},
    {0x0600, 0x0605}, {0x0610, 0x061A},   {0x061C, 0x061C},   {0x064B, 0x065F}, {0x0670, 0x0670},
    {0x06D6, 0x06DD}, {0x06DF, 0x06E4},   {0x06E7, 0x06E8},   {0x06EA, 0x06ED}, {0x08D3, 0x0902},
    {0x093A, 0x093A}, {0x093C, 0x093C},   {0x0941, 0x0948},   {0x094D, 0x094D}, {0x0951, 0x0957},
    {0x0962, 0x0963}, {0x0981, 0x0981},   {0x09BC, 0x09BC},   {0x09C1, 0x09C4}, {0x09CD, 0x09CD},
    {0x0A01, 0x0A02}, {0x0A3C, 0x0A51},   {0x0A70, 0x0A71},   {0x0A75, 0x0A75}, {0x200B, 0x200F},
    {0x202A, 0x202E}, {0x2060, 0x2064},   {0x2066, 0x206F},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF},
};
/// East Asian wide and fullwidth characters, and pictures.
constexpr range two_columns[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97C},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};

template <std::size_t N>
bool is_in(const range (&list)[N], char32_t c) {
    return std::any_of(std::begin(list), std::end(list),
                       [&](const range& r) { return c >= r.first && c <= r.second; });
}

/// The character at `at`, which moves behind it; a byte that begins none counts as one.
char32_t next_character(std::string_view utf8, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const unsigned char first = byte(at++);
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
    char32_t out = more == 0 ? first : first & (0x3Fu >> more);
    for (int i = 0; i < more && at < utf8.size() && (byte(at) & 0xC0) == 0x80; ++i)
        out = (out << 6) | (byte(at++) & 0x3Fu);
    return out;
}

/// How far what continues a line is indented: as the line, behind its bullet.
std::size_t indentation_of(std::string_view line) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    std::string_view rest = line.substr(blanks);
    for (const std::string_view bullet : {"- ", "* ", "• ", "> "})
        if (rest.starts_with(bullet)) return blanks + 2;
    const std::size_t digits = std::min(rest.find_first_not_of("0123456789"), rest.size());
    rest.remove_prefix(digits);
    if (digits > 0 && digits < 4 && rest.starts_with(". ")) return blanks + digits + 2;
    if (digits > 0 && digits < 4 && blanks > 0 && rest.starts_with(" ")) return blanks + digits + 1;
    return blanks;
}

#ifdef PEHCHAN_CLI_POSIX
volatile std::sig_atomic_t signal_seen = 0;
volatile std::sig_atomic_t wipes = 0;
int nowhere = -1, screen_descriptor = STDOUT_FILENO;

// Leaves the alternate screen, then clears the other one and its scrollback.
constexpr char wipe[] = "\033[2J\033[3J\033[H\033[?1049l\033[2J\033[3J\033[H";

extern "C" void wipe_and_end(int signal) {
    const int kept = errno;
    signal_seen = signal;
    if (wipes) {
        [[maybe_unused]] const auto written = write(STDOUT_FILENO, wipe, sizeof wipe - 1);
        tcflush(STDIN_FILENO, TCIFLUSH);
    }
    if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);  // what is still in a buffer is lost
    close(STDIN_FILENO);  // the stream takes up a read that was only interrupted
    errno = kept;
}

void keep_no_core() {
    const rlimit none{0, 0};
    setrlimit(RLIMIT_CORE, &none);
#if defined(PEHCHAN_CLI_LINUX) && !defined(__SANITIZE_ADDRESS__)  // its leak check traces itself
    prctl(PR_SET_DUMPABLE, 0);
#endif
}

bool understands_escapes() {
    const char* kind = std::getenv("TERM");
    return isatty(STDOUT_FILENO) == 1 && kind && *kind && std::string_view{kind} != "dumb";
}
#endif

std::string name_that_nobody_guesses() {
    std::random_device source;
    std::string out = ".pehchan-";
    for (int i = 0; i < 24; ++i) out += "0123456789abcdefghijklmnopqrstuv"[source() % 32];
    return out;
}

}  // namespace

std::size_t display_width(std::string_view utf8) {
    std::size_t out = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const char32_t c = next_character(utf8, at);
        out += is_in(no_columns, c) ? 0 : is_in(two_columns, c) ? 2 : 1;
    }
    return out;
}

std::string wrapped(std::string_view text, std::size_t columns) {
    std::string out;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        if (begin > 0) out += '\n';
        begin = end + 1;
        if (display_width(line) <= columns) {
            out += line;
            continue;
        }
        const std::size_t indentation = std::min(indentation_of(line), columns / 2);
        std::size_t used = std::min(line.find_first_not_of(' '), line.size());
        out.append(used, ' ');
        bool first = true;
        for (std::size_t at = used; at < line.size();) {
            const std::size_t stop = std::min(line.find(' ', at), line.size());
            const std::string_view word = line.substr(at, stop - at);
            const std::size_t width = display_width(word);
            if (!first && used + 1 + width > columns) {
                out += '\n';
                out.append(indentation, ' ');
                used = indentation;
            } else if (!first) {
                out += ' ';
                ++used;
            }
            out += word;
            used += width;
            first = false;
            at = std::min(line.find_first_not_of(' ', stop), line.size());
        }
    }
    return out;
}

terminal::terminal() {
#ifdef PEHCHAN_CLI_POSIX
    keep_no_core();
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 20) {
        columns_ = size.ws_col;
        rows_ = size.ws_row;
    }
    nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    const int copy = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (copy >= 0) screen_descriptor = copy;
    struct sigaction action{};
    action.sa_handler = wipe_and_end;
    sigfillset(&action.sa_mask);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) sigaction(signal, &action, nullptr);
    action.sa_handler = SIG_IGN;  // a suspended conversation would leave its screen open
    sigaction(SIGTSTP, &action, nullptr);
    if (understands_escapes()) {
        alternate_ = true;
        wipes = 1;
        std::cout << "\033[?1049h\033[2J\033[H" << std::flush;
    }
#endif
}

terminal::~terminal() { leave(); }

void terminal::leave() {
    if (std::exchange(alternate_, false)) std::cout << "\033[2J\033[H\033[?1049l" << std::flush;
}

void terminal::print(std::string_view text) const { std::cout << wrapped(text, columns_) << "\n"; }

void terminal::print_by_screens(std::string_view text, std::string_view more) const {
    if (!alternate_ || rows_ < 5) return print(text);
    const std::string all = wrapped(text, columns_);
    std::size_t shown = 0;
    for (std::size_t at = 0; at < all.size();) {
        const std::size_t end = std::min(all.find('\n', at), all.size());
        std::cout << std::string_view{all}.substr(at, end - at) << "\n";
        at = end + 1;
        if (++shown % (rows_ - 1) == 0 && at < all.size()) {
            std::cout << more << std::flush;
            std::string unused;
            if (!read_line(unused)) return;
        }
    }
}

bool terminal::read_line(std::string& into) const {
    std::cout << std::flush;
    if (!std::getline(std::cin, into) || interrupted()) return false;
    const std::size_t first = into.find_first_not_of(" \t\r");
    into = first == std::string::npos
               ? std::string{}
               : into.substr(first, into.find_last_not_of(" \t\r") + 1 - first);
    return true;
}

int terminal::interrupted() noexcept {
#ifdef PEHCHAN_CLI_POSIX
    return signal_seen;
#else
    return 0;
#endif
}

void terminal::last_line(std::string_view text) const {
#ifdef PEHCHAN_CLI_POSIX
    const std::string line = std::string(text) + "\n";
    [[maybe_unused]] const auto written = write(screen_descriptor, line.data(), line.size());
#else
    std::cout << text << "\n";
#endif
}

bool save_line(const std::string& path, std::string_view text, bool replaces) {
    namespace fs = std::filesystem;
    const fs::path wanted{path};
    const fs::path beside = wanted.parent_path() / name_that_nobody_guesses();
    std::error_code failure;
    bool good = false;
#ifdef PEHCHAN_CLI_POSIX
    const std::string line = std::string(text) + "\n";
    const int file =
        open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (file < 0) return false;
    good = fchmod(file, 0600) == 0;
    for (std::size_t done = 0; good && done < line.size();) {
        const auto written = write(file, line.data() + done, line.size() - done);
        if (written < 0 && errno == EINTR) continue;
        good = written > 0;
        if (good) done += static_cast<std::size_t>(written);
    }
    good = good && fsync(file) == 0;
    good = close(file) == 0 && good;
    if (good && !replaces) {
        // a link is refused where something of that name has come to stand there meanwhile
        if (link(beside.c_str(), wanted.c_str()) == 0) {
            unlink(beside.c_str());
            return true;
        }
        good = errno != EEXIST && !fs::exists(fs::symlink_status(wanted, failure));
    }
#else
    {
        std::ofstream out(beside, std::ios::binary | std::ios::trunc);
        out << text << "\n";
        out.flush();
        good = out.good() && (replaces || !fs::exists(wanted, failure));
    }
#endif
    if (good) fs::rename(beside, wanted, failure);
    if (good && !failure) return true;
    fs::remove(beside, failure);  // no answers are left lying about
    return false;
}

}  // namespace cli
