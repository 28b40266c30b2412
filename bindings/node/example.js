// SPDX-License-Identifier: Apache-2.0
const { Catalogue } = require('./index.js'); // require('pehchan') where it is installed

const catalogue = Catalogue.builtin('pakistan');
const person = catalogue
  .answers('A-17')
  .set('made_to_work_by_force_or_menace', true)
  .set('age_now_years', 16);
const result = person.assess();
console.log(result.headline);
for (const { status, title } of result.findings()) if (status === 'indicated') console.log(title);
