// SPDX-License-Identifier: Apache-2.0

// node screen.mjs PEHCHAN_WASM CATALOGUE CASES OUT: one assessment a line, and what a bad case says.

import assert from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { Pehchan } from "./pehchan.mjs";

const [module, catalogue, cases, out] = process.argv.slice(2);
const pehchan = await Pehchan.load(readFileSync(module));
const lines = readFileSync(cases, "utf8").split("\n").filter((line) => line);
writeFileSync(out, lines.map((line) => pehchan.screen(catalogue, line) + "\n").join(""));

assert.throws(() => pehchan.screen(catalogue, '{"case": "A", "answers": {"no_such_sign": "yes"}}'), (error) => error.status === 5 && error.issues[0].code === "unknown_indicator");
assert.throws(() => pehchan.screen("nowhere", "{}"), (error) => error.status === 4);
assert.throws(() => pehchan.screen(catalogue + "\0else", "{}"), TypeError);
assert.throws(() => pehchan.screen(catalogue, '{"case": "A 17", "answers": {}}'), (error) => error.issues[0].code === "bad_case_id");
assert.throws(() => pehchan.screen(catalogue, "{}", { language: "xx" }), (error) => error.status === 3);
