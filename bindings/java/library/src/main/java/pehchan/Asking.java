// SPDX-License-Identifier: Apache-2.0
package pehchan;

/** What may be asked besides what may be asked at a first contact. */
public enum Asking {
    /** Sensitivity 3 too, and no stop at first contact: for a specialist. */
    FULL,
    /** A later interview: conditions and consent anew, and what was declined before is offered once. */
    LATER;

    static int bits(Asking... asking) {
        int bits = 0;
        for (Asking one : asking) bits |= 1 << one.ordinal();
        return bits;
    }
}
