// SPDX-License-Identifier: Apache-2.0

// Which readers, statuses and reasons are there?

using System;

namespace Pehchan
{
    /// For whom a result is: what that reader must not see is left out.
    public enum View { Official = 0, Person = 1, Investigator = 2, Committee = 3 }

    /// What is added to JSON and pages.
    [Flags]
    public enum Include : uint
    {
        Nothing = 0,
        /// The person may be shown translations that nobody has reviewed.
        AllowDraft = 1,
        /// What would still show an open finding.
        Explain = 2,
        /// The questions most worth asking next.
        Next = 4,
    }

    /// What may be asked.
    [Flags]
    public enum Ask : uint
    {
        FirstContact = 0,
        /// Sensitivity 3 too: for a specialist, in a full interview.
        Full = 1,
        /// A later interview: conditions and consent anew.
        Later = 2,
    }

    /// Why asking stops.
    public enum Stop { None = 0, Wish = 1, Danger = 2, ChildDisclosed = 3, Enough = 4, NothingLeft = 5 }

    /// Why a question comes now.
    public enum Why { Danger = 0, Conditions = 1, Child = 2, More = 3 }

    public enum FindingStatus { NotShown = 0, Open = 1, Indicated = 2 }
    public enum ReferralStatus { Indicated = 0, Open = 1, Withheld = 2 }
    public enum IndicatorType { YesNo = 0, Choice = 1, Number = 2 }

    /// By asking the person, by looking, or from a document.
    public enum KnownBy { Asking = 0, Looking = 1, Document = 2 }

    /// How far words can be relied on.
    public enum Translation { Source = 0, Draft = 1, Reviewed = 2 }

    /// An answer to a question of yes or no, by index.
    public enum Code : sbyte { Declined = -2, Unknown = -1, No = 0, Yes = 1 }
}
