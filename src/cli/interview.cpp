// SPDX-License-Identifier: Apache-2.0

// interview: one conversation in a terminal. Asks as little as possible; writes a file only where
// --save names one.

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <sstream>

#include <pehchan/compiled.hpp>

#include "command_line.hpp"
#include "terminal.hpp"

namespace cli {
namespace {

using pehchan::choice_option;
using pehchan::form_definition;
using pehchan::form_role;
using pehchan::indicator;
using pehchan::indicator_type;
using pehchan::interview_stop;
using pehchan::typed_answer;

/// How a case says it.
std::string_view id_of(typed_answer said) {
    switch (said) {
        case typed_answer::yes: return "yes";
        case typed_answer::no: return "no";
        case typed_answer::declined: return "declined";
        default: return "unknown";
    }
}

class conversation {
public:
    conversation(const setting& with, const terminal& screen, pehchan::interview talk,
                 std::string case_id, const pehchan::interview_settings& settings)
        : with_(with),
          screen_(screen),
          talk_(std::move(talk)),
          case_(std::move(case_id)),
          full_(settings.full),
          has_form_(!settings.form.empty()) {}

    void hold() {
        tell("interview.officer");
        if (pehchan::translation_for(*with_.words.find_text("interview.rights"), with_.how)
                ->status == pehchan::translation_status::draft)
            tell("page.draft");
        tell("interview.rights");
        tell("interview.keys");
        for (;;) {
            const indicator* question = talk_.next();
            tell_if_not_full();
            if (!question) {
                if (!goes_on_after_stop()) return;
                continue;
            }
            const std::vector<const indicator*> seen = talk_.checklist();
            if (seen.size() > 1) {
                if (!take_checklist(seen)) return;
                continue;
            }
            show(*question);
            if (!take_answer(*question)) return;
        }
    }

    [[nodiscard]] const pehchan::interview& talk() const { return talk_; }

private:
    void tell(std::string_view id) const { screen_.print(say(with_, id) + "\n"); }
    [[nodiscard]] std::string words(const pehchan::text& of) const {
        return pehchan::printed_words(of, with_.how);
    }
    /// Whether `line` is one of the spellings of this page text, in any language.
    [[nodiscard]] bool is(std::string_view line, std::string_view id) const {
        return pehchan::is_typed(with_.words, id, line);
    }
    [[nodiscard]] typed_answer meaning(std::string_view line) const {
        return pehchan::read_typed_answer(with_.words, line);
    }

    void show(const indicator& question) {
        if (child_told_ == false && is_child()) {
            child_told_ = true;
            tell("interview.child_opening");
        }
        std::string line = std::to_string(++number_) + ". " +
                           words(question.question.empty() ? question.label : question.question);
        if (question.known != pehchan::known_by::asked)
            line += " " + say(with_, "interview.observed");
        screen_.print(line);
        for (std::size_t o = 0; o < question.options.size(); ++o)
            print_option(o, words(question.options[o].label));
        if (question.type == indicator_type::number)
            screen_.print("   " + std::to_string(question.min) + " … " +
                          std::to_string(question.max));
    }
    void print_option(std::size_t place, const std::string& label) const {
        screen_.print("   " + std::to_string(place + 1) + " " + label);
    }

    /// Says once that a full interview was asked for and is none.
    void tell_if_not_full() {
        if (!full_ || talk_.is_full() || told_not_full_ ||
            talk_.why() == pehchan::question_reason::conditions)
            return;
        told_not_full_ = true;
        if (talk_.stop() != interview_stop::wish) tell("interview.not_full");
    }

    [[nodiscard]] bool is_child() const {
        const pehchan::assessment so_far = pehchan::assess(with_.rules, talk_.known());
        return so_far.child_now.value_or(false);
    }

    bool read(std::string& into) {
        std::cout << "> ";
        if (screen_.read_line(into)) return true;
        std::cout << "\n";
        tell("interview.stopped_end");
        return false;
    }

    enum class key { none, handled, stopped, paused };

    /// The keys that every prompt understands.
    key take_key(const std::string& line) {
        if (is(line, "typed.stop")) return talk_.end(), key::stopped;
        if (is(line, "typed.pause")) return tell("interview.paused"), key::paused;
        if (is(line, "typed.keys")) tell("interview.keys");
        else if (is(line, "typed.page")) show_page(pehchan::view_kind::official);
        else if (is(line, "typed.words")) show_page(pehchan::view_kind::person);
        else return key::none;
        return key::handled;
    }

    /// Something volunteered, or a correction: whether it was taken; nothing where the line is
    /// something else.
    std::optional<bool> take_volunteered(const std::string& line) {
        const std::size_t space = line.find(' ');
        if (space == std::string::npos || !is(line.substr(0, space), "typed.volunteered"))
            return std::nullopt;
        const bool taken = record(line.substr(space + 1));
        if (!taken) tell("interview.bad");
        return taken;
    }

    /// What the official sees, in one list: the numbers of what is there, 0 for nothing, d where it
    /// cannot be told. False where the input or the interview has ended.
    bool take_checklist(const std::vector<const indicator*>& seen) {
        screen_.print(std::to_string(++number_) + ". " +
                      say(with_, is_condition_to_meet(*seen.front())
                                     ? "interview.checklist_conditions"
                                     : "interview.checklist"));
        for (std::size_t i = 0; i < seen.size(); ++i) print_option(i, words(seen[i]->label));
        for (std::string line; read(line);) {
            const key pressed = take_key(line);
            if (pressed == key::paused) return false;
            if (pressed == key::stopped) return true;
            if (pressed == key::handled) continue;
            if (const std::optional<bool> taken = take_volunteered(line)) {
                if (*taken) return true;
                continue;
            }
            std::vector<bool> there(seen.size(), false);
            bool told = meaning(line) == typed_answer::unknown,
                 understood = told || pehchan::typed_number(line) == 0;
            if (!understood) {
                understood = !line.empty();
                std::string numbers = pehchan::folded(line);
                std::replace(numbers.begin(), numbers.end(), ',', ' ');
                std::istringstream in(numbers);
                for (std::string word; in >> word;) {
                    const std::optional<std::int64_t> n = pehchan::typed_number(word);
                    if (n && *n >= 1 && *n <= static_cast<std::int64_t>(seen.size()))
                        there[static_cast<std::size_t>(*n - 1)] = true;
                    else understood = false;
                }
            }
            if (!understood) {
                tell("interview.bad");
                continue;
            }
            for (std::size_t i = 0; i < seen.size(); ++i)
                (void)talk_.record(seen[i]->id, told ? "unknown" : there[i] ? "yes" : "no");
            for (const indicator* one : seen) warn(*one);
            return true;
        }
        return false;
    }

    /// False where the input or the interview has ended; else the question has an answer or stands.
    bool take_answer(const indicator& question) {
        for (std::string line; read(line);) {
            const key pressed = take_key(line);
            if (pressed == key::paused) return false;
            if (pressed == key::stopped) return true;
            if (pressed == key::handled) continue;
            if (const std::optional<bool> taken = take_volunteered(line)) {
                if (*taken) return true;  // the next question may be another one now
            } else if (answered(question, line)) {
                warn(question);
                return true;
            } else tell("interview.bad");
        }
        return false;
    }

    bool answered(const indicator& question, const std::string& line) {
        using pehchan::answer_problem;
        const typed_answer said = meaning(line);
        if (question.type == indicator_type::yes_no || said == typed_answer::unknown ||
            said == typed_answer::declined)
            return said != typed_answer::none && talk_.answer(id_of(said)) == answer_problem::none;
        const std::optional<std::int64_t> number = pehchan::typed_number(line);
        if (question.type == indicator_type::number)
            return number && talk_.answer(*number) == answer_problem::none;
        const choice_option* chosen = pehchan::typed_option(question, line);
        if (number && *number >= 1 && *number <= static_cast<std::int64_t>(question.options.size()))
            chosen = &question.options[static_cast<std::size_t>(*number - 1)];
        return chosen && talk_.answer(std::string_view{chosen->id}) == answer_problem::none;
    }

    /// "ID VALUE": something that was volunteered, or a correction.
    bool record(const std::string& rest) {
        std::istringstream in(rest);
        std::string id, value;
        if (!(in >> id) || !std::getline(in >> std::ws, value)) return false;
        const typed_answer said = meaning(value);
        if (said != typed_answer::none)
            return talk_.record(id, id_of(said)) == pehchan::answer_problem::none;
        if (const std::optional<std::int64_t> number = pehchan::typed_number(value))
            return talk_.record(id, *number) == pehchan::answer_problem::none;
        const indicator* about = with_.rules.find_indicator(id);
        const choice_option* chosen = about ? pehchan::typed_option(*about, value) : nullptr;
        return chosen &&
               talk_.record(id, std::string_view{chosen->id}) == pehchan::answer_problem::none;
    }

    /// How this must be answered before a denial counts; `unknown` where that does not matter.
    [[nodiscard]] pehchan::answer_kind wanted(const indicator& about) const {
        const pehchan::catalogue_state& state = with_.rules.state();
        const pehchan::program& rules = state.rules_program;
        const std::uint32_t i = pehchan::index_in(state.indicators, about.id);
        for (std::uint32_t l = rules.literals_of[i]; l < rules.literals_of[i + 1]; ++l)
            if (state.denials_count_when.exists() &&
                pehchan::test_bit(state.denials_count_when.literals, l))
                return pehchan::is_denial(about, rules.literals[l]) ? pehchan::answer_kind::no
                                                                    : pehchan::answer_kind::yes;
        return pehchan::answer_kind::unknown;
    }
    [[nodiscard]] bool is_condition_to_meet(const indicator& about) const {
        return wanted(about) == pehchan::answer_kind::yes;
    }
    /// A condition of the interview that is not met: until it is, a "no" about harm does not count.
    void warn(const indicator& question) {
        const pehchan::answer_kind met = wanted(question);
        if (met != pehchan::answer_kind::unknown &&
            talk_.known().at(pehchan::index_in(with_.rules.state().indicators, question.id)).kind !=
                met)
            warn_once();
    }
    void warn_once() {
        if (!warned_) tell("interview.unsafe");
        warned_ = true;
    }

    void show_page(pehchan::view_kind view) {
        pehchan::presentation how = with_.how;
        how.view = view;
        screen_.print_by_screens(
            pehchan::page(pehchan::assess(with_.rules, talk_.known()), with_.words, how, case_),
            say(with_, "interview.more"));
    }

    bool goes_on_after_stop() {
        switch (talk_.stop()) {
            case interview_stop::wish: tell("interview.stopped_wish"); break;
            case interview_stop::danger: tell("interview.stopped_danger"); break;
            case interview_stop::child_disclosed: tell("interview.stopped_child"); break;
            case interview_stop::enough_for_first_contact: tell("interview.stopped_enough"); break;
            default:
                tell(has_form_ ? "interview.stopped_form" : "interview.stopped_nothing");
                break;
        }
        if (!talk_.is_full() || talk_.stop() != interview_stop::danger) return false;
        tell("interview.go_on");
        for (std::string line; read(line);) {
            const typed_answer said = meaning(line);
            if (said == typed_answer::yes) return talk_.go_on();
            if (said == typed_answer::no || is(line, "typed.stop") || is(line, "typed.pause"))
                return false;
            tell("interview.bad");
        }
        return false;
    }

    const setting& with_;
    const terminal& screen_;
    pehchan::interview talk_;
    std::string case_;
    bool full_, has_form_;
    bool child_told_ = false, warned_ = false, told_not_full_ = false;
    int number_ = 0;
};

/// The case to resume: the only one of the file, or the one of that id.
std::optional<pehchan::person_case> find_case(const setting& with, const options& asked) {
    const std::optional<std::string> text = read_file(asked.resume);
    if (!text) return fail("cannot read " + asked.resume), std::nullopt;
    std::istringstream in(*text);
    std::optional<pehchan::person_case> found;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (!asked.case_id.empty() && pehchan::case_id_of(line) != asked.case_id) continue;
        if (found)
            return fail(asked.resume +
                        (asked.case_id.empty()
                             ? " holds several cases: name one with --case"
                             : " holds that case more than once: keep one of them in a file")),
                   std::nullopt;
        auto read = pehchan::read_case(with.rules, line, number);
        if (!read) {
            print_issues(std::cerr, asked.resume, read.issues());
            return std::nullopt;
        }
        found = std::move(read).value();
    }
    if (!found) fail(asked.resume + " holds no such case");
    return found;
}

/// Whether a file can be written there without losing another.
bool can_save(const options& asked) {
    namespace fs = std::filesystem;
    std::error_code failure;
    const fs::path path{asked.save};
    if (!fs::exists(path, failure)) {
        const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path{"."};
        return fs::is_directory(folder, failure) ||
               (fail("there is no folder " + folder.string()), false);
    }
    if (asked.save == asked.resume && asked.case_id.empty()) return true;
    fail(asked.save +
         " exists already: name another file, or the file of --resume if it holds this one case");
    return false;
}

/// Entry forms, as `forms()` orders them.
std::vector<const form_definition*> entry_forms(const pehchan::catalogue& rules) {
    std::vector<const form_definition*> out;
    for (const form_definition* form : rules.forms())
        if (form->role == form_role::entry) out.push_back(form);
    return out;
}

/// Which place this is: the id of its entry form. Empty where the official leaves, or the input
/// ends.
std::string ask_place(const setting& with, const terminal& screen,
                      const std::vector<const form_definition*>& places) {
    screen.print(say(with, "interview.place"));
    for (std::size_t i = 0; i < places.size(); ++i)
        screen.print("   " + std::to_string(i + 1) + " " +
                     pehchan::printed_words(places[i]->title, with.how));
    for (std::string line;;) {
        std::cout << "> ";
        if (!screen.read_line(line) || pehchan::is_typed(with.words, "typed.pause", line) ||
            pehchan::is_typed(with.words, "typed.stop", line))
            return {};
        const std::optional<std::int64_t> n = pehchan::typed_number(line);
        if (n && *n >= 1 && *n <= static_cast<std::int64_t>(places.size()))
            return places[static_cast<std::size_t>(*n - 1)]->id;
        screen.print(say(with, "interview.bad") + "\n");
    }
}

}  // namespace

int interview(const words_given& words) {
    const std::optional<options> asked = read_options(words, command::interview);
    if (!asked) return 2;
    if (!asked->names.empty())
        return fail("interview takes no file of cases; a case to go on from is named by --resume");
    const std::optional<setting> with = prepare(*asked);
    if (!with) return 2;
    if (!asked->form.empty() &&
        (!with->rules.find_form(asked->form) ||
         with->rules.find_form(asked->form)->role != pehchan::form_role::entry)) {
        std::string known;
        for (const pehchan::form_definition* form : with->rules.forms())
            if (form->role == pehchan::form_role::entry)
                known += (known.empty() ? "" : ", ") + form->id;
        return fail("there is no entry form \"" + asked->form + "\"; there are: " + known);
    }
    if (asked->later && asked->resume.empty())
        return fail("--later goes on from an earlier interview: name it with --resume");
    std::optional<pehchan::person_case> before;
    if (!asked->resume.empty()) {
        before = find_case(*with, *asked);
        if (!before) return 2;
    }
    if (!asked->save.empty() && !can_save(*asked)) return 2;

    std::string id = asked->case_id;
    if (id.empty()) id = before ? before->id : "interview";
    pehchan::interview_settings settings{asked->form, asked->full, asked->later,
                                         with->expected ? &*with->expected : nullptr};
    const std::vector<const form_definition*> places = entry_forms(with->rules);
    terminal screen;
    const auto interrupted = [&](bool saved) {
        screen.last_line(
            say(*with, saved ? "interview.interrupted_saved" : "interview.interrupted"));
        return 128 + terminal::interrupted();
    };
    if (settings.form.empty() && !settings.full && !places.empty()) {
        settings.form = places.size() == 1 ? places.front()->id : ask_place(*with, screen, places);
        if (terminal::interrupted()) return interrupted(false);
        if (settings.form.empty()) return 0;
    }
    conversation talking{*with, screen,
                         before ? pehchan::interview{before->known, before->named, settings}
                                : pehchan::interview{with->rules, settings},
                         id, settings};
    if (before)
        screen.print(say(*with, asked->later ? "interview.later" : "interview.resumed") + "\n");
    talking.hold();

    const pehchan::interview& talk = talking.talk();
    bool saved = false;
    if (!asked->save.empty())
        saved = save_line(asked->save, pehchan::dump(talk.known(), talk.asked(), id),
                          asked->save == asked->resume);
    const int not_saved = saved || asked->save.empty()
                              ? 0
                              : fail("cannot write " + asked->save + "; nothing is saved");
    if (terminal::interrupted()) return interrupted(saved);
    screen.leave();
    screen.print(
        pehchan::page(pehchan::assess(with->rules, talk.known()), with->words, with->how, id));
    if (!not_saved) screen.print(say(*with, saved ? "interview.saved" : "interview.not_saved"));
    return flush_output() ? not_saved : 2;
}

}  // namespace cli
