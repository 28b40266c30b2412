// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statuses and scores of many persons, row by row. */
public final class CohortResult {
    /** Stands in {@link #low} and {@link #high} where a row was refused. */
    public static final long NO_SCORE = Long.MIN_VALUE;

    private final int count;
    private final Map<String, byte[]> statuses = new HashMap<>();
    private final Map<String, long[]> bounds = new HashMap<>();
    private String[] issues;

    CohortResult(int count) {
        this.count = count;
    }

    byte[] statusesFor(String finding) {
        return statuses.computeIfAbsent(finding, id -> new byte[count]);
    }

    long[] boundsFor(String column) {
        return bounds.computeIfAbsent(column, id -> new long[count]);
    }

    String[] issuesFor() {
        if (issues == null) issues = new String[count];
        return issues;
    }

    public int count() {
        return count;
    }

    /** Empty where the row was refused. */
    public Optional<FindingStatus> status(String finding, int row) {
        return Optional.ofNullable(Calls.findingStatus(there(statuses, finding)[row]));
    }

    /** The numbers of {@link FindingStatus}; -1 where a row was refused. */
    public byte[] statuses(String finding) {
        return there(statuses, finding).clone();
    }

    /** In millionths; attained. */
    public long[] low(String score) {
        return there(bounds, score + ".low").clone();
    }

    /** In millionths; attained. */
    public long[] high(String score) {
        return there(bounds, score + ".high").clone();
    }

    /** With {@link CohortFlag#KEEP_GOING}: what was wrong with a row, null where nothing was. */
    public List<String> issues() {
        return issues == null ? List.of() : Arrays.asList(issues.clone());
    }

    private static <T> T there(Map<String, T> all, String id) {
        T found = all.get(id);
        if (found == null) throw new IllegalArgumentException("the cohort has no " + id);
        return found;
    }
}
