// SPDX-License-Identifier: Apache-2.0

//! The functions of pehchan.h as they are: see there who owns what and which threads may call.

#![allow(non_camel_case_types, missing_docs)]

use std::marker::{PhantomData, PhantomPinned};
use std::os::raw::c_char;

#[repr(C)]
pub struct pehchan_error {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_text {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_catalogue {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_answers {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_assessment {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_questions {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_interview {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}
#[repr(C)]
pub struct pehchan_evaluator {
    _opaque: [u8; 0],
    _marker: PhantomData<(*mut u8, PhantomPinned)>,
}

extern "C" {
    pub fn pehchan_version() -> *const c_char;
    pub fn pehchan_abi_version() -> i32;
    pub fn pehchan_status_count() -> i32;
    pub fn pehchan_status_name(status: i32) -> *const c_char;
    pub fn pehchan_view_count() -> i32;
    pub fn pehchan_view_name(view: i32) -> *const c_char;
    pub fn pehchan_finding_status_name(status: i32) -> *const c_char;
    pub fn pehchan_referral_status_name(status: i32) -> *const c_char;
    pub fn pehchan_stop_name(stop: i32) -> *const c_char;
    pub fn pehchan_why_name(why: i32) -> *const c_char;
    pub fn pehchan_error_status(error: *const pehchan_error) -> i32;
    pub fn pehchan_error_message(error: *const pehchan_error) -> *const c_char;
    pub fn pehchan_error_issue_count(error: *const pehchan_error) -> u64;
    pub fn pehchan_error_issue_code(error: *const pehchan_error, index: u64) -> *const c_char;
    pub fn pehchan_error_issue_pointer(error: *const pehchan_error, index: u64) -> *const c_char;
    pub fn pehchan_error_issue_message(error: *const pehchan_error, index: u64) -> *const c_char;
    pub fn pehchan_error_issue_line(error: *const pehchan_error, index: u64) -> u64;
    pub fn pehchan_error_issue_column(error: *const pehchan_error, index: u64) -> u64;
    pub fn pehchan_error_free(error: *mut pehchan_error);
    pub fn pehchan_text_data(text: *const pehchan_text) -> *const c_char;
    pub fn pehchan_text_size(text: *const pehchan_text) -> u64;
    pub fn pehchan_text_free(text: *mut pehchan_text);
    pub fn pehchan_builtin_count() -> u64;
    pub fn pehchan_builtin_id(index: u64) -> *const c_char;
    pub fn pehchan_builtin_text(id: *const c_char, out: *mut *mut pehchan_text, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_catalogue_builtin(id: *const c_char, out: *mut *mut pehchan_catalogue, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_catalogue_load(
        json: *const c_char,
        size: u64,
        used: *const *const pehchan_catalogue,
        used_count: u64,
        out: *mut *mut pehchan_catalogue,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_catalogue_free(catalogue: *mut pehchan_catalogue);
    pub fn pehchan_catalogue_id(catalogue: *const pehchan_catalogue) -> *const c_char;
    pub fn pehchan_catalogue_version(catalogue: *const pehchan_catalogue) -> *const c_char;
    pub fn pehchan_catalogue_digest(catalogue: *const pehchan_catalogue) -> *const c_char;
    pub fn pehchan_catalogue_proved(catalogue: *const pehchan_catalogue) -> i32;
    pub fn pehchan_catalogue_language_count(catalogue: *const pehchan_catalogue) -> u64;
    pub fn pehchan_catalogue_language(catalogue: *const pehchan_catalogue, index: u64) -> *const c_char;
    pub fn pehchan_catalogue_words(catalogue: *const pehchan_catalogue, id: *const c_char, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_indicator_count(catalogue: *const pehchan_catalogue) -> u64;
    pub fn pehchan_catalogue_indicator_id(catalogue: *const pehchan_catalogue, index: u64) -> *const c_char;
    pub fn pehchan_catalogue_indicator_index(catalogue: *const pehchan_catalogue, id: *const c_char) -> i64;
    pub fn pehchan_catalogue_indicator_type(catalogue: *const pehchan_catalogue, index: u64) -> i32;
    pub fn pehchan_catalogue_indicator_sensitivity(catalogue: *const pehchan_catalogue, index: u64) -> i32;
    pub fn pehchan_catalogue_indicator_may_not_apply(catalogue: *const pehchan_catalogue, index: u64) -> i32;
    pub fn pehchan_catalogue_indicator_label(catalogue: *const pehchan_catalogue, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_indicator_question(catalogue: *const pehchan_catalogue, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_indicator_translation(catalogue: *const pehchan_catalogue, index: u64, language: *const c_char) -> i32;
    pub fn pehchan_catalogue_indicator_known_by(catalogue: *const pehchan_catalogue, index: u64) -> i32;
    pub fn pehchan_catalogue_indicator_least(catalogue: *const pehchan_catalogue, index: u64) -> i64;
    pub fn pehchan_catalogue_indicator_most(catalogue: *const pehchan_catalogue, index: u64) -> i64;
    pub fn pehchan_catalogue_indicator_not_applicable(catalogue: *const pehchan_catalogue, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_option_count(catalogue: *const pehchan_catalogue, index: u64) -> u64;
    pub fn pehchan_catalogue_option_id(catalogue: *const pehchan_catalogue, index: u64, option: u64) -> *const c_char;
    pub fn pehchan_catalogue_option_label(catalogue: *const pehchan_catalogue, index: u64, option: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_form_count(catalogue: *const pehchan_catalogue) -> u64;
    pub fn pehchan_catalogue_form_id(catalogue: *const pehchan_catalogue, form: u64) -> *const c_char;
    pub fn pehchan_catalogue_form_role(catalogue: *const pehchan_catalogue, form: u64) -> *const c_char;
    pub fn pehchan_catalogue_form_title(catalogue: *const pehchan_catalogue, form: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_catalogue_form_size(catalogue: *const pehchan_catalogue, form: u64) -> u64;
    pub fn pehchan_catalogue_form_indicator(catalogue: *const pehchan_catalogue, form: u64, index: u64) -> *const c_char;
    pub fn pehchan_answers_new(catalogue: *const pehchan_catalogue, out: *mut *mut pehchan_answers, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_parse(
        catalogue: *const pehchan_catalogue,
        mapping: *const c_char,
        json: *const c_char,
        size: u64,
        out: *mut *mut pehchan_answers,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_answers_set_case(answers: *mut pehchan_answers, id: *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_set(answers: *mut pehchan_answers, indicator: *const c_char, value: *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_set_number(answers: *mut pehchan_answers, indicator: *const c_char, value: i64, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_set_code(answers: *mut pehchan_answers, index: u64, code: i8) -> i32;
    pub fn pehchan_answers_set_value(answers: *mut pehchan_answers, index: u64, value: i64) -> i32;
    pub fn pehchan_answers_forget(answers: *mut pehchan_answers, indicator: *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_clear(answers: *mut pehchan_answers) -> i32;
    pub fn pehchan_answers_case(answers: *const pehchan_answers) -> *const c_char;
    pub fn pehchan_answers_json(answers: *const pehchan_answers, out: *mut *mut pehchan_text, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_answers_free(answers: *mut pehchan_answers);
    pub fn pehchan_assess(
        catalogue: *const pehchan_catalogue,
        answers: *const pehchan_answers,
        view: i32,
        out: *mut *mut pehchan_assessment,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_assessment_free(assessment: *mut pehchan_assessment);
    pub fn pehchan_assessment_headline(assessment: *const pehchan_assessment) -> *const c_char;
    pub fn pehchan_assessment_asked_n(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_asked_of(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_finding_count(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_finding_id(assessment: *const pehchan_assessment, index: u64) -> *const c_char;
    pub fn pehchan_assessment_finding_title(assessment: *const pehchan_assessment, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_assessment_finding_status(assessment: *const pehchan_assessment, index: u64) -> i32;
    pub fn pehchan_assessment_status_of(assessment: *const pehchan_assessment, finding: *const c_char) -> i32;
    pub fn pehchan_assessment_score_count(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_score_id(assessment: *const pehchan_assessment, index: u64) -> *const c_char;
    pub fn pehchan_assessment_score_low(assessment: *const pehchan_assessment, index: u64) -> i64;
    pub fn pehchan_assessment_score_high(assessment: *const pehchan_assessment, index: u64) -> i64;
    pub fn pehchan_assessment_safeguard_count(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_safeguard_id(assessment: *const pehchan_assessment, index: u64) -> *const c_char;
    pub fn pehchan_assessment_safeguard_title(assessment: *const pehchan_assessment, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_assessment_referral_count(assessment: *const pehchan_assessment) -> u64;
    pub fn pehchan_assessment_referral_id(assessment: *const pehchan_assessment, index: u64) -> *const c_char;
    pub fn pehchan_assessment_referral_authority(assessment: *const pehchan_assessment, index: u64, language: *const c_char) -> *const c_char;
    pub fn pehchan_assessment_referral_status(assessment: *const pehchan_assessment, index: u64) -> i32;
    pub fn pehchan_assessment_json(assessment: *const pehchan_assessment, language: *const c_char, flags: u32, out: *mut *mut pehchan_text, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_assessment_page(assessment: *const pehchan_assessment, language: *const c_char, flags: u32, out: *mut *mut pehchan_text, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_assessment_explain(
        assessment: *const pehchan_assessment,
        finding: *const c_char,
        language: *const c_char,
        flags: u32,
        out: *mut *mut pehchan_text,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_assessment_contrast(
        assessment: *const pehchan_assessment,
        finding: *const c_char,
        other: *const c_char,
        language: *const c_char,
        flags: u32,
        out: *mut *mut pehchan_text,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_assessment_columns(
        assessment: *const pehchan_assessment,
        mapping: *const c_char,
        language: *const c_char,
        out: *mut *mut pehchan_text,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_screen(
        catalogue: *const pehchan_catalogue,
        mapping: *const c_char,
        json: *const c_char,
        size: u64,
        language: *const c_char,
        view: i32,
        flags: u32,
        out: *mut *mut pehchan_text,
        error: *mut *mut pehchan_error,
    ) -> i32;
    pub fn pehchan_ask_next(answers: *const pehchan_answers, form: *const c_char, flags: u32, most: u64, out: *mut *mut pehchan_questions, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_questions_count(questions: *const pehchan_questions) -> u64;
    pub fn pehchan_questions_indicator(questions: *const pehchan_questions, index: u64) -> *const c_char;
    pub fn pehchan_questions_free(questions: *mut pehchan_questions);
    pub fn pehchan_interview_new(catalogue: *const pehchan_catalogue, form: *const c_char, flags: u32, out: *mut *mut pehchan_interview, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_resume(answers: *const pehchan_answers, form: *const c_char, flags: u32, out: *mut *mut pehchan_interview, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_next(interview: *mut pehchan_interview, out: *mut *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_stop(interview: *const pehchan_interview) -> i32;
    pub fn pehchan_interview_why(interview: *const pehchan_interview) -> i32;
    pub fn pehchan_interview_answer(interview: *mut pehchan_interview, value: *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_answer_number(interview: *mut pehchan_interview, value: i64, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_record(interview: *mut pehchan_interview, indicator: *const c_char, value: *const c_char, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_record_number(interview: *mut pehchan_interview, indicator: *const c_char, value: i64, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_end(interview: *mut pehchan_interview) -> i32;
    pub fn pehchan_interview_go_on(interview: *mut pehchan_interview) -> i32;
    pub fn pehchan_interview_no_counts(interview: *const pehchan_interview) -> i32;
    pub fn pehchan_interview_child(interview: *const pehchan_interview) -> i32;
    pub fn pehchan_interview_answers(interview: *const pehchan_interview, out: *mut *mut pehchan_answers, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_interview_free(interview: *mut pehchan_interview);
    pub fn pehchan_evaluator_new(catalogue: *const pehchan_catalogue, out: *mut *mut pehchan_evaluator, error: *mut *mut pehchan_error) -> i32;
    pub fn pehchan_evaluator_assess(evaluator: *mut pehchan_evaluator, answers: *const pehchan_answers) -> i32;
    pub fn pehchan_evaluator_finding_count(evaluator: *const pehchan_evaluator) -> u64;
    pub fn pehchan_evaluator_finding_id(evaluator: *const pehchan_evaluator, index: u64) -> *const c_char;
    pub fn pehchan_evaluator_finding_status(evaluator: *mut pehchan_evaluator, index: u64) -> i32;
    pub fn pehchan_evaluator_score_count(evaluator: *const pehchan_evaluator) -> u64;
    pub fn pehchan_evaluator_score_id(evaluator: *const pehchan_evaluator, index: u64) -> *const c_char;
    pub fn pehchan_evaluator_score_low(evaluator: *mut pehchan_evaluator, index: u64) -> i64;
    pub fn pehchan_evaluator_score_high(evaluator: *mut pehchan_evaluator, index: u64) -> i64;
    pub fn pehchan_evaluator_free(evaluator: *mut pehchan_evaluator);
}
