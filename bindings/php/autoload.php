<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

// For programs without Composer: require this file.

spl_autoload_register(function (string $class): void {
    if (!str_starts_with($class, 'Pehchan\\')) {
        return;
    }
    foreach (['src', 'generated'] as $folder) {
        $file = __DIR__ . "/$folder/" . substr($class, 8) . '.php';
        if (is_file($file)) {
            require $file;
            return;
        }
    }
});
