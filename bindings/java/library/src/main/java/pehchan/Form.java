// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An ordered selection of indicators. */
public final class Form {
    /**
     * For one place of first contact; asked before anything else; all that a child is asked at first
     * contact; asked only where the person may be a child; the wish that a full interview needs; or
     * what records that declined questions were offered once more.
     */
    public enum Role {
        ENTRY,
        OPENING,
        CHILD,
        ONLY_CHILD,
        FULL,
        OFFERED_AGAIN
    }

    private final Catalogue catalogue;
    private final int index;
    private final String id;
    private final Role role;
    private final List<String> indicators;

    Form(Catalogue catalogue, int index) {
        this.catalogue = catalogue;
        this.index = index;
        var of = catalogue.enter();
        try {
            id = Calls.text(C.pehchan_catalogue_form_id(of, index));
            role =
                    Role.valueOf(
                            Calls.text(C.pehchan_catalogue_form_role(of, index))
                                    .toUpperCase(Locale.ROOT));
            List<String> ids = new ArrayList<>();
            for (long i = 0, n = C.pehchan_catalogue_form_size(of, index); i < n; ++i)
                ids.add(Calls.text(C.pehchan_catalogue_form_indicator(of, index, i)));
            indicators = List.copyOf(ids);
        } finally {
            catalogue.leave();
        }
    }

    public String id() {
        return id;
    }

    public Role role() {
        return role;
    }

    /** The ids of its indicators, in order. */
    public List<String> indicators() {
        return indicators;
    }

    /** In a language of the catalogue, else in English. */
    public String title(String language) {
        byte[] word = Calls.word(language, "language");
        return catalogue.use(of -> Calls.text(C.pehchan_catalogue_form_title(of, index, word)));
    }

    @Override
    public String toString() {
        return id;
    }
}
