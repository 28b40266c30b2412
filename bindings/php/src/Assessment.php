<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

/**
 * Everything that follows, for one reader. The person sees nothing by id: for them
 * the lists are empty, and JSON and page are made.
 */
final class Assessment extends Owned
{
    protected static function free(): string
    {
        return 'pehchan_assessment_free';
    }

    public function headline(): ?string
    {
        return Native::library()->pehchan_assessment_headline($this->own());
    }

    /** Signs of harm with an answer that counts, ... */
    public function asked(): int
    {
        return Native::library()->pehchan_assessment_asked_n($this->own());
    }

    /** ... of those that the rules test. */
    public function askedOf(): int
    {
        return Native::library()->pehchan_assessment_asked_of($this->own());
    }

    /** @return list<array{id: string, status: FindingStatus, title: string}> By falling urgency. */
    public function findings(string $language = 'en'): array
    {
        $library = Native::library();
        $own = $this->own();
        $word = Native::word($language, 'language');
        return Native::list($library->pehchan_assessment_finding_count($own), fn (int $i) => [
            'id' => $library->pehchan_assessment_finding_id($own, $i),
            'status' => FindingStatus::from($library->pehchan_assessment_finding_status($own, $i)),
            'title' => $library->pehchan_assessment_finding_title($own, $i, $word),
        ]);
    }

    /** Null where this reader sees no such finding. */
    public function status(string $finding): ?FindingStatus
    {
        $id = Native::word($finding, 'finding');
        return FindingStatus::tryFrom(Native::library()
            ->pehchan_assessment_status_of($this->own(), $id));
    }

    /** @return list<array{id: string, low: int, high: int}> Both ends in millionths; attained. */
    public function scores(): array
    {
        $library = Native::library();
        $own = $this->own();
        return Native::list($library->pehchan_assessment_score_count($own), fn (int $i) => [
            'id' => $library->pehchan_assessment_score_id($own, $i),
            'low' => $library->pehchan_assessment_score_low($own, $i),
            'high' => $library->pehchan_assessment_score_high($own, $i),
        ]);
    }

    /** @return list<array{id: string, title: string}> */
    public function safeguards(string $language = 'en'): array
    {
        $library = Native::library();
        $own = $this->own();
        $word = Native::word($language, 'language');
        return Native::list($library->pehchan_assessment_safeguard_count($own), fn (int $i) => [
            'id' => $library->pehchan_assessment_safeguard_id($own, $i),
            'title' => $library->pehchan_assessment_safeguard_title($own, $i, $word),
        ]);
    }

    /** @return list<array{id: string, status: ReferralStatus, authority: string}> */
    public function referrals(string $language = 'en'): array
    {
        $library = Native::library();
        $own = $this->own();
        $word = Native::word($language, 'language');
        return Native::list($library->pehchan_assessment_referral_count($own), fn (int $i) => [
            'id' => $library->pehchan_assessment_referral_id($own, $i),
            'status' => ReferralStatus::from($library
                ->pehchan_assessment_referral_status($own, $i)),
            'authority' => $library->pehchan_assessment_referral_authority($own, $i, $word),
        ]);
    }

    /** One line: the bytes of `pehchan screen`. */
    public function json(string $language = 'en', Flag ...$flags): string
    {
        $word = Native::word($language, 'language');
        $bits = Flag::bits(...$flags);
        $call = fn ($out, $error) => Native::library()
            ->pehchan_assessment_json($this->own(), $word, $bits, $out, $error);
        return Native::makeText($call);
    }

    /** The page that this reader reads. */
    public function page(string $language = 'en', Flag ...$flags): string
    {
        $word = Native::word($language, 'language');
        $bits = Flag::bits(...$flags);
        $call = fn ($out, $error) => Native::library()
            ->pehchan_assessment_page($this->own(), $word, $bits, $out, $error);
        return Native::makeText($call);
    }

    /** Why one finding is shown, or not, or what is missing. */
    public function explain(string $finding, string $language = 'en', Flag ...$flags): array
    {
        $id = Native::word($finding, 'finding');
        $word = Native::word($language, 'language');
        return self::read(fn ($out, $error) => Native::library()->pehchan_assessment_explain(
            $this->own(),
            $id,
            $word,
            Flag::bits(...$flags),
            $out,
            $error,
        ));
    }

    /** Why one finding rather than another. */
    public function contrast(string $finding, string $other, string $language = 'en', Flag ...$flags): array
    {
        $id = Native::word($finding, 'finding');
        $second = Native::word($other, 'finding');
        $word = Native::word($language, 'language');
        return self::read(fn ($out, $error) => Native::library()->pehchan_assessment_contrast(
            $this->own(),
            $id,
            $second,
            $word,
            Flag::bits(...$flags),
            $out,
            $error,
        ));
    }

    /** What a mapping writes of this person in the columns of another format. */
    public function columns(string $mapping, string $language = 'en'): array
    {
        $id = Native::word($mapping, 'mapping');
        $word = Native::word($language, 'language');
        return self::read(fn ($out, $error) => Native::library()->pehchan_assessment_columns(
            $this->own(),
            $id,
            $word,
            $out,
            $error,
        ));
    }

    private static function read(callable $call): array
    {
        return json_decode(Native::makeText($call), true, flags: JSON_THROW_ON_ERROR);
    }
}
