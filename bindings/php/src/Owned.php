<?php
// SPDX-License-Identifier: Apache-2.0
declare(strict_types=1);

namespace Pehchan;

use FFI\CData;

/** Something of the library's that is freed once: by close(), or when nobody holds it any more. */
abstract class Owned
{
    private ?CData $pointer;

    /** @internal */
    public function __construct(CData $pointer)
    {
        $this->pointer = $pointer;
    }

    /** The name of the function that frees it. */
    abstract protected static function free(): string;

    /** @internal */
    public function own(): CData
    {
        return $this->pointer ?? throw new \LogicException('this ' . static::class . ' is closed');
    }

    /** Gives the memory back now; a second call does nothing. */
    public function close(): void
    {
        if ($this->pointer !== null) {
            Native::library()->{static::free()}($this->pointer);
            $this->pointer = null;
        }
    }

    public function __destruct()
    {
        $this->close();
    }

    public function __clone()
    {
        $this->pointer = null; // of the copy, which is destroyed at once and must free nothing
        throw new \LogicException('what the library holds is not cloned');
    }

    public function __serialize(): array
    {
        throw new \LogicException('what the library holds is not serialized');
    }
}
