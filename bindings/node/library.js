// SPDX-License-Identifier: Apache-2.0
'use strict';

// How is the shared library found, and what are its functions?

const path = require('node:path');
const koffi = require('koffi');

const { abi, functions, structures } = require('./generated.js');

const types = {
  handle: koffi.pointer('void'),
  bytes: koffi.pointer('uint8_t'),
  list: koffi.pointer(koffi.pointer('void')),
  out: koffi.out(koffi.pointer(koffi.pointer('void'))),
  text_out: koffi.out(koffi.pointer('str')),
  stream: koffi.pointer('void'),
};

// In the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks.
function fileOfLibrary() {
  const name =
    { win32: 'pehchan.dll', darwin: 'libpehchan.3.dylib' }[process.platform] ?? 'libpehchan.so.3';
  const folder = process.env.PEHCHAN_LIBRARY_DIR;
  return folder ? path.join(folder, name) : name;
}

function load() {
  const file = fileOfLibrary();
  let loaded;
  try {
    loaded = koffi.load(file);
  } catch (error) {
    throw new Error(
      `pehchan needs the shared library ${file}; PEHCHAN_LIBRARY_DIR may name its folder (${error.message})`,
    );
  }
  const library = {};
  for (const [name, signature] of Object.entries(functions)) {
    const [result, ...given] = signature.split(' ').map((word) => types[word] ?? word);
    try {
      library[name] = loaded.func(`pehchan_${name}`, result, given);
    } catch {
      throw new Error(`${file} is older than this package: it has no pehchan_${name}`);
    }
  }
  const found = library.abi_version();
  if (found !== abi)
    throw new Error(
      `${file} has version ${found} of the C interface; this package speaks version ${abi}`,
    );
  return library;
}

/** Text of the library's, of this size in bytes. */
function textAt(pointer, size) {
  return size === 0 ? '' : koffi.decode(pointer, 'char', size);
}

module.exports = { library: load(), functions, structures, textAt };
