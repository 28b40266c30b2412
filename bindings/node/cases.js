// SPDX-License-Identifier: Apache-2.0
'use strict';

// cases.js screen CATALOGUE CASES OUT: one assessment a line. cases.js bench CATALOGUE CASES: the
// time of a call. bindings/README.md says more.

const fs = require('node:fs');
const { Catalogue } = require('./index.js');

const linesOf = (file) => fs.readFileSync(file, 'utf8').split('\n').filter(Boolean);

function screen(catalogue, cases, file) {
  const out = fs.openSync(file, 'w');
  for (const one of cases) fs.writeSync(out, catalogue.screen(one) + '\n');
  fs.closeSync(out);
}

/**
 * Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm
 * up.
 */
function timeOf(cases, each) {
  let best = Infinity;
  for (let round = 0; round < 8; ++round) {
    const begin = process.hrtime.bigint();
    let calls = 0;
    let spent = 0;
    do {
      for (let i = 0; i < cases; ++i) each(i);
      calls += cases;
      spent = Number(process.hrtime.bigint() - begin);
    } while (spent < 1e8);
    if (round > 0) best = Math.min(best, spent / calls);
  }
  return Math.round(best);
}

function bench(catalogue, cases) {
  const indices = new Map(
    catalogue.indicators.filter((one) => one.type === 'yes_no').map((one) => [one.id, one.index]),
  );
  const persons = cases.map((one) =>
    Object.entries(JSON.parse(one).answers)
      .filter(([id, value]) => indices.has(id) && (value === 'yes' || value === 'no'))
      .map(([id, value]) => [indices.get(id), value === 'yes' ? 1 : 0]),
  );
  const answers = catalogue.answers();
  const evaluator = catalogue.evaluator();
  let seen = 0;
  const json = timeOf(cases.length, (i) => {
    seen += catalogue.screen(cases[i]).length;
  });
  const handles = timeOf(cases.length, (i) => {
    answers.clear();
    for (const [index, code] of persons[i]) answers.setCode(index, code);
    evaluator.assess(answers);
    for (let f = 0; f < evaluator.findings.length; ++f)
      seen += evaluator.status(f) === 'indicated' ? 1 : 0;
  });
  if (!seen) throw new Error('nothing was seen');
  console.log(JSON.stringify({ binding: 'node', json_call_ns: json, handle_call_ns: handles }));
}

const [command, catalogue, cases, out, ...more] = process.argv.slice(2);
if (command === 'screen' && out && !more.length)
  screen(Catalogue.builtin(catalogue), linesOf(cases), out);
else if (command === 'bench' && cases && !out) bench(Catalogue.builtin(catalogue), linesOf(cases));
else {
  console.error('use: cases.js screen CATALOGUE CASES OUT | cases.js bench CATALOGUE CASES');
  process.exit(2);
}
