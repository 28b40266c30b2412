// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongFunction;

/** How every call passes texts, takes results and turns errors into exceptions. */
final class Calls {
    private Calls() {}

    /** A call that makes something, or fails with an error. */
    interface Making {
        int call(PointerByReference out, PointerByReference error);
    }

    /** A call that only succeeds, or fails with an error. */
    interface Doing {
        int call(PointerByReference error);
    }

    /** UTF-8 without a zero byte at the end: for texts that go with their size. */
    static byte[] utf8(String text, String what) {
        Objects.requireNonNull(text, what);
        try {
            ByteBuffer made =
                    StandardCharsets.UTF_8
                            .newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(text));
            return Arrays.copyOf(made.array(), made.limit());
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(what + " holds half of a surrogate pair", e);
        }
    }

    /**
     * UTF-8 with a zero byte at the end: for ids, languages and values, which therefore hold none.
     */
    static byte[] word(String text, String what) {
        byte[] bytes = utf8(text, what);
        for (byte b : bytes)
            if (b == 0) throw new IllegalArgumentException(what + " holds a zero character");
        return Arrays.copyOf(bytes, bytes.length + 1);
    }

    static byte[] wordOrNull(String text, String what) {
        return text == null ? null : word(text, what);
    }

    /** A copy of what the library lends; null where it lends nothing. */
    static String text(Pointer lent) {
        return lent == null ? null : lent.getString(0, "UTF-8");
    }

    static Pointer make(Making making) {
        PointerByReference out = new PointerByReference(), error = new PointerByReference();
        check(making.call(out, error), error);
        return out.getValue();
    }

    static void run(Doing doing) {
        PointerByReference error = new PointerByReference();
        check(doing.call(error), error);
    }

    /** Makes a text, copies it and frees it. */
    static String makeText(Making making) {
        Pointer made = make(making);
        try {
            int size = Math.toIntExact(C.pehchan_text_size(made));
            return new String(
                    C.pehchan_text_data(made).getByteArray(0, size), StandardCharsets.UTF_8);
        } finally {
            C.pehchan_text_free(made);
        }
    }

    /**
     * The constant of this number; a newer library may have one that this package does not know.
     */
    static <E extends Enum<E>> E constant(Class<E> of, int number) {
        E[] all = of.getEnumConstants();
        if (number < 0 || number >= all.length)
            throw new IllegalStateException(
                    "this package knows no "
                            + of.getSimpleName()
                            + " of number "
                            + number
                            + "; the library may be newer");
        return all[number];
    }

    static Status status(int number) {
        return number >= 0 && number < Status.OTHER.ordinal()
                ? Status.values()[number]
                : Status.OTHER;
    }

    /** Null where there is none. */
    static FindingStatus findingStatus(int number) {
        return number < 0 ? null : constant(FindingStatus.class, number);
    }

    /** A list of ids. */
    static List<String> list(long count, LongFunction<Pointer> at) {
        List<String> all = new ArrayList<>();
        for (long i = 0; i < count; ++i) all.add(text(at.apply(i)));
        return List.copyOf(all);
    }

    /** For the functions that make no error object. */
    static void check(int status, String message) {
        if (status != 0) throw new PehchanException(status(status), message, List.of());
    }

    private static void check(int status, PointerByReference error) {
        if (status == 0) return;
        Pointer made = error.getValue();
        if (made == null)
            throw new PehchanException(status(status), "the library gave no reason", List.of());
        try {
            List<Issue> issues = new ArrayList<>();
            for (long i = 0, n = C.pehchan_error_issue_count(made); i < n; ++i)
                issues.add(
                        new Issue(
                                text(C.pehchan_error_issue_code(made, i)),
                                text(C.pehchan_error_issue_pointer(made, i)),
                                C.pehchan_error_issue_line(made, i),
                                C.pehchan_error_issue_column(made, i),
                                text(C.pehchan_error_issue_message(made, i))));
            throw new PehchanException(
                    status(status), text(C.pehchan_error_message(made)), List.copyOf(issues));
        } finally {
            C.pehchan_error_free(made);
        }
    }

    /** Runs the call with something of the library's, and frees that afterwards. */
    static <T> T with(Pointer made, Consumer<Pointer> free, Function<Pointer, T> use) {
        try {
            return use.apply(made);
        } finally {
            free.accept(made);
        }
    }
}
