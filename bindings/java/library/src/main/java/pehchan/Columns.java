// SPDX-License-Identifier: Apache-2.0
package pehchan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The answers of many persons: a column an indicator, by its id, all of one length. */
public final class Columns {
    final Map<String, Object> all = new LinkedHashMap<>();
    int count = -1;

    /** 1 yes, 0 no, -1 unknown, -2 declined; of a choice the index of the option. */
    public Columns codes(String indicator, byte... values) {
        return add(indicator, values, values.length);
    }

    /** Numbers; NaN where one is unknown. */
    public Columns numbers(String indicator, double... values) {
        return add(indicator, values, values.length);
    }

    private Columns add(String indicator, Object values, int length) {
        Objects.requireNonNull(indicator, "indicator");
        if (count >= 0 && length != count)
            throw new IllegalArgumentException("columns have one length");
        if (all.putIfAbsent(indicator, values) != null)
            throw new IllegalArgumentException("a column is there twice");
        count = length;
        return this;
    }
}
