// SPDX-License-Identifier: Apache-2.0

// What was wrong?

using System;
using System.Collections.Generic;
using System.Linq;

namespace Pehchan
{
    /// One problem of a text. It holds no answer.
    public sealed class Issue
    {
        internal Issue(string code, string pointer, string message, long line, long column)
        {
            Code = code;
            Pointer = pointer;
            Message = message;
            Line = line;
            Column = column;
        }
        /// Stable; docs/issue-codes.md lists them.
        public string Code { get; }
        /// JSON Pointer to the place.
        public string Pointer { get; }
        public string Message { get; }
        /// From 1; 0 where there is no text.
        public long Line { get; }
        /// From 1, in bytes; 0 where there is no text.
        public long Column { get; }

        public override string ToString()
        {
            return Code + " at " + (Pointer.Length == 0 ? "/" : Pointer) + (Line > 0 ? " (line " + Line + ", column " + Column + ")" : "") + ": " + Message;
        }
    }

    /// What the library says was wrong. Something closed is an ObjectDisposedException, a text that cannot be passed an ArgumentException.
    public sealed class PehchanException : Exception
    {
        internal PehchanException(Status status, string message, IReadOnlyList<Issue> issues) : base(string.Join("\n", new[] { message }.Concat(issues.Select(one => one.ToString()))))
        {
            Status = status;
            Issues = issues;
        }
        public Status Status { get; }
        public IReadOnlyList<Issue> Issues { get; }
    }
}
