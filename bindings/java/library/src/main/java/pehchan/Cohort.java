// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.util.List;
import java.util.Objects;

/** A catalogue's rules made ready for many persons as columns: for statistics only. */
public final class Cohort extends Handle {
    private final List<String> findings, scores;

    Cohort(Pointer made) {
        super(made, C::pehchan_cohort_free, true, "cohort");
        findings =
                Calls.list(
                        C.pehchan_cohort_finding_count(made),
                        i -> C.pehchan_cohort_finding_id(made, i));
        scores =
                Calls.list(
                        C.pehchan_cohort_score_count(made),
                        i -> C.pehchan_cohort_score_id(made, i));
    }

    /** The ids of the findings that come out. */
    public List<String> findings() {
        return findings;
    }

    public List<String> scores() {
        return scores;
    }

    public CohortResult assess(Columns columns, CohortFlag... flags) {
        return assess(columns, null, flags);
    }

    /** {@code workers} share the work; null: this thread does it all. */
    public CohortResult assess(Columns columns, Workers workers, CohortFlag... flags) {
        Objects.requireNonNull(columns, "columns");
        int bits = CohortFlag.bits(flags) | CohortFlag.bits(CohortFlag.STATUS_COLUMNS);
        return Arrow.assess(
                columns, findings, scores, (input, out) -> run(input, bits, workers, out));
    }

    /**
     * From one Arrow stream to another, which is computed as it is read: the addresses of two
     * {@code struct ArrowArrayStream}, such as {@code ArrowArrayStream.memoryAddress()} of Arrow's
     * own library gives. The first is taken in any case.
     */
    public void assessStream(long input, long output, Workers workers, CohortFlag... flags) {
        if (input == 0 || output == 0) throw new IllegalArgumentException("an address is 0");
        run(new Pointer(input), CohortFlag.bits(flags), workers, new Pointer(output));
    }

    private void run(Pointer input, int bits, Workers workers, Pointer out) {
        run(
                of -> {
                    Pointer shared = workers == null ? null : workers.enter();
                    try {
                        Calls.run(
                                error ->
                                        C.pehchan_cohort_assess(
                                                of, input, bits, shared, out, error));
                    } finally {
                        if (workers != null) workers.leave();
                    }
                });
    }
}
