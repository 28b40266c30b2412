// SPDX-License-Identifier: Apache-2.0

// Pehchan in JavaScript, from pehchan.wasm: the C interface, and one call of it made easy. Works in Node and in browsers; needs no WASI host.

const utf8 = new TextEncoder();
const words = new TextDecoder("utf-8", { fatal: true });

/** What the module asks of its host and never needs in use: nothing is read, written or kept. */
function refusing(module) {
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        imports[from] ??= {};
        imports[from][name] = name === "proc_exit" ? () => { throw new Error("pehchan.wasm ended: out of memory, or a defect"); } : () => 52; // "not supported"
    }
    return imports;
}

export class Pehchan {
    #exports;
    #catalogues = new Map();

    /** @param {BufferSource} bytes of pehchan.wasm */
    static async load(bytes) {
        const module = await WebAssembly.compile(bytes);
        const instance = await WebAssembly.instantiate(module, refusing(module));
        instance.exports._initialize();
        return new Pehchan(instance.exports);
    }
    constructor(exports) { this.#exports = exports; }

    get version() { return this.#string(this.#exports.pehchan_version()); }

    /** The assessment of one case, both as JSON texts, as `pehchan screen` writes it. View: 0 official, 1 person, 2 investigator, 3 helper. */
    screen(catalogue, json, { language = "en", view = 0, flags = 0 } = {}) {
        const c = this.#exports;
        const handle = this.#catalogue(catalogue);
        const lang = this.#word(language);
        const given = this.#bytes(utf8.encode(json));
        try {
            return this.#text((out, error) => c.pehchan_screen(handle, 0, given.at, BigInt(given.size), lang.at, view, flags, out, error));
        } finally {
            c.free(given.at);
            c.free(lang.at);
        }
    }

    #catalogue(id) {
        if (!this.#catalogues.has(id)) {
            const name = this.#word(id);
            try {
                this.#catalogues.set(id, this.#made((out, error) => this.#exports.pehchan_catalogue_builtin(name.at, out, error)));
            } finally {
                this.#exports.free(name.at);
            }
        }
        return this.#catalogues.get(id);
    }
    #text(call) {
        const c = this.#exports;
        const text = this.#made(call);
        const at = c.pehchan_text_data(text), size = Number(c.pehchan_text_size(text));
        const out = words.decode(new Uint8Array(c.memory.buffer, at, size));
        c.pehchan_text_free(text);
        return out;
    }
    /** What a call gives through `out`; throws what it says in `error`. */
    #made(call) {
        const c = this.#exports;
        const room = c.malloc(8);
        new DataView(c.memory.buffer).setBigUint64(room, 0n, true);
        const status = call(room, room + 4);
        const view = new DataView(c.memory.buffer); // the memory may have grown
        const out = view.getUint32(room, true), error = view.getUint32(room + 4, true);
        c.free(room);
        if (status === 0) return out;
        const thrown = new Error(this.#string(c.pehchan_error_message(error)));
        thrown.status = status;
        thrown.issues = Array.from({ length: Number(c.pehchan_error_issue_count(error)) }, (_, i) => ({
            code: this.#string(c.pehchan_error_issue_code(error, BigInt(i))),
            pointer: this.#string(c.pehchan_error_issue_pointer(error, BigInt(i))),
            message: this.#string(c.pehchan_error_issue_message(error, BigInt(i))),
        }));
        c.pehchan_error_free(error);
        throw thrown;
    }
    /** A string of C ends at the first NUL: one that holds a NUL would be another string there. */
    #word(text) {
        if (typeof text !== "string" || text.includes("\0")) throw new TypeError("expected a string without NUL");
        return this.#bytes(utf8.encode(text + "\0"));
    }
    #bytes(of) {
        const at = this.#exports.malloc(of.length || 1);
        if (!at) throw new Error("out of memory");
        new Uint8Array(this.#exports.memory.buffer, at, of.length).set(of);
        return { at, size: of.length };
    }
    #string(at) {
        const memory = new Uint8Array(this.#exports.memory.buffer);
        let end = at;
        while (memory[end]) ++end;
        return words.decode(memory.subarray(at, end));
    }
}
