// SPDX-License-Identifier: Apache-2.0
using System;
using Pehchan;

static class Example
{
    static void Main()
    {
        using (var catalogue = Catalogue.Builtin("pakistan"))
        using (var person = catalogue.NewAnswers("A-17").Set("made_to_work_by_force_or_menace", true).Set("age_now_years", 16))
        using (var result = person.Assess())
        {
            Console.WriteLine(result.Headline);
            foreach (var finding in result.Findings())
                if (finding.Status == FindingStatus.Indicated) Console.WriteLine(finding.Title);
        }
    }
}
