// SPDX-License-Identifier: Apache-2.0
'use strict';

// `npm install FOLDER` links the folder and fetches nothing for it, so this package does so itself.
// From a registry or a packed file it comes with its dependencies, and this is never run.

const { execFileSync } = require('node:child_process');

try {
  require.resolve('koffi');
} catch {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const how = ['install', '--ignore-scripts', '--no-save', '--no-package-lock', '--omit=dev'];
  execFileSync(npm, how, {
    cwd: __dirname,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}
