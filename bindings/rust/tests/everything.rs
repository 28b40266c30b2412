// SPDX-License-Identifier: Apache-2.0

//! Everything that the library can do is reached from Rust, and wrong use gives an error.

use pehchan::{
    AnswerKind, Asking, Catalogue, Code, CohortFlags, Column, Direction, Error, FindingStatus,
    Flags, FormRole, IndicatorType, KnownBy, ReferralStatus, Status, Stop, Translation, Value,
    View, Why, Workers,
};

fn pakistan() -> Catalogue {
    Catalogue::builtin("pakistan").unwrap()
}

fn status<T: std::fmt::Debug>(result: Result<T, Error>) -> Status {
    result.unwrap_err().status()
}

#[test]
fn the_library_tells_its_version_and_catalogues() {
    assert!(pehchan::version().split('.').count() == 3);
    let ids: Vec<_> = pehchan::builtin_ids().collect();
    assert!(ids.contains(&"pakistan") && ids.contains(&"palermo"));
    assert!(pehchan::builtin_text("palermo").unwrap().contains("\"trafficking\""));
    assert_eq!(status(pehchan::builtin_text("no_such")), Status::NotFound);
}

#[test]
fn a_catalogue_tells_its_indicators_forms_and_words_in_urdu_too() {
    let of = pakistan();
    assert_eq!((of.id(), of.is_proved(), of.digest().len()), ("pakistan", true, 64));
    assert_eq!(of.languages().next(), Some("en"));
    let kiln = of.forms().find(|f| f.id() == "kiln_first_contact").unwrap();
    assert_eq!(
        (kiln.role(), kiln.title("ur")),
        (FormRole::Entry, "بھٹہ، کھیت یا کارخانہ: پہلی بات چیت")
    );
    assert!(kiln.indicators().any(|id| id == "age_now_years"));
    assert!(
        of.forms().any(|f| f.role() == FormRole::Opening)
            && of.forms().any(|f| f.role() == FormRole::Child)
    );
    let age = of.indicator("age_now_years").unwrap();
    assert_eq!(
        (age.kind(), age.range(), age.not_applicable("en")),
        (IndicatorType::Number, 0..=120, None)
    );
    assert_eq!(of.indicators().nth(age.index()).unwrap().id(), "age_now_years");
    let province = of.indicator("province").unwrap();
    assert_eq!(province.kind(), IndicatorType::Choice);
    assert!(province.options("ur").contains(&("punjab", "پنجاب")));
    assert_eq!(
        (province.translation("en"), province.translation("ur")),
        (Translation::Source, Translation::Draft)
    );
    assert_eq!(of.indicator("visible_injuries").unwrap().known_by(), KnownBy::Looking);
    assert!(of.indicator("wages_withheld").unwrap().not_applicable("ur").is_some());
    assert_eq!(of.indicators().map(|i| i.sensitivity()).max(), Some(3));
    assert_eq!(province.label("xx"), province.label("en"));
    assert_eq!(province.label("e\0n"), province.label("en"));
    assert!(of.words("interview.stopped_danger", "en").unwrap().starts_with("STOP"));
    assert!(
        of.words("no.such", "en").is_none()
            && of.indicator("no_such").is_none()
            && of.indicator("a\0b").is_none()
    );
}

#[test]
fn a_catalogue_is_loaded_with_those_it_uses_and_a_bad_one_gives_every_problem_with_its_place() {
    let indicators = Catalogue::builtin("indicators").unwrap();
    let palermo =
        Catalogue::load(&pehchan::builtin_text("palermo").unwrap(), &[&indicators]).unwrap();
    drop(indicators);
    assert_eq!(palermo.digest(), Catalogue::builtin("palermo").unwrap().digest());
    let bad = Catalogue::load("{\"id\": 5,\n \"wrong\": 1}", &[]).unwrap_err();
    assert_eq!(bad.status(), Status::BadData);
    assert!(
        bad.issues()
            .iter()
            .any(|i| i.code == "unknown_key" && i.pointer == "/wrong" && i.line == 2),
        "{bad}"
    );
    assert!(bad.to_string().contains("/wrong unknown_key"));
    assert_eq!(status(Catalogue::load("", &[])), Status::BadData);
    assert_eq!(status(Catalogue::builtin("no_such")), Status::NotFound);
}

const TEXTS: &str = r#"{"language": "xx", "direction": "rtl", "texts": {
    "words/texts/typed.yes/text": {"text": "zu | جو"},
    "indicators/indicators/sex/question": {"text": "XX?"}}}"#;

#[test]
fn a_language_is_added_to_a_new_catalogue_and_rules_and_digest_stay() {
    let of = pakistan();
    let spoken = of.with_texts(TEXTS).unwrap();
    assert_eq!(spoken.languages().last(), Some("xx"));
    assert_eq!(spoken.direction("xx"), Some(Direction::RightToLeft));
    assert_eq!(spoken.direction("en"), Some(Direction::LeftToRight));
    assert_eq!(of.direction("xx"), None);
    assert_eq!(spoken.digest(), of.digest());
    let digest = spoken.texts_digest("xx").unwrap();
    assert_eq!(digest.len(), 64);
    assert_eq!((spoken.texts_digest("ur"), of.texts_digest("xx")), (None, None));
    assert_eq!(spoken.indicator("sex").unwrap().question("xx"), "XX?");
    let line = spoken
        .screen(r#"{"case": "A", "answers": {}}"#, None, View::Official, "xx", Flags::default())
        .unwrap();
    assert!(line.contains(digest));
    let bad = of
        .with_texts("{\"language\": \"xx\",\n \"texts\": {\"palermo/no\": {\"text\": 3}}}")
        .unwrap_err();
    assert_eq!(bad.status(), Status::BadData);
    assert_eq!(
        (bad.issues()[0].pointer.as_str(), bad.issues()[0].line),
        ("/texts/palermo~1no/text", 2)
    );
}

#[test]
fn what_somebody_types_is_understood_in_every_language_of_the_catalogue() {
    let of = pakistan();
    let spoken = of.with_texts(TEXTS).unwrap();
    for (indicator, typed, meaning) in [
        ("believed_under_18", " YES ", Some("yes")),
        ("believed_under_18", "نهيں", Some("no")),
        ("believed_under_18", "zu", Some("yes")),
        ("believed_under_18", "", None),
        ("province", "پنجاب", Some("punjab")),
        ("province", "d", Some("unknown")),
        ("province", "yes", None),
        ("age_now_years", "۱۷", Some("17")),
        ("age_now_years", "r", Some("declined")),
    ] {
        assert_eq!(spoken.typed(indicator, typed).unwrap().as_deref(), meaning, "{typed}");
    }
    assert_eq!(of.typed("believed_under_18", "zu").unwrap(), None);
    assert_eq!(status(of.typed("no_such", "yes")), Status::NotFound);
    assert_eq!(status(of.typed("sex", "yes\0")), Status::BadArgument);
}

#[test]
fn answers_are_set_refused_and_written_as_a_case() {
    let of = pakistan();
    let mut person = of.answers().unwrap();
    assert_eq!(person.case(), "");
    person.set_case("Case_17.b").unwrap();
    person.set("made_to_work_by_force_or_menace", "yes").unwrap();
    person.set_number("age_now_years", 16).unwrap();
    assert_eq!(status(person.set("no_such", "yes")), Status::NotFound);
    let refused = person.set_number("age_now_years", 999).unwrap_err();
    assert_eq!(
        (refused.issues()[0].code.as_str(), refused.issues()[0].pointer.as_str()),
        ("out_of_range", "/answers/age_now_years")
    );
    assert_eq!(status(person.set("age_now_years", "yes")), Status::BadData);
    assert_eq!(status(person.set_number("province", 3)), Status::BadData);
    assert_eq!(status(person.set("wages_withheld", "yes\0")), Status::BadArgument);
    assert_eq!(status(person.set("wages\0withheld", "yes")), Status::BadArgument);
    assert!(
        person.set_case("").is_err()
            && person.set_case("a\nb").is_err()
            && person.set_case("a\0b").is_err()
    );
    assert_eq!(
        person.json().unwrap(),
        r#"{"case":"Case_17.b","answers":{"age_now_years":16,"made_to_work_by_force_or_menace":"yes"}}"#
    );
    person.clear();
    let index = |id: &str| of.indicator(id).unwrap().index();
    person.set_code(index("wages_withheld"), Code::Declined).unwrap();
    person.set_value(index("age_now_years"), 17).unwrap();
    assert_eq!(
        person.json().unwrap(),
        r#"{"case":"Case_17.b","answers":{"age_now_years":17,"wages_withheld":"declined"}}"#
    );
    assert_eq!(status(person.set_code(index("age_now_years"), Code::Yes)), Status::BadArgument);
    assert_eq!(status(person.set_code(usize::MAX, Code::Yes)), Status::BadArgument);
    assert_eq!(status(person.set_value(index("age_now_years"), -1)), Status::BadArgument);
    person.forget("age_now_years").unwrap();
    assert!(!person.json().unwrap().contains("age_now_years"));
    assert_eq!(status(person.forget("no_such")), Status::NotFound);
    assert_eq!(format!("{person:?}"), "Answers { .. }");
    assert_eq!(status(of.parse("{\"case\": \"a\0b\"}", None)), Status::BadData);
    assert_eq!(status(of.parse("{}", Some("no_such"))), Status::NotFound);
    let survey = Catalogue::builtin("dwems_2024").unwrap();
    assert_eq!(status(survey.parse("{}", Some("dwems_answers"))), Status::BadData);
    assert_eq!(
        status(survey.screen("{}", Some("dwems_answers"), View::Official, "en", Flags::NONE)),
        Status::BadData
    );
}

#[test]
fn an_assessment_names_what_its_reader_may_see() {
    let of = pakistan();
    let mut person = of.answers().unwrap();
    person.set("made_to_work_by_force_or_menace", "yes").unwrap();
    person.set_number("age_now_years", 16).unwrap();
    let official = of.assess(&person, View::Official).unwrap();
    let own = of.assess(&person, View::Person).unwrap();
    assert_eq!(official.headline(), Some("presumed_victim"));
    assert_eq!(official.status("trafficking_pk"), Some(FindingStatus::Indicated));
    assert_eq!(
        official.findings().find(|f| f.id == "trafficking").unwrap().title("en"),
        "Trafficking in persons"
    );
    assert!(official.asked().0 == 1 && official.asked().1 > 100);
    assert!(!official.safeguards("ur").is_empty());
    let referral = official.referrals().find(|r| r.status == ReferralStatus::Indicated).unwrap();
    assert!(!referral.id.is_empty() && !referral.authority("ur").is_empty());
    assert!(official.page("ur", Flags::NONE).unwrap().contains("مسودہ ترجمہ"));
    assert!(official
        .explain("smuggled_migrant", "en", Flags::NONE)
        .unwrap()
        .contains("would_indicate"));
    assert!(official
        .contrast("trafficking", "smuggled_migrant", "ur", Flags::NONE)
        .unwrap()
        .contains("\"first\""));
    assert!(official.json("en", Flags::NEXT).unwrap().contains("\"ask_next\""));
    assert_eq!(
        (own.headline(), own.findings().count(), own.status("trafficking")),
        (None, 0, None)
    );
    assert!(
        !own.page("ur", Flags::NONE).unwrap().contains("شکریہ")
            && own.page("ur", Flags::ALLOW_DRAFT).unwrap().contains("شکریہ")
    );
    assert_eq!(status(own.explain("trafficking", "en", Flags::NONE)), Status::BadArgument);
    assert_eq!(status(official.page("xx", Flags::NONE)), Status::BadArgument);
    assert_eq!(status(official.page("e\0n", Flags::NONE)), Status::BadArgument);
    assert_eq!(status(official.explain("no_such", "en", Flags::NONE)), Status::NotFound);
    assert_eq!(official.status("a\0b"), None);
    person.set_number("age_now_years", 40).unwrap();
    drop(of);
    drop(person);
    assert_eq!(official.status("trafficking_pk"), Some(FindingStatus::Indicated));
}

#[test]
fn scores_and_columns_come_from_the_catalogues_that_have_them() {
    let survey = Catalogue::builtin("dwems_2024").unwrap();
    let person = survey.answers().unwrap();
    let result = survey.assess(&person, View::Official).unwrap();
    let mut evaluator = survey.evaluator().unwrap();
    evaluator.assess(&person).unwrap();
    assert!(result.scores().count() > 0);
    for (i, score) in result.scores().enumerate() {
        assert_eq!(evaluator.score_id(i), Some(score.id));
        assert_eq!(evaluator.score(i), (score.low, score.high));
    }
    assert_eq!(evaluator.score_id(evaluator.score_count()), None);
    let mappings = Catalogue::builtin("mappings").unwrap();
    let result = mappings.assess(&mappings.answers().unwrap(), View::Official).unwrap();
    assert!(result.columns("htcds_2", "en").unwrap().contains("\"columns\""));
    assert_eq!(status(result.columns("no_such", "en")), Status::NotFound);
}

#[test]
fn answers_of_another_catalogue_are_refused() {
    let (one, other) = (pakistan(), Catalogue::builtin("palermo").unwrap());
    let person = one.answers().unwrap();
    assert_eq!(status(other.assess(&person, View::Official)), Status::WrongCatalogue);
    let mut evaluator = other.evaluator().unwrap();
    assert_eq!(evaluator.status(0), None);
    assert_eq!(status(evaluator.assess(&person)), Status::WrongCatalogue);
}

#[test]
fn an_interview_asks_the_opening_first_and_stops_at_danger_and_at_the_wish() {
    let of = pakistan();
    let mut talk = of.interview(Some("kiln_first_contact"), Asking::FIRST_CONTACT).unwrap();
    drop(of);
    assert_eq!(status(talk.answer("yes")), Status::BadArgument);
    assert_eq!(talk.next().unwrap().as_deref(), Some("spoken_to_apart"));
    assert_eq!(
        (talk.why(), talk.denials_count(), talk.is_child()),
        (Why::Conditions, false, false)
    );
    assert_eq!(status(talk.answer_number(3)), Status::BadData);
    for asked in 0..15 {
        talk.next().unwrap().unwrap();
        // The conditions hold, and nothing that speaks against the talk is seen.
        talk.answer(if asked < 6 { "yes" } else { "no" }).unwrap();
        assert_eq!(
            status(talk.answer("yes")),
            Status::BadArgument,
            "nobody answers a question that nobody has seen"
        );
    }
    assert!(talk.denials_count());
    talk.next().unwrap();
    assert_eq!(talk.why(), Why::Danger);
    talk.record("exploiter_nearby_now", "yes").unwrap();
    assert_eq!(
        status(talk.answer("yes")),
        Status::BadArgument,
        "another question may come first now"
    );
    assert_eq!(talk.next().unwrap(), None);
    assert_eq!((talk.stop(), talk.go_on()), (Stop::Danger, false));
    assert!(talk.answers().unwrap().json().unwrap().contains("exploiter_nearby_now"));
    talk.record("exploiter_nearby_now", "no").unwrap();
    talk.record_number("age_now_years", 12).unwrap();
    assert!(talk.is_child() && talk.next().unwrap().is_some());
    assert_eq!(status(talk.record("no_such", "yes")), Status::NotFound);
    talk.end();
    assert_eq!((talk.next().unwrap(), talk.stop()), (None, Stop::Wish));

    let none = pakistan().answers().unwrap();
    assert_eq!(status(none.interview(Some("opening"), Asking::FULL)), Status::NotFound);
    let mut full = none.interview(None, Asking::FULL | Asking::LATER).unwrap();
    full.record("exploiter_nearby_now", "yes").unwrap();
    let mut asked = 0;
    while let Some(question) = full.next().unwrap() {
        let wished = question == "exploiter_nearby_now" || question == "wants_to_tell_more";
        full.answer(if asked < 6 || wished { "yes" } else { "no" }).unwrap();
        asked += 1;
    }
    assert!(full.go_on() && full.next().unwrap().is_some());
    assert_eq!(none.ask_next(None, Asking::FIRST_CONTACT, 3).unwrap().len(), 3);
    assert_eq!(status(none.ask_next(Some("no_such"), Asking::FULL, 3)), Status::NotFound);
}

#[test]
fn bare_calls_with_null_or_another_handle_give_a_status() {
    use pehchan::sys;
    use std::ptr;
    let mut catalogue = ptr::null_mut();
    let mut error = ptr::null_mut();
    let word = c"yes".as_ptr();
    // SAFETY: this is what the header promises to take.
    unsafe {
        assert_eq!(
            sys::pehchan_catalogue_builtin(c"palermo".as_ptr(), &mut catalogue, &mut error),
            0
        );
        for (talk, expected) in
            [(ptr::null_mut(), 1), (catalogue.cast::<sys::pehchan_interview>(), 2)]
        {
            let mut out = word;
            assert_eq!(sys::pehchan_interview_next(talk, &mut out, &mut error), expected);
            assert!(out.is_null() && !error.is_null());
            assert_eq!(sys::pehchan_error_status(error), expected);
            sys::pehchan_error_free(error);
            assert_eq!(sys::pehchan_interview_answer(talk, word, ptr::null_mut()), expected);
            assert_eq!(sys::pehchan_interview_denials_count(talk), -1);
            assert_eq!(sys::pehchan_interview_child(talk), -1);
            sys::pehchan_interview_free(talk);
        }
        assert_eq!(sys::pehchan_catalogue_indicator_known_by(ptr::null(), 0), -1);
        assert_eq!(sys::pehchan_catalogue_indicator_known_by(catalogue, u64::MAX), -1);
        assert!(sys::pehchan_catalogue_words(catalogue, ptr::null(), word).is_null());
        sys::pehchan_catalogue_free(catalogue);
    }
}

#[test]
fn a_catalogue_lists_its_mappings() {
    let of = Catalogue::builtin("mappings").unwrap();
    let writes = |id| of.mappings().find(|one| one.id() == id).map(|one| one.writes());
    assert_eq!((writes("htcds_2"), writes("ctdc_kanon")), (Some(true), Some(false)));
    assert_eq!(writes("no_such"), None);
}

#[test]
fn answers_and_interviews_keep_their_catalogue() {
    let of = pakistan();
    let mut person = of.answers().unwrap();
    let mut talk = of.interview(None, Asking::FIRST_CONTACT).unwrap();
    drop(of);
    person.set("province", "punjab").unwrap();
    assert_eq!(person.all(), [("province".into(), Value::Word("punjab".into()))]);
    talk.record("province", "sindh").unwrap();
    let copy = talk.answers().unwrap();
    drop(talk);
    let again = copy.interview(None, Asking::FIRST_CONTACT).unwrap();
    drop(copy);
    let last = again.answers().unwrap();
    drop(again);
    assert_eq!(last.get("province").unwrap(), Some(Value::Word("sindh".into())));
}

#[test]
fn an_answer_is_read_back_and_not_applicable_is_set_by_index() {
    let of = pakistan();
    let mut person = of.answers().unwrap();
    assert_eq!(person.all(), []);
    person.set_case("a-answers").unwrap();
    person.set_number("age_now_years", 16).unwrap();
    person.set("province", "punjab").unwrap();
    let index = of.indicator("wages_withheld").unwrap().index();
    assert!(of.indicator_at(index).unwrap().may_not_apply());
    person.set_code(index, Code::NotApplicable).unwrap();
    assert_eq!(person.get("age_now_years").unwrap(), Some(Value::Number(16)));
    assert_eq!(person.get("province").unwrap(), Some(Value::Word("punjab".into())));
    assert_eq!(person.get("wages_withheld").unwrap(), Some(Value::Word("not_applicable".into())));
    assert_eq!(person.get("believed_under_18").unwrap(), None);
    assert_eq!(person.all().len(), 3);
    assert_eq!(status(person.get("no_such")), Status::NotFound);
    let at = |id: &str| of.indicator(id).unwrap().index();
    let age = at("age_now_years");
    assert_eq!(status(person.set_code(age, Code::NotApplicable)), Status::BadArgument);
    assert_eq!((person.kind(age), person.value(age)), (Some(AnswerKind::Number), 16));
    assert_eq!((person.kind(index), person.value(index)), (Some(AnswerKind::NotApplicable), 0));
    let province = at("province");
    assert_eq!(person.kind(province), Some(AnswerKind::Option));
    let options = of.indicator("province").unwrap().options("en");
    assert_eq!(options[person.value(province) as usize].0, "punjab");
    let young = at("believed_under_18");
    assert_eq!((person.kind(young), person.is_asked(young)), (Some(AnswerKind::Unknown), false));
    person.set("believed_under_18", "unknown").unwrap();
    assert_eq!((person.kind(young), person.is_asked(young)), (Some(AnswerKind::Unknown), true));
    assert_eq!(person.get("believed_under_18").unwrap(), Some(Value::Word("unknown".into())));
    let past = 1_000_000;
    assert_eq!((person.kind(past), person.value(past), person.is_asked(past)), (None, 0, false));
    assert!(of.indicator_at(1_000_000).is_none());
}

#[test]
fn a_cohort_says_what_the_evaluator_says_of_each_person() {
    for id in ["pakistan", "instruments"] {
        let of = Catalogue::builtin(id).unwrap();
        let cohort = of.cohort().unwrap();
        let mut evaluator = of.evaluator().unwrap();
        let count = 70_000; // more than one piece of results
        let signs: Vec<_> =
            of.indicators().filter(|i| i.kind() != IndicatorType::Number).take(40).collect();
        let numbers: Vec<_> =
            of.indicators().filter(|i| i.kind() == IndicatorType::Number).take(3).collect();
        let code = |sign: usize, row: usize| {
            let code = ((row * 7 + sign * 5 + (row >> 3)) % 4) as i8 - 2;
            if signs[sign].kind() == IndicatorType::Choice {
                code.min(0)
            } else {
                code
            }
        };
        let number = |at: usize, row: usize| {
            if (row + at) % 3 == 0 {
                f64::NAN
            } else {
                *numbers[at].range().start() as f64 + (row % 5) as f64
            }
        };
        let codes: Vec<Vec<i8>> =
            (0..signs.len()).map(|s| (0..count).map(|row| code(s, row)).collect()).collect();
        let wholes: Vec<Vec<f64>> =
            (0..numbers.len()).map(|n| (0..count).map(|row| number(n, row)).collect()).collect();
        let mut columns: Vec<(&str, Column)> = signs
            .iter()
            .zip(&codes)
            .map(|(sign, column)| (sign.id(), Column::Codes(column)))
            .collect();
        columns.extend(
            numbers.iter().zip(&wholes).map(|(sign, column)| (sign.id(), Column::Numbers(column))),
        );
        let workers = Workers::new(2).unwrap();
        assert_eq!(workers.count(), 2);
        let found = cohort.assess(&columns, CohortFlags::NONE, Some(&workers)).unwrap();
        assert_eq!(found, cohort.assess(&columns, CohortFlags::NONE, None).unwrap());
        assert_eq!((found.count, found.statuses[0].len(), found.issues.len()), (count, count, 0));
        assert_eq!(cohort.findings().count(), evaluator.finding_count());
        for row in [0, 1, 2, 3, 17, 4711, 65_535, 65_536, 69_999] {
            let mut person = of.answers().unwrap();
            for (s, sign) in signs.iter().enumerate() {
                match code(s, row) {
                    -2 => person.set_code(sign.index(), Code::Declined).unwrap(),
                    -1 => person.set_code(sign.index(), Code::Unknown).unwrap(),
                    value => person
                        .set_value(sign.index(), value.into())
                        .or_else(|_| {
                            person.set_code(
                                sign.index(),
                                if value == 1 { Code::Yes } else { Code::No },
                            )
                        })
                        .unwrap(),
                }
            }
            for (n, sign) in numbers.iter().enumerate().filter(|(n, _)| !number(*n, row).is_nan()) {
                person.set_value(sign.index(), number(n, row) as i64).unwrap();
            }
            evaluator.assess(&person).unwrap();
            for (f, statuses) in found.statuses.iter().enumerate() {
                assert_eq!(
                    statuses[row],
                    evaluator.status(f),
                    "{:?} {row}",
                    evaluator.finding_id(f)
                );
            }
            for (s, scores) in found.scores.iter().enumerate() {
                assert_eq!(
                    scores[row],
                    Some(evaluator.score(s)),
                    "{:?} {row}",
                    evaluator.score_id(s)
                );
            }
        }
    }
}

#[test]
fn a_cohort_names_every_column_and_row_that_it_does_not_take() {
    let cohort = pakistan().cohort().unwrap();
    assert_eq!(
        status(cohort.assess(&[("no_such", Column::Codes(&[1]))], CohortFlags::NONE, None)),
        Status::BadData
    );
    assert_eq!(
        cohort
            .assess(&[("no_such", Column::Codes(&[1, 0]))], CohortFlags::IGNORE_EXTRA, None)
            .unwrap()
            .count,
        2
    );
    let columns = [("believed_under_18", Column::Codes(&[1, 7, 0][..]))];
    let error = cohort.assess(&columns, CohortFlags::NONE, None).unwrap_err();
    assert_eq!(
        (error.status(), error.issues()[0].pointer.as_str()),
        (Status::BadData, "/believed_under_18/1")
    );
    let found = cohort.assess(&columns, CohortFlags::KEEP_GOING, None).unwrap();
    assert_eq!(found.issues.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
    assert!(found.statuses[0][0].is_some() && found.statuses[0][1].is_none());
    assert_eq!(cohort.assess(&[], CohortFlags::NONE, None).unwrap().count, 0);
    let uneven = [
        ("believed_under_18", Column::Codes(&[1][..])),
        ("age_now_years", Column::Numbers(&[1.0, 2.0][..])),
    ];
    assert_eq!(status(cohort.assess(&uneven, CohortFlags::NONE, None)), Status::BadArgument);
    assert_eq!(
        status(cohort.assess(&[("a\0b", Column::Codes(&[]))], CohortFlags::NONE, None)),
        Status::BadArgument
    );
    assert_eq!(status(Workers::new(0)), Status::BadArgument);
}
