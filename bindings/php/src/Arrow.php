<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI;
use FFI\CData;

/**
 * Plain columns as an Arrow stream, and a stream of results as plain columns.
 *
 * @internal
 */
final class Arrow
{
    /** @var array{CData, CData, CData}|null A schema, array and stream with their functions. */
    private static ?array $patterns = null;
    /** @var array<int, self> What is being read, by the number that a stream's private data hold. */
    private static array $inputs = [];
    private static int $last = 0;

    /** @var list<CData> All memory that goes in; it outlives the stream: nothing to free in release. */
    private array $kept = [];
    private CData $schema;
    private CData $array;
    private CData $stream;
    private int $count = 0;
    private bool $given = false;

    /**
     * @param array<string, array> $columns
     * @param array<string, bool> $numbers
     */
    private function __construct(array $columns, array $numbers, private readonly int $number)
    {
        $library = Native::library();
        $this->count = $columns ? count(reset($columns)) : 0;
        $width = count($columns);
        $schemas = $this->keep($library->new('struct ArrowSchema *[' . max(1, $width) . ']'));
        $arrays = $this->keep($library->new('struct ArrowArray *[' . max(1, $width) . ']'));
        $at = 0;
        foreach ($columns as $id => $values) {
            if (!is_array($values) || count($values) !== $this->count) {
                throw new \InvalidArgumentException('columns are lists of one length');
            }
            $packed = $numbers[$id] ? self::doubles($values) : self::codes($values);
            $bytes = $this->keep($library->new('char[' . max(8, strlen($packed)) . ']'));
            FFI::memcpy($bytes, $packed, strlen($packed));
            $schemas[$at] = FFI::addr($this->schema($numbers[$id] ? 'g' : 'c', (string) $id));
            $arrays[$at++] = FFI::addr($this->array([null, $bytes]));
        }
        $this->schema = $this->schema('+s', '');
        $this->schema->n_children = $width;
        $this->schema->children = FFI::addr($schemas[0]);
        $this->array = $this->array([null]);
        $this->array->n_children = $width;
        $this->array->children = FFI::addr($arrays[0]);
        $this->stream = $this->like(2);
        $private = $this->keep($library->new('int64_t'));
        $private->cdata = $number;
        $this->stream->private_data = FFI::cast('void *', FFI::addr($private));
    }

    private function keep(CData $made): CData
    {
        return $this->kept[] = $made;
    }

    private function word(string $text): CData
    {
        $made = $this->keep(Native::library()->new('char[' . (strlen($text) + 1) . ']'));
        FFI::memcpy($made, $text, strlen($text));
        return FFI::addr($made[0]);
    }

    /** A copy of a structure that has its functions. */
    private function like(int $which): CData
    {
        $pattern = self::patterns()[$which];
        $made = $this->keep(Native::library()->new(FFI::typeof($pattern)));
        FFI::memcpy($made, $pattern, FFI::sizeof($pattern));
        return $made;
    }

    private function schema(string $format, string $name): CData
    {
        $made = $this->like(0);
        $made->format = $this->word($format);
        $made->name = $this->word($name);
        return $made;
    }

    /** @param list<?CData> $buffers */
    private function array(array $buffers): CData
    {
        $made = $this->like(1);
        $places = $this->keep(Native::library()->new('const void *[' . count($buffers) . ']'));
        foreach ($buffers as $i => $one) {
            $places[$i] = $one === null ? null : FFI::cast('void *', FFI::addr($one));
        }
        $made->length = $this->count;
        $made->n_buffers = count($buffers);
        $made->buffers = FFI::addr($places[0]);
        return $made;
    }

    /** @return array{CData, CData, CData} PHP keeps a function that C may call until its end. */
    private static function patterns(): array
    {
        if (self::$patterns === null) {
            $library = Native::library();
            $schema = $library->new('struct ArrowSchema', persistent: true, owned: false);
            $array = $library->new('struct ArrowArray', persistent: true, owned: false);
            $stream = $library->new('struct ArrowArrayStream', persistent: true, owned: false);
            $release = function ($one): void {
                $one->release = null;
            };
            $schema->release = $release;
            $array->release = $release;
            $stream->release = $release;
            $stream->get_schema = function ($stream, $out): int {
                FFI::memcpy($out, self::of($stream)->schema, FFI::sizeof($out[0]));
                return 0;
            };
            $stream->get_next = function ($stream, $out): int {
                $input = self::of($stream);
                FFI::memcpy($out, $input->array, FFI::sizeof($out[0]));
                if ($input->given) {
                    $out->release = null;
                }
                $input->given = true;
                return 0;
            };
            $stream->get_last_error = fn ($stream) => null;
            self::$patterns = [$schema, $array, $stream];
        }
        return self::$patterns;
    }

    private static function of(CData $stream): self
    {
        return self::$inputs[FFI::cast('int64_t *', $stream->private_data)[0]];
    }

    private static function codes(array $values): string
    {
        $codes = [];
        foreach ($values as $value) {
            $code = $value === null ? -1 : $value;
            if (!is_int($code) && !is_bool($code) || $code < -128 || $code > 127) {
                throw new \InvalidArgumentException('a code is a small whole number, true, false or null');
            }
            $codes[] = (int) $code;
        }
        return pack('c*', ...$codes);
    }

    private static function doubles(array $values): string
    {
        $numbers = [];
        foreach ($values as $value) {
            if ($value !== null && !is_int($value) && !is_float($value)) {
                throw new \InvalidArgumentException('a number is an int, a float or null');
            }
            $numbers[] = $value ?? NAN;
        }
        return pack('d*', ...$numbers);
    }

    /** `$call` makes of the stream at its first argument one at its second. */
    public static function assess(array $columns, array $numbers, array $findings, array $scores, callable $call): CohortResult
    {
        $library = Native::library();
        $input = self::$inputs[++self::$last] = new self($columns, $numbers, self::$last);
        $out = $library->new('struct ArrowArrayStream');
        try {
            $call(FFI::addr($input->stream), FFI::addr($out));
            $result = new CohortResult($input->count);
            $pieces = [];
            $piece = $library->new('struct ArrowArray');
            for (;;) {
                FFI::memset($piece, 0, FFI::sizeof($piece));
                if (($out->get_next)(FFI::addr($out), FFI::addr($piece)) !== 0) {
                    throw self::failure(($out->get_last_error)(FFI::addr($out)) ?? '');
                }
                if ($piece->release === null) {
                    break;
                }
                try {
                    $at = 0;
                    foreach ($findings as $id) {
                        $pieces['statuses'][$id][] = self::int8($piece->children[$at++]);
                    }
                    foreach ($scores as $id) {
                        $pieces['low'][$id][] = self::millionths($piece->children[$at++]);
                        $pieces['high'][$id][] = self::millionths($piece->children[$at++]);
                    }
                    if ($at < $piece->n_children) {
                        array_push($result->issues, ...self::texts($piece->children[$at]));
                    }
                } finally {
                    ($piece->release)(FFI::addr($piece));
                }
            }
            foreach (['statuses' => $findings, 'low' => $scores, 'high' => $scores] as $kind => $ids) {
                foreach ($ids as $id) {
                    $result->$kind[$id] = array_merge(...$pieces[$kind][$id] ?? []);
                }
            }
            return $result;
        } finally {
            if ($out->release !== null) {
                ($out->release)(FFI::addr($out));
            }
            unset(self::$inputs[$input->number]);
        }
    }

    private static function bytes(CData $array, int $buffer, int $first, int $size): string
    {
        return $size === 0 ? '' : FFI::string(FFI::cast('char *', $array->buffers[$buffer]) + $first, $size);
    }

    /** @return list<mixed> The values, null where there is none. */
    private static function where(CData $array, array $values): array
    {
        $bits = $array->buffers[0];
        if ($bits === null || FFI::isNull($bits)) {
            return $values;
        }
        $bytes = self::bytes($array, 0, 0, intdiv($array->offset + $array->length + 7, 8));
        foreach ($values as $row => $value) {
            $place = $array->offset + $row;
            if ((ord($bytes[$place >> 3]) >> ($place & 7) & 1) === 0) {
                $values[$row] = null;
            }
        }
        return $values;
    }

    /** @return list<?int> */
    private static function int8(CData $array): array
    {
        $bytes = self::bytes($array, 1, $array->offset, $array->length);
        return self::where($array, array_values(unpack('c*', $bytes)));
    }

    /** @return list<?int> In 16 bytes, of which a score needs the lower 8. */
    private static function millionths(CData $array): array
    {
        $halves = array_values(unpack('q*', self::bytes($array, 1, 16 * $array->offset, 16 * $array->length)));
        $lower = pack('S', 1) === pack('v', 1) ? 0 : 1;
        $values = [];
        for ($row = 0; $row < $array->length; ++$row) {
            $values[] = $halves[2 * $row + $lower];
        }
        return self::where($array, $values);
    }

    /** @return list<?string> */
    private static function texts(CData $array): array
    {
        $ends = array_values(unpack('l*', self::bytes($array, 1, 4 * $array->offset, 4 * ($array->length + 1))));
        $values = [];
        for ($row = 0; $row < $array->length; ++$row) {
            $values[] = self::bytes($array, 2, $ends[$row], $ends[$row + 1] - $ends[$row]);
        }
        return self::where($array, $values);
    }

    /** Of the lines "CODE at /COLUMN/ROW: MESSAGE" that a stream gives. */
    private static function failure(string $said): PehchanException
    {
        preg_match_all('~^(\S+) at (\S*): (.*)$~m', $said, $lines, PREG_SET_ORDER);
        $issues = array_map(fn (array $one) => new Issue($one[1], $one[2], $one[3]), $lines);
        return new PehchanException(Status::BadData, $issues ? 'the answers have problems' : $said, $issues);
    }
}
