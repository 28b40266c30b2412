// SPDX-License-Identifier: Apache-2.0
'use strict';

// How is the shared library found, and what are its functions?

const path = require('node:path');
const koffi = require('koffi');

// Result, then arguments, of each function of pehchan/pehchan.h without "pehchan_".
const signatures = {
  version: 'str',
  abi_version: 'int32_t',
  status_count: 'int32_t',
  status_name: 'str int32_t',
  view_count: 'int32_t',
  view_name: 'str int32_t',
  finding_status_name: 'str int32_t',
  referral_status_name: 'str int32_t',
  stop_name: 'str int32_t',
  why_name: 'str int32_t',
  error_status: 'int32_t handle',
  error_message: 'str handle',
  error_issue_count: 'uint64_t handle',
  error_issue_code: 'str handle uint64_t',
  error_issue_pointer: 'str handle uint64_t',
  error_issue_message: 'str handle uint64_t',
  error_issue_line: 'uint64_t handle uint64_t',
  error_issue_column: 'uint64_t handle uint64_t',
  error_free: 'void handle',
  text_data: 'handle handle',
  text_size: 'uint64_t handle',
  text_free: 'void handle',
  builtin_count: 'uint64_t',
  builtin_id: 'str uint64_t',
  builtin_text: 'int32_t str out out',
  catalogue_builtin: 'int32_t str out out',
  catalogue_load: 'int32_t bytes uint64_t list uint64_t out out',
  catalogue_free: 'void handle',
  catalogue_id: 'str handle',
  catalogue_version: 'str handle',
  catalogue_digest: 'str handle',
  catalogue_proved: 'int32_t handle',
  catalogue_language_count: 'uint64_t handle',
  catalogue_language: 'str handle uint64_t',
  catalogue_words: 'str handle str str',
  catalogue_indicator_count: 'uint64_t handle',
  catalogue_indicator_id: 'str handle uint64_t',
  catalogue_indicator_index: 'int64_t handle str',
  catalogue_indicator_type: 'int32_t handle uint64_t',
  catalogue_indicator_sensitivity: 'int32_t handle uint64_t',
  catalogue_indicator_may_not_apply: 'int32_t handle uint64_t',
  catalogue_indicator_label: 'str handle uint64_t str',
  catalogue_indicator_question: 'str handle uint64_t str',
  catalogue_indicator_translation: 'int32_t handle uint64_t str',
  catalogue_indicator_known_by: 'int32_t handle uint64_t',
  catalogue_indicator_least: 'int64_t handle uint64_t',
  catalogue_indicator_most: 'int64_t handle uint64_t',
  catalogue_indicator_not_applicable: 'str handle uint64_t str',
  catalogue_option_count: 'uint64_t handle uint64_t',
  catalogue_option_id: 'str handle uint64_t uint64_t',
  catalogue_option_label: 'str handle uint64_t uint64_t str',
  catalogue_form_count: 'uint64_t handle',
  catalogue_form_id: 'str handle uint64_t',
  catalogue_form_role: 'str handle uint64_t',
  catalogue_form_title: 'str handle uint64_t str',
  catalogue_form_size: 'uint64_t handle uint64_t',
  catalogue_form_indicator: 'str handle uint64_t uint64_t',
  answers_new: 'int32_t handle out out',
  answers_parse: 'int32_t handle str bytes uint64_t out out',
  answers_set_case: 'int32_t handle str out',
  answers_set: 'int32_t handle str str out',
  answers_set_number: 'int32_t handle str int64_t out',
  answers_set_code: 'int32_t handle uint64_t int8_t',
  answers_set_value: 'int32_t handle uint64_t int64_t',
  answers_forget: 'int32_t handle str out',
  answers_clear: 'int32_t handle',
  answers_case: 'str handle',
  answers_json: 'int32_t handle out out',
  answers_free: 'void handle',
  assess: 'int32_t handle handle int32_t out out',
  assessment_free: 'void handle',
  assessment_headline: 'str handle',
  assessment_asked_n: 'uint64_t handle',
  assessment_asked_of: 'uint64_t handle',
  assessment_finding_count: 'uint64_t handle',
  assessment_finding_id: 'str handle uint64_t',
  assessment_finding_title: 'str handle uint64_t str',
  assessment_finding_status: 'int32_t handle uint64_t',
  assessment_status_of: 'int32_t handle str',
  assessment_score_count: 'uint64_t handle',
  assessment_score_id: 'str handle uint64_t',
  assessment_score_low: 'int64_t handle uint64_t',
  assessment_score_high: 'int64_t handle uint64_t',
  assessment_safeguard_count: 'uint64_t handle',
  assessment_safeguard_id: 'str handle uint64_t',
  assessment_safeguard_title: 'str handle uint64_t str',
  assessment_referral_count: 'uint64_t handle',
  assessment_referral_id: 'str handle uint64_t',
  assessment_referral_authority: 'str handle uint64_t str',
  assessment_referral_status: 'int32_t handle uint64_t',
  assessment_json: 'int32_t handle str uint32_t out out',
  assessment_page: 'int32_t handle str uint32_t out out',
  assessment_explain: 'int32_t handle str str uint32_t out out',
  assessment_contrast: 'int32_t handle str str str uint32_t out out',
  assessment_columns: 'int32_t handle str str out out',
  screen: 'int32_t handle str bytes uint64_t str int32_t uint32_t out out',
  ask_next: 'int32_t handle str uint32_t uint64_t out out',
  questions_count: 'uint64_t handle',
  questions_indicator: 'str handle uint64_t',
  questions_free: 'void handle',
  interview_new: 'int32_t handle str uint32_t out out',
  interview_resume: 'int32_t handle str uint32_t out out',
  interview_next: 'int32_t handle text_out out',
  interview_stop: 'int32_t handle',
  interview_why: 'int32_t handle',
  interview_answer: 'int32_t handle str out',
  interview_answer_number: 'int32_t handle int64_t out',
  interview_record: 'int32_t handle str str out',
  interview_record_number: 'int32_t handle str int64_t out',
  interview_end: 'int32_t handle',
  interview_go_on: 'int32_t handle',
  interview_no_counts: 'int32_t handle',
  interview_child: 'int32_t handle',
  interview_answers: 'int32_t handle out out',
  interview_free: 'void handle',
  evaluator_new: 'int32_t handle out out',
  evaluator_assess: 'int32_t handle handle',
  evaluator_finding_count: 'uint64_t handle',
  evaluator_finding_id: 'str handle uint64_t',
  evaluator_finding_status: 'int32_t handle uint64_t',
  evaluator_score_count: 'uint64_t handle',
  evaluator_score_id: 'str handle uint64_t',
  evaluator_score_low: 'int64_t handle uint64_t',
  evaluator_score_high: 'int64_t handle uint64_t',
  evaluator_free: 'void handle',
};

const types = {
  handle: koffi.pointer('void'),
  bytes: koffi.pointer('uint8_t'),
  list: koffi.pointer(koffi.pointer('void')),
  out: koffi.out(koffi.pointer(koffi.pointer('void'))),
  text_out: koffi.out(koffi.pointer('str')),
};

// In the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks.
function fileOfLibrary() {
  const name = { win32: 'pehchan.dll', darwin: 'libpehchan.1.dylib' }[process.platform] ?? 'libpehchan.so.1';
  const folder = process.env.PEHCHAN_LIBRARY_DIR;
  return folder ? path.join(folder, name) : name;
}

function load() {
  const file = fileOfLibrary();
  let loaded;
  try {
    loaded = koffi.load(file);
  } catch (error) {
    throw new Error(`pehchan needs the shared library ${file}; PEHCHAN_LIBRARY_DIR may name its folder (${error.message})`);
  }
  const library = {};
  for (const [name, signature] of Object.entries(signatures)) {
    const [result, ...given] = signature.split(' ').map((word) => types[word] ?? word);
    try {
      library[name] = loaded.func(`pehchan_${name}`, result, given);
    } catch {
      throw new Error(`${file} is older than this package: it has no pehchan_${name}`);
    }
  }
  if (library.abi_version() !== 1) throw new Error(`${file} has version ${library.abi_version()} of the C interface; this package speaks version 1`);
  return library;
}

/** Text of the library's, of this size in bytes. */
function textAt(pointer, size) {
  return size === 0 ? '' : koffi.decode(pointer, 'char', size);
}

module.exports = { library: load(), signatures, textAt };
