// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.ArrayList;
import java.util.List;

/**
 * One observable sign or fact about one person. Words are asked of its catalogue, which must still
 * be open.
 */
public final class Indicator {
    /** One of the answers to a choice. */
    public record Option(String id, String label) {}

    private final Catalogue catalogue;
    private final int index, sensitivity;
    private final String id;
    private final IndicatorType type;
    private final KnownBy knownBy;
    private final long least, most;

    Indicator(Catalogue catalogue, int index) {
        this.catalogue = catalogue;
        this.index = index;
        var of = catalogue.enter();
        try {
            id = Calls.text(C.pehchan_catalogue_indicator_id(of, index));
            type =
                    Calls.constant(
                            IndicatorType.class, C.pehchan_catalogue_indicator_type(of, index));
            knownBy =
                    Calls.constant(
                            KnownBy.class, C.pehchan_catalogue_indicator_known_by(of, index));
            sensitivity = C.pehchan_catalogue_indicator_sensitivity(of, index);
            least = C.pehchan_catalogue_indicator_least(of, index);
            most = C.pehchan_catalogue_indicator_most(of, index);
        } finally {
            catalogue.leave();
        }
    }

    public String id() {
        return id;
    }

    /** Its place in {@link Catalogue#indicators()}, for {@link Answers#setCode}. */
    public int index() {
        return index;
    }

    public IndicatorType type() {
        return type;
    }

    public KnownBy knownBy() {
        return knownBy;
    }

    /** 1 easy to ask, 3 painful or dangerous. */
    public int sensitivity() {
        return sensitivity;
    }

    /** The range of a number, both inclusive; 0 for others. */
    public long least() {
        return least;
    }

    public long most() {
        return most;
    }

    /** In a language of the catalogue, else in English. */
    public String label(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(
                of -> Calls.text(C.pehchan_catalogue_indicator_label(of, index, word)));
    }

    /** One short spoken sentence; "" for a burden fact, which is never asked. */
    public String question(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(
                of -> Calls.text(C.pehchan_catalogue_indicator_question(of, index, word)));
    }

    /** Of the question, or of the label where there is none. */
    public Translation translation(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(
                of ->
                        Calls.constant(
                                Translation.class,
                                C.pehchan_catalogue_indicator_translation(of, index, word)));
    }

    /** Whether it takes the answer "not_applicable". */
    public boolean mayNotApply() {
        return catalogue.use(of -> C.pehchan_catalogue_indicator_may_not_apply(of, index) == 1);
    }

    /** When the answer "not_applicable" is right; "" where it is not taken. */
    public String notApplicable(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(
                of -> Calls.text(C.pehchan_catalogue_indicator_not_applicable(of, index, word)));
    }

    /** Of a choice; else empty. */
    public List<Option> options(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(
                of -> {
                    List<Option> all = new ArrayList<>();
                    for (long o = 0, n = C.pehchan_catalogue_option_count(of, index); o < n; ++o)
                        all.add(
                                new Option(
                                        Calls.text(C.pehchan_catalogue_option_id(of, index, o)),
                                        Calls.text(
                                                C.pehchan_catalogue_option_label(
                                                        of, index, o, word))));
                    return List.copyOf(all);
                });
    }

    @Override
    public String toString() {
        return id;
    }
}
