// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Callback;
import com.sun.jna.CallbackReference;
import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plain columns as an Arrow stream, and a stream of results as plain columns. */
final class Arrow {
    private Arrow() {}

    // JNA calls the one method of such an interface.
    interface Giving extends Callback {
        int call(Pointer stream, Pointer out);
    }

    interface Telling extends Callback {
        Pointer call(Pointer stream);
    }

    interface Releasing extends Callback {
        void call(Pointer released);
    }

    /** {@code pehchan_cohort_assess}. */
    interface Assessing {
        void call(Pointer input, Pointer out);
    }

    // They are constants, so that they live as long as anybody may call them. A stream's private
    // data
    // are the schema and then the array; the array's release is NULL where it was given.
    private static final Giving SCHEMA =
            (stream, out) -> {
                Pointer parts = stream.getPointer(C.ArrowArrayStream.PRIVATE_DATA);
                out.write(0, parts.getByteArray(0, C.ArrowSchema.SIZE), 0, C.ArrowSchema.SIZE);
                return 0;
            };
    private static final Giving NEXT =
            (stream, out) -> {
                Pointer parts =
                        stream.getPointer(C.ArrowArrayStream.PRIVATE_DATA)
                                .share(C.ArrowSchema.SIZE);
                out.write(0, parts.getByteArray(0, C.ArrowArray.SIZE), 0, C.ArrowArray.SIZE);
                parts.setPointer(C.ArrowArray.RELEASE, null);
                return 0;
            };
    private static final Telling ERROR = stream -> null;
    private static final Releasing NO_SCHEMA = one -> one.setPointer(C.ArrowSchema.RELEASE, null);
    private static final Releasing NO_ARRAY = one -> one.setPointer(C.ArrowArray.RELEASE, null);
    private static final Releasing NO_STREAM =
            one -> one.setPointer(C.ArrowArrayStream.RELEASE, null);

    private static Pointer pointer(Callback callback) {
        return CallbackReference.getFunctionPointer(callback);
    }

    /**
     * All memory that goes in; it outlives the stream, so that there is nothing to free in release.
     */
    private static final class Input implements AutoCloseable {
        private final List<Memory> kept = new ArrayList<>();
        final Memory stream = room(C.ArrowArrayStream.SIZE);

        Input(Columns columns) {
            int count = Math.max(columns.count, 0), width = columns.all.size();
            Memory schemas = room((long) width * Native.POINTER_SIZE);
            Memory arrays = room((long) width * Native.POINTER_SIZE);
            int at = 0;
            for (Map.Entry<String, Object> one : columns.all.entrySet()) {
                boolean codes = one.getValue() instanceof byte[];
                Memory values = room((long) count * (codes ? 1 : Double.BYTES));
                if (codes) values.write(0, (byte[]) one.getValue(), 0, count);
                else values.write(0, (double[]) one.getValue(), 0, count);
                long place = (long) at++ * Native.POINTER_SIZE;
                Memory schema = room(C.ArrowSchema.SIZE), array = room(C.ArrowArray.SIZE);
                fill(schema, codes ? "c" : "g", one.getKey());
                fill(array, count, null, values);
                schemas.setPointer(place, schema);
                arrays.setPointer(place, array);
            }
            Memory parts = room(C.ArrowSchema.SIZE + C.ArrowArray.SIZE);
            fill(parts, "+s", "");
            parts.setLong(C.ArrowSchema.N_CHILDREN, width);
            parts.setPointer(C.ArrowSchema.CHILDREN, schemas);
            Pointer batch = parts.share(C.ArrowSchema.SIZE);
            fill(batch, count, (Pointer) null);
            batch.setLong(C.ArrowArray.N_CHILDREN, width);
            batch.setPointer(C.ArrowArray.CHILDREN, arrays);
            stream.setPointer(C.ArrowArrayStream.GET_SCHEMA, pointer(SCHEMA));
            stream.setPointer(C.ArrowArrayStream.GET_NEXT, pointer(NEXT));
            stream.setPointer(C.ArrowArrayStream.GET_LAST_ERROR, pointer(ERROR));
            stream.setPointer(C.ArrowArrayStream.RELEASE, pointer(NO_STREAM));
            stream.setPointer(C.ArrowArrayStream.PRIVATE_DATA, parts);
        }

        private Memory room(long size) {
            Memory made = new Memory(Math.max(size, 8));
            made.clear();
            kept.add(made);
            return made;
        }

        private Memory word(String text) {
            byte[] bytes = Calls.word(text, "a column");
            Memory made = room(bytes.length);
            made.write(0, bytes, 0, bytes.length);
            return made;
        }

        private void fill(Pointer schema, String format, String name) {
            schema.setPointer(C.ArrowSchema.FORMAT, word(format));
            schema.setPointer(C.ArrowSchema.NAME, word(name));
            schema.setPointer(C.ArrowSchema.RELEASE, pointer(NO_SCHEMA));
        }

        private void fill(Pointer array, long count, Pointer... buffers) {
            Memory places = room((long) buffers.length * Native.POINTER_SIZE);
            for (int i = 0; i < buffers.length; ++i)
                places.setPointer((long) i * Native.POINTER_SIZE, buffers[i]);
            array.setLong(C.ArrowArray.LENGTH, count);
            array.setLong(C.ArrowArray.N_BUFFERS, buffers.length);
            array.setPointer(C.ArrowArray.BUFFERS, places);
            array.setPointer(C.ArrowArray.RELEASE, pointer(NO_ARRAY));
        }

        @Override
        public void close() {
            for (Memory one : kept) one.close();
        }
    }

    static CohortResult assess(
            Columns columns, List<String> findings, List<String> scores, Assessing call) {
        if (Native.POINTER_SIZE != 8)
            throw new UnsupportedOperationException("cohorts need a machine of 64 bits");
        CohortResult result = new CohortResult(Math.max(columns.count, 0));
        try (Input input = new Input(columns);
                Memory out = new Memory(C.ArrowArrayStream.SIZE);
                Memory piece = new Memory(C.ArrowArray.SIZE)) {
            out.clear();
            call.call(input.stream, out);
            try {
                Function next = function(out, C.ArrowArrayStream.GET_NEXT);
                for (int row = 0; ; ) {
                    piece.clear();
                    if (next.invokeInt(new Object[] {out, piece}) != 0) throw failure(out);
                    if (piece.getPointer(C.ArrowArray.RELEASE) == null) break;
                    try {
                        copy(piece, row, findings, scores, result);
                        row += Math.toIntExact(piece.getLong(C.ArrowArray.LENGTH));
                    } finally {
                        function(piece, C.ArrowArray.RELEASE).invokeVoid(new Object[] {piece});
                    }
                }
            } finally {
                if (out.getPointer(C.ArrowArrayStream.RELEASE) != null)
                    function(out, C.ArrowArrayStream.RELEASE).invokeVoid(new Object[] {out});
            }
        }
        return result;
    }

    private static Function function(Pointer structure, int member) {
        return Function.getFunction(structure.getPointer(member));
    }

    private static void copy(
            Pointer piece,
            int row,
            List<String> findings,
            List<String> scores,
            CohortResult result) {
        Pointer[] children =
                piece.getPointer(C.ArrowArray.CHILDREN)
                        .getPointerArray(0, (int) piece.getLong(C.ArrowArray.N_CHILDREN));
        int at = 0;
        for (String finding : findings)
            new Column(children[at++]).statuses(result.statusesFor(finding), row);
        for (String score : scores)
            for (String end : new String[] {".low", ".high"})
                new Column(children[at++]).millionths(result.boundsFor(score + end), row);
        if (at < children.length) new Column(children[at]).texts(result.issuesFor(), row);
    }

    /** A column of the library's. */
    private static final class Column {
        private final int count, first;
        private final Pointer bits, values, words;

        Column(Pointer array) {
            count = Math.toIntExact(array.getLong(C.ArrowArray.LENGTH));
            first = Math.toIntExact(array.getLong(C.ArrowArray.OFFSET));
            Pointer[] buffers =
                    array.getPointer(C.ArrowArray.BUFFERS)
                            .getPointerArray(0, (int) array.getLong(C.ArrowArray.N_BUFFERS));
            bits = buffers[0];
            values = buffers[1];
            words = buffers.length > 2 ? buffers[2] : null;
        }

        private boolean there(int row) {
            return bits == null || (bits.getByte((first + row) / 8) >> (first + row) % 8 & 1) == 1;
        }

        void statuses(byte[] into, int at) {
            values.read(first, into, at, count);
            for (int row = 0; bits != null && row < count; ++row)
                if (!there(row)) into[at + row] = -1;
        }

        /** In 16 bytes, of which a score needs the lower 8. */
        void millionths(long[] into, int at) {
            int lower = ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? 8 : 0;
            for (int row = 0; row < count; ++row)
                into[at + row] =
                        there(row)
                                ? values.getLong(16L * (first + row) + lower)
                                : CohortResult.NO_SCORE;
        }

        void texts(String[] into, int at) {
            for (int row = 0; row < count; ++row) {
                if (!there(row)) continue;
                int begin = values.getInt(4L * (first + row)),
                        end = values.getInt(4L * (first + row + 1));
                into[at + row] =
                        new String(words.getByteArray(begin, end - begin), StandardCharsets.UTF_8);
            }
        }
    }

    /** Of the lines "CODE at /COLUMN/ROW: MESSAGE" that a stream gives. */
    private static PehchanException failure(Pointer stream) {
        Pointer lent =
                function(stream, C.ArrowArrayStream.GET_LAST_ERROR)
                        .invokePointer(new Object[] {stream});
        String said = lent == null ? "" : Calls.text(lent);
        List<Issue> issues = new ArrayList<>();
        for (String line : said.split("\n")) {
            int at = line.indexOf(" at "), colon = line.indexOf(": ", Math.max(at, 0));
            if (at > 0 && colon > at)
                issues.add(
                        new Issue(
                                line.substring(0, at),
                                line.substring(at + 4, colon),
                                0,
                                0,
                                line.substring(colon + 2)));
        }
        return new PehchanException(
                Status.BAD_DATA,
                issues.isEmpty() ? said : "the answers have problems",
                List.copyOf(issues));
    }
}
