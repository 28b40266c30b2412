// SPDX-License-Identifier: Apache-2.0
'use strict';

// Pehchan through its C interface. index.d.ts says what each thing is for.

const { constants, names, options: bits } = require('./generated.js');
const { library, textAt } = require('./library.js');
const { assessColumns } = require('./arrow.js');

// ---- errors

class PehchanError extends Error {
  constructor(status, message, issues = []) {
    const places = issues.map(
      (one) =>
        `\n${one.code} at ${one.pointer || '/'}${one.line ? ` (line ${one.line}, column ${one.column})` : ''}: ${one.message}`,
    );
    super(message + places.join(''));
    this.name = 'PehchanError';
    this.status = status;
    this.issues = issues;
  }
}

class ClosedError extends Error {
  constructor(what) {
    super(`this ${what} is closed`);
    this.name = 'ClosedError';
  }
}

const statusName = (status) => library.status_name(status) ?? 'internal';

function failure(status, error) {
  if (error === null) return new PehchanError(statusName(status), 'the library gave no reason');
  try {
    const issues = [];
    for (let i = 0, n = Number(library.error_issue_count(error)); i < n; ++i) {
      issues.push({
        code: library.error_issue_code(error, i),
        pointer: library.error_issue_pointer(error, i),
        message: library.error_issue_message(error, i),
        line: Number(library.error_issue_line(error, i)),
        column: Number(library.error_issue_column(error, i)),
      });
    }
    return new PehchanError(statusName(status), library.error_message(error), issues);
  } finally {
    library.error_free(error);
  }
}

/** Of the lines "CODE at /COLUMN/ROW: MESSAGE" that a stream gives. */
function valueFailure(text) {
  const issues = [];
  for (const [, code, pointer, message] of text.matchAll(/^(\S+) at (\S*): (.*)$/gm))
    issues.push({ code, pointer, message, line: 0, column: 0 });
  return new PehchanError(
    'bad_data',
    issues.length ? 'the answers have problems' : text || 'the answers cannot be read',
    issues,
  );
}

/** For functions whose last argument is `error`. */
function run(name, ...given) {
  const error = [null];
  const status = library[name](...given, error);
  if (status !== 0) throw failure(status, error[0]);
}

/** For those that make something. */
function make(name, ...given) {
  const out = [null];
  run(name, ...given, out);
  return out[0];
}

function makeText(name, ...given) {
  const made = make(name, ...given);
  try {
    return textAt(library.text_data(made), Number(library.text_size(made)));
  } finally {
    library.text_free(made);
  }
}

/** For those that make no error object. */
function check(status) {
  if (status !== 0)
    throw new PehchanError(statusName(status), `the library says ${statusName(status)}`);
}

// ---- what goes over the border

/** An id, language or value: C would cut it at a zero character. */
function word(text, what) {
  if (typeof text !== 'string')
    throw new TypeError(`${what} is a string, not ${text === null ? 'null' : typeof text}`);
  if (text.includes('\0')) throw new TypeError(`${what} holds a zero character`);
  if (!text.isWellFormed()) throw new TypeError(`${what} holds half of a surrogate pair`);
  return text;
}

const wordOrNull = (text, what) => (text === undefined || text === null ? null : word(text, what));

/** A JSON text as bytes, which go with their size; or a value to be written as one. */
function bytes(json, what) {
  if (json instanceof Uint8Array) return json;
  if (typeof json === 'object' && json !== null) json = JSON.stringify(json);
  if (typeof json !== 'string')
    throw new TypeError(
      `${what} is a string, a Uint8Array or an object, not ${json === null ? 'null' : typeof json}`,
    );
  if (!json.isWellFormed()) throw new TypeError(`${what} holds half of a surrogate pair`);
  return Buffer.from(json, 'utf8');
}

/** koffi would cut a number that does not fit. */
function whole(value, least, most, what) {
  if (typeof value !== 'number' && typeof value !== 'bigint')
    throw new TypeError(`${what} is a whole number, not ${value === null ? 'null' : typeof value}`);
  if (typeof value === 'number' && !Number.isSafeInteger(value))
    throw new RangeError(`${what} is a whole number (beyond 2^53, a bigint)`);
  if (BigInt(value) < least || BigInt(value) > most)
    throw new RangeError(`${what} is ${least} to ${most}`);
  return value;
}
const int64 = (value, what) => whole(value, -(2n ** 63n), 2n ** 63n - 1n, what);
const index64 = (value, what) => whole(value, 0n, 2n ** 64n - 1n, what);
/** For loops: a small index is good without a bigint. */
const quickIndex = (value, what) =>
  Number.isInteger(value) && value >= 0 && value < 4294967296 ? value : index64(value, what);

/** The named options, and no others: a misspelt one must not be lost. */
function options(given, allowed) {
  if (given === undefined) return {};
  if (typeof given !== 'object' || given === null) throw new TypeError('options are an object');
  const plain = { ...given }; // no code of the caller's runs between here and the call
  for (const key of Object.keys(plain))
    if (!allowed.includes(key))
      throw new TypeError(`there is no option ${key}; there are ${allowed.join(', ')}`);
  return plain;
}
function flags(given, bits) {
  let out = 0;
  for (const [key, bit] of Object.entries(bits)) {
    if (given[key] !== undefined && typeof given[key] !== 'boolean')
      throw new TypeError(`${key} is true or false`);
    if (given[key]) out |= bit;
  }
  return out;
}
const presenting = bits.flag;
const asking = bits.ask;
const presentingOptions = ['language', ...Object.keys(presenting)];
const languageOf = (given) =>
  word(given.language === undefined ? 'en' : given.language, 'language');

function viewOf(view = 'official') {
  for (let i = 0, n = library.view_count(); i < n; ++i) if (library.view_name(i) === view) return i;
  throw new TypeError(`there is no view ${String(view)}`);
}

function give(value, setWord, setNumber) {
  if (value === null) return setWord('unknown');
  if (typeof value === 'boolean') return setWord(value ? 'yes' : 'no');
  if (typeof value === 'string') return setWord(word(value, 'an answer'));
  if (typeof value === 'number' || typeof value === 'bigint')
    return setNumber(int64(value, 'an answer'));
  throw new TypeError(
    `an answer is a string, a whole number, true, false or null, not ${typeof value}`,
  );
}

// ---- what belongs to the library

/** One pointer and how many use it; freed when the last lets go. */
class Handle {
  constructor(pointer, free) {
    this.pointer = pointer;
    this.free = free;
    this.holders = 1;
  }
  hold() {
    ++this.holders;
    return this;
  }
  release() {
    if (--this.holders > 0) return;
    library[this.free](this.pointer);
    this.pointer = null;
  }
}

const releaseAll = (handles) => handles.forEach((one) => one.release());
const forgotten = new FinalizationRegistry(releaseAll);
const inside = Symbol('made by this package');

class Owned {
  #what;
  #handles; // its own, then those that it needs
  constructor(token, what, handle, ...needed) {
    if (token !== inside)
      throw new TypeError(`a ${what} is made by the functions of this package only`);
    this.#what = what;
    this.#handles = [handle, ...needed];
    forgotten.register(this, this.#handles, this);
  }
  static of(one, at = 0) {
    const handles = one.#handles;
    if (handles === null) throw new ClosedError(one.#what);
    return at === 0 ? handles[0].pointer : handles[at];
  }
  static handle(one) {
    Owned.of(one);
    return one.#handles[0];
  }
  get closed() {
    return this.#handles === null;
  }
  close() {
    const handles = this.#handles;
    if (handles === null) return;
    this.#handles = null;
    forgotten.unregister(this);
    releaseAll(handles);
  }
}
if (Symbol.dispose) {
  Object.defineProperty(Owned.prototype, Symbol.dispose, {
    value() {
      this.close();
    },
  });
}
const own = Owned.of;

function need(given, kind, what) {
  if (!(given instanceof kind))
    throw new TypeError(`${what} is ${/^[AEIOU]/.test(kind.name) ? 'an' : 'a'} ${kind.name}`);
  return given;
}

/** A list as long as the library says. */
function list(count, each) {
  return Array.from({ length: Number(count) }, (_, i) => each(i));
}

class Indicator {
  #catalogue;
  constructor(token, catalogue, index) {
    if (token !== inside) throw new TypeError('an indicator comes from a catalogue');
    const at = own(catalogue);
    this.#catalogue = catalogue;
    this.index = index;
    this.id = library.catalogue_indicator_id(at, index);
    this.type = names.indicator[library.catalogue_indicator_type(at, index)];
    this.sensitivity = library.catalogue_indicator_sensitivity(at, index);
    this.knownBy = names.known_by[library.catalogue_indicator_known_by(at, index)];
    this.mayNotApply = library.catalogue_indicator_may_not_apply(at, index) === 1;
    this.least = library.catalogue_indicator_least(at, index);
    this.most = library.catalogue_indicator_most(at, index);
    Object.freeze(this);
  }
  label(language = 'en') {
    return library.catalogue_indicator_label(
      own(this.#catalogue),
      this.index,
      word(language, 'language'),
    );
  }
  question(language = 'en') {
    return library.catalogue_indicator_question(
      own(this.#catalogue),
      this.index,
      word(language, 'language'),
    );
  }
  notApplicable(language = 'en') {
    return library.catalogue_indicator_not_applicable(
      own(this.#catalogue),
      this.index,
      word(language, 'language'),
    );
  }
  translation(language = 'en') {
    return names.translation[
      library.catalogue_indicator_translation(
        own(this.#catalogue),
        this.index,
        word(language, 'language'),
      )
    ];
  }
  options(language = 'en') {
    const at = own(this.#catalogue);
    word(language, 'language');
    return list(library.catalogue_option_count(at, this.index), (i) => ({
      id: library.catalogue_option_id(at, this.index, i),
      label: library.catalogue_option_label(at, this.index, i, language),
    }));
  }
}

class Form {
  #catalogue;
  #index;
  constructor(token, catalogue, index) {
    if (token !== inside) throw new TypeError('a form comes from a catalogue');
    const at = own(catalogue);
    this.#catalogue = catalogue;
    this.#index = index;
    this.id = library.catalogue_form_id(at, index);
    this.role = library.catalogue_form_role(at, index);
    this.indicators = list(library.catalogue_form_size(at, index), (i) =>
      library.catalogue_form_indicator(at, index, i),
    );
    Object.freeze(this);
  }
  title(language = 'en') {
    return library.catalogue_form_title(
      own(this.#catalogue),
      this.#index,
      word(language, 'language'),
    );
  }
}

class Catalogue extends Owned {
  constructor(token, handle) {
    super(token, 'catalogue', handle);
  }
  static builtin(id) {
    return new Catalogue(
      inside,
      new Handle(make('catalogue_builtin', word(id, 'id')), 'catalogue_free'),
    );
  }
  static load(json, used = []) {
    const text = bytes(json, 'json');
    const pointers = Array.from(used).map((one) => own(need(one, Catalogue, 'a used catalogue')));
    return new Catalogue(
      inside,
      new Handle(
        make('catalogue_load', text, text.length, pointers, pointers.length),
        'catalogue_free',
      ),
    );
  }
  withTexts(json) {
    const text = bytes(json, 'json');
    return new Catalogue(
      inside,
      new Handle(make('catalogue_with_texts', own(this), text, text.length), 'catalogue_free'),
    );
  }
  get id() {
    return library.catalogue_id(own(this));
  }
  get version() {
    return library.catalogue_version(own(this));
  }
  get digest() {
    return library.catalogue_digest(own(this));
  }
  get proved() {
    return library.catalogue_proved(own(this)) === 1;
  }
  get languages() {
    const at = own(this);
    return list(library.catalogue_language_count(at), (i) => library.catalogue_language(at, i));
  }
  direction(language) {
    const at = this.languages.indexOf(word(language, 'language'));
    return at < 0 ? null : library.catalogue_language_direction(own(this), at);
  }
  textsDigest(language) {
    return library.catalogue_texts_digest(own(this), word(language, 'language')) || null;
  }
  words(id, language = 'en') {
    return library.catalogue_words(own(this), word(id, 'id'), word(language, 'language'));
  }
  get indicators() {
    return list(
      library.catalogue_indicator_count(own(this)),
      (i) => new Indicator(inside, this, i),
    );
  }
  indicator(id) {
    const index = Number(library.catalogue_indicator_index(own(this), word(id, 'id')));
    if (index < 0) throw new PehchanError('not_found', 'the catalogue has no such indicator');
    return new Indicator(inside, this, index);
  }
  typed(indicator, text) {
    const { index } = this.indicator(indicator);
    word(text, 'text');
    try {
      return makeText('catalogue_typed', own(this), index, text);
    } catch (error) {
      if (error instanceof PehchanError && error.status === 'not_found') return null;
      throw error;
    }
  }
  get forms() {
    return list(library.catalogue_form_count(own(this)), (i) => new Form(inside, this, i));
  }
  get mappings() {
    const at = own(this);
    return list(library.catalogue_mapping_count(at), (i) => ({
      id: library.catalogue_mapping_id(at, i),
      writes: library.catalogue_mapping_writes(at, i) === 1,
    }));
  }
  answers(name) {
    const made = new Answers(
      inside,
      new Handle(make('answers_new', own(this)), 'answers_free'),
      Owned.handle(this).hold(),
    );
    if (name !== undefined) made.case = name;
    return made;
  }
  parse(json, given) {
    const { mapping } = options(given, ['mapping']);
    const text = bytes(json, 'a case');
    const made = make(
      'answers_parse',
      own(this),
      wordOrNull(mapping, 'mapping'),
      text,
      text.length,
    );
    return new Answers(inside, new Handle(made, 'answers_free'), Owned.handle(this).hold());
  }
  screen(json, given) {
    const how = options(given, [...presentingOptions, 'view', 'mapping']);
    const text = bytes(json, 'a case');
    return makeText(
      'screen',
      own(this),
      wordOrNull(how.mapping, 'mapping'),
      text,
      text.length,
      languageOf(how),
      viewOf(how.view),
      flags(how, presenting),
    );
  }
  interview(given) {
    const how = options(given, ['form', ...Object.keys(asking)]);
    const made = make('interview_new', own(this), wordOrNull(how.form, 'form'), flags(how, asking));
    return new Interview(inside, new Handle(made, 'interview_free'), Owned.handle(this).hold());
  }
  cohort() {
    return new Cohort(inside, new Handle(make('cohort_new', own(this)), 'cohort_free'));
  }
  evaluator() {
    return new Evaluator(inside, new Handle(make('evaluator_new', own(this)), 'evaluator_free'));
  }
}

/** Of what is read by the index of an indicator. */
function there(found) {
  if (found < 0) throw new PehchanError('bad_argument', 'there is no such indicator');
  return found;
}

class Answers extends Owned {
  constructor(token, handle, catalogue) {
    super(token, 'set of answers', handle, catalogue);
  }
  get case() {
    return library.answers_case(own(this));
  }
  set case(name) {
    run('answers_set_case', own(this), word(name, 'case'));
  }
  set(indicator, value) {
    word(indicator, 'indicator');
    give(
      value,
      (text) => run('answers_set', own(this), indicator, text),
      (number) => run('answers_set_number', own(this), indicator, number),
    );
    return this;
  }
  setAll(answers) {
    if (typeof answers !== 'object' || answers === null)
      throw new TypeError('answers are an object');
    for (const [indicator, value] of answers instanceof Map ? answers : Object.entries(answers))
      this.set(indicator, value);
    return this;
  }
  setCode(index, code) {
    if (!Number.isInteger(code)) throw new TypeError('a code is 1, 0, -1, -2 or -3');
    if (code < -128 || code > 127) throw new RangeError('a code is 1, 0, -1, -2 or -3');
    check(library.answers_set_code(own(this), quickIndex(index, 'index'), code));
  }
  setValue(index, value) {
    check(library.answers_set_value(own(this), quickIndex(index, 'index'), int64(value, 'value')));
  }
  kind(index) {
    return names.answer_kind[there(library.answers_kind(own(this), quickIndex(index, 'index')))];
  }
  value(index) {
    there(library.answers_asked(own(this), quickIndex(index, 'index')));
    return library.answers_value(own(this), index);
  }
  asked(index) {
    return there(library.answers_asked(own(this), quickIndex(index, 'index'))) === 1;
  }
  #answer(index) {
    if (!this.asked(index)) return undefined;
    const kind = this.kind(index);
    if (kind === 'number') return this.value(index);
    if (kind !== 'option') return kind;
    return library.catalogue_option_id(own(this, 1).pointer, index, this.value(index));
  }
  get(indicator) {
    const at = own(this, 1).pointer;
    const index = library.catalogue_indicator_index(at, word(indicator, 'indicator'));
    if (index < 0) throw new PehchanError('not_found', 'the catalogue has no such indicator');
    return this.#answer(index);
  }
  all() {
    const at = own(this, 1).pointer;
    const count = Number(library.catalogue_indicator_count(at));
    const all = {};
    for (let i = 0; i < count; ++i) {
      const answer = this.#answer(i);
      if (answer !== undefined) all[library.catalogue_indicator_id(at, i)] = answer;
    }
    return all;
  }
  forget(indicator) {
    run('answers_forget', own(this), word(indicator, 'indicator'));
    return this;
  }
  clear() {
    check(library.answers_clear(own(this)));
    return this;
  }
  json() {
    return makeText('answers_json', own(this));
  }
  assess(view) {
    const made = make('assess', own(this, 1).pointer, own(this), viewOf(view));
    return new Assessment(inside, new Handle(made, 'assessment_free'));
  }
  assessForAgency(view, agency) {
    const made = make(
      'assess_for_agency',
      own(this, 1).pointer,
      own(this),
      viewOf(view),
      agency == null ? null : word(agency, 'agency'),
    );
    return new Assessment(inside, new Handle(made, 'assessment_free'));
  }
  askNext(given) {
    const how = options(given, ['most', 'form', ...Object.keys(asking)]);
    const made = make(
      'ask_next',
      own(this),
      wordOrNull(how.form, 'form'),
      flags(how, asking),
      index64(how.most === undefined ? 5 : how.most, 'most'),
    );
    try {
      return list(library.questions_count(made), (i) => library.questions_indicator(made, i));
    } finally {
      library.questions_free(made);
    }
  }
  interview(given) {
    const how = options(given, ['form', ...Object.keys(asking)]);
    const made = make(
      'interview_resume',
      own(this),
      wordOrNull(how.form, 'form'),
      flags(how, asking),
    );
    return new Interview(inside, new Handle(made, 'interview_free'), own(this, 1).hold());
  }
}

const findingStatus = (number) => (number < 0 ? undefined : library.finding_status_name(number));

class Assessment extends Owned {
  constructor(token, handle) {
    super(token, 'assessment', handle);
  }
  get headline() {
    return library.assessment_headline(own(this));
  }
  get asked() {
    return {
      n: Number(library.assessment_asked_n(own(this))),
      of: Number(library.assessment_asked_of(own(this))),
    };
  }
  findings(language = 'en') {
    const at = own(this);
    word(language, 'language');
    return list(library.assessment_finding_count(at), (i) => ({
      id: library.assessment_finding_id(at, i),
      status: findingStatus(library.assessment_finding_status(at, i)),
      title: library.assessment_finding_title(at, i, language),
    }));
  }
  status(finding) {
    return findingStatus(library.assessment_status_of(own(this), word(finding, 'finding')));
  }
  get scores() {
    const at = own(this);
    return list(library.assessment_score_count(at), (i) => ({
      id: library.assessment_score_id(at, i),
      low: decimal(library.assessment_score_low(at, i)),
      high: decimal(library.assessment_score_high(at, i)),
    }));
  }
  safeguards(language = 'en') {
    const at = own(this);
    word(language, 'language');
    return list(library.assessment_safeguard_count(at), (i) => ({
      id: library.assessment_safeguard_id(at, i),
      title: library.assessment_safeguard_title(at, i, language),
    }));
  }
  referrals(language = 'en') {
    const at = own(this);
    word(language, 'language');
    return list(library.assessment_referral_count(at), (i) => ({
      id: library.assessment_referral_id(at, i),
      status: library.referral_status_name(library.assessment_referral_status(at, i)),
      authority: library.assessment_referral_authority(at, i, language),
    }));
  }
  json(given) {
    const how = options(given, presentingOptions);
    return makeText('assessment_json', own(this), languageOf(how), flags(how, presenting));
  }
  page(given) {
    const how = options(given, presentingOptions);
    return makeText('assessment_page', own(this), languageOf(how), flags(how, presenting));
  }
  explain(finding, given) {
    const how = options(given, presentingOptions);
    return JSON.parse(
      makeText(
        'assessment_explain',
        own(this),
        word(finding, 'finding'),
        languageOf(how),
        flags(how, presenting),
      ),
    );
  }
  contrast(finding, other, given) {
    const how = options(given, presentingOptions);
    return JSON.parse(
      makeText(
        'assessment_contrast',
        own(this),
        word(finding, 'finding'),
        word(other, 'finding'),
        languageOf(how),
        flags(how, presenting),
      ),
    );
  }
  columns(mapping, given) {
    const how = options(given, ['language']);
    return JSON.parse(
      makeText('assessment_columns', own(this), word(mapping, 'mapping'), languageOf(how)),
    );
  }
}

/** Millionths as the shortest exact decimal: a score is no binary fraction. */
function decimal(millionths) {
  const number = BigInt(millionths);
  const size = number < 0n ? -number : number;
  const fraction = (size % 1000000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${number < 0n ? '-' : ''}${size / 1000000n}${fraction && '.'}${fraction}`;
}

/** 1 or 0; below that memory ran out. */
function certain(found) {
  if (found < 0) throw new PehchanError('out_of_memory', 'out of memory');
  return found === 1;
}

class Interview extends Owned {
  constructor(token, handle, catalogue) {
    super(token, 'interview', handle, catalogue);
  }
  next() {
    const out = [null];
    run('interview_next', own(this), out);
    return out[0];
  }
  answer(value) {
    give(
      value,
      (text) => run('interview_answer', own(this), text),
      (number) => run('interview_answer_number', own(this), number),
    );
  }
  record(indicator, value) {
    word(indicator, 'indicator');
    give(
      value,
      (text) => run('interview_record', own(this), indicator, text),
      (number) => run('interview_record_number', own(this), indicator, number),
    );
  }
  end() {
    check(library.interview_end(own(this)));
  }
  goOn() {
    return library.interview_go_on(own(this)) === 1;
  }
  get stop() {
    return library.stop_name(library.interview_stop(own(this)));
  }
  get why() {
    return library.why_name(library.interview_why(own(this)));
  }
  get denialsCount() {
    return certain(library.interview_denials_count(own(this)));
  }
  get child() {
    return certain(library.interview_child(own(this)));
  }
  answers() {
    return new Answers(
      inside,
      new Handle(make('interview_answers', own(this)), 'answers_free'),
      own(this, 1).hold(),
    );
  }
}

class Evaluator extends Owned {
  constructor(token, handle) {
    super(token, 'evaluator', handle);
    const at = handle.pointer;
    this.findings = Object.freeze(
      list(library.evaluator_finding_count(at), (i) => library.evaluator_finding_id(at, i)),
    );
    this.scores = Object.freeze(
      list(library.evaluator_score_count(at), (i) => library.evaluator_score_id(at, i)),
    );
  }
  assess(answers) {
    check(library.evaluator_assess(own(this), own(need(answers, Answers, 'the argument'))));
  }
  status(index) {
    const found = library.evaluator_finding_status(own(this), quickIndex(index, 'index'));
    if (found < 0)
      throw new PehchanError('bad_argument', 'nobody was assessed, or there is no such finding');
    return names.finding[found] ?? library.finding_status_name(found);
  }
  score(index) {
    if (!(whole(index, 0n, 2n ** 64n - 1n, 'index') < this.scores.length))
      throw new RangeError('there is no such score');
    const at = own(this);
    return {
      id: this.scores[Number(index)],
      low: decimal(library.evaluator_score_low(at, index)),
      high: decimal(library.evaluator_score_high(at, index)),
    };
  }
}

class Workers extends Owned {
  constructor(threads) {
    whole(threads, 1n, BigInt(constants.PEHCHAN_WORKERS_MOST), 'threads');
    super(inside, 'set of workers', new Handle(make('workers_new', threads), 'workers_free'));
  }
  get count() {
    return library.workers_count(own(this));
  }
}

const address = (value, what) => {
  if (whole(value, 1n, 2n ** 64n - 1n, what) && typeof value === 'bigint') return value;
  throw new TypeError(`${what} is an address: a bigint`);
};

class Cohort extends Owned {
  constructor(token, handle) {
    super(token, 'cohort', handle);
    const at = handle.pointer;
    this.findings = Object.freeze(
      list(library.cohort_finding_count(at), (i) => library.cohort_finding_id(at, i)),
    );
    this.scores = Object.freeze(
      list(library.cohort_score_count(at), (i) => library.cohort_score_id(at, i)),
    );
  }
  #settings(given, allowed) {
    const how = options(given, ['workers', ...allowed]);
    const workers =
      how.workers === undefined || how.workers === null
        ? null
        : own(need(how.workers, Workers, 'workers'));
    return [flags(how, bits.cohort), workers];
  }
  assess(columns, given) {
    const [set, workers] = this.#settings(given, ['ignoreExtra', 'keepGoing']);
    const ids = { findings: this.findings, scores: this.scores };
    return assessColumns(columns, ids, { decimal, failed: valueFailure }, (input, out) => {
      run('cohort_assess', own(this), input, set | bits.cohort.statusColumns, workers, out);
    });
  }
  assessStream(input, output, given) {
    const [set, workers] = this.#settings(given, Object.keys(bits.cohort));
    run(
      'cohort_assess',
      own(this),
      address(input, 'input'),
      set,
      workers,
      address(output, 'output'),
    );
  }
}

const version = () => library.version();
const builtinIds = () => list(library.builtin_count(), (i) => library.builtin_id(i));
const builtinText = (id) => makeText('builtin_text', word(id, 'id'));

module.exports = {
  Answers,
  Assessment,
  Catalogue,
  ClosedError,
  Cohort,
  Evaluator,
  Form,
  Indicator,
  Interview,
  PehchanError,
  Workers,
  builtinIds,
  builtinText,
  constants,
  version,
};
