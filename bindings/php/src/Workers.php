<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/** Threads that wait between calls of a cohort. Results do not depend on them. */
final class Workers extends Owned
{
    protected static function free(): string
    {
        return 'pehchan_workers_free';
    }

    /** So many threads, the calling one included. */
    public static function of(int $threads): self
    {
        if ($threads < 1 || $threads > Native::library()->PEHCHAN_WORKERS_MOST) {
            throw new \OutOfRangeException('there are no so many threads');
        }
        $call = fn ($out, $error) => Native::library()->pehchan_workers_new($threads, $out, $error);
        return new self(Native::make('pehchan_workers *', $call));
    }

    public function count(): int
    {
        return Native::library()->pehchan_workers_count($this->own());
    }
}
