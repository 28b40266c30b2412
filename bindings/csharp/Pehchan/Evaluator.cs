// SPDX-License-Identifier: Apache-2.0

// What are the statuses and scores of many persons?

using System;
using System.Collections.Generic;

namespace Pehchan
{
    /// For statistics: no offences; what is hidden from one reader or another is not left out. Any thread may call; calls wait for each other.
    public sealed class Evaluator : IDisposable
    {
        private readonly object gate = new object();
        private readonly EvaluatorHandle own;

        internal Evaluator(IntPtr made)
        {
            own = new EvaluatorHandle(made);
            Findings = Calls.List(Native.pehchan_evaluator_finding_count(own), i => own.Borrow(() => Native.pehchan_evaluator_finding_id(own, i)));
            Scores = Calls.List(Native.pehchan_evaluator_score_count(own), i => own.Borrow(() => Native.pehchan_evaluator_score_id(own, i)));
        }
        public void Dispose() { own.Dispose(); }

        public IReadOnlyList<string> Findings { get; }
        public IReadOnlyList<string> Scores { get; }

        /// From now on the results are this person's.
        public void Assess(Answers answers)
        {
            if (answers == null) throw new ArgumentNullException(nameof(answers));
            lock (gate)
                lock (answers.Gate) Calls.Check(Native.pehchan_evaluator_assess(own, answers.Own));
        }
        /// Of the finding of this index, of the person assessed last.
        public FindingStatus Status(int index)
        {
            if (index < 0 || index >= Findings.Count) throw new ArgumentOutOfRangeException(nameof(index));
            int found;
            lock (gate) found = Native.pehchan_evaluator_finding_status(own, (ulong)index);
            if (found < 0) throw new PehchanException(Pehchan.Status.BadArgument, "nobody was assessed", new List<Issue>());
            return (FindingStatus)found;
        }
        /// Of this index, of the person assessed last.
        public Score Score(int index)
        {
            if (index < 0 || index >= Scores.Count) throw new ArgumentOutOfRangeException(nameof(index));
            lock (gate) return new Score(Scores[index], Native.pehchan_evaluator_score_low(own, (ulong)index), Native.pehchan_evaluator_score_high(own, (ulong)index));
        }
    }
}
