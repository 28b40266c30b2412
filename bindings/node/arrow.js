// SPDX-License-Identifier: Apache-2.0
'use strict';

// How do plain columns become an Arrow stream, and a stream of results plain columns?
// https://arrow.apache.org/docs/format/CDataInterface.html

const os = require('node:os');
const koffi = require('koffi');
const { structures } = require('./generated.js');

/** Every member has 8 bytes, so a structure is an array of whole numbers. */
const place = (name) => Object.fromEntries(Object.keys(structures[name]).map((key, i) => [key, i]));
const schemaAt = place('ArrowSchema');
const arrayAt = place('ArrowArray');
const streamAt = place('ArrowArrayStream');
const sizeOf = (name) => Object.keys(structures[name]).length;
const room = (name) => new BigInt64Array(sizeOf(name));
/** Copies: a view would be given back only when the event loop turns. */
const wholes = (pointer, count, offset = 0) => koffi.decode(pointer, offset, 'int64_t', count);
const write = (pointer, structure) => koffi.encode(pointer, 'int64_t', structure, structure.length);
const clear = (pointer, member) => koffi.encode(pointer, 8 * member, 'int64_t', 0n);
/** Where the lower half of a whole number of 16 bytes is. */
const lower = os.endianness() === 'LE' ? 0 : 1;

const protos = {
  get_schema: koffi.proto('int pehchan_get_schema(void *, void *)'),
  get_next: koffi.proto('int pehchan_get_next(void *, void *)'),
  get_last_error: koffi.proto('const char *pehchan_get_last_error(void *)'),
  release: koffi.proto('void pehchan_release(void *)'),
};

/** Columns on their way in. All memory is JavaScript's and lives as long as this does. */
class Input {
  #kept = [];
  #registered = [];
  #given = false;

  constructor(columns) {
    if (koffi.sizeof('void *') !== 8) throw new Error('cohorts need a machine of 64 bits');
    if (typeof columns !== 'object' || columns === null)
      throw new TypeError('columns are an object');
    const entries = Object.entries(columns);
    for (const [id, values] of entries) {
      if (id.includes('\0')) throw new TypeError('the name of a column holds a zero character');
      if (!(values instanceof Int8Array) && !(values instanceof Float64Array)) {
        throw new TypeError(`column ${id} is an Int8Array or a Float64Array`);
      }
      if (values.length !== entries[0][1].length) throw new RangeError('columns have one length');
    }
    this.count = entries.length ? entries[0][1].length : 0;
    this.releases = {};
    const all = { ArrowSchema: schemaAt, ArrowArray: arrayAt, ArrowArrayStream: streamAt };
    for (const [name, flag] of Object.entries(all)) {
      this.releases[name] = this.#register('release', (pointer) => {
        clear(pointer, flag.release);
      });
    }
    const schemas = entries.map(([id, values]) =>
      this.#schema(values instanceof Int8Array ? 'c' : 'g', id, []),
    );
    const arrays = entries.map(([, values]) => this.#array([0n, this.#keep(values)], []));
    this.schema = this.#schema('+s', '', schemas);
    this.array = this.#array([0n], arrays);
    this.stream = room('ArrowArrayStream');
    this.stream[streamAt.get_schema] = this.#register('get_schema', (_, out) => {
      write(out, this.schema);
      return 0;
    });
    this.stream[streamAt.get_next] = this.#register('get_next', (_, out) => {
      if (this.#given) clear(out, arrayAt.release);
      else write(out, this.array);
      this.#given = true;
      return 0;
    });
    this.stream[streamAt.get_last_error] = this.#register('get_last_error', () => null);
    this.stream[streamAt.release] = this.releases.ArrowArrayStream;
  }
  #register(kind, work) {
    const made = koffi.register(work, koffi.pointer(protos[kind]));
    this.#registered.push(made);
    return made;
  }
  #keep(values) {
    if (values.byteLength === 0) values = new Int8Array(8);
    this.#kept.push(values);
    return koffi.address(values);
  }
  #text(words) {
    return this.#keep(new Uint8Array(Buffer.from(`${words}\0`, 'utf8')));
  }
  #pointers(all) {
    return this.#keep(BigInt64Array.from(all.length ? all : [0n]));
  }
  #schema(format, name, children) {
    const made = room('ArrowSchema');
    made[schemaAt.format] = this.#text(format);
    made[schemaAt.name] = this.#text(name);
    made[schemaAt.n_children] = BigInt(children.length);
    made[schemaAt.children] = this.#pointers(children.map((one) => this.#keep(one)));
    made[schemaAt.release] = this.releases.ArrowSchema;
    return made;
  }
  #array(buffers, children) {
    const made = room('ArrowArray');
    made[arrayAt.length] = BigInt(this.count);
    made[arrayAt.n_buffers] = BigInt(buffers.length);
    made[arrayAt.buffers] = this.#pointers(buffers);
    made[arrayAt.n_children] = BigInt(children.length);
    made[arrayAt.children] = this.#pointers(children.map((one) => this.#keep(one)));
    made[arrayAt.release] = this.releases.ArrowArray;
    return made;
  }
  close() {
    for (const one of this.#registered) koffi.unregister(one);
  }
}

const calls = Object.fromEntries(
  ['get_schema', 'get_next', 'get_last_error', 'release'].map((name) => [
    name,
    (stream, ...given) => koffi.call(stream[streamAt[name]], protos[name], stream, ...given),
  ]),
);
const release = (structure, where) => {
  if (structure[where.release]) koffi.call(structure[where.release], protos.release, structure);
};

/** The children of a structure, as structures. */
function children(structure, where, name) {
  const count = Number(structure[where.n_children]);
  if (!count) return [];
  return Array.from(wholes(structure[where.children], count), (one) => wholes(one, sizeOf(name)));
}

/** Is there a value in each row? */
function validity(bits, first, count) {
  if (!bits) return () => true;
  const bytes = koffi.decode(bits, 'uint8_t', Math.ceil((first + count) / 8));
  return (row) => ((bytes[(first + row) >> 3] >> ((first + row) & 7)) & 1) === 1;
}

const readers = {
  /** Statuses; -1 for null. */
  c([bits, data], first, count) {
    const there = validity(bits, first, count);
    return koffi
      .decode(data, first, 'int8_t', count)
      .map((value, row) => (there(row) ? value : -1));
  },
  /** Millionths in 16 bytes, of which a score needs the lower 8. */
  'd:18,6'([bits, data], first, count, decimal) {
    const there = validity(bits, first, count);
    const values = wholes(data, 2 * count, 16 * first);
    return Array.from({ length: count }, (_, row) =>
      there(row) ? decimal(values[2 * row + lower]) : null,
    );
  },
  u([bits, data, words], first, count) {
    const there = validity(bits, first, count);
    const ends = koffi.decode(data, 4 * first, 'int32_t', count + 1);
    const text = (row) => {
      const size = ends[row + 1] - ends[row];
      return size ? koffi.decode(words, ends[row], 'char', size) : '';
    };
    return Array.from({ length: count }, (_, row) => (there(row) ? text(row) : null));
  },
};

/** All results, which are the library's until they are copied. */
function read(stream, decimal, failed) {
  const schema = room('ArrowSchema');
  if (calls.get_schema(stream, schema) !== 0)
    throw new Error('the stream of results has no schema');
  const columns = [];
  try {
    for (const one of children(schema, schemaAt, 'ArrowSchema')) {
      const format = koffi.decode.string(one[schemaAt.format]);
      columns.push({ name: koffi.decode.string(one[schemaAt.name]), format, pieces: [] });
    }
  } finally {
    release(schema, schemaAt);
  }
  for (;;) {
    const piece = room('ArrowArray');
    if (calls.get_next(stream, piece) !== 0) {
      throw failed(calls.get_last_error(stream) ?? '');
    }
    if (!piece[arrayAt.release]) return columns;
    try {
      children(piece, arrayAt, 'ArrowArray').forEach((array, i) => {
        const [first, count] = [Number(array[arrayAt.offset]), Number(array[arrayAt.length])];
        const buffers = wholes(array[arrayAt.buffers], Number(array[arrayAt.n_buffers]));
        const { format, pieces } = columns[i];
        if (count) pieces.push(readers[format](buffers, first, count, decimal));
      });
    } finally {
      release(piece, arrayAt);
    }
  }
}

function joined(pieces, format) {
  if (format !== 'c') return pieces.flat();
  const all = new Int8Array(pieces.reduce((size, one) => size + one.length, 0));
  let end = 0;
  for (const one of pieces) {
    all.set(one, end);
    end += one.length;
  }
  return all;
}

/**
 * `assess` makes of the stream at its first argument one at its second; `failed` makes an error of
 * what the stream says.
 */
function assessColumns(given, ids, { decimal, failed }, assess) {
  const input = new Input(given);
  try {
    const out = room('ArrowArrayStream');
    assess(input.stream, out);
    let columns;
    try {
      columns = new Map(
        read(out, decimal, failed).map((one) => [one.name, joined(one.pieces, one.format)]),
      );
    } finally {
      release(out, streamAt);
    }
    const result = { count: input.count, statuses: {}, scores: {} };
    for (const id of ids.findings) result.statuses[id] = columns.get(id);
    for (const id of ids.scores)
      result.scores[id] = { low: columns.get(`${id}.low`), high: columns.get(`${id}.high`) };
    if (columns.has('issues')) result.issues = columns.get('issues');
    return result;
  } finally {
    input.close();
  }
}

module.exports = { assessColumns };
