// SPDX-License-Identifier: Apache-2.0

// What is known of one person?

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Pehchan
{
    /// Of one person. Any thread may call; calls wait for each other.
    public sealed class Answers : IDisposable
    {
        internal readonly object Gate = new object();
        internal readonly AnswersHandle Own;

        internal Answers(IntPtr made, CatalogueHandle of) { Own = new AnswersHandle(made, of); }

        public void Dispose() { Own.Dispose(); }

        /// The name of the case; "" where there is none.
        public string Case
        {
            get
            {
                lock (Gate) return Own.Borrow(() => Native.pehchan_answers_case(Own));
            }
            set
            {
                byte[] name = Words.Word(value, nameof(value));
                IntPtr error;
                lock (Gate) Calls.Check(Native.pehchan_answers_set_case(Own, name, out error), error);
            }
        }

        /// "yes", "no", "unknown", "declined", "not_applicable", or an option.
        public Answers Set(string indicator, string value)
        {
            byte[] name = Words.Word(indicator, nameof(indicator)), word = Words.Word(value, nameof(value));
            IntPtr error;
            lock (Gate) Calls.Check(Native.pehchan_answers_set(Own, name, word, out error), error);
            return this;
        }
        public Answers Set(string indicator, bool value) { return Set(indicator, value ? "yes" : "no"); }
        /// A whole number.
        public Answers Set(string indicator, long value)
        {
            byte[] name = Words.Word(indicator, nameof(indicator));
            IntPtr error;
            lock (Gate) Calls.Check(Native.pehchan_answers_set_number(Own, name, value, out error), error);
            return this;
        }
        /// By index.
        public void SetCode(ulong index, Code code)
        {
            lock (Gate) Calls.Check(Native.pehchan_answers_set_code(Own, index, (sbyte)code));
        }
        /// By index: the index of an option, or a whole number.
        public void SetValue(ulong index, long value)
        {
            lock (Gate) Calls.Check(Native.pehchan_answers_set_value(Own, index, value));
        }

        /// By index: what kind of answer was given; unknown also where nobody asked.
        public AnswerKind Kind(ulong index)
        {
            lock (Gate) return (AnswerKind)There(Native.pehchan_answers_kind(Own, index));
        }
        /// By index: the index of the option, or the whole number; else 0.
        public long Value(ulong index)
        {
            lock (Gate)
            {
                There(Native.pehchan_answers_asked(Own, index));
                return Native.pehchan_answers_value(Own, index);
            }
        }
        /// By index: whether there is an answer, unknown too.
        public bool Asked(ulong index)
        {
            lock (Gate) return There(Native.pehchan_answers_asked(Own, index)) == 1;
        }
        private static int There(int found)
        {
            return found >= 0 ? found : throw new PehchanException(Status.BadArgument, "there is no such indicator", new List<Issue>());
        }

        /// What was answered: a word, an option, or the digits of a number; null where nothing was.
        public string Get(string indicator)
        {
            byte[] name = Words.Word(indicator, nameof(indicator));
            lock (Gate)
            {
                long index = Native.pehchan_catalogue_indicator_index(Own.Of, name);
                if (index < 0) throw new PehchanException(Status.NotFound, "the catalogue has no such indicator", new List<Issue>());
                return Answer((ulong)index);
            }
        }
        /// Everything that was answered, by the ids of indicators.
        public IReadOnlyDictionary<string, string> All()
        {
            CatalogueHandle of = Own.Of;
            var all = new Dictionary<string, string>();
            lock (Gate)
            {
                for (ulong i = 0, n = Native.pehchan_catalogue_indicator_count(of); i < n; ++i)
                {
                    string answer = Answer(i);
                    if (answer != null) all[of.Borrow(() => Native.pehchan_catalogue_indicator_id(of, i))] = answer;
                }
            }
            return all;
        }
        /// Null where it was never asked.
        private string Answer(ulong index)
        {
            if (!Asked(index)) return null;
            AnswerKind kind = Kind(index);
            long value = Value(index);
            if (kind == AnswerKind.Number) return value.ToString(CultureInfo.InvariantCulture);
            if (kind == AnswerKind.Option) return Own.Of.Borrow(() => Native.pehchan_catalogue_option_id(Own.Of, index, (ulong)value));
            return Words.From(Native.pehchan_answer_kind_name((int)kind));
        }

        /// As if it had never been asked.
        public Answers Forget(string indicator)
        {
            byte[] name = Words.Word(indicator, nameof(indicator));
            IntPtr error;
            lock (Gate) Calls.Check(Native.pehchan_answers_forget(Own, name, out error), error);
            return this;
        }
        /// Everything unknown again; the name of the case stays.
        public void Clear()
        {
            lock (Gate) Calls.Check(Native.pehchan_answers_clear(Own));
        }

        /// A case that `Parse` takes.
        public string Json()
        {
            lock (Gate) return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_answers_json(Own, out made, out error));
        }

        /// Everything that follows, for one reader. Later changes of the answers do not change it.
        public Assessment Assess(View view = View.Official)
        {
            lock (Gate) return new Assessment(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_assess(Own.Of, Own, (int)view, out made, out error)));
        }

        /// The same for a reader of an agency that the catalogue's referrals name, such as "fia". An investigator learns what concerns officials
        /// only where the adult agreed, and of others than that agency; null: not known.
        public Assessment AssessForAgency(View view, string agency)
        {
            byte[] word = Words.WordOrNull(agency, nameof(agency));
            lock (Gate) return new Assessment(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_assess_for_agency(Own.Of, Own, (int)view, word, out made, out error)));
        }

        /// Ids of the indicators most worth asking next, the best first.
        public IReadOnlyList<string> AskNext(ulong most = 5, string form = null, Ask ask = Ask.FirstContact)
        {
            byte[] word = Words.WordOrNull(form, nameof(form));
            IntPtr questions;
            lock (Gate) questions = Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_ask_next(Own, word, (uint)ask, most, out made, out error));
            try
            {
                return Calls.List(Native.pehchan_questions_count(questions), i => Words.From(Native.pehchan_questions_indicator(questions, i)));
            }
            finally
            {
                Native.pehchan_questions_free(questions);
            }
        }

        /// A conversation that goes on from a copy of these answers.
        public Interview NewInterview(string form = null, Ask ask = Ask.FirstContact)
        {
            byte[] word = Words.WordOrNull(form, nameof(form));
            lock (Gate)
            {
                IntPtr resumed = Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_interview_resume(Own, word, (uint)ask, out made, out error));
                return new Interview(resumed, Own.Of);
            }
        }
    }
}
