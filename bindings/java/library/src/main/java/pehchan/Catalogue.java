// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Indicators, rules and what follows from them. Never changes; any number of threads may use one at
 * once.
 */
public final class Catalogue extends Handle {
    private Catalogue(Pointer made) {
        super(made, C::pehchan_catalogue_free, true, "catalogue");
    }

    /** A catalogue that is compiled in, with those it uses. */
    public static Catalogue builtin(String id) {
        byte[] word = Calls.word(id, "id");
        return new Catalogue(
                Calls.make((out, error) -> C.pehchan_catalogue_builtin(word, out, error)));
    }

    /**
     * A catalogue from its text (docs/catalogue-format.md) and those it uses, which may be closed
     * afterwards.
     */
    public static Catalogue load(String json, Catalogue... used) {
        byte[] text = Calls.utf8(json, "json");
        for (Catalogue one : used) Objects.requireNonNull(one, "used");
        int entered = 0;
        try (Memory list = new Memory(Math.max(1, (long) used.length * Native.POINTER_SIZE))) {
            for (; entered < used.length; ++entered)
                list.setPointer((long) entered * Native.POINTER_SIZE, used[entered].enter());
            return new Catalogue(
                    Calls.make(
                            (out, error) ->
                                    C.pehchan_catalogue_load(
                                            text, text.length, list, used.length, out, error)));
        } finally {
            while (entered > 0) used[--entered].leave();
        }
    }

    /**
     * A new catalogue with translations into one more language, from their text: {@code
     * {"language": "ps", "direction": "rtl", "texts": {"indicators/indicators/sex/question":
     * {"text": "..."}}}} (docs/law.md). Rules and digest stay.
     */
    public Catalogue withTexts(String json) {
        byte[] text = Calls.utf8(json, "json");
        return use(
                of ->
                        new Catalogue(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_catalogue_with_texts(
                                                        of, text, text.length, out, error))));
    }

    public String id() {
        return use(of -> Calls.text(C.pehchan_catalogue_id(of)));
    }

    public String version() {
        return use(of -> Calls.text(C.pehchan_catalogue_version(of)));
    }

    /** SHA-256, lower-case hexadecimal. */
    public String digest() {
        return use(of -> Calls.text(C.pehchan_catalogue_digest(of)));
    }

    /** Whether {@code pehchan check} has proved exactly this text. */
    public boolean isProved() {
        return use(of -> C.pehchan_catalogue_proved(of) == 1);
    }

    /** All that an answer may name, sorted by id. */
    public List<Indicator> indicators() {
        int count = use(of -> Math.toIntExact(C.pehchan_catalogue_indicator_count(of)));
        List<Indicator> all = new ArrayList<>(count);
        for (int i = 0; i < count; ++i) all.add(new Indicator(this, i));
        return List.copyOf(all);
    }

    public Optional<Indicator> indicator(String id) {
        byte[] word = Calls.word(id, "id");
        int index = use(of -> Math.toIntExact(C.pehchan_catalogue_indicator_index(of, word)));
        return index < 0 ? Optional.empty() : Optional.of(new Indicator(this, index));
    }

    /** The indicator of this place in {@link #indicators}. */
    public Indicator indicator(int index) {
        Objects.checkIndex(
                index, use(of -> Math.toIntExact(C.pehchan_catalogue_indicator_count(of))));
        return new Indicator(this, index);
    }

    public List<Form> forms() {
        int count = use(of -> Math.toIntExact(C.pehchan_catalogue_form_count(of)));
        List<Form> all = new ArrayList<>(count);
        for (int i = 0; i < count; ++i) all.add(new Form(this, i));
        return List.copyOf(all);
    }

    /**
     * How the columns and codes of another format are read; {@code writes}: {@link
     * Assessment#columns} takes it too.
     */
    public record Mapping(String id, boolean writes) {}

    /** Sorted by id. */
    public List<Mapping> mappings() {
        return use(
                of -> {
                    List<Mapping> all = new ArrayList<>();
                    for (long i = 0, n = C.pehchan_catalogue_mapping_count(of); i < n; ++i)
                        all.add(
                                new Mapping(
                                        Calls.text(C.pehchan_catalogue_mapping_id(of, i)),
                                        C.pehchan_catalogue_mapping_writes(of, i) == 1));
                    return List.copyOf(all);
                });
    }

    /** The languages that it speaks, the source first. */
    public List<String> languages() {
        return use(
                of -> {
                    List<String> all = new ArrayList<>();
                    for (long i = 0, n = C.pehchan_catalogue_language_count(of); i < n; ++i)
                        all.add(Calls.text(C.pehchan_catalogue_language(of, i)));
                    return List.copyOf(all);
                });
    }

    /** How a language is written: from left to right, or from right to left. */
    public enum Direction {
        LTR,
        RTL
    }

    /** Empty where the catalogue does not speak this language. */
    public Optional<Direction> direction(String language) {
        int at = languages().indexOf(Objects.requireNonNull(language, "language"));
        if (at < 0) return Optional.empty();
        return Optional.of(
                Direction.valueOf(
                        use(of -> Calls.text(C.pehchan_catalogue_language_direction(of, at)))
                                .toUpperCase(Locale.ROOT)));
    }

    /**
     * SHA-256 of the texts that {@link #withTexts} has added in this language last; empty where
     * none were.
     */
    public Optional<String> textsDigest(String language) {
        byte[] word = Calls.word(language, "language");
        return Optional.of(use(of -> Calls.text(C.pehchan_catalogue_texts_digest(of, word))))
                .filter(digest -> !digest.isEmpty());
    }

    /**
     * What somebody means who types an answer to this indicator, in any language of the catalogue:
     * "yes", "no", "unknown", "declined", the id of an option or a whole number in the digits 0 to
     * 9. Empty where it is not understood or means two things.
     */
    public Optional<String> typed(String indicator, String text) {
        byte[] id = Calls.word(indicator, "indicator"), word = Calls.word(text, "text");
        return use(
                of -> {
                    long index = C.pehchan_catalogue_indicator_index(of, id);
                    if (index < 0)
                        throw new PehchanException(
                                Status.NOT_FOUND, "the catalogue has no such indicator", List.of());
                    try {
                        return Optional.of(
                                Calls.makeText(
                                        (out, error) ->
                                                C.pehchan_catalogue_typed(
                                                        of, index, word, out, error)));
                    } catch (PehchanException e) {
                        if (e.status() == Status.NOT_FOUND) return Optional.empty();
                        throw e;
                    }
                });
    }

    /**
     * Words that pages and interviews use, such as "interview.rights", in this language, else in
     * English.
     */
    public Optional<String> words(String id, String language) {
        byte[] word = Calls.word(id, "id"), in = Calls.word(language, "language");
        return use(of -> Optional.ofNullable(Calls.text(C.pehchan_catalogue_words(of, word, in))));
    }

    /** Answers of which nothing is known yet. */
    public Answers answers() {
        return use(
                of ->
                        new Answers(
                                Calls.make((out, error) -> C.pehchan_answers_new(of, out, error)),
                                state()));
    }

    /** The answers of a case: {@code {"case": "A-17", "answers": {"believed_under_18": "yes"}}}. */
    public Answers parse(String json) {
        return parse(json, null);
    }

    /** The same in the columns and codes of a mapping of the catalogue. */
    public Answers parse(String json, String mapping) {
        byte[] text = Calls.utf8(json, "json"), word = Calls.wordOrNull(mapping, "mapping");
        return use(
                of ->
                        new Answers(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_answers_parse(
                                                        of, word, text, text.length, out, error)),
                                state()));
    }

    /** One conversation; null as {@code form}: all indicators. */
    public Interview interview(String form, Asking... asking) {
        byte[] word = Calls.wordOrNull(form, "form");
        int bits = Asking.bits(asking);
        return use(
                of ->
                        new Interview(
                                Calls.make(
                                        (out, error) ->
                                                C.pehchan_interview_new(
                                                        of, word, bits, out, error)),
                                state()));
    }

    /** Everything that follows from the answers, for one reader. */
    public Assessment assess(Answers answers, View view) {
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(view, "view");
        return use(
                of ->
                        answers.use(
                                of2 ->
                                        new Assessment(
                                                Calls.make(
                                                        (out, error) ->
                                                                C.pehchan_assess(
                                                                        of,
                                                                        of2,
                                                                        view.ordinal(),
                                                                        out,
                                                                        error)))));
    }

    /**
     * The same for a reader of an agency that the catalogue's referrals name, such as {@code fia}.
     * An investigator learns what concerns officials only where the adult agreed, and of others than
     * that agency; null: not known.
     */
    public Assessment assessForAgency(Answers answers, View view, String agency) {
        Objects.requireNonNull(answers, "answers");
        Objects.requireNonNull(view, "view");
        byte[] word = Calls.wordOrNull(agency, "agency");
        return use(
                of ->
                        answers.use(
                                of2 ->
                                        new Assessment(
                                                Calls.make(
                                                        (out, error) ->
                                                                C.pehchan_assess_for_agency(
                                                                        of,
                                                                        of2,
                                                                        view.ordinal(),
                                                                        word,
                                                                        out,
                                                                        error)))));
    }

    /** A case in, one line of JSON out: the same bytes as {@code pehchan screen}. */
    public String screen(String json, View view, String language, Flag... flags) {
        return screen(json, null, view, language, flags);
    }

    /** The same for a case in the columns and codes of a mapping. */
    public String screen(String json, String mapping, View view, String language, Flag... flags) {
        Objects.requireNonNull(view, "view");
        byte[] text = Calls.utf8(json, "json"),
                word = Calls.wordOrNull(mapping, "mapping"),
                in = Calls.word(language, "language");
        int bits = Flag.bits(flags);
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_screen(
                                                of,
                                                word,
                                                text,
                                                text.length,
                                                in,
                                                view.ordinal(),
                                                bits,
                                                out,
                                                error)));
    }

    /** The rules made ready for many persons as columns. */
    public Cohort cohort() {
        return use(
                of -> new Cohort(Calls.make((out, error) -> C.pehchan_cohort_new(of, out, error))));
    }

    /** Statuses and scores only, for loops over many persons. */
    public Evaluator evaluator() {
        return use(
                of ->
                        new Evaluator(
                                Calls.make(
                                        (out, error) -> C.pehchan_evaluator_new(of, out, error))));
    }
}
