// SPDX-License-Identifier: Apache-2.0

//! What `run screen` and `run bench` do: cases through the binding, and the time that a call takes.

use pehchan::{Catalogue, Code, FindingStatus, Flags, IndicatorType, View};
use std::error::Error;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

/// By id or, where there is no such id, by file.
fn catalogue(named: &str) -> Result<Catalogue, Box<dyn Error>> {
    if pehchan::builtin_ids().any(|id| id == named) {
        return Ok(Catalogue::builtin(named)?);
    }
    Ok(Catalogue::load(&std::fs::read_to_string(named)?, &[])?)
}

fn screen(named: &str, from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let of = catalogue(named)?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(to)?);
    for (number, line) in
        std::fs::read_to_string(from)?.lines().filter(|line| !line.trim().is_empty()).enumerate()
    {
        writeln!(
            out,
            "{}",
            of.screen(line, None, View::Official, "en", Flags::NONE)
                .map_err(|e| format!("case {}: {e}", number + 1))?
        )?;
    }
    Ok(out.flush()?)
}

/// Nanoseconds a person: the best of seven rounds of at least a tenth of a second each, after one
/// to warm up.
fn time(persons: usize, mut work: impl FnMut(usize)) -> u128 {
    let mut best = u128::MAX;
    for round in 0..8 {
        let (begin, mut calls) = (Instant::now(), 0);
        while begin.elapsed() < Duration::from_millis(100) {
            (0..persons).for_each(&mut work);
            calls += persons as u128;
        }
        if round > 0 {
            best = best.min(begin.elapsed().as_nanos() / calls);
        }
    }
    best
}

fn bench(named: &str, from: &str) -> Result<(), Box<dyn Error>> {
    let of = catalogue(named)?;
    let text = std::fs::read_to_string(from)?;
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let json = time(lines.len(), |i| {
        black_box(
            of.screen(lines[i], None, View::Official, "en", Flags::NONE).expect("a good case"),
        );
    });
    let persons: Vec<Vec<(usize, Code)>> = lines
        .iter()
        .map(|line| {
            of.indicators()
                .filter(|one| one.kind() == IndicatorType::YesNo)
                .filter_map(|one| {
                    [("yes", Code::Yes), ("no", Code::No)]
                        .iter()
                        .find(|(value, _)| line.contains(&format!("\"{}\": \"{value}\"", one.id())))
                        .map(|(_, code)| (one.index(), *code))
                })
                .collect()
        })
        .collect();
    let (mut answers, mut evaluator) = (of.answers()?, of.evaluator()?);
    let handle = time(persons.len(), |i| {
        answers.clear();
        for (index, code) in &persons[i] {
            answers.set_code(*index, *code).expect("a yes/no indicator");
        }
        evaluator.assess(&answers).expect("answers of this catalogue");
        black_box(
            (0..evaluator.finding_count())
                .filter(|f| evaluator.status(*f) == Some(FindingStatus::Indicated))
                .count(),
        );
    });
    println!("{{\"binding\": \"rust\", \"json_call_ns\": {json}, \"handle_call_ns\": {handle}}}");
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["screen", named, from, to] => screen(named, from, to),
        ["bench", named, from] => bench(named, from),
        _ => Err("use: screen CATALOGUE CASES OUT | bench CATALOGUE CASES".into()),
    }
}
