// SPDX-License-Identifier: Apache-2.0

// What follows from one person's answers?

using System;
using System.Collections.Generic;

namespace Pehchan
{
    public sealed class Finding
    {
        internal Finding(string id, FindingStatus status, string title)
        {
            Id = id;
            Status = status;
            Title = title;
        }
        public string Id { get; }
        public FindingStatus Status { get; }
        public string Title { get; }
    }

    public sealed class Safeguard
    {
        internal Safeguard(string id, string title)
        {
            Id = id;
            Title = title;
        }
        public string Id { get; }
        public string Title { get; }
    }

    public sealed class Referral
    {
        internal Referral(string id, ReferralStatus status, string authority)
        {
            Id = id;
            Status = status;
            Authority = authority;
        }
        public string Id { get; }
        public ReferralStatus Status { get; }
        public string Authority { get; }
    }

    /// Both ends are attained.
    public sealed class Score
    {
        internal Score(string id, long low, long high)
        {
            Id = id;
            Low = low / 1000000m;
            High = high / 1000000m;
        }
        public string Id { get; }
        public decimal Low { get; }
        public decimal High { get; }
    }

    /// Everything that follows, for one reader. Never changes; any number of threads may use one at once.
    /// The person sees nothing by id: for them the lists are empty, and JSON and page are made.
    public sealed class Assessment : IDisposable
    {
        private readonly AssessmentHandle own;

        internal Assessment(IntPtr made) { own = new AssessmentHandle(made); }

        public void Dispose() { own.Dispose(); }

        /// Null where this reader sees none.
        public string Headline { get { return own.Borrow(() => Native.pehchan_assessment_headline(own)); } }
        /// Signs of harm with an answer that counts, ...
        public ulong Asked { get { return Native.pehchan_assessment_asked_n(own); } }
        /// ... of those that the rules test.
        public ulong AskedOf { get { return Native.pehchan_assessment_asked_of(own); } }

        /// By falling urgency.
        public IReadOnlyList<Finding> Findings(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            return Calls.List(Native.pehchan_assessment_finding_count(own), i =>
                new Finding(own.Borrow(() => Native.pehchan_assessment_finding_id(own, i)), (FindingStatus)Native.pehchan_assessment_finding_status(own, i),
                    own.Borrow(() => Native.pehchan_assessment_finding_title(own, i, word))));
        }
        /// Null where this reader sees no such finding.
        public FindingStatus? StatusOf(string finding)
        {
            int found = Native.pehchan_assessment_status_of(own, Words.Word(finding, nameof(finding)));
            return found < 0 ? (FindingStatus?)null : (FindingStatus)found;
        }
        public IReadOnlyList<Score> Scores
        {
            get
            {
                return Calls.List(Native.pehchan_assessment_score_count(own), i =>
                    new Score(own.Borrow(() => Native.pehchan_assessment_score_id(own, i)), Native.pehchan_assessment_score_low(own, i), Native.pehchan_assessment_score_high(own, i)));
            }
        }
        /// Those that apply, by falling urgency.
        public IReadOnlyList<Safeguard> Safeguards(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            return Calls.List(Native.pehchan_assessment_safeguard_count(own), i =>
                new Safeguard(own.Borrow(() => Native.pehchan_assessment_safeguard_id(own, i)), own.Borrow(() => Native.pehchan_assessment_safeguard_title(own, i, word))));
        }
        /// Those with a reason and not ruled out; withheld ones stay.
        public IReadOnlyList<Referral> Referrals(string language = "en")
        {
            byte[] word = Words.Word(language, nameof(language));
            return Calls.List(Native.pehchan_assessment_referral_count(own), i =>
                new Referral(own.Borrow(() => Native.pehchan_assessment_referral_id(own, i)), (ReferralStatus)Native.pehchan_assessment_referral_status(own, i),
                    own.Borrow(() => Native.pehchan_assessment_referral_authority(own, i, word))));
        }

        /// One line: the bytes of `pehchan screen`.
        public string Json(string language = "en", Include include = Include.Nothing)
        {
            byte[] word = Words.Word(language, nameof(language));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_assessment_json(own, word, (uint)include, out made, out error));
        }
        /// The page that this reader reads.
        public string Page(string language = "en", Include include = Include.Nothing)
        {
            byte[] word = Words.Word(language, nameof(language));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_assessment_page(own, word, (uint)include, out made, out error));
        }
        /// Why one finding is shown, or not, or what is missing, as JSON.
        public string Explain(string finding, string language = "en", Include include = Include.Nothing)
        {
            byte[] name = Words.Word(finding, nameof(finding)), word = Words.Word(language, nameof(language));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_assessment_explain(own, name, word, (uint)include, out made, out error));
        }
        /// Why one finding rather than another, as JSON.
        public string Contrast(string finding, string other, string language = "en", Include include = Include.Nothing)
        {
            byte[] name = Words.Word(finding, nameof(finding)), second = Words.Word(other, nameof(other)), word = Words.Word(language, nameof(language));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_assessment_contrast(own, name, second, word, (uint)include, out made, out error));
        }
        /// What a mapping writes of this person in the columns of another format, as JSON.
        public string Columns(string mapping, string language = "en")
        {
            byte[] name = Words.Word(mapping, nameof(mapping)), word = Words.Word(language, nameof(language));
            return Calls.MakeText((out IntPtr made, out IntPtr error) => Native.pehchan_assessment_columns(own, name, word, out made, out error));
        }
    }
}
