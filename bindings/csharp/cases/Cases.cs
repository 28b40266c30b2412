// SPDX-License-Identifier: Apache-2.0

// Cases screen CATALOGUE CASES OUT: one assessment a line. Cases bench CATALOGUE CASES: the time of a call. bindings/README.md says more.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Text;
using Pehchan;

static class Cases
{
    static long seen; // nothing is left out as useless

    static string[] LinesOf(string file) { return File.ReadAllText(file, Encoding.UTF8).Split('\n').Where(line => line.Length > 0).ToArray(); }

    static void Screen(Catalogue catalogue, string[] cases, string file)
    {
        using (var to = new StreamWriter(file, false, new UTF8Encoding(false)) { NewLine = "\n" })
            foreach (string one in cases) to.WriteLine(catalogue.Screen(one));
    }

    /// Nanoseconds a person: the best of seven rounds of at least a tenth of a second, after one to warm up.
    static long TimeOf(int cases, Action<int> each)
    {
        double best = double.PositiveInfinity;
        for (int round = 0; round < 8; ++round)
        {
            var clock = Stopwatch.StartNew();
            long calls = 0;
            do
            {
                for (int i = 0; i < cases; ++i) each(i);
                calls += cases;
            } while (clock.Elapsed.TotalSeconds < 0.1);
            if (round > 0) best = Math.Min(best, clock.Elapsed.TotalSeconds * 1e9 / calls);
        }
        return (long)best;
    }

    static void Bench(Catalogue catalogue, string[] cases)
    {
        var indicators = catalogue.Indicators.Where(one => one.Type == IndicatorType.YesNo).ToArray();
        var persons = cases.Select(text => (
            from one in indicators
            from code in new[] { Code.Yes, Code.No }
            where text.Contains("\"" + one.Id + "\": \"" + (code == Code.Yes ? "yes" : "no") + "\"")
            select new KeyValuePair<ulong, Code>(one.Index, code)).ToArray()).ToArray();
        long json = TimeOf(cases.Length, i => seen += catalogue.Screen(cases[i]).Length);
        using (var answers = catalogue.NewAnswers())
        using (var evaluator = catalogue.NewEvaluator())
        {
            int findings = evaluator.Findings.Count;
            long handles = TimeOf(cases.Length, i =>
            {
                answers.Clear();
                foreach (var set in persons[i]) answers.SetCode(set.Key, set.Value);
                evaluator.Assess(answers);
                for (int f = 0; f < findings; ++f) seen += evaluator.Status(f) == FindingStatus.Indicated ? 1 : 0;
            });
            if (seen == 0) throw new InvalidOperationException("nothing was seen");
            Console.WriteLine("{\"binding\": \"csharp\", \"json_call_ns\": " + json + ", \"handle_call_ns\": " + handles + "}");
        }
    }

    static int Main(string[] words)
    {
        if (words.Length == 4 && words[0] == "screen")
            using (var catalogue = Catalogue.Builtin(words[1])) Screen(catalogue, LinesOf(words[2]), words[3]);
        else if (words.Length == 3 && words[0] == "bench")
            using (var catalogue = Catalogue.Builtin(words[1])) Bench(catalogue, LinesOf(words[2]));
        else
        {
            Console.Error.WriteLine("use: Cases screen CATALOGUE CASES OUT | Cases bench CATALOGUE CASES");
            return 2;
        }
        return 0;
    }
}
