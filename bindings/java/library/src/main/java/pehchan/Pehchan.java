// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.ArrayList;
import java.util.List;

/** Which library this is, and which catalogues are compiled in. */
public final class Pehchan {
    private Pehchan() {}

    /** Of the library, such as "0.1.0". */
    public static String version() {
        return Calls.text(C.pehchan_version());
    }

    /** The ids of the catalogues that are compiled in, sorted. */
    public static List<String> builtinIds() {
        List<String> ids = new ArrayList<>();
        for (long i = 0, n = C.pehchan_builtin_count(); i < n; ++i)
            ids.add(Calls.text(C.pehchan_builtin_id(i)));
        return List.copyOf(ids);
    }

    /** The text of one of them. */
    public static String builtinText(String id) {
        byte[] word = Calls.word(id, "id");
        return Calls.makeText((out, error) -> C.pehchan_builtin_text(word, out, error));
    }
}
