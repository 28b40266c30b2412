// SPDX-License-Identifier: Apache-2.0

// What are the statuses and scores of many persons that come as columns?

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Pehchan
{
    /// Threads that wait between calls of a cohort. Results do not depend on them.
    public sealed class Workers : IDisposable
    {
        internal readonly WorkersHandle Own;

        /// So many threads, the calling one included.
        public Workers(int threads)
        {
            if (threads < 1 || threads > Native.PEHCHAN_WORKERS_MOST)
                throw new ArgumentOutOfRangeException(nameof(threads));
            Own = new WorkersHandle(Calls.Make((out IntPtr made, out IntPtr error) =>
                Native.pehchan_workers_new((uint)threads, out made, out error)));
        }
        public void Dispose() { Own.Dispose(); }

        public int Count { get { return (int)Native.pehchan_workers_count(Own); } }
    }

    /// The answers of many persons: a column an indicator, by its id, all of one length.
    public sealed class Columns
    {
        internal readonly SortedDictionary<string, Array> All =
            new SortedDictionary<string, Array>(StringComparer.Ordinal);
        internal int Count = -1;

        /// 1 yes, 0 no, -1 unknown, -2 declined; of a choice the index of the option.
        public Columns Codes(string indicator, params sbyte[] values)
        {
            return Add(indicator, values);
        }
        /// NaN where a number is unknown.
        public Columns Numbers(string indicator, params double[] values)
        {
            return Add(indicator, values);
        }

        private Columns Add(string indicator, Array values)
        {
            if (indicator == null) throw new ArgumentNullException(nameof(indicator));
            if (values == null) throw new ArgumentNullException(nameof(values));
            if (Count >= 0 && values.Length != Count)
                throw new ArgumentException("columns have one length", nameof(values));
            All.Add(indicator, values);
            Count = values.Length;
            return this;
        }
    }

    /// Statuses and scores of many persons, row by row.
    public sealed class CohortResult
    {
        internal CohortResult(int count) { Count = count; }
        public int Count { get; }
        /// By finding: the numbers of `FindingStatus`, -1 where a row was refused.
        public Dictionary<string, sbyte[]> Statuses { get; } = new Dictionary<string, sbyte[]>();
        /// By score, both ends attained; null where a row was refused.
        public Dictionary<string, decimal?[]> Low { get; } = new Dictionary<string, decimal?[]>();
        public Dictionary<string, decimal?[]> High { get; } = new Dictionary<string, decimal?[]>();
        /// With `CohortFlags.KeepGoing`: what was wrong with a row, null where nothing was.
        public string[] Issues { get; internal set; }
    }

    /// A catalogue's rules made ready for many persons as columns: for statistics only. Any
    /// number of threads may use one at once.
    public sealed class Cohort : IDisposable
    {
        private readonly CohortHandle own;

        internal Cohort(IntPtr made)
        {
            own = new CohortHandle(made);
            Findings = Calls.List(Native.pehchan_cohort_finding_count(own), i =>
                own.Borrow(() => Native.pehchan_cohort_finding_id(own, i)));
            Scores = Calls.List(Native.pehchan_cohort_score_count(own), i =>
                own.Borrow(() => Native.pehchan_cohort_score_id(own, i)));
        }
        public void Dispose() { own.Dispose(); }

        public IReadOnlyList<string> Findings { get; }
        public IReadOnlyList<string> Scores { get; }

        /// `workers` share the work; null: this thread does it all. `StatusColumns` is always set.
        public CohortResult Assess(Columns columns,
            CohortFlags flags = CohortFlags.Nothing, Workers workers = null)
        {
            if (columns == null) throw new ArgumentNullException(nameof(columns));
            return Arrow.Assess(columns, Findings, Scores, (input, output) =>
                AssessStream(input, output, flags | CohortFlags.StatusColumns, workers));
        }

        /// From one Arrow stream to another, which is computed as it is read: the
        /// addresses of two `struct ArrowArrayStream`.
        /// The first is taken in any case; what is written into the second is released
        /// by its own `release`.
        public void AssessStream(IntPtr input, IntPtr output,
            CohortFlags flags = CohortFlags.Nothing, Workers workers = null)
        {
            bool held = false;
            try
            {
                if (workers != null) workers.Own.DangerousAddRef(ref held);
                IntPtr shared = IntPtr.Zero, error;
                if (workers != null) shared = workers.Own.DangerousGetHandle();
                int status = Native.pehchan_cohort_assess(own, input, (uint)flags, shared, output, out error);
                Calls.Check(status, error);
            }
            finally
            {
                if (held) workers.Own.DangerousRelease();
            }
        }
    }

    /// Plain columns as an Arrow stream, and a stream of results as plain columns.
    internal static unsafe class Arrow
    {
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate int GiveSchema(ArrowArrayStream* stream, ArrowSchema* made);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate int GiveArray(ArrowArrayStream* stream, ArrowArray* made);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate IntPtr GiveError(ArrowArrayStream* stream);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void ReleaseSchema(ArrowSchema* one);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void ReleaseArray(ArrowArray* one);
        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        private delegate void ReleaseStream(ArrowArrayStream* one);

        private struct Parts
        {
            internal ArrowSchema schema;
            internal ArrowArray array;
        }

        // They live as long as anybody may call them. The array is given once.
        private static readonly GiveSchema schema = (stream, made) =>
        {
            *made = ((Parts*)stream->private_data)->schema;
            return 0;
        };
        private static readonly GiveArray array = (stream, made) =>
        {
            *made = ((Parts*)stream->private_data)->array;
            ((Parts*)stream->private_data)->array.release = IntPtr.Zero;
            return 0;
        };
        private static readonly GiveError error = stream => IntPtr.Zero;
        private static readonly ReleaseSchema noSchema = one => one->release = IntPtr.Zero;
        private static readonly ReleaseArray noArray = one => one->release = IntPtr.Zero;
        private static readonly ReleaseStream noStream = one => one->release = IntPtr.Zero;

        /// All memory that goes in; it outlives the stream, so that there is nothing to
        /// free in `release`.
        private sealed class Input : IDisposable
        {
            private readonly List<IntPtr> kept = new List<IntPtr>();
            internal readonly ArrowArrayStream* Stream;

            internal Input(Columns columns)
            {
                int count = Math.Max(columns.Count, 0), width = columns.All.Count, at = 0;
                var schemas = (ArrowSchema**)Room(width * sizeof(IntPtr));
                var arrays = (ArrowArray**)Room(width * sizeof(IntPtr));
                foreach (KeyValuePair<string, Array> one in columns.All)
                {
                    bool codes = one.Value is sbyte[];
                    IntPtr values = (IntPtr)Room((long)count * (codes ? 1 : sizeof(double)));
                    if (codes)
                    {
                        var given = (sbyte[])one.Value;
                        for (int row = 0; row < count; ++row) ((sbyte*)values)[row] = given[row];
                    }
                    else Marshal.Copy((double[])one.Value, 0, values, count);
                    schemas[at] = (ArrowSchema*)Room(sizeof(ArrowSchema));
                    arrays[at] = (ArrowArray*)Room(sizeof(ArrowArray));
                    Fill(schemas[at], codes ? "c" : "g", one.Key);
                    Fill(arrays[at++], count, IntPtr.Zero, values);
                }
                var parts = (Parts*)Room(sizeof(Parts));
                Fill(&parts->schema, "+s", "");
                parts->schema.n_children = width;
                parts->schema.children = (IntPtr)schemas;
                Fill(&parts->array, count, IntPtr.Zero);
                parts->array.n_children = width;
                parts->array.children = (IntPtr)arrays;
                Stream = (ArrowArrayStream*)Room(sizeof(ArrowArrayStream));
                Stream->get_schema = Marshal.GetFunctionPointerForDelegate(schema);
                Stream->get_next = Marshal.GetFunctionPointerForDelegate(array);
                Stream->get_last_error = Marshal.GetFunctionPointerForDelegate(error);
                Stream->release = Marshal.GetFunctionPointerForDelegate(noStream);
                Stream->private_data = (IntPtr)parts;
            }

            private void* Room(long size)
            {
                IntPtr made = Marshal.AllocHGlobal((IntPtr)Math.Max(size, 8));
                kept.Add(made);
                for (long i = 0; i < size; ++i) ((byte*)made)[i] = 0;
                return (void*)made;
            }
            private IntPtr Word(string text)
            {
                byte[] bytes = Words.Word(text, "columns");
                IntPtr made = (IntPtr)Room(bytes.Length);
                Marshal.Copy(bytes, 0, made, bytes.Length);
                return made;
            }
            private void Fill(ArrowSchema* one, string format, string name)
            {
                one->format = Word(format);
                one->name = Word(name);
                one->release = Marshal.GetFunctionPointerForDelegate(noSchema);
            }
            private void Fill(ArrowArray* one, long count, params IntPtr[] buffers)
            {
                one->length = count;
                one->n_buffers = buffers.Length;
                one->buffers = (IntPtr)Room(buffers.Length * sizeof(IntPtr));
                Marshal.Copy(buffers, 0, one->buffers, buffers.Length);
                one->release = Marshal.GetFunctionPointerForDelegate(noArray);
            }

            public void Dispose()
            {
                foreach (IntPtr one in kept) Marshal.FreeHGlobal(one);
            }
        }

        private static T Call<T>(IntPtr function)
        {
            return Marshal.GetDelegateForFunctionPointer<T>(function);
        }

        internal static CohortResult Assess(Columns columns, IReadOnlyList<string> findings,
            IReadOnlyList<string> scores, Action<IntPtr, IntPtr> assess)
        {
            var result = new CohortResult(Math.Max(columns.Count, 0));
            foreach (string id in findings) result.Statuses[id] = new sbyte[result.Count];
            foreach (string id in scores)
            {
                result.Low[id] = new decimal?[result.Count];
                result.High[id] = new decimal?[result.Count];
            }
            using (var input = new Input(columns))
            {
                ArrowArrayStream results = default(ArrowArrayStream);
                assess((IntPtr)input.Stream, (IntPtr)(&results));
                try
                {
                    var next = Call<GiveArray>(results.get_next);
                    for (int row = 0;;)
                    {
                        ArrowArray piece = default(ArrowArray);
                        if (next(&results, &piece) != 0)
                            throw Failure(Words.From(Call<GiveError>(results.get_last_error)(&results)) ?? "");
                        if (piece.release == IntPtr.Zero) return result;
                        try
                        {
                            Copy(&piece, row, findings, scores, result);
                            row += checked((int)piece.length);
                        }
                        finally
                        {
                            Call<ReleaseArray>(piece.release)(&piece);
                        }
                    }
                }
                finally
                {
                    if (results.release != IntPtr.Zero)
                        Call<ReleaseStream>(results.release)(&results);
                }
            }
        }

        private static void Copy(ArrowArray* piece, int at, IReadOnlyList<string> findings,
            IReadOnlyList<string> scores, CohortResult result)
        {
            var child = (ArrowArray**)piece->children;
            int rows = checked((int)piece->length);
            foreach (string id in findings)
            {
                ArrowArray* one = *child++;
                var values = (sbyte*)Buffer(one, 1) + one->offset;
                for (int row = 0; row < rows; ++row)
                    result.Statuses[id][at + row] = There(one, row) ? values[row] : (sbyte)-1;
            }
            foreach (string id in scores)
            {
                Millionths(*child++, rows, result.Low[id], at);
                Millionths(*child++, rows, result.High[id], at);
            }
            if (child == (ArrowArray**)piece->children + piece->n_children) return;
            ArrowArray* issues = *child;
            if (result.Issues == null) result.Issues = new string[result.Count];
            var ends = (int*)Buffer(issues, 1) + issues->offset;
            for (int row = 0; row < rows; ++row)
            {
                if (!There(issues, row)) continue;
                IntPtr words = Buffer(issues, 2) + ends[row];
                result.Issues[at + row] = Words.From(words, ends[row + 1] - ends[row]);
            }
        }

        /// In 16 bytes, of which a score needs the lower 8.
        private static void Millionths(ArrowArray* one, int rows, decimal?[] into, int at)
        {
            int lower = BitConverter.IsLittleEndian ? 0 : 1;
            var halves = (long*)Buffer(one, 1) + 2 * one->offset + lower;
            for (int row = 0; row < rows; ++row)
                if (There(one, row)) into[at + row] = halves[2 * row] / 1000000m;
        }

        private static IntPtr Buffer(ArrowArray* one, int index)
        {
            return ((IntPtr*)one->buffers)[index];
        }
        private static bool There(ArrowArray* one, int row)
        {
            var bits = (byte*)Buffer(one, 0);
            long place = one->offset + row;
            return bits == null || (bits[place / 8] >> (int)(place % 8) & 1) == 1;
        }

        /// Of the lines "CODE at /COLUMN/ROW: MESSAGE" that a stream gives.
        private static PehchanException Failure(string said)
        {
            var issues = new List<Issue>();
            foreach (string line in said.Split('\n'))
            {
                int place = line.IndexOf(" at ", StringComparison.Ordinal);
                int colon = line.IndexOf(": ", Math.Max(place, 0), StringComparison.Ordinal);
                if (place <= 0 || colon <= place) continue;
                string pointer = line.Substring(place + 4, colon - place - 4);
                issues.Add(new Issue(line.Substring(0, place), pointer, line.Substring(colon + 2), 0, 0));
            }
            string message = issues.Count == 0 ? said : "the answers have problems";
            return new PehchanException(Status.BadData, message, issues);
        }
    }
}
