// SPDX-License-Identifier: Apache-2.0
'use strict';

// Test names are sentences that are true.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { test } = require('node:test');

const pehchan = require('../index.js');
const { names } = require('../generated.js');
const { library } = require('../library.js');

const { Catalogue, ClosedError, PehchanError } = pehchan;
const source = process.env.PEHCHAN_SOURCE_DIR ?? path.join(__dirname, '../../..');
const lines = (name) =>
  fs
    .readFileSync(path.join(source, 'examples', name), 'utf8')
    .split('\n')
    .filter(Boolean);
const shared = ['vignettes', 'constructed'];
const sharedLines = shared.flatMap((name) => lines(`${name}.jsonl`));
const catalogue = Catalogue.builtin('pakistan');
const child = {
  case: 'A-17',
  answers: { made_to_work_by_force_or_menace: 'yes', age_now_years: 16 },
};

const fails = (status, work) =>
  assert.throws(work, (error) => error instanceof PehchanError && error.status === status);

test('the findings are those that the examples expect', () => {
  let held = 0;
  for (const name of shared) {
    const expected = new Map(
      lines(`${name}.expected.jsonl`)
        .map(JSON.parse)
        .map((one) => [one.case, one]),
    );
    for (const line of lines(`${name}.jsonl`)) {
      const answers = catalogue.parse(line);
      const result = answers.assess('helper');
      const wanted = expected.get(answers.case);
      for (const finding of wanted.expected_not_indicated)
        assert.notEqual(result.status(finding), 'indicated');
      for (const [finding, status] of Object.entries(wanted.expected_at_least)) {
        if (status !== 'indicated') continue;
        assert.equal(result.status(finding), 'indicated', `${answers.case} ${finding}`);
        ++held;
      }
    }
  }
  assert.ok(held > 30);
});

test('every way in gives the same bytes', () => {
  for (const line of sharedLines) {
    const wanted = catalogue.screen(line);
    const parsed = catalogue.parse(Buffer.from(line));
    assert.equal(parsed.assess().json(), wanted);
    assert.equal(catalogue.parse(parsed.json()).assess().json(), wanted);
    const { case: name, answers } = JSON.parse(line);
    for (const [id, value] of Object.entries(answers)) if (value === '') delete answers[id];
    assert.equal(catalogue.answers(name).setAll(answers).assess().json(), wanted);
    assert.equal(
      catalogue
        .answers(name)
        .setAll(new Map(Object.entries(answers)))
        .assess()
        .json(),
      wanted,
    );
    assert.equal(catalogue.screen({ case: name, answers }), wanted);
  }
});

test('answers by index are answers by name', () => {
  const codes = { yes: 1, no: 0, unknown: -1, declined: -2 };
  for (const line of sharedLines) {
    const { case: name, answers } = JSON.parse(line);
    const byIndex = catalogue.answers(name);
    for (const [id, value] of Object.entries(answers)) {
      const one = catalogue.indicator(id);
      if (value in codes) byIndex.setCode(one.index, codes[value]);
      else if (one.type === 'number') byIndex.setValue(BigInt(one.index), BigInt(value));
      else if (one.type === 'choice')
        byIndex.setValue(
          one.index,
          one.options().findIndex((option) => option.id === value),
        );
      else byIndex.set(id, value);
    }
    assert.equal(byIndex.assess().json(), catalogue.screen(line));
  }
});

test('an evaluator says what an assessment says', () => {
  const evaluator = catalogue.evaluator();
  assert.throws(() => evaluator.status(0), PehchanError);
  for (const line of sharedLines) {
    const answers = catalogue.parse(line);
    evaluator.assess(answers);
    const result = answers.assess();
    const compared = evaluator.findings.filter((id, i) => {
      const seen = result.status(id);
      if (seen !== undefined) assert.equal(evaluator.status(i), seen);
      return seen !== undefined;
    });
    assert.ok(compared.length > 20);
  }
});

test('an assessment can be read item by item', () => {
  const result = catalogue.parse(child).assess();
  assert.equal(result.headline, 'presumed_victim');
  assert.equal(result.asked.n, 1);
  assert.equal(result.status('trafficking'), 'indicated');
  assert.equal(result.status('no_such_finding'), undefined);
  assert.ok(
    result.findings().some((one) => one.title === 'Forced labour' && one.status === 'indicated'),
  );
  assert.ok(
    result.safeguards('ur').length > 0 &&
      result.safeguards('ur').every((one) => one.id && one.title),
  );
  assert.ok(
    result.referrals().length > 0 &&
      result
        .referrals()
        .every((one) => one.authority && ['indicated', 'open', 'withheld'].includes(one.status)),
  );
  const seen = catalogue.parse(child).assess('person');
  assert.equal(seen.headline, null);
  assert.deepEqual([seen.findings(), seen.safeguards(), seen.referrals()], [[], [], []]);
});

test('reasons and columns are given as objects', () => {
  const result = catalogue.parse(child).assess();
  assert.match(JSON.stringify(result.explain('trafficking')), /made_to_work_by_force_or_menace/);
  assert.match(
    JSON.stringify(result.contrast('trafficking', 'smuggled_migrant')),
    /smuggled_migrant/,
  );
  assert.ok('ask_next' in JSON.parse(result.json({ explain: true, next: true })));
  assert.ok(!('ask_next' in JSON.parse(result.json())));
  const written = Catalogue.builtin('mappings')
    .parse({ case: 'm', answers: { age_now_years: 16 } })
    .assess()
    .columns('htcds_2');
  assert.equal(written.mapping, 'htcds_2');
});

test('scores are exact decimals', () => {
  const survey = Catalogue.builtin('dwems_2024');
  const evaluator = survey.evaluator();
  const first = JSON.parse(lines('dwems/respondents.jsonl')[0]);
  let open = false;
  for (const answers of [survey.parse(first, { mapping: 'dwems_answers' }), survey.answers()]) {
    const result = answers.assess();
    const printed = new Map(JSON.parse(result.json()).scores.map((one) => [one.id, one]));
    evaluator.assess(answers);
    assert.equal(result.scores.length, 15);
    for (const score of result.scores) {
      assert.deepEqual(
        [score.low, score.high],
        [printed.get(score.id).low, printed.get(score.id).high],
      );
      assert.deepEqual(evaluator.score(evaluator.scores.indexOf(score.id)), score);
      open ||= score.low !== score.high;
    }
  }
  assert.ok(open);
});

test('Urdu passes in and out', () => {
  const answers = catalogue.answers('Case_17.b').set('made_to_work_by_force_or_menace', true);
  assert.equal(answers.case, 'Case_17.b');
  assert.match(catalogue.indicator('age_now_years').question('ur'), /\u06a9/);
  assert.ok(answers.assess().json({ language: 'ur' }).startsWith('{"case":"Case_17.b"'));
  assert.match(answers.assess('person').page({ language: 'ur', allowDraft: true }), /\u06af/);
});

test('the catalogue describes itself', () => {
  assert.ok(pehchan.builtinIds().includes('pakistan') && /^\d+\.\d+\.\d+$/.test(pehchan.version()));
  assert.deepEqual(
    [catalogue.id, catalogue.proved, catalogue.languages[0], catalogue.digest.length],
    ['pakistan', true, 'en', 64],
  );
  const all = catalogue.indicators;
  assert.deepEqual(
    all.map((one) => one.id),
    all.map((one) => one.id).sort(),
  );
  assert.ok(all.every((one) => one.type && one.knownBy && one.label() && one.translation('ur')));
  assert.ok(
    catalogue
      .indicator('province')
      .options('ur')
      .some((one) => one.id === 'punjab' && one.label),
  );
  assert.deepEqual(
    [catalogue.indicator('age_now_years').least, catalogue.indicator('province').least],
    [0, 0],
  );
  assert.ok(catalogue.indicator('age_now_years').most > 100);
  assert.ok(all.some((one) => one.mayNotApply && one.notApplicable()));
  assert.ok(
    catalogue.forms.some(
      (one) =>
        one.id === 'kiln_first_contact' &&
        one.role === 'entry' &&
        one.indicators.length > 3 &&
        one.title('ur'),
    ),
  );
  assert.ok(catalogue.words('interview.rights', 'ur'));
  assert.equal(catalogue.words('no.such.words'), null);
});

test('a catalogue is loaded from its text', () => {
  const bank = Catalogue.builtin('indicators');
  const loaded = Catalogue.load(pehchan.builtinText('palermo'), [bank]);
  bank.close();
  assert.equal(loaded.digest, Catalogue.builtin('palermo').digest);
  assert.throws(
    () => Catalogue.load(pehchan.builtinText('palermo')),
    (error) => error.status === 'bad_data' && error.issues.length > 0,
  );
  fails('bad_data', () => Catalogue.load(''));
  fails('bad_data', () => Catalogue.load(new Uint8Array(0)));
  assert.throws(() => Catalogue.load('{}', [bank]), ClosedError);
});

const texts = {
  language: 'xx',
  direction: 'rtl',
  texts: {
    'words/texts/typed.yes/text': { text: 'zu | جو' },
    'indicators/indicators/sex/question': { text: 'XX?' },
  },
};

test('a language is added to a new catalogue; rules and digest stay', () => {
  const spoken = catalogue.withTexts(texts);
  assert.deepEqual(spoken.languages, [...catalogue.languages, 'xx']);
  assert.deepEqual(
    ['xx', 'en', 'qq'].map((language) => spoken.direction(language)),
    ['rtl', 'ltr', null],
  );
  assert.equal(catalogue.direction('xx'), null);
  assert.equal(spoken.digest, catalogue.digest);
  assert.match(spoken.textsDigest('xx'), /^[0-9a-f]{64}$/);
  assert.deepEqual([spoken.textsDigest('ur'), catalogue.textsDigest('xx')], [null, null]);
  assert.equal(spoken.indicator('sex').question('xx'), 'XX?');
  assert.equal(
    catalogue.withTexts(JSON.stringify(texts)).textsDigest('xx'),
    spoken.textsDigest('xx'),
  );
  assert.equal(spoken.parse(child).assess().headline, catalogue.parse(child).assess().headline);
  assert.match(spoken.screen(child, { language: 'xx' }), new RegExp(spoken.textsDigest('xx')));
  assert.throws(
    () => catalogue.withTexts({ language: 'xx', texts: { 'palermo/no/title': { text: 3 } } }),
    (error) =>
      error.status === 'bad_data' &&
      error.issues[0].pointer === '/texts/palermo~1no~1title/text' &&
      error.issues[0].line === 1,
  );
  spoken.close();
  assert.throws(() => spoken.direction('xx'), ClosedError);
});

test('what somebody types is understood in every language of the catalogue', () => {
  const spoken = catalogue.withTexts(texts);
  for (const [indicator, text, meaning] of [
    ['believed_under_18', ' YES ', 'yes'],
    ['believed_under_18', 'نهيں', 'no'],
    ['believed_under_18', 'zu', 'yes'],
    ['believed_under_18', 'maybe', null],
    ['believed_under_18', '', null],
    ['province', 'پنجاب', 'punjab'],
    ['province', 'd', 'unknown'],
    ['province', 'yes', null],
    ['age_now_years', '۱۷', '17'],
    ['age_now_years', 'r', 'declined'],
  ])
    assert.equal(spoken.typed(indicator, text), meaning, `${indicator} ${text}`);
  assert.equal(catalogue.typed('believed_under_18', 'zu'), null);
  fails('not_found', () => catalogue.typed('no_such', 'yes'));
});

test('questions come best first', () => {
  const answers = catalogue.answers();
  const first = answers.askNext({ most: 3 });
  assert.equal(first.length, 3);
  assert.deepEqual(answers.askNext({ most: 1n }), first.slice(0, 1));
  answers.set(first[0], 'declined');
  assert.ok(!answers.askNext({ most: 100 }).includes(first[0]));
  assert.deepEqual(answers.askNext({ most: 0 }), []);
  assert.ok(answers.askNext({ form: 'kiln_first_contact', full: true }).length > 0);
});

test('an interview asks until it stops', () => {
  const talk = catalogue.interview({ form: 'kiln_first_contact' });
  let asked = 0;
  for (let question = talk.next(); question !== null; question = talk.next()) {
    assert.equal(talk.next(), question);
    assert.ok(['danger', 'conditions', 'child', 'more'].includes(talk.why));
    talk.answer(null);
    assert.ok(++asked < 300);
  }
  assert.ok(asked > 5);
  assert.notEqual(talk.stop, 'none');
  assert.equal(talk.denialsCount, false);
  assert.equal(talk.child, false);
  fails('bad_argument', () => talk.answer('yes'));
  talk.record('age_now_years', 15);
  assert.equal(talk.child, true);
  assert.match(talk.answers().json(), /age_now_years/);
  const again = talk.answers().interview();
  again.end();
  assert.equal(again.next(), null);
  assert.equal(again.stop, 'wish');
  assert.equal(again.goOn(), false);
});

test('an error lists every problem with its place', () => {
  assert.throws(
    () =>
      catalogue.parse(
        '{"case": "x",\n "answers": {"no_such_sign": "yes", "age_now_years": "old"}}',
      ),
    (error) => {
      assert.ok(error instanceof PehchanError && error instanceof Error);
      assert.equal(error.status, 'bad_data');
      assert.deepEqual(
        error.issues.map((one) => [one.pointer, one.line]),
        [
          ['/answers/no_such_sign', 2],
          ['/answers/age_now_years', 2],
        ],
      );
      assert.match(error.message, /\/answers\/no_such_sign \(line 2/);
      return true;
    },
  );
});

test('what does not exist is not found', () => {
  const answers = catalogue.answers();
  for (const wrong of [
    () => Catalogue.builtin('no_such'),
    () => Catalogue.builtin(''),
    () => pehchan.builtinText('no_such'),
    () => catalogue.indicator('no_such'),
    () => answers.set('no_such', 'yes'),
    () => answers.forget('no_such'),
    () => catalogue.parse(child, { mapping: 'no_such' }),
    () => answers.askNext({ form: 'no_such' }),
    () => catalogue.interview({ form: 'no_such' }),
    () => answers.assess().explain('no_such'),
    () => answers.assess().columns('no_such'),
  ])
    fails('not_found', wrong);
});

test('a refused answer changes nothing', () => {
  const answers = catalogue.answers().set('age_now_years', 16);
  const before = answers.json();
  for (const value of ['old', 1e6, -1, 'yes', true, 2n ** 63n - 1n])
    fails('bad_data', () => answers.set('age_now_years', value));
  assert.equal(answers.json(), before);
});

test('numbers are never cut down', () => {
  const answers = catalogue.answers();
  const age = catalogue.indicator('age_now_years').index;
  for (const wrong of [
    () => answers.set('age_now_years', 16.5),
    () => answers.set('age_now_years', NaN),
    () => answers.set('age_now_years', Infinity),
    () => answers.set('age_now_years', 2 ** 53),
    () => answers.set('age_now_years', 2n ** 64n + 16n),
    () => answers.setValue(age, 2n ** 64n + 16n),
    () => answers.setValue(2n ** 64n + BigInt(age), 16),
    () => answers.setValue(-1, 16),
    () => answers.setValue(0.5, 16),
    () => answers.setCode(0, 257),
    () => answers.askNext({ most: -1 }),
    () => answers.askNext({ most: 2n ** 64n }),
    () => catalogue.evaluator().status(-1),
    () => catalogue.evaluator().score(0),
  ])
    assert.throws(wrong, RangeError);
  fails('bad_argument', () => answers.setCode(0, 2));
  fails('bad_argument', () => answers.setCode(1e9, 1));
  fails('bad_argument', () => answers.assess().json({ language: 'xx' }));
});

test('what is of the wrong type is a TypeError', () => {
  const answers = catalogue.answers();
  for (const wrong of [
    ...[undefined, {}, [], Symbol('yes'), () => 1, new String('yes')].map(
      (value) => () => answers.set('age_now_years', value),
    ),
    () => answers.set(7, 'yes'),
    () => answers.setAll(null),
    () => answers.setCode(0, true),
    () => answers.setCode('0', 1),
    () => answers.setValue(null, 1),
    () => Catalogue.builtin(),
    () => Catalogue.builtin(null),
    () => Catalogue.load(null),
    () => catalogue.withTexts(),
    () => catalogue.direction(),
    () => catalogue.textsDigest(null),
    () => catalogue.typed('sex', 7),
    () => catalogue.typed('sex', 'yes\0'),
    () => Catalogue.load('{}', [answers]),
    () => Catalogue.load('{}', [null]),
    () => catalogue.screen(),
    () => catalogue.screen(7),
    () => catalogue.screen(child, { langauge: 'ur' }),
    () => catalogue.screen(child, { explain: 'yes' }),
    () => catalogue.screen(child, null),
    () => answers.assess('police'),
    () => answers.assess(1),
    () => answers.assess().json({ language: null }),
    () => catalogue.evaluator().assess(catalogue),
    () => catalogue.evaluator().assess(null),
    () => new Catalogue(),
    () => new pehchan.Answers(1n),
    () => Object.create(pehchan.Answers.prototype).json(),
    () => Catalogue.prototype.answers.call({}),
    () => new Proxy(catalogue, {}).id,
  ])
    assert.throws(wrong, TypeError);
  fails('wrong_handle', () => pehchan.Answers.prototype.json.call(catalogue));
});

test('a zero character cuts nothing off, and half a character is refused', () => {
  const answers = catalogue.answers();
  for (const wrong of [
    () => answers.set('made_to_work_by_force_or_menace', 'yes\0no'),
    () => answers.set('age_now_years\0', 16),
    () => Catalogue.builtin('pakistan\0'),
    () => {
      answers.case = 'A\0B';
    },
    () => {
      answers.case = '\ud800';
    },
    () => answers.assess().json({ language: 'en\0' }),
    () => catalogue.screen('{"case": "\ud800", "answers": {}}'),
  ])
    assert.throws(wrong, TypeError);
  fails('bad_data', () => catalogue.parse(JSON.stringify(child) + '\0'));
  fails('bad_data', () =>
    catalogue.screen(Buffer.from('{"case": "\xff", "answers": {}}', 'latin1')),
  );
});

test('answers of another catalogue are refused', () => {
  const evaluator = catalogue.evaluator();
  fails('wrong_catalogue', () => evaluator.assess(Catalogue.builtin('palermo').answers()));
  fails('bad_argument', () => evaluator.status(0));
});

test('what is closed says so', () => {
  const bank = Catalogue.builtin('indicators');
  const [indicator] = bank.indicators;
  const answers = bank.answers();
  const result = answers.assess();
  const talk = bank.interview();
  const evaluator = bank.evaluator();
  for (const thing of [bank, answers, result, talk, evaluator]) {
    assert.equal(thing.closed, false);
    thing.close();
    thing.close();
    assert.equal(thing.closed, true);
  }
  for (const wrong of [
    () => bank.id,
    () => bank.answers(),
    () => bank.screen(child),
    () => indicator.label(),
    () => answers.json(),
    () => answers.set(indicator.id, 'yes'),
    () => answers.assess(),
    () => result.headline,
    () => result.json(),
    () => talk.next(),
    () => talk.stop,
    () => evaluator.status(0),
    () => catalogue.evaluator().assess(answers),
  ])
    assert.throws(wrong, ClosedError);
});

test('an option that closes what is used does no harm', () => {
  const bank = Catalogue.builtin('indicators');
  assert.throws(
    () =>
      bank.screen(
        { case: 'x', answers: {} },
        {
          get language() {
            bank.close();
            return 'en';
          },
        },
      ),
    ClosedError,
  );
  const second = Catalogue.builtin('indicators');
  const closing = {
    *[Symbol.iterator]() {
      yield second;
      second.close();
    },
  };
  assert.throws(() => Catalogue.load('{}', closing), ClosedError);
});

test('what was made outlives what it was made from', () => {
  const own = Catalogue.builtin('pakistan');
  const answers = own.parse(child);
  const talk = own.interview();
  own.close();
  const result = answers.assess();
  answers.close();
  assert.equal(result.headline, 'presumed_victim');
  assert.ok(talk.next());
  assert.equal(talk.answers().interview().answers().assess().headline, 'not_yet_asked');
});

test(
  'using closes at the end of a block',
  { skip: !Symbol.dispose && 'this Node has no Symbol.dispose' },
  () => {
    const answers = catalogue.answers();
    answers[Symbol.dispose]();
    assert.ok(answers.closed);
  },
);

test('what is forgotten is freed, once', async () => {
  v8.setFlagsFromString('--expose-gc');
  const gc = vm.runInNewContext('gc');
  const collect = async () => {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 10));
  };
  for (let i = 0; i < 20; ++i) await collect(); // what the tests before forgot
  const names = [
    'answers_free',
    'assessment_free',
    'interview_free',
    'evaluator_free',
    'catalogue_free',
  ];
  const really = names.map((name) => library[name]);
  const freed = new Map();
  names.forEach((name, i) => {
    library[name] = (pointer) => {
      assert.notEqual(pointer, null);
      freed.set(name, (freed.get(name) ?? 0) + 1);
      really[i](pointer);
    };
  });
  try {
    (() => {
      for (let i = 0; i < 20; ++i) {
        const bank = Catalogue.builtin('words');
        bank.answers().assess();
        bank.interview();
        bank.evaluator();
        if (i % 2) bank.close();
      }
    })();
    for (let i = 0; i < 50; ++i) await collect();
  } finally {
    names.forEach((name, i) => {
      library[name] = really[i];
    });
  }
  assert.deepEqual(Object.fromEntries(freed), Object.fromEntries(names.map((name) => [name, 20])));
});

test('the names in the types are those of the library', () => {
  const types = fs.readFileSync(path.join(__dirname, '../generated.d.ts'), 'utf8');
  for (const [name, call] of [
    ['view', 'view'],
    ['finding', 'finding_status'],
    ['referral', 'referral_status'],
    ['stop', 'stop'],
    ['why', 'why'],
  ]) {
    names[name].forEach((text, number) => {
      assert.equal(library[`${call}_name`](number), text);
      assert.ok(types.includes(`'${text}'`));
    });
    assert.equal(library[`${call}_name`](names[name].length), null);
  }
  assert.equal(names.stop[pehchan.constants.PEHCHAN_STOP_ENOUGH], 'enough_for_first_contact');
});

test('an answer is read back, and not_applicable is set by index', () => {
  const person = catalogue
    .answers('A-17')
    .set('age_now_years', 16)
    .set('believed_under_18', 'unknown');
  assert.equal(person.get('age_now_years'), 16);
  assert.equal(person.get('believed_under_18'), 'unknown');
  assert.equal(person.get('wages_withheld'), undefined);
  const at = (id) => catalogue.indicator(id).index;
  person.setCode(at('wages_withheld'), -3);
  person.set('province', 'punjab');
  assert.deepEqual(person.all(), {
    age_now_years: 16,
    believed_under_18: 'unknown',
    province: 'punjab',
    wages_withheld: 'not_applicable',
  });
  assert.deepEqual(person.all(), JSON.parse(person.json()).answers);
  assert.equal(person.kind(at('age_now_years')), 'number');
  assert.equal(person.value(BigInt(at('age_now_years'))), 16);
  const options = catalogue.indicator('province').options();
  assert.equal(person.kind(at('province')), 'option');
  assert.equal(options[person.value(at('province'))].id, 'punjab');
  assert.deepEqual(
    [person.kind(at('wages_withheld')), person.value(at('wages_withheld'))],
    ['not_applicable', 0],
  );
  for (const id of ['believed_under_18', 'debt_inflated']) {
    assert.equal(person.kind(at(id)), 'unknown');
    assert.equal(person.asked(at(id)), id === 'believed_under_18');
  }
  fails('not_found', () => person.get('no_such'));
  fails('bad_argument', () => person.setCode(1e6, -3));
  fails('bad_argument', () => person.setCode(at('age_now_years'), -3));
  fails('bad_argument', () => person.kind(1e6));
  fails('bad_argument', () => person.value(1e6));
  fails('bad_argument', () => person.asked(2n ** 64n - 1n));
});

test('a catalogue lists its mappings', () => {
  assert.deepEqual(catalogue.mappings, []);
  const mappings = Catalogue.builtin('mappings').mappings;
  assert.ok(mappings.some((one) => one.id === 'htcds_2' && one.writes));
  assert.ok(mappings.some((one) => one.id === 'ctdc_kanon' && !one.writes));
});

test('a cohort says what the evaluator says of each person', () => {
  for (const one of [catalogue, Catalogue.builtin('instruments')]) {
    const cohort = one.cohort();
    const evaluator = one.evaluator();
    const count = 70000; // more than one piece of results
    const signs = one.indicators.filter((sign) => sign.type !== 'number').slice(0, 40);
    const numbers = one.indicators.filter((sign) => sign.type === 'number').slice(0, 3);
    const columns = {};
    for (const [i, sign] of signs.entries())
      columns[sign.id] = Int8Array.from(
        { length: count },
        (_, row) => ((row * 7 + i * 5 + (row >> 3)) % 4) - 2,
      );
    for (const [i, sign] of numbers.entries())
      columns[sign.id] = Float64Array.from({ length: count }, (_, row) =>
        (row + i) % 3 ? Number(sign.least) + (row % 5) : NaN,
      );
    for (const sign of signs)
      if (sign.type === 'choice')
        columns[sign.id] = columns[sign.id].map((code) => Math.min(code, 0));
    using(new pehchan.Workers(2), (workers) => {
      assert.equal(workers.count, 2);
      const results = cohort.assess(columns, { workers });
      assert.equal(results.count, count);
      assert.deepEqual(Object.keys(results.statuses), [...cohort.findings]);
      for (const row of [0, 1, 2, 3, 17, 4711, 65535, 65536, 69999]) {
        const answers = one.answers();
        for (const sign of signs) {
          const code = columns[sign.id][row];
          if (sign.type === 'yes_no' || code < 0) answers.setCode(sign.index, code);
          else answers.setValue(sign.index, code);
        }
        for (const sign of numbers)
          if (!Number.isNaN(columns[sign.id][row]))
            answers.setValue(sign.index, columns[sign.id][row]);
        evaluator.assess(answers);
        evaluator.findings.forEach((id, i) =>
          assert.equal(
            names.finding[results.statuses[id][row]],
            evaluator.status(i),
            `${id} ${row}`,
          ),
        );
        evaluator.scores.forEach((id, i) => {
          const { low, high } = evaluator.score(i);
          assert.deepEqual(
            [results.scores[id].low[row], results.scores[id].high[row]],
            [low, high],
          );
        });
      }
    });
  }
});

function using(what, work) {
  try {
    work(what);
  } finally {
    what.close();
  }
}

test('a cohort names every column and row that it does not take', () => {
  const cohort = catalogue.cohort();
  fails('bad_data', () => cohort.assess({ no_such: new Int8Array(3) }));
  assert.equal(cohort.assess({ no_such: new Int8Array(3) }, { ignoreExtra: true }).count, 3);
  const columns = { believed_under_18: Int8Array.of(1, 7, 0) };
  assert.throws(
    () => cohort.assess(columns),
    (error) =>
      error.status === 'bad_data' &&
      error.issues[0].pointer === '/believed_under_18/1' &&
      /unknown_value|out_of_range|wrong/.test(error.issues[0].code),
  );
  const results = cohort.assess(columns, { keepGoing: true });
  assert.deepEqual(
    results.issues.map((one) => one !== null),
    [false, true, false],
  );
  assert.equal(results.statuses[cohort.findings[0]][1], -1);
  assert.equal(cohort.assess({}).count, 0);
  for (const wrong of [
    { believed_under_18: [1] },
    { believed_under_18: new Int8Array(1), age_now_years: new Int8Array(2) },
    null,
  ]) {
    assert.throws(
      () => cohort.assess(wrong),
      (error) => error instanceof TypeError || error instanceof RangeError,
    );
  }
  assert.throws(() => cohort.assess(columns, { statusColumns: true }), TypeError);
  assert.throws(() => cohort.assessStream(0n, 1n), RangeError);
  assert.throws(() => new pehchan.Workers(0), RangeError);
  cohort.close();
  assert.throws(() => cohort.assess(columns), ClosedError);
});
