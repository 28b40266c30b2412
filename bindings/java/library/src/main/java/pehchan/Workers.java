// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

/** Threads that wait between calls of a {@link Cohort}. Results do not depend on them. */
public final class Workers extends Handle {
    private Workers(Pointer made) {
        super(made, C::pehchan_workers_free, true, "set of workers");
    }

    /** So many threads, the calling one included. */
    public static Workers of(int threads) {
        return new Workers(Calls.make((out, error) -> C.pehchan_workers_new(threads, out, error)));
    }

    public int count() {
        return use(C::pehchan_workers_count);
    }
}
