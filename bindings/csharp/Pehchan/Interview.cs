// SPDX-License-Identifier: Apache-2.0

// What is asked next, and when does asking stop?

using System;

namespace Pehchan
{
    /// One conversation. Any thread may call; calls wait for each other.
    public sealed class Interview : IDisposable
    {
        private readonly object gate = new object();
        private readonly InterviewHandle own;

        internal Interview(IntPtr made, CatalogueHandle of) { own = new InterviewHandle(made, of); }

        public void Dispose() { own.Dispose(); }

        /// The id of the question to ask now; null where asking stops. It stays the same until it is answered.
        public string Next()
        {
            lock (gate)
                return own.Borrow(() =>
                {
                    IntPtr question, error;
                    Calls.Check(Native.pehchan_interview_next(own, out question, out error), error);
                    return question;
                });
        }

        /// To the question of `Next`; where it is not taken, the question stands.
        public void Answer(string value)
        {
            byte[] word = Words.Word(value, nameof(value));
            IntPtr error;
            lock (gate) Calls.Check(Native.pehchan_interview_answer(own, word, out error), error);
        }
        public void Answer(bool value) { Answer(value ? "yes" : "no"); }
        public void Answer(long value)
        {
            IntPtr error;
            lock (gate) Calls.Check(Native.pehchan_interview_answer_number(own, value, out error), error);
        }

        /// Something volunteered, or a correction.
        public void Record(string indicator, string value)
        {
            byte[] name = Words.Word(indicator, nameof(indicator)), word = Words.Word(value, nameof(value));
            IntPtr error;
            lock (gate) Calls.Check(Native.pehchan_interview_record(own, name, word, out error), error);
        }
        public void Record(string indicator, bool value) { Record(indicator, value ? "yes" : "no"); }
        public void Record(string indicator, long value)
        {
            byte[] name = Words.Word(indicator, nameof(indicator));
            IntPtr error;
            lock (gate) Calls.Check(Native.pehchan_interview_record_number(own, name, value, out error), error);
        }

        /// The person wishes to stop: recorded, and no further question.
        public void End()
        {
            lock (gate) Calls.Check(Native.pehchan_interview_end(own));
        }
        /// In a full interview a specialist may go on after danger, once.
        public bool GoOn()
        {
            lock (gate) return Native.pehchan_interview_go_on(own) == 1;
        }
        public Stop Stop
        {
            get
            {
                lock (gate) return (Stop)Native.pehchan_interview_stop(own);
            }
        }
        /// Why the question of `Next` comes now.
        public Why Why
        {
            get
            {
                lock (gate) return (Why)Native.pehchan_interview_why(own);
            }
        }
        /// Whether a "no" to a question about harm counts by the conditions recorded so far.
        public bool DenialsCount
        {
            get
            {
                lock (gate) return Calls.Certain(Native.pehchan_interview_denials_count(own));
            }
        }
        /// Whether it is certain that this is a child.
        public bool Child
        {
            get
            {
                lock (gate) return Calls.Certain(Native.pehchan_interview_child(own));
            }
        }
        /// A copy of the answers so far.
        public Answers CopyAnswers()
        {
            lock (gate)
            {
                IntPtr copy = Calls.Make((out IntPtr made, out IntPtr error) => Native.pehchan_interview_answers(own, out made, out error));
                return new Answers(copy, own.Of);
            }
        }
    }
}
