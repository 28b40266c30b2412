<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI;
use FFI\CData;

/** One conversation: what to ask, one question at a time, and when to stop (docs/questions.md). */
final class Interview extends Owned
{
    /** @internal */
    public function __construct(CData $pointer, private readonly Catalogue $of)
    {
        parent::__construct($pointer);
    }

    protected static function free(): string
    {
        return 'pehchan_interview_free';
    }

    /** The id of the question to ask now; null where asking stops. It stays until it is answered. */
    public function next(): ?string
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_interview_next($this->own(), $out, $error);
        $lent = Native::make('const char *', $call);
        return FFI::isNull($lent) ? null : FFI::string($lent);
    }

    public function stop(): Stop
    {
        return Stop::from(Native::library()->pehchan_interview_stop($this->own()));
    }

    /** Why the question of next() comes now. */
    public function why(): Why
    {
        return Why::from(Native::library()->pehchan_interview_why($this->own()));
    }

    /** To the question of next(); where it is not taken, the question stands. */
    public function answer(string|int|bool|null $value): void
    {
        $library = Native::library();
        if (is_int($value)) {
            Native::run(fn ($error) => $library
                ->pehchan_interview_answer_number($this->own(), $value, $error));
            return;
        }
        $word = Answers::wordOf($value);
        Native::run(fn ($error) => $library->pehchan_interview_answer($this->own(), $word, $error));
    }

    /** Something volunteered, or a correction. */
    public function record(string $indicator, string|int|bool|null $value): void
    {
        $library = Native::library();
        $id = Native::word($indicator, 'indicator');
        if (is_int($value)) {
            Native::run(fn ($error) => $library
                ->pehchan_interview_record_number($this->own(), $id, $value, $error));
            return;
        }
        $word = Answers::wordOf($value);
        Native::run(fn ($error) => $library
            ->pehchan_interview_record($this->own(), $id, $word, $error));
    }

    /** The person wishes to stop: recorded, and no further question. */
    public function end(): void
    {
        Native::check(Native::library()->pehchan_interview_end($this->own()));
    }

    /** In a full interview a specialist may go on after danger, once. */
    public function goOn(): bool
    {
        return Native::library()->pehchan_interview_go_on($this->own()) === 1;
    }

    /** Whether a "no" to a question about harm counts by the conditions recorded so far. */
    public function denialsCount(): bool
    {
        return Native::certain(Native::library()->pehchan_interview_denials_count($this->own()));
    }

    /** Whether it is certain that this is a child. */
    public function child(): bool
    {
        return Native::certain(Native::library()->pehchan_interview_child($this->own()));
    }

    /** A copy of the answers so far. */
    public function answers(): Answers
    {
        $call = fn ($out, $error) => Native::library()
            ->pehchan_interview_answers($this->own(), $out, $error);
        return new Answers(Native::make('pehchan_answers *', $call), $this->of);
    }
}
