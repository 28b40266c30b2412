// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** What a text of a result may or shall hold besides. */
public enum Flag {
    /** The person may be shown translations that nobody has reviewed. */
    ALLOW_DRAFT,
    /** Add what would still show an open finding. */
    EXPLAIN,
    /** Add the questions most worth asking next. */
    NEXT;

    static int bits(Flag... flags) {
        int bits = 0;
        for (Flag flag : flags) bits |= 1 << flag.ordinal();
        return bits;
    }
}
