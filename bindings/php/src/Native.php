<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI;
use FFI\CData;

/**
 * How is the shared library found, and how do texts, results and errors go over the border?
 *
 * @internal
 */
final class Native
{
    private static ?FFI $library = null;

    public static function library(): FFI
    {
        return self::$library ??= self::load();
    }

    /** In the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks. */
    private static function load(): FFI
    {
        $name = match (PHP_OS_FAMILY) {
            'Windows' => 'pehchan.dll',
            'Darwin' => 'libpehchan.3.dylib',
            default => 'libpehchan.so.3',
        };
        $folder = getenv('PEHCHAN_LIBRARY_DIR');
        $file = $folder ? $folder . DIRECTORY_SEPARATOR . $name : $name;
        $declared = file_get_contents(__DIR__ . '/../generated/pehchan.h');
        $library = FFI::cdef($declared, $file);
        $found = $library->pehchan_abi_version();
        if ($found !== Abi::NUMBER) {
            $wanted = Abi::NUMBER;
            throw new \RuntimeException("$file has version $found of the C interface, not $wanted");
        }
        return $library;
    }

    /** An id, language or value: C would cut it at a zero character. */
    public static function word(string $text, string $what): string
    {
        if (str_contains($text, "\0")) {
            throw new \InvalidArgumentException("$what holds a zero character");
        }
        return $text;
    }

    public static function wordOrNull(?string $text, string $what): ?string
    {
        return $text === null ? null : self::word($text, $what);
    }

    public static function index(int $index): int
    {
        return $index >= 0 ? $index : throw new \OutOfRangeException('an index is not negative');
    }

    /** A call that takes `error` last. */
    public static function run(callable $call): void
    {
        $error = self::library()->new('pehchan_error *');
        $status = $call(FFI::addr($error));
        if ($status !== Status::Ok->value) {
            throw self::failure($status, $error);
        }
    }

    /** One that takes `out` before it, which is of this type. */
    public static function make(string $type, callable $call): CData
    {
        $out = self::library()->new($type);
        self::run(fn (CData $error) => $call(FFI::addr($out), $error));
        return $out;
    }

    public static function makeText(callable $call): string
    {
        $library = self::library();
        $made = self::make('pehchan_text *', $call);
        try {
            $text = (string) $library->pehchan_text_data($made); // up to its zero byte
            $whole = strlen($text) === $library->pehchan_text_size($made);
            return $whole ? $text : throw new \LogicException('a text of the library holds a zero byte');
        } finally {
            $library->pehchan_text_free($made);
        }
    }

    /** For functions that make no error object. */
    public static function check(int $status): void
    {
        if ($status !== Status::Ok->value) {
            $name = self::library()->pehchan_status_name($status) ?? (string) $status;
            throw new PehchanException(self::status($status), "the library says $name");
        }
    }

    /** 1 or 0; below that memory ran out. */
    public static function certain(int $found): bool
    {
        return $found >= 0 ? $found === 1 : throw new PehchanException(Status::OutOfMemory, 'out of memory');
    }

    /** @return list<mixed> */
    public static function list(int $count, callable $each): array
    {
        $all = [];
        for ($i = 0; $i < $count; ++$i) {
            $all[] = $each($i);
        }
        return $all;
    }

    private static function status(int $number): Status
    {
        return Status::tryFrom($number) ?? Status::Internal;
    }

    private static function failure(int $status, CData $error): PehchanException
    {
        if (FFI::isNull($error)) {
            return new PehchanException(self::status($status), 'the library gave no reason');
        }
        $library = self::library();
        try {
            $issues = self::list($library
                ->pehchan_error_issue_count($error), fn (int $i) => new Issue(
                $library->pehchan_error_issue_code($error, $i),
                $library->pehchan_error_issue_pointer($error, $i),
                $library->pehchan_error_issue_message($error, $i),
                $library->pehchan_error_issue_line($error, $i),
                $library->pehchan_error_issue_column($error, $i),
            ));
            return new PehchanException(self::status($status), $library
                ->pehchan_error_message($error), $issues);
        } finally {
            $library->pehchan_error_free($error);
        }
    }
}
