// SPDX-License-Identifier: Apache-2.0

// What are the functions of pehchan/pehchan.h, and how do texts go over the border?

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;

namespace Pehchan
{
    /// Something of the library's. A call that takes one holds it until it returns, so that closing it elsewhere frees it only then.
    internal abstract class Owned : SafeHandle
    {
        protected Owned(IntPtr made) : base(IntPtr.Zero, true) { SetHandle(made); }

        public override bool IsInvalid { get { return handle == IntPtr.Zero; } }

        /// A copy of what the library lends; null where it lends nothing. What owns it lives until it is copied.
        internal string Borrow(Func<IntPtr> lent)
        {
            bool held = false;
            try
            {
                DangerousAddRef(ref held);
                return Words.From(lent());
            }
            finally
            {
                if (held) DangerousRelease();
            }
        }
    }

    /// Answers and interviews keep their catalogue, also where the program closes it: it is freed when the last lets go.
    internal sealed class CatalogueHandle : Owned
    {
        private int holders = 1;

        internal CatalogueHandle(IntPtr made) : base(made) { }

        internal void Hold()
        {
            for (;;)
            {
                int now = Volatile.Read(ref holders);
                if (now == 0) throw new ObjectDisposedException(nameof(Catalogue));
                if (Interlocked.CompareExchange(ref holders, now + 1, now) == now) return;
            }
        }
        internal void LetGo()
        {
            if (Interlocked.Decrement(ref holders) == 0) Dispose();
        }

        protected override bool ReleaseHandle()
        {
            Native.pehchan_catalogue_free(handle);
            return true;
        }
    }

    /// Something that keeps its catalogue.
    internal abstract class Keeping : Owned
    {
        internal readonly CatalogueHandle Of;

        protected Keeping(IntPtr made, CatalogueHandle of) : base(made)
        {
            of.Hold();
            Of = of;
        }

        protected abstract void Free(IntPtr own);

        protected override bool ReleaseHandle()
        {
            Free(handle);
            if (Of != null) Of.LetGo();
            return true;
        }
    }

    internal sealed class AnswersHandle : Keeping
    {
        internal AnswersHandle(IntPtr made, CatalogueHandle of) : base(made, of) { }
        protected override void Free(IntPtr own) { Native.pehchan_answers_free(own); }
    }

    internal sealed class InterviewHandle : Keeping
    {
        internal InterviewHandle(IntPtr made, CatalogueHandle of) : base(made, of) { }
        protected override void Free(IntPtr own) { Native.pehchan_interview_free(own); }
    }

    internal sealed class AssessmentHandle : Owned
    {
        internal AssessmentHandle(IntPtr made) : base(made) { }
        protected override bool ReleaseHandle()
        {
            Native.pehchan_assessment_free(handle);
            return true;
        }
    }

    internal sealed class EvaluatorHandle : Owned
    {
        internal EvaluatorHandle(IntPtr made) : base(made) { }
        protected override bool ReleaseHandle()
        {
            Native.pehchan_evaluator_free(handle);
            return true;
        }
    }

    internal sealed class WorkersHandle : Owned
    {
        internal WorkersHandle(IntPtr made) : base(made) { }
        protected override bool ReleaseHandle()
        {
            Native.pehchan_workers_free(handle);
            return true;
        }
    }

    internal sealed class CohortHandle : Owned
    {
        internal CohortHandle(IntPtr made) : base(made) { }
        protected override bool ReleaseHandle()
        {
            Native.pehchan_cohort_free(handle);
            return true;
        }
    }

    internal static class Words
    {
        private static readonly UTF8Encoding strict = new UTF8Encoding(false, true);

        /// UTF-8 that goes with its size.
        internal static byte[] Bytes(string text, string name)
        {
            if (text == null) throw new ArgumentNullException(name);
            return strict.GetBytes(text);
        }

        /// An id, language or value: C would cut it at a zero character.
        internal static byte[] Word(string text, string name)
        {
            byte[] bytes = Bytes(text, name);
            if (Array.IndexOf(bytes, (byte)0) >= 0) throw new ArgumentException("holds a zero character", name);
            Array.Resize(ref bytes, bytes.Length + 1);
            return bytes;
        }
        internal static byte[] WordOrNull(string text, string name) { return text == null ? null : Word(text, name); }

        internal static unsafe string From(IntPtr lent)
        {
            if (lent == IntPtr.Zero) return null;
            byte* begin = (byte*)lent;
            long size = 0;
            while (begin[size] != 0) ++size;
            return From(lent, checked((int)size));
        }
        internal static string From(IntPtr data, int size)
        {
            byte[] copy = new byte[size];
            if (size > 0) Marshal.Copy(data, copy, 0, size);
            return strict.GetString(copy);
        }

        /// The text that a call made, which is freed.
        internal static string Taken(IntPtr made)
        {
            try
            {
                return From(Native.pehchan_text_data(made), checked((int)Native.pehchan_text_size(made)));
            }
            finally
            {
                Native.pehchan_text_free(made);
            }
        }
    }

    internal static class Calls
    {
        /// For functions that make an error object.
        internal static void Check(int status, IntPtr error)
        {
            if (status == 0) return;
            try
            {
                var issues = new List<Issue>();
                for (ulong i = 0, n = Native.pehchan_error_issue_count(error); i < n; ++i)
                    issues.Add(new Issue(Words.From(Native.pehchan_error_issue_code(error, i)), Words.From(Native.pehchan_error_issue_pointer(error, i)),
                        Words.From(Native.pehchan_error_issue_message(error, i)), checked((long)Native.pehchan_error_issue_line(error, i)),
                        checked((long)Native.pehchan_error_issue_column(error, i))));
                throw new PehchanException((Status)status, Words.From(Native.pehchan_error_message(error)) ?? "the library gave no reason", issues);
            }
            finally
            {
                Native.pehchan_error_free(error);
            }
        }

        /// For those that make none.
        internal static void Check(int status)
        {
            if (status != 0) throw new PehchanException((Status)status, "the library says " + (Words.From(Native.pehchan_status_name(status)) ?? status.ToString()), new List<Issue>());
        }

        internal delegate int Making(out IntPtr made, out IntPtr error);

        internal static IntPtr Make(Making call)
        {
            IntPtr made, error;
            int status = call(out made, out error);
            Check(status, error);
            return made;
        }
        internal static string MakeText(Making call) { return Words.Taken(Make(call)); }

        /// 1 or 0; below that memory ran out.
        internal static bool Certain(int found)
        {
            if (found < 0) throw new PehchanException(Status.OutOfMemory, "out of memory", new List<Issue>());
            return found == 1;
        }

        /// A list of what has an index.
        internal static IReadOnlyList<T> List<T>(ulong count, Func<ulong, T> each)
        {
            var all = new List<T>(checked((int)count));
            for (ulong i = 0; i < count; ++i) all.Add(each(i));
            return all.AsReadOnly();
        }
    }

    internal static partial class Native
    {
        private const string Library = "pehchan";

        static Native()
        {
#if NET
            // In the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks. Under mono, LD_LIBRARY_PATH and Pehchan.dll.config say where.
            string folder = Environment.GetEnvironmentVariable("PEHCHAN_LIBRARY_DIR");
            string name = OperatingSystem.IsWindows() ? "pehchan.dll" : OperatingSystem.IsMacOS() ? "libpehchan.3.dylib" : "libpehchan.so.3";
            NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (asked, assembly, path) =>
                asked != Library ? IntPtr.Zero : string.IsNullOrEmpty(folder) ? NativeLibrary.Load(name, assembly, path) : NativeLibrary.Load(System.IO.Path.Combine(folder, name)));
#endif
            int found = pehchan_abi_version();
            if (found != Abi)
                throw new DllNotFoundException("the library has version " + found + " of the C interface; this package speaks version " + Abi);
        }
    }
}
