// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.util.List;
import java.util.Objects;

/**
 * Statuses and scores only, without allocation in the library, for loops over many persons. No
 * offences.
 */
public final class Evaluator extends Handle {
    private final List<String> findings, scores;

    Evaluator(Pointer made) {
        super(made, C::pehchan_evaluator_free, false, "evaluator");
        findings =
                Calls.list(
                        C.pehchan_evaluator_finding_count(made),
                        i -> C.pehchan_evaluator_finding_id(made, i));
        scores =
                Calls.list(
                        C.pehchan_evaluator_score_count(made),
                        i -> C.pehchan_evaluator_score_id(made, i));
    }

    /** The ids of the findings, in the order of {@link #status}. */
    public List<String> findings() {
        return findings;
    }

    public List<String> scores() {
        return scores;
    }

    public void assess(Answers answers) {
        Objects.requireNonNull(answers, "answers");
        Pointer of = enter();
        try {
            Pointer known = answers.enter();
            try {
                int status = C.pehchan_evaluator_assess(of, known);
                if (status != 0) Calls.check(status, "the answers belong to another catalogue");
            } finally {
                answers.leave();
            }
        } finally {
            leave();
        }
    }

    /** Of the person assessed last. */
    public FindingStatus status(int finding) {
        Objects.checkIndex(finding, findings.size());
        Pointer of = enter();
        try {
            FindingStatus status =
                    Calls.findingStatus(C.pehchan_evaluator_finding_status(of, finding));
            if (status == null) throw new IllegalStateException("no person was assessed yet");
            return status;
        } finally {
            leave();
        }
    }

    /** In millionths. */
    public long low(int score) {
        Objects.checkIndex(score, scores.size());
        return use(of -> C.pehchan_evaluator_score_low(of, score));
    }

    public long high(int score) {
        Objects.checkIndex(score, scores.size());
        return use(of -> C.pehchan_evaluator_score_high(of, score));
    }
}
