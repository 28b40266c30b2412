// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.util.Optional;

/**
 * One conversation: what to ask, and when to stop (docs/questions.md). Threads that share one wait
 * for one another.
 */
public final class Interview extends Handle {
    Interview(Pointer made, State catalogue) {
        super(made, C::pehchan_interview_free, false, "interview", catalogue);
    }

    /** The id of the indicator to ask now; empty where asking stops, see {@link #stop}. */
    public Optional<String> next() {
        return use(
                of ->
                        Optional.ofNullable(
                                Calls.text(
                                        Calls.make(
                                                (out, error) ->
                                                        C.pehchan_interview_next(
                                                                of, out, error)))));
    }

    /** As {@link #next} left it. */
    public Stop stop() {
        return use(of -> Calls.constant(Stop.class, C.pehchan_interview_stop(of)));
    }

    /** Of the question of {@link #next}. */
    public Why why() {
        return use(of -> Calls.constant(Why.class, C.pehchan_interview_why(of)));
    }

    /** The answer to the question of {@link #next}; where it is not taken, the question stands. */
    public void answer(String value) {
        byte[] word = Calls.word(value, "value");
        run(of -> Calls.run(error -> C.pehchan_interview_answer(of, word, error)));
    }

    public void answer(long value) {
        run(of -> Calls.run(error -> C.pehchan_interview_answer_number(of, value, error)));
    }

    /** Something volunteered, or a correction; ask {@link #next} again. */
    public void record(String indicator, String value) {
        byte[] id = Calls.word(indicator, "indicator"), word = Calls.word(value, "value");
        run(of -> Calls.run(error -> C.pehchan_interview_record(of, id, word, error)));
    }

    public void record(String indicator, long value) {
        byte[] id = Calls.word(indicator, "indicator");
        run(of -> Calls.run(error -> C.pehchan_interview_record_number(of, id, value, error)));
    }

    /** The person wishes to stop: recorded, and no further question. */
    public void end() {
        run(of -> Calls.check(C.pehchan_interview_end(of), "the interview could not be ended"));
    }

    /**
     * In a full interview ({@link Asking#FULL}, and the wish of an adult) a specialist may go on
     * after danger, once: true; else false.
     */
    public boolean goOn() {
        return use(of -> C.pehchan_interview_go_on(of) == 1);
    }

    /** Whether a "no" to a question about harm counts by the conditions recorded so far. */
    public boolean denialsCount() {
        return use(of -> C.pehchan_interview_denials_count(of) == 1);
    }

    /** Whether it is certain that this is a child. */
    public boolean isChild() {
        return use(of -> C.pehchan_interview_child(of) == 1);
    }

    /** A copy of what is known now. */
    public Answers answers() {
        return use(
                of ->
                        new Answers(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_interview_answers(of, out, error)),
                                kept()));
    }
}
