<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** Which library this is, and which catalogues are compiled in. */
final class Library
{
    public static function version(): string
    {
        return Native::library()->pehchan_version();
    }

    /** @return list<string> Sorted. */
    public static function builtinIds(): array
    {
        $library = Native::library();
        return Native::list($library
            ->pehchan_builtin_count(), fn (int $i) => $library->pehchan_builtin_id($i));
    }

    public static function builtinText(string $id): string
    {
        Native::word($id, 'id');
        return Native::makeText(fn ($out, $error) => Native::library()
            ->pehchan_builtin_text($id, $out, $error));
    }
}
