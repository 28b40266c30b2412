// SPDX-License-Identifier: Apache-2.0
/// <reference lib="esnext.disposable" />

import type {
  AnswerKind,
  AskingFlags,
  Code,
  CohortFlags,
  FindingStatus,
  Flags,
  IndicatorType,
  KnownBy,
  ReferralStatus,
  StatusName,
  Stop,
  Translation,
  View,
  Why,
} from './generated.js';
export type {
  AnswerKind,
  Code,
  FindingStatus,
  IndicatorType,
  KnownBy,
  ReferralStatus,
  StatusName,
  Stop,
  Translation,
  View,
  Why,
} from './generated.js';
export { constants } from './generated.js';

/**
 * "yes", "no", "unknown", "declined", "not_applicable", an option or a whole number; true, false
 * and null are yes, no and unknown.
 */
export type Value = string | number | bigint | boolean | null;
/** JSON as text or bytes, or an object to be written as JSON. */
export type Json = string | Uint8Array | object;

/** One problem of a text. It holds no answer. */
export interface Issue {
  /** Stable; docs/issue-codes.md lists them. */
  readonly code: string;
  /** JSON Pointer to the place. */
  readonly pointer: string;
  readonly message: string;
  /** From 1; 0 where there is no text. */
  readonly line: number;
  /** From 1, in bytes; 0 where there is no text. */
  readonly column: number;
}

/**
 * What the library says was wrong. The wrong type is a TypeError, a number that does not fit a
 * RangeError.
 */
export class PehchanError extends Error {
  constructor(status: StatusName, message: string, issues?: readonly Issue[]);
  readonly status: StatusName;
  readonly issues: readonly Issue[];
}

/** Something was used after it was closed. */
export class ClosedError extends Error {
  constructor(what: string);
}

export interface Presenting extends Flags {
  /** "en" unless said. */
  language?: string;
}
export interface Screening extends Presenting {
  view?: View;
  /** The mapping whose columns and codes the case uses. */
  mapping?: string | null;
}
export interface Asking extends AskingFlags {
  /** Only questions of this form. */
  form?: string | null;
}

declare abstract class Owned {
  readonly closed: boolean;
  /** Gives the memory back; closing twice is no mistake. What is forgotten is freed later. */
  close(): void;
  [Symbol.dispose](): void;
}

/** One sign or fact that an answer is about. */
export class Indicator {
  private constructor();
  readonly index: number;
  readonly id: string;
  readonly type: IndicatorType;
  readonly sensitivity: 1 | 2 | 3;
  readonly knownBy: KnownBy;
  readonly mayNotApply: boolean;
  /** Of a number; 0 for others. */
  readonly least: number | bigint;
  readonly most: number | bigint;
  label(language?: string): string;
  /** Empty for a fact that is never asked. */
  question(language?: string): string;
  /** When that answer is right; empty where it is not taken. */
  notApplicable(language?: string): string;
  /** How far the words of the question can be relied on. */
  translation(language?: string): Translation;
  options(language?: string): { id: string; label: string }[];
}

/** An ordered selection of indicators. */
export class Form {
  private constructor();
  readonly id: string;
  readonly role: 'entry' | 'opening' | 'child' | 'only_child' | 'full' | 'offered_again';
  /** Their ids. */
  readonly indicators: readonly string[];
  title(language?: string): string;
}

/** Indicators, rules and words. Never changes. */
export class Catalogue extends Owned {
  private constructor();
  /** One that is compiled in, with those it uses. */
  static builtin(id: string): Catalogue;
  /** From its text (docs/catalogue-format.md) and those it uses, which may be closed afterwards. */
  static load(json: Json, used?: Iterable<Catalogue>): Catalogue;
  /**
   * A new catalogue with translations into one more language, such as {language: "ps",
   * direction: "rtl", texts: {"indicators/indicators/sex/question": {text: "..."}}} (docs/law.md).
   * Rules and digest stay.
   */
  withTexts(json: Json): Catalogue;
  readonly id: string;
  readonly version: string;
  /** SHA-256, lower-case hexadecimal. */
  readonly digest: string;
  /** Whether `pehchan check` has proved this digest. */
  readonly proved: boolean;
  /** The source language first. */
  readonly languages: string[];
  /** In which the language is written; null where the catalogue does not speak it. */
  direction(language: string): 'ltr' | 'rtl' | null;
  /** SHA-256 of the texts that `withTexts` has added in this language last; null where none were. */
  textsDigest(language: string): string | null;
  /** Words that pages and interviews use, such as "interview.rights"; null where there are none. */
  words(id: string, language?: string): string | null;
  /** Sorted by id. */
  readonly indicators: Indicator[];
  indicator(id: string): Indicator;
  /**
   * What somebody means who types an answer, in any language of the catalogue: "yes", "no",
   * "unknown", "declined", the id of an option or a whole number in the digits 0 to 9; null where
   * it is not understood or means two things. `set` takes it, a number as `Number(...)`.
   */
  typed(indicator: string, text: string): string | null;
  readonly forms: Form[];
  /** Sorted by id; `writes`: whether `columns` of an assessment takes it. */
  readonly mappings: { id: string; writes: boolean }[];
  /** Of one person, everything unknown. */
  answers(name?: string): Answers;
  /** From a case such as {case: "A-17", answers: {believed_under_18: "yes"}}. */
  parse(json: Json, options?: { mapping?: string | null }): Answers;
  /** A case in, its assessment as one line of JSON out: the bytes of `pehchan screen`. */
  screen(json: Json, options?: Screening): string;
  interview(options?: Asking): Interview;
  /** For loops over many persons. */
  evaluator(): Evaluator;
  /** For many persons as columns. */
  cohort(): Cohort;
}

/** Of one person. */
export class Answers extends Owned {
  private constructor();
  /** The name of the case. */
  case: string;
  set(indicator: string, value: Value): this;
  setAll(answers: Readonly<Record<string, Value>> | ReadonlyMap<string, Value>): this;
  /** By index: 1 yes, 0 no, -1 unknown, -2 declined, -3 not_applicable. */
  setCode(index: number | bigint, code: Code): void;
  /** By index: the index of an option, or a whole number. */
  setValue(index: number | bigint, value: number | bigint): void;
  /** By index: what kind of answer was given; "unknown" also where nobody asked. */
  kind(index: number | bigint): AnswerKind;
  /** By index: the index of the option, or the whole number (beyond 2^53 a bigint); else 0. */
  value(index: number | bigint): number | bigint;
  /** By index: whether there is an answer, "unknown" too. */
  asked(index: number | bigint): boolean;
  /** What was answered: a word, an option or a whole number; undefined where nothing was. */
  get(indicator: string): string | number | bigint | undefined;
  /** Everything that was answered, by id. */
  all(): Record<string, string | number | bigint>;
  /** As if it had never been asked. */
  forget(indicator: string): this;
  /** Everything unknown again; the name of the case stays. */
  clear(): this;
  /** A case that `parse` takes. */
  json(): string;
  /** Everything that follows, for one reader. Later changes of the answers do not change it. */
  assess(view?: View): Assessment;
  /**
   * The same for a reader of an agency that the catalogue's referrals name, such as `fia`. An
   * investigator learns what concerns officials only where the adult agreed, and of others than that
   * agency; null: not known.
   */
  assessForAgency(view: View, agency: string | null): Assessment;
  /** Ids of the indicators most worth asking next, the best first. */
  askNext(options?: Asking & { most?: number | bigint }): string[];
  /** A conversation that goes on from a copy of these answers. */
  interview(options?: Asking): Interview;
}

/** Ends of a score, both attained, as exact decimals. */
export interface Score {
  id: string;
  low: string;
  high: string;
}

/**
 * Everything that follows, for one reader. The person sees nothing by id: for them
 * the lists are empty, and JSON and page are made.
 */
export class Assessment extends Owned {
  private constructor();
  readonly headline: string | null;
  /** Signs of harm with an answer that counts, of those that the rules test. */
  readonly asked: { n: number; of: number };
  /** By falling urgency. */
  findings(language?: string): { id: string; status: FindingStatus; title: string }[];
  /** Undefined where this reader sees no such finding. */
  status(finding: string): FindingStatus | undefined;
  readonly scores: Score[];
  safeguards(language?: string): { id: string; title: string }[];
  referrals(language?: string): { id: string; status: ReferralStatus; authority: string }[];
  json(options?: Presenting): string;
  page(options?: Presenting): string;
  explain(finding: string, options?: Presenting): Record<string, unknown>;
  contrast(finding: string, other: string, options?: Presenting): Record<string, unknown>;
  columns(mapping: string, options?: { language?: string }): Record<string, unknown>;
}

/** One conversation: what to ask, one question at a time, and when to stop. */
export class Interview extends Owned {
  private constructor();
  /** The id of the question to ask now; null where asking stops. */
  next(): string | null;
  /** To the question of `next`; where it is not taken, the question stands. */
  answer(value: Value): void;
  /** Something volunteered, or a correction. */
  record(indicator: string, value: Value): void;
  /** The person wishes to stop. */
  end(): void;
  /** In a full interview a specialist may go on after danger, once. */
  goOn(): boolean;
  readonly stop: Stop;
  readonly why: Why;
  /** Whether a "no" to a question about harm counts by the conditions recorded so far. */
  readonly denialsCount: boolean;
  /** Whether it is certain that this is a child. */
  readonly child: boolean;
  /** A copy of the answers so far. */
  answers(): Answers;
}

/**
 * Statuses and scores only, for loops over many persons: for statistics. No offences; what is
 * hidden from one reader or another is not left out.
 */
export class Evaluator extends Owned {
  private constructor();
  readonly findings: readonly string[];
  readonly scores: readonly string[];
  /** From now on the results are this person's. */
  assess(answers: Answers): void;
  status(index: number | bigint): FindingStatus;
  score(index: number | bigint): Score;
}

/** Threads that wait between calls. Results do not depend on them. */
export class Workers extends Owned {
  constructor(threads: number);
  readonly count: number;
}

/**
 * A column a indicator, by its id. Int8Array: 1 yes, 0 no, -1 unknown, -2 declined; of a choice the
 * index of the option. Float64Array: a number, NaN where it is unknown.
 */
export type Columns = Readonly<Record<string, Int8Array | Float64Array>>;
export interface CohortResult {
  readonly count: number;
  /** By finding: 0 not shown, 1 open, 2 indicated; -1 where the row was refused. */
  readonly statuses: Record<string, Int8Array>;
  /** By score, both ends attained, as exact decimals; null where the row was refused. */
  readonly scores: Record<string, { low: (string | null)[]; high: (string | null)[] }>;
  /** With `keepGoing`: what was wrong with a row, null where nothing was. */
  readonly issues?: (string | null)[];
}

/** Many persons as columns: for statistics only (docs/cohorts.md). */
export class Cohort extends Owned {
  private constructor();
  readonly findings: readonly string[];
  readonly scores: readonly string[];
  assess(
    columns: Columns,
    options?: Omit<CohortFlags, 'statusColumns'> & { workers?: Workers | null },
  ): CohortResult;
  /** Addresses of two `struct ArrowArrayStream`: what Arrow's libraries export and import. */
  assessStream(
    input: bigint,
    output: bigint,
    options?: CohortFlags & { workers?: Workers | null },
  ): void;
}

/** Of the library. */
export function version(): string;
/** The catalogues that are compiled in, sorted. */
export function builtinIds(): string[];
export function builtinText(id: string): string;
