// SPDX-License-Identifier: Apache-2.0

//! The shared cases come out of Rust as they come out of the command line.

use pehchan::{Asking, Catalogue, FindingStatus, Flags, View};
use std::path::{Path, PathBuf};
use std::process::Command;

fn source() -> PathBuf {
    std::env::var_os("PEHCHAN_SOURCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."), PathBuf::from)
}

fn lines(file: &str) -> Vec<String> {
    std::fs::read_to_string(source().join(file))
        .unwrap()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn pages_are_byte_for_byte_those_that_somebody_has_read() {
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    for cases in ["constructed", "vignettes"] {
        for (name, view, flags) in [
            ("official", View::Official, Flags::EXPLAIN | Flags::NEXT),
            ("person", View::Person, Flags::ALLOW_DRAFT),
        ] {
            for language in ["en", "ur"] {
                let mut pages = String::new();
                for line in lines(&format!("examples/{cases}.jsonl")) {
                    let person = catalogue.parse(&line, None).unwrap();
                    pages +=
                        &catalogue.assess(&person, view).unwrap().page(language, flags).unwrap();
                    pages += "\u{c}\n";
                }
                let golden = std::fs::read_to_string(
                    source().join(format!("tests/golden/{cases}.{name}.{language}.txt")),
                )
                .unwrap();
                assert!(pages == golden, "{cases} {name} {language}");
            }
        }
    }
}

/// The pairs of strings after `key` up to the end of the object or list.
fn strings_after(line: &str, key: &str) -> Vec<String> {
    let rest = &line[line.find(key).unwrap() + key.len() + 2..];
    let end = rest.find(['}', ']']).unwrap();
    rest[..end].split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn what_courts_authorities_and_experts_decided_is_found_at_least() {
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    let mut checked = 0;
    for cases in ["constructed", "vignettes"] {
        let (given, expected) = (
            lines(&format!("examples/{cases}.jsonl")),
            lines(&format!("examples/{cases}.expected.jsonl")),
        );
        assert_eq!(given.len(), expected.len());
        for (case, line) in given.iter().zip(&expected) {
            let person = catalogue.parse(case, None).unwrap();
            assert!(line.starts_with(&format!("{{\"case\": \"{}\"", person.case())));
            let result = catalogue.assess(&person, View::Investigator).unwrap();
            for pair in strings_after(line, "expected_at_least").chunks(2) {
                let least = if pair[1] == "indicated" {
                    FindingStatus::Indicated
                } else {
                    FindingStatus::Open
                };
                assert!(
                    result.status(&pair[0]).unwrap() >= least,
                    "{}: {}",
                    person.case(),
                    pair[0]
                );
                checked += 1;
            }
            for finding in strings_after(line, "expected_not_indicated") {
                assert_ne!(
                    result.status(&finding),
                    Some(FindingStatus::Indicated),
                    "{}: {finding}",
                    person.case()
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 100, "only {checked} expectations were found");
}

#[test]
fn screening_prints_the_bytes_of_the_command_line() {
    let Some(command) = std::env::var_os("PEHCHAN_LIBRARY_DIR")
        .map(|folder| Path::new(&folder).join("pehchan"))
        .filter(|file| file.exists())
    else {
        println!("skipped: the command line is not built");
        return;
    };
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    for cases in ["examples/constructed.jsonl", "examples/vignettes.jsonl"] {
        let printed = Command::new(&command)
            .args(["screen", "--catalogue", "pakistan"])
            .arg(source().join(cases))
            .output()
            .unwrap();
        let all: String = lines(cases)
            .iter()
            .map(|line| {
                catalogue.screen(line, None, View::Official, "en", Flags::NONE).unwrap() + "\n"
            })
            .collect();
        assert!(
            printed.status.success() && String::from_utf8(printed.stdout).unwrap() == all,
            "{cases}"
        );
    }
}

#[test]
fn the_three_ways_to_a_result_agree() {
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    let mut evaluator = catalogue.evaluator().unwrap();
    for line in lines("examples/constructed.jsonl") {
        let person = catalogue.parse(&line, None).unwrap();
        let result = catalogue.assess(&person, View::Official).unwrap();
        assert_eq!(
            catalogue.screen(&line, None, View::Official, "ur", Flags::NONE).unwrap(),
            result.json("ur", Flags::NONE).unwrap()
        );
        evaluator.assess(&person).unwrap();
        // A helper learns all answers, as the evaluator does.
        let helped = catalogue.assess(&person, View::Helper).unwrap();
        for f in 0..evaluator.finding_count() {
            let id = evaluator.finding_id(f).unwrap().to_owned();
            assert!(helped.status(&id) == evaluator.status(f), "{id}");
        }
        let again = catalogue.parse(&person.json().unwrap(), None).unwrap();
        assert_eq!(
            catalogue.assess(&again, View::Official).unwrap().json("en", Flags::NONE).unwrap(),
            result.json("en", Flags::NONE).unwrap()
        );
    }
}

#[test]
fn eight_threads_share_one_catalogue_and_one_assessment() {
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    let given = lines("examples/vignettes.jsonl");
    let screen = || {
        given
            .iter()
            .map(|line| catalogue.screen(line, None, View::Official, "en", Flags::NONE).unwrap())
            .collect::<Vec<_>>()
    };
    let alone = screen();
    let shared =
        catalogue.assess(&catalogue.parse(&given[0], None).unwrap(), View::Official).unwrap();
    let page = shared.page("ur", Flags::EXPLAIN).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                assert_eq!(screen(), alone);
                assert_eq!(shared.page("ur", Flags::EXPLAIN).unwrap(), page);
            });
        }
    });
}

#[test]
fn answers_move_to_another_thread() {
    let catalogue = Catalogue::builtin("pakistan").unwrap();
    let mut person = catalogue.answers().unwrap();
    person.set_case("A-17").unwrap();
    let mut talk = person.interview(None, Asking::FIRST_CONTACT).unwrap();
    let moved = std::thread::spawn(move || {
        person.set("wages_withheld", "yes").unwrap();
        assert_eq!(talk.next().unwrap().as_deref(), Some("spoken_to_apart"));
        person
    });
    assert_eq!(
        moved.join().unwrap().json().unwrap(),
        r#"{"case":"A-17","answers":{"wages_withheld":"yes"}}"#
    );
}
