// SPDX-License-Identifier: Apache-2.0

// Compiled only: what the declarations allow, and what they refuse.

import {
  Answers,
  Catalogue,
  PehchanError,
  constants,
  type FindingStatus,
  type Stop,
} from '../index.js';

export function titles(): string[] {
  using catalogue = Catalogue.builtin('pakistan');
  const answers: Answers = catalogue
    .answers('A-17')
    .set('age_now_years', 16)
    .set('believed_under_18', true);
  const one: FindingStatus | undefined = answers.assess('investigator').status('trafficking');
  // @ts-expect-error a reader that does not exist
  answers.assess('police');
  // @ts-expect-error a misspelt option
  catalogue.screen('{}', { langauge: 'ur' });
  // @ts-expect-error made by the package only
  new Catalogue();
  // @ts-expect-error an object is no answer
  answers.set('believed_under_18', {});
  const ids: readonly string[] = answers.askNext({ most: 3, full: true });
  return [
    ...answers
      .assess()
      .findings('ur')
      .map((finding) => finding.title),
    ...ids,
    one ?? '',
  ];
}

export function places(error: unknown): string[] {
  return error instanceof PehchanError
    ? error.issues.map((issue) => `${issue.pointer} ${issue.line}`)
    : [];
}

export const enough: Stop = 'enough_for_first_contact';
// @ts-expect-error what the library never says
export const misspelt: Stop = 'enough';
export const four: 4 = constants.PEHCHAN_STOP_ENOUGH;

export function counted(column: Int8Array): Int8Array | undefined {
  using cohort = Catalogue.builtin('pakistan').cohort();
  // @ts-expect-error a column is a typed array
  cohort.assess({ believed_under_18: [1, 0] });
  return cohort.assess({ believed_under_18: column }, { keepGoing: true }).statuses[
    'trafficking_pk'
  ];
}
