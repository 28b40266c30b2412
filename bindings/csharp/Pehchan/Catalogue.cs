// SPDX-License-Identifier: Apache-2.0

// Which indicators, forms and words are there, and how do answers begin?

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Pehchan
{
    /// Of the library.
    public static class Library
    {
        public static string Version { get { return Words.From(Native.pehchan_version()); } }

        /// The catalogues that are compiled in, sorted.
        public static IReadOnlyList<string> BuiltinIds { get { return Calls.List(Native.pehchan_builtin_count(), i => Words.From(Native.pehchan_builtin_id(i))); } }

        public static string BuiltinText(string id)
        {
            byte[] word = Words.Word(id, nameof(id));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_builtin_text(word, out made, out error));
        }
    }

    public sealed class Option
    {
        internal Option(string id, string label)
        {
            Id = id;
            Label = label;
        }
        public string Id { get; }
        public string Label { get; }
    }

    /// One sign or fact that an answer is about. It keeps its catalogue.
    public sealed class Indicator
    {
        private readonly Catalogue of;

        internal Indicator(Catalogue of, ulong index)
        {
            this.of = of;
            CatalogueHandle from = of.Own;
            Index = index;
            Id = from.Borrow(() => Native.pehchan_catalogue_indicator_id(from, index));
            Type = (IndicatorType)Native.pehchan_catalogue_indicator_type(from, index);
            Sensitivity = Native.pehchan_catalogue_indicator_sensitivity(from, index);
            KnownBy = (KnownBy)Native.pehchan_catalogue_indicator_known_by(from, index);
            MayNotApply = Native.pehchan_catalogue_indicator_may_not_apply(from, index) == 1;
            Least = Native.pehchan_catalogue_indicator_least(from, index);
            Most = Native.pehchan_catalogue_indicator_most(from, index);
        }
        public ulong Index { get; }
        public string Id { get; }
        public IndicatorType Type { get; }
        /// 1 to 3: 3 is never asked at a first contact.
        public int Sensitivity { get; }
        public KnownBy KnownBy { get; }
        public bool MayNotApply { get; }
        /// Of a number; 0 for others.
        public long Least { get; }
        public long Most { get; }

        public string Label(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            CatalogueHandle from = of.Own;
            return from.Borrow(() => Native.pehchan_catalogue_indicator_label(from, Index, word));
        }
        /// Empty for a fact that is never asked.
        public string Question(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            CatalogueHandle from = of.Own;
            return from.Borrow(() => Native.pehchan_catalogue_indicator_question(from, Index, word));
        }
        /// When that answer is right; empty where it is not taken.
        public string NotApplicable(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            CatalogueHandle from = of.Own;
            return from.Borrow(() => Native.pehchan_catalogue_indicator_not_applicable(from, Index, word));
        }
        /// How far the words of the question can be relied on.
        public Translation Translation(string language = "en")
        {
            return (Translation)Native.pehchan_catalogue_indicator_translation(of.Own, Index, Words.Word(language, nameof(language)));
        }
        public IReadOnlyList<Option> Options(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            CatalogueHandle from = of.Own;
            return Calls.List(Native.pehchan_catalogue_option_count(from, Index), i =>
                new Option(from.Borrow(() => Native.pehchan_catalogue_option_id(from, Index, i)), from.Borrow(() => Native.pehchan_catalogue_option_label(from, Index, i, word))));
        }
    }

    /// An ordered selection of indicators.
    public sealed class Form
    {
        private readonly Catalogue of;
        private readonly ulong index;

        internal Form(Catalogue of, ulong index)
        {
            this.of = of;
            CatalogueHandle from = of.Own;
            this.index = index;
            Id = from.Borrow(() => Native.pehchan_catalogue_form_id(from, index));
            Role = from.Borrow(() => Native.pehchan_catalogue_form_role(from, index));
            Indicators = Calls.List(Native.pehchan_catalogue_form_size(from, index), i => from.Borrow(() => Native.pehchan_catalogue_form_indicator(from, index, i)));
        }
        public string Id { get; }
        /// "entry", "opening" or "child".
        public string Role { get; }
        /// Their ids.
        public IReadOnlyList<string> Indicators { get; }

        public string Title(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            CatalogueHandle from = of.Own;
            return from.Borrow(() => Native.pehchan_catalogue_form_title(from, index, word));
        }
    }

    /// How the columns and codes of another format are read, and written.
    public sealed class Mapping
    {
        internal Mapping(string id, bool writes)
        {
            Id = id;
            Writes = writes;
        }
        public string Id { get; }
        /// Whether `Columns` of an assessment takes it.
        public bool Writes { get; }
    }

    /// Indicators, rules and words. Never changes; any number of threads may use one at once.
    public sealed class Catalogue : IDisposable
    {
        private readonly CatalogueHandle handle;
        private int closed;

        private Catalogue(IntPtr made) { handle = new CatalogueHandle(made); }

        /// One that is compiled in, with those it uses.
        public static Catalogue Builtin(string id)
        {
            byte[] word = Words.Word(id, nameof(id));
            return new Catalogue(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_catalogue_builtin(word, out made, out error)));
        }

        /// From its text (docs/catalogue-format.md) and those it uses, which may be closed afterwards.
        public static Catalogue Load(string json, params Catalogue[] used)
        {
            byte[] text = Words.Bytes(json, nameof(json));
            if (used == null) throw new ArgumentNullException(nameof(used));
            CatalogueHandle[] handles = used.Select(one => one != null ? one.Own : throw new ArgumentNullException(nameof(used))).ToArray();
            var held = new List<CatalogueHandle>();
            try
            {
                foreach (CatalogueHandle one in handles)
                {
                    bool good = false;
                    one.DangerousAddRef(ref good);
                    if (good) held.Add(one);
                }
                IntPtr[] pointers = handles.Select(one => one.DangerousGetHandle()).ToArray();
                return new Catalogue(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_catalogue_load(text, (ulong)text.LongLength, pointers, (ulong)pointers.Length, out made, out error)));
            }
            finally
            {
                foreach (CatalogueHandle one in held) one.DangerousRelease();
            }
        }

        /// A new catalogue with translations into one more language, from their text, such as
        /// {"language": "ps", "direction": "rtl", "texts": {"indicators/indicators/sex/question": {"text": "..."}}} (docs/law.md).
        /// Rules and digest stay.
        public Catalogue WithTexts(string json)
        {
            byte[] text = Words.Bytes(json, nameof(json));
            CatalogueHandle own = Own;
            return new Catalogue(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_catalogue_with_texts(own, text, (ulong)text.LongLength, out made, out error)));
        }

        internal CatalogueHandle Own { get { return Volatile.Read(ref closed) == 0 ? handle : throw new ObjectDisposedException(nameof(Catalogue)); } }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref closed, 1) == 0) handle.LetGo();
        }

        public string Id { get { return Own.Borrow(() => Native.pehchan_catalogue_id(Own)); } }
        public string Version { get { return Own.Borrow(() => Native.pehchan_catalogue_version(Own)); } }
        /// SHA-256, lower-case hexadecimal.
        public string Digest { get { return Own.Borrow(() => Native.pehchan_catalogue_digest(Own)); } }
        /// Whether `pehchan check` has proved this digest.
        public bool Proved { get { return Native.pehchan_catalogue_proved(Own) == 1; } }
        /// The source language first.
        public IReadOnlyList<string> Languages { get { return Calls.List(Native.pehchan_catalogue_language_count(Own), i => Own.Borrow(() => Native.pehchan_catalogue_language(Own, i))); } }

        /// "ltr" or "rtl"; null where the catalogue does not speak this language.
        public string Direction(string language)
        {
            if (language == null) throw new ArgumentNullException(nameof(language));
            int at = Languages.ToList().IndexOf(language);
            return at < 0 ? null : Words.From(Native.pehchan_catalogue_language_direction(Own, (ulong)at));
        }

        /// SHA-256 of the texts that `WithTexts` has added in this language last; null where none were.
        public string TextsDigest(string language)
        {
            byte[] word = Words.Word(language, nameof(language));
            string digest = Own.Borrow(() => Native.pehchan_catalogue_texts_digest(Own, word));
            return digest.Length == 0 ? null : digest;
        }

        /// What somebody means who types an answer to this indicator, in any language of the catalogue: "yes", "no", "unknown", "declined",
        /// the id of an option or a whole number in the digits 0 to 9. Null where it is not understood or means two things.
        public string Typed(string indicator, string text)
        {
            byte[] word = Words.Word(text, nameof(text));
            ulong index = Indicator(indicator).Index;
            CatalogueHandle own = Own;
            try
            {
                return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_catalogue_typed(own, index, word, out made, out error));
            }
            catch (PehchanException error) when (error.Status == Status.NotFound)
            {
                return null;
            }
        }

        /// Words that pages and interviews use, such as "interview.rights"; null where there are none.
        public string PageWords(string id, string language = "en")
        {
            byte[] name = Words.Word(id, nameof(id)), word = Words.Word(language, nameof(language));
            return Own.Borrow(() => Native.pehchan_catalogue_words(Own, name, word));
        }

        /// Sorted by id.
        public IReadOnlyList<Indicator> Indicators { get { return Calls.List(Native.pehchan_catalogue_indicator_count(Own), i => new Indicator(this, i)); } }

        public Indicator Indicator(string id)
        {
            long index = Native.pehchan_catalogue_indicator_index(Own, Words.Word(id, nameof(id)));
            if (index < 0) throw new PehchanException(Status.NotFound, "the catalogue has no such indicator", new List<Issue>());
            return new Indicator(this, (ulong)index);
        }

        /// By its place in `Indicators`.
        public Indicator Indicator(ulong index)
        {
            if (index >= Native.pehchan_catalogue_indicator_count(Own)) throw new ArgumentOutOfRangeException(nameof(index));
            return new Indicator(this, index);
        }

        public IReadOnlyList<Form> Forms { get { return Calls.List(Native.pehchan_catalogue_form_count(Own), i => new Form(this, i)); } }

        /// Sorted by id.
        public IReadOnlyList<Mapping> Mappings
        {
            get
            {
                CatalogueHandle own = Own;
                return Calls.List(Native.pehchan_catalogue_mapping_count(own), i =>
                    new Mapping(own.Borrow(() => Native.pehchan_catalogue_mapping_id(own, i)), Native.pehchan_catalogue_mapping_writes(own, i) == 1));
            }
        }

        /// Of one person, everything unknown.
        public Answers NewAnswers(string name = null)
        {
            CatalogueHandle own = Own;
            var answers = new Answers(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_answers_new(own, out made, out error)), own);
            if (name != null) answers.Case = name;
            return answers;
        }

        /// From a case such as {"case": "A-17", "answers": {"believed_under_18": "yes"}}.
        public Answers Parse(string json, string mapping = null)
        {
            byte[] text = Words.Bytes(json, nameof(json)), columns = Words.WordOrNull(mapping, nameof(mapping));
            CatalogueHandle own = Own;
            return new Answers(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_answers_parse(own, columns, text, (ulong)text.LongLength, out made, out error)), own);
        }

        /// A case in, its assessment as one line of JSON out: the bytes of `pehchan screen`.
        public string Screen(string json, string language = "en", View view = View.Official, Include include = Include.Nothing, string mapping = null)
        {
            byte[] text = Words.Bytes(json, nameof(json)), word = Words.Word(language, nameof(language)), columns = Words.WordOrNull(mapping, nameof(mapping));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_screen(Own, columns, text, (ulong)text.LongLength, word, (int)view, (uint)include, out made, out error));
        }

        /// One conversation, from nothing.
        public Interview NewInterview(string form = null, Ask ask = Ask.FirstContact)
        {
            byte[] word = Words.WordOrNull(form, nameof(form));
            CatalogueHandle own = Own;
            return new Interview(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_interview_new(own, word, (uint)ask, out made, out error)), own);
        }

        /// The rules made ready for many persons as columns.
        public Cohort NewCohort()
        {
            return new Cohort(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_cohort_new(Own, out made, out error)));
        }

        /// For loops over many persons.
        public Evaluator NewEvaluator()
        {
            return new Evaluator(Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_evaluator_new(Own, out made, out error)));
        }
    }
}
