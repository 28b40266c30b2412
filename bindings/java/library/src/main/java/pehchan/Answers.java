// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of one person. Threads that share one wait for one another. */
public final class Answers extends Handle {
    /** Codes for {@link #setCode}. */
    public static final int YES = C.PEHCHAN_ANSWER_YES,
            NO = C.PEHCHAN_ANSWER_NO,
            UNKNOWN = C.PEHCHAN_ANSWER_UNKNOWN,
            DECLINED = C.PEHCHAN_ANSWER_DECLINED,
            NOT_APPLICABLE = C.PEHCHAN_ANSWER_NOT_APPLICABLE;

    Answers(Pointer made, State catalogue) {
        super(made, C::pehchan_answers_free, false, "answers object", catalogue);
    }

    /**
     * "yes", "no", "unknown", "declined", "not_applicable", or an option. Where it is not taken,
     * the answers are as before.
     */
    public Answers set(String indicator, String value) {
        byte[] id = Calls.word(indicator, "indicator"), word = Calls.word(value, "value");
        run(of -> Calls.run(error -> C.pehchan_answers_set(of, id, word, error)));
        return this;
    }

    /** A whole number. */
    public Answers set(String indicator, long value) {
        byte[] id = Calls.word(indicator, "indicator");
        run(of -> Calls.run(error -> C.pehchan_answers_set_number(of, id, value, error)));
        return this;
    }

    /**
     * For tight loops, by {@link Indicator#index}; {@link #NOT_APPLICABLE} where {@link
     * Indicator#mayNotApply}; of others than yes/no only {@link #UNKNOWN} and {@link #DECLINED}.
     */
    public void setCode(int index, int code) {
        if (code < NOT_APPLICABLE || code > YES)
            throw new IllegalArgumentException("there is no such code: " + code);
        Pointer of = enter();
        try {
            int status = C.pehchan_answers_set_code(of, index, (byte) code);
            if (status != 0)
                Calls.check(
                        status,
                        "the catalogue has no indicator of this index that takes this code");
        } finally {
            leave();
        }
    }

    /** For tight loops, by index: the index of an option, or a whole number. */
    public void setValue(int index, long value) {
        Pointer of = enter();
        try {
            int status = C.pehchan_answers_set_value(of, index, value);
            if (status != 0)
                Calls.check(
                        status,
                        "the catalogue has no indicator of this index that takes this value");
        } finally {
            leave();
        }
    }

    /** By index: what kind of answer was given; unknown also where nobody asked. */
    public AnswerKind kind(int index) {
        return use(
                of -> Calls.constant(AnswerKind.class, there(C.pehchan_answers_kind(of, index))));
    }

    /** By index: the index of the option, or the whole number; else 0. */
    public long value(int index) {
        return use(
                of -> {
                    there(C.pehchan_answers_asked(of, index));
                    return C.pehchan_answers_value(of, index);
                });
    }

    /** By index: whether there is an answer, unknown too. */
    public boolean isAsked(int index) {
        return use(of -> there(C.pehchan_answers_asked(of, index)) == 1);
    }

    private static int there(int found) {
        if (found < 0)
            throw new PehchanException(
                    Status.BAD_ARGUMENT, "the catalogue has no indicator of this index", List.of());
        return found;
    }

    /** What was answered: a word, an option, or the digits of a number; empty where nothing was. */
    public Optional<String> get(String indicator) {
        byte[] id = Calls.word(indicator, "indicator");
        return use(
                of -> {
                    long index = C.pehchan_catalogue_indicator_index(kept().pointer(), id);
                    if (index < 0)
                        throw new PehchanException(
                                Status.NOT_FOUND, "the catalogue has no such indicator", List.of());
                    return Optional.ofNullable(answer(of, index));
                });
    }

    /** Everything that was answered, by the ids of indicators. */
    public Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        run(
                of -> {
                    Pointer catalogue = kept().pointer();
                    long count = C.pehchan_catalogue_indicator_count(catalogue);
                    for (long i = 0; i < count; ++i) {
                        String answer = answer(of, i);
                        if (answer != null)
                            all.put(
                                    Calls.text(C.pehchan_catalogue_indicator_id(catalogue, i)),
                                    answer);
                    }
                });
        return Collections.unmodifiableMap(all);
    }

    /** Null where it was never asked. */
    private String answer(Pointer of, long index) {
        if (C.pehchan_answers_asked(of, index) != 1) return null;
        int kind = C.pehchan_answers_kind(of, index);
        long value = C.pehchan_answers_value(of, index);
        return switch (Calls.constant(AnswerKind.class, kind)) {
            case NUMBER -> Long.toString(value);
            case OPTION ->
                    Calls.text(C.pehchan_catalogue_option_id(kept().pointer(), index, value));
            default -> Calls.text(C.pehchan_answer_kind_name(kind));
        };
    }

    /** As if it had never been asked. */
    public Answers forget(String indicator) {
        byte[] id = Calls.word(indicator, "indicator");
        run(of -> Calls.run(error -> C.pehchan_answers_forget(of, id, error)));
        return this;
    }

    /** Everything unknown again; the case id stays. */
    public void clear() {
        run(of -> Calls.check(C.pehchan_answers_clear(of), "the answers could not be cleared"));
    }

    /** "" where there is none. */
    public String caseId() {
        return use(of -> Calls.text(C.pehchan_answers_case(of)));
    }

    /** 1 to 64 of A to Z, a to z, 0 to 9, full stop, underscore and hyphen. */
    public Answers setCaseId(String id) {
        byte[] word = Calls.word(id, "id");
        run(of -> Calls.run(error -> C.pehchan_answers_set_case(of, word, error)));
        return this;
    }

    /** A case that {@link Catalogue#parse} takes. */
    public String json() {
        return use(of -> Calls.makeText((out, error) -> C.pehchan_answers_json(of, out, error)));
    }

    /**
     * The ids of at most {@code most} questions, the best first, none whose answer can no longer
     * change anything; null as {@code form}: of all indicators.
     */
    public List<String> askNext(String form, int most, Asking... asking) {
        byte[] word = Calls.wordOrNull(form, "form");
        int bits = Asking.bits(asking);
        if (most < 0) throw new IllegalArgumentException("fewer than no questions");
        return use(
                of ->
                        Calls.with(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_ask_next(
                                                        of, word, bits, most, out, error)),
                                C::pehchan_questions_free,
                                found ->
                                        Calls.list(
                                                C.pehchan_questions_count(found),
                                                i -> C.pehchan_questions_indicator(found, i))));
    }

    /**
     * One conversation that goes on from a copy of these answers, whose indicators are not asked
     * again; null as {@code form}: all indicators.
     */
    public Interview interview(String form, Asking... asking) {
        byte[] word = Calls.wordOrNull(form, "form");
        int bits = Asking.bits(asking);
        return use(
                of ->
                        new Interview(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_interview_resume(
                                                        of, word, bits, out, error)),
                                kept()));
    }
}
