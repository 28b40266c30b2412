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

    internal static class Native
    {
        private const string Library = "pehchan";

        static Native()
        {
#if NET
            // In the folder that PEHCHAN_LIBRARY_DIR names, and there only, or else where the system looks. Under mono, LD_LIBRARY_PATH and Pehchan.dll.config say where.
            string folder = Environment.GetEnvironmentVariable("PEHCHAN_LIBRARY_DIR");
            string name = OperatingSystem.IsWindows() ? "pehchan.dll" : OperatingSystem.IsMacOS() ? "libpehchan.1.dylib" : "libpehchan.so.1";
            NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (asked, assembly, path) =>
                asked != Library ? IntPtr.Zero : string.IsNullOrEmpty(folder) ? NativeLibrary.Load(name, assembly, path) : NativeLibrary.Load(System.IO.Path.Combine(folder, name)));
#endif
            if (pehchan_abi_version() != 1) throw new DllNotFoundException("the library has version " + pehchan_abi_version() + " of the C interface; this package speaks version 1");
        }

        [DllImport(Library)] internal static extern IntPtr pehchan_version();
        [DllImport(Library)] internal static extern int pehchan_abi_version();
        [DllImport(Library)] internal static extern int pehchan_status_count();
        [DllImport(Library)] internal static extern IntPtr pehchan_status_name(int status);
        [DllImport(Library)] internal static extern int pehchan_view_count();
        [DllImport(Library)] internal static extern IntPtr pehchan_view_name(int view);
        [DllImport(Library)] internal static extern IntPtr pehchan_finding_status_name(int status);
        [DllImport(Library)] internal static extern IntPtr pehchan_referral_status_name(int status);
        [DllImport(Library)] internal static extern IntPtr pehchan_stop_name(int stop);
        [DllImport(Library)] internal static extern IntPtr pehchan_why_name(int why);
        [DllImport(Library)] internal static extern int pehchan_error_status(IntPtr error);
        [DllImport(Library)] internal static extern IntPtr pehchan_error_message(IntPtr error);
        [DllImport(Library)] internal static extern ulong pehchan_error_issue_count(IntPtr error);
        [DllImport(Library)] internal static extern IntPtr pehchan_error_issue_code(IntPtr error, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_error_issue_pointer(IntPtr error, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_error_issue_message(IntPtr error, ulong index);
        [DllImport(Library)] internal static extern ulong pehchan_error_issue_line(IntPtr error, ulong index);
        [DllImport(Library)] internal static extern ulong pehchan_error_issue_column(IntPtr error, ulong index);
        [DllImport(Library)] internal static extern void pehchan_error_free(IntPtr error);
        [DllImport(Library)] internal static extern IntPtr pehchan_text_data(IntPtr text);
        [DllImport(Library)] internal static extern ulong pehchan_text_size(IntPtr text);
        [DllImport(Library)] internal static extern void pehchan_text_free(IntPtr text);
        [DllImport(Library)] internal static extern ulong pehchan_builtin_count();
        [DllImport(Library)] internal static extern IntPtr pehchan_builtin_id(ulong index);
        [DllImport(Library)] internal static extern int pehchan_builtin_text(byte[] id, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_catalogue_builtin(byte[] id, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_catalogue_load(byte[] json, ulong size, IntPtr[] used, ulong used_count, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern void pehchan_catalogue_free(IntPtr catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_id(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_version(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_digest(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern int pehchan_catalogue_proved(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern ulong pehchan_catalogue_language_count(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_language(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_words(CatalogueHandle catalogue, byte[] id, byte[] language);
        [DllImport(Library)] internal static extern ulong pehchan_catalogue_indicator_count(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_indicator_id(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern long pehchan_catalogue_indicator_index(CatalogueHandle catalogue, byte[] id);
        [DllImport(Library)] internal static extern int pehchan_catalogue_indicator_type(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern int pehchan_catalogue_indicator_sensitivity(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern int pehchan_catalogue_indicator_may_not_apply(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_indicator_label(CatalogueHandle catalogue, ulong index, byte[] language);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_indicator_question(CatalogueHandle catalogue, ulong index, byte[] language);
        [DllImport(Library)] internal static extern int pehchan_catalogue_indicator_translation(CatalogueHandle catalogue, ulong index, byte[] language);
        [DllImport(Library)] internal static extern int pehchan_catalogue_indicator_known_by(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern long pehchan_catalogue_indicator_least(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern long pehchan_catalogue_indicator_most(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_indicator_not_applicable(CatalogueHandle catalogue, ulong index, byte[] language);
        [DllImport(Library)] internal static extern ulong pehchan_catalogue_option_count(CatalogueHandle catalogue, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_option_id(CatalogueHandle catalogue, ulong index, ulong option);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_option_label(CatalogueHandle catalogue, ulong index, ulong option, byte[] language);
        [DllImport(Library)] internal static extern ulong pehchan_catalogue_form_count(CatalogueHandle catalogue);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_form_id(CatalogueHandle catalogue, ulong form);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_form_role(CatalogueHandle catalogue, ulong form);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_form_title(CatalogueHandle catalogue, ulong form, byte[] language);
        [DllImport(Library)] internal static extern ulong pehchan_catalogue_form_size(CatalogueHandle catalogue, ulong form);
        [DllImport(Library)] internal static extern IntPtr pehchan_catalogue_form_indicator(CatalogueHandle catalogue, ulong form, ulong index);
        [DllImport(Library)] internal static extern int pehchan_answers_new(CatalogueHandle catalogue, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_parse(CatalogueHandle catalogue, byte[] mapping, byte[] json, ulong size, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_set_case(AnswersHandle answers, byte[] id, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_set(AnswersHandle answers, byte[] indicator, byte[] value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_set_number(AnswersHandle answers, byte[] indicator, long value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_set_code(AnswersHandle answers, ulong index, sbyte code);
        [DllImport(Library)] internal static extern int pehchan_answers_set_value(AnswersHandle answers, ulong index, long value);
        [DllImport(Library)] internal static extern int pehchan_answers_forget(AnswersHandle answers, byte[] indicator, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_answers_clear(AnswersHandle answers);
        [DllImport(Library)] internal static extern IntPtr pehchan_answers_case(AnswersHandle answers);
        [DllImport(Library)] internal static extern int pehchan_answers_json(AnswersHandle answers, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern void pehchan_answers_free(IntPtr answers);
        [DllImport(Library)] internal static extern int pehchan_assess(CatalogueHandle catalogue, AnswersHandle answers, int view, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern void pehchan_assessment_free(IntPtr assessment);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_headline(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_asked_n(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_asked_of(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_finding_count(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_finding_id(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_finding_title(AssessmentHandle assessment, ulong index, byte[] language);
        [DllImport(Library)] internal static extern int pehchan_assessment_finding_status(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern int pehchan_assessment_status_of(AssessmentHandle assessment, byte[] finding);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_score_count(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_score_id(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern long pehchan_assessment_score_low(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern long pehchan_assessment_score_high(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_safeguard_count(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_safeguard_id(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_safeguard_title(AssessmentHandle assessment, ulong index, byte[] language);
        [DllImport(Library)] internal static extern ulong pehchan_assessment_referral_count(AssessmentHandle assessment);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_referral_id(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern IntPtr pehchan_assessment_referral_authority(AssessmentHandle assessment, ulong index, byte[] language);
        [DllImport(Library)] internal static extern int pehchan_assessment_referral_status(AssessmentHandle assessment, ulong index);
        [DllImport(Library)] internal static extern int pehchan_assessment_json(AssessmentHandle assessment, byte[] language, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_assessment_page(AssessmentHandle assessment, byte[] language, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_assessment_explain(AssessmentHandle assessment, byte[] finding, byte[] language, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_assessment_contrast(AssessmentHandle assessment, byte[] finding, byte[] other, byte[] language, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_assessment_columns(AssessmentHandle assessment, byte[] mapping, byte[] language, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_screen(CatalogueHandle catalogue, byte[] mapping, byte[] json, ulong size, byte[] language, int view, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_ask_next(AnswersHandle answers, byte[] form, uint flags, ulong most, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern ulong pehchan_questions_count(IntPtr questions);
        [DllImport(Library)] internal static extern IntPtr pehchan_questions_indicator(IntPtr questions, ulong index);
        [DllImport(Library)] internal static extern void pehchan_questions_free(IntPtr questions);
        [DllImport(Library)] internal static extern int pehchan_interview_new(CatalogueHandle catalogue, byte[] form, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_resume(AnswersHandle answers, byte[] form, uint flags, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_next(InterviewHandle interview, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_stop(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_why(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_answer(InterviewHandle interview, byte[] value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_answer_number(InterviewHandle interview, long value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_record(InterviewHandle interview, byte[] indicator, byte[] value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_record_number(InterviewHandle interview, byte[] indicator, long value, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_interview_end(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_go_on(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_no_counts(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_child(InterviewHandle interview);
        [DllImport(Library)] internal static extern int pehchan_interview_answers(InterviewHandle interview, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern void pehchan_interview_free(IntPtr interview);
        [DllImport(Library)] internal static extern int pehchan_evaluator_new(CatalogueHandle catalogue, out IntPtr made, out IntPtr error);
        [DllImport(Library)] internal static extern int pehchan_evaluator_assess(EvaluatorHandle evaluator, AnswersHandle answers);
        [DllImport(Library)] internal static extern ulong pehchan_evaluator_finding_count(EvaluatorHandle evaluator);
        [DllImport(Library)] internal static extern IntPtr pehchan_evaluator_finding_id(EvaluatorHandle evaluator, ulong index);
        [DllImport(Library)] internal static extern int pehchan_evaluator_finding_status(EvaluatorHandle evaluator, ulong index);
        [DllImport(Library)] internal static extern ulong pehchan_evaluator_score_count(EvaluatorHandle evaluator);
        [DllImport(Library)] internal static extern IntPtr pehchan_evaluator_score_id(EvaluatorHandle evaluator, ulong index);
        [DllImport(Library)] internal static extern long pehchan_evaluator_score_low(EvaluatorHandle evaluator, ulong index);
        [DllImport(Library)] internal static extern long pehchan_evaluator_score_high(EvaluatorHandle evaluator, ulong index);
        [DllImport(Library)] internal static extern void pehchan_evaluator_free(IntPtr evaluator);
    }
}
