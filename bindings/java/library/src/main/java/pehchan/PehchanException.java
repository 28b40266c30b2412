// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.List;

/** What the library did not take, and why. Holds no answer: it may be logged. */
public final class PehchanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Status status;
    private final transient List<Issue> issues;

    PehchanException(Status status, String message, List<Issue> issues) {
        super(message);
        this.status = status;
        this.issues = issues;
    }

    public Status status() {
        return status;
    }

    /**
     * Every problem of a text, with its place; empty for other statuses, and after serialization.
     */
    public List<Issue> issues() {
        return issues == null ? List.of() : issues;
    }
}
