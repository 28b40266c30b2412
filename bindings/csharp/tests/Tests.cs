// SPDX-License-Identifier: Apache-2.0

// Names are sentences that are true. Tests SOURCE_DIR runs them all.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Threading;
using Pehchan;

static class Tests
{
    const string Child = "{\"case\": \"A-17\", \"answers\": {\"made_to_work_by_force_or_menace\": \"yes\", \"age_now_years\": 16}}";
    static string source;
    static readonly Catalogue pakistan = Catalogue.Builtin("pakistan");

    // ---- what tests use

    static void Expect(bool holds, string what = "")
    {
        if (!holds) throw new Exception("not so: " + what);
    }
    static void Same<T>(T found, T wanted) { Expect(EqualityComparer<T>.Default.Equals(found, wanted), "found " + found + ", not " + wanted); }
    static T Throws<T>(Action work) where T : Exception
    {
        try
        {
            work();
        }
        catch (T right)
        {
            return right;
        }
        throw new Exception("no " + typeof(T).Name);
    }
    static PehchanException Fails(Status status, Action work)
    {
        var error = Throws<PehchanException>(work);
        Same(error.Status, status);
        return error;
    }
    static string[] Lines(string name) { return File.ReadAllLines(Path.Combine(source, "examples", name)); }
    static IEnumerable<string> Shared { get { return Lines("vignettes.jsonl").Concat(Lines("constructed.jsonl")); } }

    /// Pairs of an object of texts and numbers that stands in a line, which is all that the examples need.
    static IEnumerable<KeyValuePair<string, string>> Pairs(string line, string name)
    {
        string inside = Regex.Match(line, "\"" + name + "\": \\{([^}]*)\\}").Groups[1].Value;
        return Regex.Matches(inside, "\"(\\w+)\": \"?([^\",}]*)").Cast<Match>().Select(one => new KeyValuePair<string, string>(one.Groups[1].Value, one.Groups[2].Value));
    }
    static string NameOf(string line) { return Regex.Match(line, "\"case\": \"([^\"]*)\"").Groups[1].Value; }

    // ---- the tests

    static void the_findings_are_those_that_the_examples_expect()
    {
        int held = 0;
        foreach (string name in new[] { "vignettes", "constructed" })
        {
            var expected = Lines(name + ".expected.jsonl").ToDictionary(NameOf);
            foreach (string line in Lines(name + ".jsonl"))
                using (var answers = pakistan.Parse(line))
                using (var result = answers.Assess(View.Investigator))
                    foreach (var wanted in Pairs(expected[answers.Case], "expected_at_least"))
                    {
                        if (wanted.Value != "indicated") continue;
                        Expect(result.StatusOf(wanted.Key) == FindingStatus.Indicated, answers.Case + " " + wanted.Key);
                        ++held;
                    }
        }
        Expect(held > 30, "many findings were looked at");
    }

    static void every_way_in_gives_the_same_bytes()
    {
        int set = 0;
        foreach (string line in Shared)
        {
            string wanted = pakistan.Screen(line);
            using (var parsed = pakistan.Parse(line))
            using (var result = parsed.Assess())
            using (var again = pakistan.Parse(parsed.Json()))
            using (var second = again.Assess())
            using (var byName = pakistan.NewAnswers(NameOf(line)))
            using (var byIndex = pakistan.NewAnswers(NameOf(line)))
            {
                Same(result.Json(), wanted);
                Same(second.Json(), wanted);
                foreach (var one in Pairs(line, "answers"))
                {
                    Indicator indicator = pakistan.Indicator(one.Key);
                    if (one.Value == "") continue;
                    ++set;
                    if (indicator.Type == IndicatorType.Number)
                    {
                        long number;
                        if (!long.TryParse(one.Value, out number))
                        {
                            byName.Set(one.Key, one.Value);
                            byIndex.Set(one.Key, one.Value);
                            continue;
                        }
                        byName.Set(one.Key, number);
                        byIndex.SetValue(indicator.Index, number);
                        continue;
                    }
                    byName.Set(one.Key, one.Value);
                    int option = indicator.Options().Select(o => o.Id).ToList().IndexOf(one.Value);
                    if (one.Value == "yes") byIndex.SetCode(indicator.Index, Code.Yes);
                    else if (one.Value == "no") byIndex.SetCode(indicator.Index, Code.No);
                    else if (one.Value == "unknown") byIndex.SetCode(indicator.Index, Code.Unknown);
                    else if (one.Value == "declined") byIndex.SetCode(indicator.Index, Code.Declined);
                    else if (option >= 0) byIndex.SetValue(indicator.Index, option);
                    else byIndex.Set(one.Key, one.Value);
                }
                using (var a = byName.Assess()) Same(a.Json(), wanted);
                using (var b = byIndex.Assess()) Same(b.Json(), wanted);
            }
        }
        Expect(set > 300, "many answers were set");
    }

    static void an_evaluator_says_what_an_assessment_says()
    {
        using (var evaluator = pakistan.NewEvaluator())
        {
            Fails(Status.BadArgument, () => evaluator.Status(0));
            foreach (string line in Shared)
                using (var answers = pakistan.Parse(line))
                using (var result = answers.Assess())
                {
                    evaluator.Assess(answers);
                    int compared = 0;
                    for (int i = 0; i < evaluator.Findings.Count; ++i)
                    {
                        FindingStatus? seen = result.StatusOf(evaluator.Findings[i]);
                        if (seen == null) continue;
                        Same(evaluator.Status(i), seen.Value);
                        ++compared;
                    }
                    Expect(compared > 20, "many statuses");
                }
        }
    }

    static void an_assessment_can_be_read_item_by_item()
    {
        using (var answers = pakistan.Parse(Child))
        using (var result = answers.Assess())
        using (var seen = answers.Assess(View.Person))
        {
            Same(result.Headline, "presumed_victim");
            Same(result.Asked, 1ul);
            Expect(result.AskedOf > 100, "signs that the rules test");
            Expect(result.Findings().Any(one => one.Title == "Forced labour" && one.Status == FindingStatus.Indicated), "the finding");
            Same(result.StatusOf("no_such_finding"), null);
            Expect(result.Safeguards("ur").Count > 0 && result.Safeguards("ur").All(one => one.Id != "" && one.Title != ""), "safeguards");
            Expect(result.Referrals().Count > 0 && result.Referrals().All(one => one.Authority != ""), "referrals");
            Expect(result.Referrals().Any(one => one.Status == ReferralStatus.Indicated) && result.Referrals().Any(one => one.Status == ReferralStatus.Open), "statuses of referrals");
            Same(seen.Headline, null);
            Same(seen.Findings().Count + seen.Safeguards().Count + seen.Referrals().Count, 0);
        }
    }

    static void reasons_and_columns_are_given_as_json()
    {
        using (var mappings = Catalogue.Builtin("mappings"))
        using (var other = mappings.Parse("{\"case\": \"m\", \"answers\": {\"age_now_years\": 16}}"))
        using (var written = other.Assess())
        using (var answers = pakistan.Parse(Child))
        using (var result = answers.Assess())
        {
            Expect(result.Explain("trafficking").Contains("made_to_work_by_force_or_menace"), "explain");
            Expect(result.Contrast("trafficking", "smuggled_migrant").Contains("smuggled_migrant"), "contrast");
            Expect(result.Json("en", Include.Explain | Include.Next).Contains("\"ask_next\""), "next");
            Expect(!result.Json().Contains("\"ask_next\""), "no next");
            Expect(written.Columns("htcds_2").Contains("\"mapping\":\"htcds_2\""), "columns");
        }
    }

    static void scores_are_exact()
    {
        using (var survey = Catalogue.Builtin("dwems_2024"))
        using (var blank = survey.NewAnswers())
        using (var first = survey.Parse(Lines("dwems/respondents.jsonl")[0], "dwems_answers"))
        using (var evaluator = survey.NewEvaluator())
            foreach (Answers answers in new[] { first, blank })
                using (var result = answers.Assess())
                {
                    evaluator.Assess(answers);
                    Same(result.Scores.Count, 15);
                    foreach (Score one in result.Scores)
                    {
                        Match printed = Regex.Match(result.Json(), "\"id\":\"" + one.Id + "\"[^}]*?\"low\":\"([^\"]*)\",\"high\":\"([^\"]*)\"");
                        Expect(printed.Success, "score in JSON");
                        var plain = System.Globalization.CultureInfo.InvariantCulture;
                        Same(one.Low, decimal.Parse(printed.Groups[1].Value, plain));
                        Same(one.High, decimal.Parse(printed.Groups[2].Value, plain));
                        Score quick = evaluator.Score(evaluator.Scores.ToList().IndexOf(one.Id));
                        Expect(quick.Low == one.Low && quick.High == one.High, "the evaluator's score");
                    }
                    if (answers == blank) Expect(result.Scores.Any(one => one.Low < one.High), "an open score");
                }
    }

    static void urdu_passes_in_and_out()
    {
        using (var answers = pakistan.NewAnswers("Case_17.b").Set("made_to_work_by_force_or_menace", true))
        using (var result = answers.Assess())
        using (var person = answers.Assess(View.Person))
        {
            Same(answers.Case, "Case_17.b");
            Expect(pakistan.Indicator("age_now_years").Question("ur").Contains("\u06a9"), "question");
            Expect(result.Json("ur").StartsWith("{\"case\":\"Case_17.b\"", StringComparison.Ordinal), "case");
            Expect(person.Page("ur", Include.AllowDraft).Contains("\u06af"), "page");
        }
    }

    static void the_catalogue_describes_itself()
    {
        Expect(Library.BuiltinIds.Contains("pakistan") && Regex.IsMatch(Library.Version, @"^\d+\.\d+\.\d+$"), "library");
        Same(pakistan.Id, "pakistan");
        Expect(pakistan.Proved && pakistan.Digest.Length == 64 && pakistan.Languages[0] == "en" && pakistan.Version != "", "catalogue");
        string[] ids = pakistan.Indicators.Select(one => one.Id).ToArray();
        Expect(ids.SequenceEqual(ids.OrderBy(one => one, StringComparer.Ordinal)), "sorted");
        Expect(pakistan.Indicators.All(one => one.Label() != "" && one.Sensitivity >= 1), "labels");
        Expect(pakistan.Indicators.Any(one => one.MayNotApply && one.NotApplicable() != "") && pakistan.Indicators.Any(one => one.KnownBy == KnownBy.Looking), "kinds");
        Expect(pakistan.Indicators.Any(one => one.Translation("ur") == Translation.Draft), "drafts");
        Expect(pakistan.Indicator("province").Options("ur").Any(one => one.Id == "punjab" && one.Label != ""), "options");
        Expect(pakistan.Indicator("age_now_years").Most > 100 && pakistan.Indicator("province").Most == 0, "range");
        Expect(pakistan.Forms.Any(one => one.Id == "kiln_first_contact" && one.Role == "entry" && one.Indicators.Count > 3 && one.Title("ur") != ""), "forms");
        Expect(!string.IsNullOrEmpty(pakistan.PageWords("interview.rights", "ur")) && pakistan.PageWords("no.such.words") == null, "words");
    }

    static void a_catalogue_is_loaded_from_its_text()
    {
        var bank = Catalogue.Builtin("indicators");
        using (var loaded = Catalogue.Load(Library.BuiltinText("palermo"), bank))
        using (var palermo = Catalogue.Builtin("palermo"))
        {
            bank.Dispose();
            Same(loaded.Digest, palermo.Digest);
            Expect(Fails(Status.BadData, () => Catalogue.Load(Library.BuiltinText("palermo"))).Issues.Count > 0, "issues");
            Fails(Status.BadData, () => Catalogue.Load(""));
            Throws<ObjectDisposedException>(() => Catalogue.Load("{}", palermo, bank));
            Throws<ArgumentNullException>(() => Catalogue.Load("{}", palermo, null));
            Throws<ArgumentNullException>(() => Catalogue.Load(null));
        }
    }

    const string Texts = "{\"language\": \"xx\", \"direction\": \"rtl\", \"texts\": {\"words/texts/typed.yes/text\": {\"text\": \"zu | جو\"}, \"indicators/indicators/sex/question\": {\"text\": \"XX?\"}}}";

    static void a_language_is_added_to_a_new_catalogue()
    {
        var spoken = pakistan.WithTexts(Texts);
        Expect(spoken.Languages.SequenceEqual(pakistan.Languages.Concat(new[] { "xx" })), "languages");
        Expect(new[] { "xx", "en", "qq" }.Select(one => spoken.Direction(one)).SequenceEqual(new[] { "rtl", "ltr", null }), "directions");
        Same(pakistan.Direction("xx"), null);
        Same(spoken.Digest, pakistan.Digest);
        Expect(Regex.IsMatch(spoken.TextsDigest("xx"), "^[0-9a-f]{64}$"), "digest");
        Expect(spoken.TextsDigest("ur") == null && pakistan.TextsDigest("xx") == null, "no digest");
        Same(spoken.Indicator("sex").Question("xx"), "XX?");
        Expect(spoken.Screen("{\"case\": \"A\", \"answers\": {}}", "xx").Contains(spoken.TextsDigest("xx")), "named");
        Issue issue = Fails(Status.BadData, () => pakistan.WithTexts("{\"language\": \"xx\",\n \"texts\": {\"palermo/no\": {\"text\": 3}}}")).Issues[0];
        Expect(issue.Pointer == "/texts/palermo~1no/text" && issue.Line == 2, "place");
        Throws<ArgumentNullException>(() => pakistan.WithTexts(null));
        Throws<ArgumentNullException>(() => pakistan.Direction(null));
        spoken.Dispose();
        Throws<ObjectDisposedException>(() => spoken.Direction("xx"));
        Throws<ObjectDisposedException>(() => spoken.Typed("sex", "yes"));
    }

    static void what_somebody_types_is_understood_in_every_language_of_the_catalogue()
    {
        using (var spoken = pakistan.WithTexts(Texts))
        {
            Same(spoken.Typed("believed_under_18", " YES "), "yes");
            Same(spoken.Typed("believed_under_18", "نهيں"), "no");
            Same(spoken.Typed("believed_under_18", "zu"), "yes");
            Same(pakistan.Typed("believed_under_18", "zu"), null);
            Same(spoken.Typed("believed_under_18", ""), null);
            Same(spoken.Typed("province", "پنجاب"), "punjab");
            Same(spoken.Typed("province", "d"), "unknown");
            Same(spoken.Typed("province", "yes"), null);
            Same(spoken.Typed("age_now_years", "۱۷"), "17");
            Same(spoken.Typed("age_now_years", "r"), "declined");
        }
        Fails(Status.NotFound, () => pakistan.Typed("no_such", "yes"));
        Throws<ArgumentNullException>(() => pakistan.Typed("sex", null));
    }

    static void questions_come_best_first()
    {
        using (var answers = pakistan.NewAnswers())
        {
            IReadOnlyList<string> first = answers.AskNext(3);
            Same(first.Count, 3);
            Expect(answers.AskNext(1).SequenceEqual(first.Take(1)), "the best");
            answers.Set(first[0], "declined");
            Expect(!answers.AskNext(ulong.MaxValue).Contains(first[0]), "not again");
            Same(answers.AskNext(0).Count, 0);
            Expect(answers.AskNext(2, "kiln_first_contact", Ask.Full | Ask.Later).Count > 0, "of a form");
            answers.Forget(first[0]);
            Same(answers.AskNext(1)[0], first[0]);
        }
    }

    static void an_interview_asks_until_it_stops()
    {
        using (var talk = pakistan.NewInterview("kiln_first_contact"))
        {
            int asked = 0;
            for (string question = talk.Next(); question != null; question = talk.Next())
            {
                Same(talk.Next(), question);
                Expect(Enum.IsDefined(typeof(Why), talk.Why), "why");
                talk.Answer("unknown");
                Expect(++asked < 300, "it ends");
            }
            Expect(asked > 5 && talk.Stop != Stop.None && !talk.DenialsCount && !talk.Child, "how it ends");
            Fails(Status.BadArgument, () => talk.Answer(true));
            talk.Record("age_now_years", 15);
            Expect(talk.Child, "a child");
            using (var copy = talk.CopyAnswers())
            using (var again = copy.NewInterview())
            {
                Expect(copy.Json().Contains("age_now_years"), "copied");
                again.End();
                Same(again.Next(), null);
                Same(again.Stop, Stop.Wish);
                Expect(!again.GoOn(), "only after danger");
            }
        }
    }

    static void an_error_lists_every_problem_with_its_place()
    {
        var error = Fails(Status.BadData, () => pakistan.Parse("{\"case\": \"x\",\n \"answers\": {\"no_such_sign\": \"yes\", \"age_now_years\": \"old\"}}"));
        Expect(error.Issues.Select(one => one.Pointer).SequenceEqual(new[] { "/answers/no_such_sign", "/answers/age_now_years" }), "places");
        Expect(error.Issues.All(one => one.Line == 2 && one.Column > 0 && one.Code != "" && one.Message != ""), "lines");
        Expect(error.Message.Contains("/answers/no_such_sign (line 2"), "message");
    }

    static void what_does_not_exist_is_said_so()
    {
        using (var answers = pakistan.NewAnswers())
        using (var result = answers.Assess())
        {
            foreach (Action wrong in new Action[] {
                () => Catalogue.Builtin("no_such"), () => Catalogue.Builtin(""), () => Library.BuiltinText("no_such"), () => pakistan.Indicator("no_such"), () => answers.Set("no_such", "yes"),
                () => answers.Forget("no_such"), () => pakistan.Parse(Child, "no_such"), () => answers.AskNext(5, "no_such"), () => pakistan.NewInterview("no_such"),
                () => result.Explain("no_such"), () => result.Columns("no_such") })
                Fails(Status.NotFound, wrong);
            foreach (Action wrong in new Action[] {
                () => answers.Assess((View)4), () => answers.Assess((View)(-1)), () => result.Json("xx"), () => result.Json("en", (Include)64), () => answers.SetCode(0, (Code)2),
                () => answers.SetCode(ulong.MaxValue, Code.Yes), () => answers.SetValue(ulong.MaxValue, 1), () => answers.AskNext(5, null, (Ask)64) })
                Fails(Status.BadArgument, wrong);
        }
    }

    static void a_refused_answer_changes_nothing()
    {
        using (var answers = pakistan.NewAnswers().Set("age_now_years", 16))
        {
            string before = answers.Json();
            foreach (long value in new[] { 1000000, -1, long.MaxValue, long.MinValue }) Fails(Status.BadData, () => answers.Set("age_now_years", value));
            Fails(Status.BadData, () => answers.Set("age_now_years", "old"));
            Fails(Status.BadData, () => answers.Set("age_now_years", true));
            Same(answers.Json(), before);
        }
    }

    static void a_zero_character_cuts_nothing_off_and_half_a_character_is_refused()
    {
        using (var answers = pakistan.NewAnswers())
        using (var result = answers.Assess())
        {
            foreach (Action wrong in new Action[] {
                () => answers.Set("made_to_work_by_force_or_menace", "yes\0no"), () => answers.Set("age_now_years\0", 16), () => Catalogue.Builtin("pakistan\0"), () => answers.Case = "A\0B",
                () => answers.Case = "\ud800", () => result.Json("en\0"), () => pakistan.Screen("{\"case\": \"\ud800\", \"answers\": {}}") })
                Throws<ArgumentException>(wrong);
            foreach (Action wrong in new Action[] { () => answers.Set(null, "yes"), () => answers.Set("age_now_years", null), () => pakistan.Screen(null), () => result.Json(null), () => Catalogue.Builtin(null) })
                Throws<ArgumentNullException>(wrong);
            Fails(Status.BadData, () => pakistan.Parse(Child + "\0"));
        }
    }

    static void answers_of_another_catalogue_are_refused()
    {
        using (var palermo = Catalogue.Builtin("palermo"))
        using (var answers = palermo.NewAnswers())
        using (var evaluator = pakistan.NewEvaluator())
        {
            Fails(Status.WrongCatalogue, () => evaluator.Assess(answers));
            Fails(Status.BadArgument, () => evaluator.Status(0));
            Throws<ArgumentOutOfRangeException>(() => evaluator.Status(-1));
            Throws<ArgumentOutOfRangeException>(() => evaluator.Score(100));
            Throws<ArgumentNullException>(() => evaluator.Assess(null));
        }
    }

    static void what_is_closed_says_so()
    {
        var bank = Catalogue.Builtin("indicators");
        Indicator indicator = bank.Indicators[0];
        Answers answers = bank.NewAnswers();
        Assessment result = answers.Assess();
        Interview talk = bank.NewInterview();
        Evaluator evaluator = bank.NewEvaluator();
        foreach (IDisposable one in new IDisposable[] { bank, answers, result, talk, evaluator })
        {
            one.Dispose();
            one.Dispose();
        }
        foreach (Action wrong in new Action[] {
            () => bank.Id.ToString(), () => bank.NewAnswers(), () => bank.Screen(Child), () => indicator.Label(), () => answers.Json(), () => answers.Set(indicator.Id, "yes"), () => answers.Assess(),
            () => answers.NewInterview(), () => result.Headline.ToString(), () => result.Json(), () => talk.Next(), () => talk.Stop.ToString(), () => talk.CopyAnswers(), () => evaluator.Assess(answers) })
            Throws<ObjectDisposedException>(wrong);
    }

    static void what_was_made_outlives_what_it_was_made_from()
    {
        Answers answers;
        Interview talk;
        using (var own = Catalogue.Builtin("pakistan"))
        {
            answers = own.Parse(Child);
            talk = own.NewInterview();
        }
        Assessment result = answers.Assess();
        answers.Dispose();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Same(result.Headline, "presumed_victim");
        Expect(talk.Next() != null, "it asks");
        Same(talk.CopyAnswers().NewInterview().CopyAnswers().Assess().Headline, "not_yet_asked");
    }

    static void what_is_forgotten_is_freed()
    {
        Func<long> memory = () =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return long.Parse(Regex.Match(File.ReadAllText("/proc/self/status"), @"VmRSS:\s*(\d+)").Groups[1].Value);
        };
        Action forget = () =>
        {
            for (int i = 0; i < 500; ++i)
                using (var parsed = pakistan.Parse(Child)) // itself closed; what follows from it is forgotten
                {
                    parsed.Assess();
                    parsed.NewInterview();
                    if (i % 100 == 0)
                    {
                        GC.Collect();
                        GC.WaitForPendingFinalizers();
                    }
                }
        };
        if (!File.Exists("/proc/self/status")) return;
        forget();
        long before = memory();
        for (int i = 0; i < 6; ++i) forget();
        long grown = memory() - before;
        Expect(grown < 20000, "grown by " + grown + " KiB");
    }

    static List<Exception> Together(params Action[] work)
    {
        var failed = new List<Exception>();
        var threads = work.Select(one => new Thread(() =>
        {
            try
            {
                for (int i = 0; i < 60; ++i) one();
            }
            catch (Exception error)
            {
                lock (failed) failed.Add(error);
            }
        })).ToList();
        threads.ForEach(one => one.Start());
        threads.ForEach(one => one.Join());
        return failed;
    }

    static void eight_threads_use_one_catalogue()
    {
        string wanted = pakistan.Screen(Child);
        Same(Together(Enumerable.Repeat<Action>(() => Same(pakistan.Screen(Child), wanted), 8).ToArray()).Count, 0);
    }

    static void a_call_that_changes_something_waits_for_the_one_before()
    {
        using (var answers = pakistan.NewAnswers())
        using (var evaluator = pakistan.NewEvaluator())
            foreach (Action work in new Action[] { answers.Clear, () => answers.SetCode(0, Code.Yes), () => answers.Json(), () => answers.Assess().Dispose(), () => evaluator.Assess(answers) })
            {
                object gate = typeof(Answers).GetField("Gate", BindingFlags.NonPublic | BindingFlags.Instance).GetValue(answers);
                var thread = new Thread(() => work());
                lock (gate)
                {
                    thread.Start();
                    Expect(!thread.Join(50), "it waits");
                }
                Expect(thread.Join(10000), "it goes on");
            }
    }

    static void closing_waits_for_the_last_use()
    {
        for (int i = 0; i < 20; ++i)
        {
            var bank = Catalogue.Builtin("indicators");
            var answers = bank.NewAnswers();
            foreach (Exception error in Together(() => answers.Json(), answers.Dispose, bank.Dispose, () => bank.Screen("{\"case\": \"x\", \"answers\": {}}"), () => answers.Assess()))
                Expect(error is ObjectDisposedException, error.ToString());
        }
    }

    static void the_names_of_the_enumerations_are_those_of_the_library()
    {
        Func<string, string> snake = name => Regex.Replace(name, "(?<!^)([A-Z])", "_$1").ToLowerInvariant();
        Type native = typeof(Catalogue).Assembly.GetType("Pehchan.Native"), words = typeof(Catalogue).Assembly.GetType("Pehchan.Words");
        MethodInfo text = words.GetMethod("From", BindingFlags.NonPublic | BindingFlags.Static, null, new[] { typeof(IntPtr) }, null);
        foreach (var one in new Dictionary<string, Type> {
            { "status", typeof(Status) }, { "view", typeof(View) }, { "finding_status", typeof(FindingStatus) }, { "referral_status", typeof(ReferralStatus) }, { "stop", typeof(Stop) }, { "why", typeof(Why) } })
        {
            MethodInfo call = native.GetMethod("pehchan_" + one.Key + "_name", BindingFlags.NonPublic | BindingFlags.Static);
            foreach (object value in Enum.GetValues(one.Value))
            {
                string found = (string)text.Invoke(null, new[] { call.Invoke(null, new object[] { Convert.ToInt32(value) }) });
                Expect(found.StartsWith(snake(value.ToString()), StringComparison.Ordinal), found);
            }
        }
    }

    static void a_catalogue_lists_its_mappings()
    {
        Same(pakistan.Mappings.Count, 0);
        using (var mappings = Catalogue.Builtin("mappings"))
            Expect(mappings.Mappings.Any(one => one.Id == "htcds_2" && one.Writes) && mappings.Mappings.Any(one => one.Id == "ctdc_kanon" && !one.Writes), "mappings");
    }

    static void an_answer_is_read_back_and_not_applicable_is_set_by_index()
    {
        using (var person = pakistan.NewAnswers("a-answers"))
        {
            Same(person.All().Count, 0);
            person.Set("age_now_years", 16).Set("province", "punjab").Set("believed_under_18", "unknown");
            Func<string, ulong> at = id => pakistan.Indicator(id).Index;
            person.SetCode(at("wages_withheld"), Code.NotApplicable);
            Same(string.Join(" ", person.All().OrderBy(one => one.Key).Select(one => one.Key + "=" + one.Value)), "age_now_years=16 believed_under_18=unknown province=punjab wages_withheld=not_applicable");
            Same(person.Get("age_now_years"), "16");
            Same(person.Get("debt_inflated"), null);
            Fails(Status.NotFound, () => person.Get("no_such"));
            Same(person.Kind(at("age_now_years")), AnswerKind.Number);
            Same(person.Value(at("age_now_years")), 16L);
            Same(person.Kind(at("province")), AnswerKind.Option);
            Same(pakistan.Indicator("province").Options()[(int)person.Value(at("province"))].Id, "punjab");
            Same(person.Kind(at("wages_withheld")), AnswerKind.NotApplicable);
            Same(person.Value(at("wages_withheld")), 0L);
            Same(person.Kind(at("debt_inflated")), AnswerKind.Unknown);
            Expect(person.Asked(at("believed_under_18")) && !person.Asked(at("debt_inflated")), "asked");
            Fails(Status.BadArgument, () => person.SetCode(at("age_now_years"), Code.NotApplicable));
            Fails(Status.BadArgument, () => person.Kind(1000000));
            Fails(Status.BadArgument, () => person.Value(1000000));
            Fails(Status.BadArgument, () => person.Asked(ulong.MaxValue));
            Throws<ArgumentOutOfRangeException>(() => pakistan.Indicator(1000000));
        }
    }

    static void a_cohort_says_what_the_evaluator_says_of_each_person()
    {
        const int count = 70000; // more than one piece of results
        foreach (string id in new[] { "pakistan", "instruments" })
        {
            using (Catalogue of = Catalogue.Builtin(id))
            using (Cohort cohort = of.NewCohort())
            using (Evaluator evaluator = of.NewEvaluator())
            using (var workers = new Workers(2))
            {
                var columns = new Columns();
                var codes = new Dictionary<Indicator, sbyte[]>();
                var numbers = new Dictionary<Indicator, double[]>();
                foreach (Indicator one in of.Indicators)
                {
                    if (one.Type == IndicatorType.Number && numbers.Count < 3)
                    {
                        numbers[one] = Enumerable.Range(0, count).Select(row => row % 3 == 0 ? double.NaN : one.Least + row % 5).ToArray();
                        columns.Numbers(one.Id, numbers[one]);
                    }
                    else if (one.Type != IndicatorType.Number && codes.Count < 40)
                    {
                        int sign = codes.Count;
                        codes[one] = Enumerable.Range(0, count).Select(row => (sbyte)((row * 7 + sign * 5 + (row >> 3)) % 4 - 2)).Select(code => one.Type == IndicatorType.Choice ? Math.Min(code, (sbyte)0) : code).ToArray();
                        columns.Codes(one.Id, codes[one]);
                    }
                }
                Same(workers.Count, 2);
                CohortResult found = cohort.Assess(columns, CohortFlags.Nothing, workers), alone = cohort.Assess(columns);
                Same(found.Count, count);
                Same(found.Issues, null);
                foreach (string finding in cohort.Findings) Expect(found.Statuses[finding].SequenceEqual(alone.Statuses[finding]), finding);
                foreach (int row in new[] { 0, 1, 2, 3, 17, 4711, 65535, 65536, 69999 })
                {
                    using (Answers person = of.NewAnswers())
                    {
                        foreach (var one in codes)
                        {
                            if (one.Value[row] < 0 || one.Key.Type == IndicatorType.YesNo) person.SetCode(one.Key.Index, (Code)one.Value[row]);
                            else person.SetValue(one.Key.Index, one.Value[row]);
                        }
                        foreach (var one in numbers)
                            if (!double.IsNaN(one.Value[row])) person.SetValue(one.Key.Index, (long)one.Value[row]);
                        evaluator.Assess(person);
                    }
                    for (int i = 0; i < evaluator.Findings.Count; ++i) Same((FindingStatus)found.Statuses[evaluator.Findings[i]][row], evaluator.Status(i));
                    for (int i = 0; i < evaluator.Scores.Count; ++i)
                    {
                        Same(found.Low[evaluator.Scores[i]][row], evaluator.Score(i).Low);
                        Same(found.High[evaluator.Scores[i]][row], evaluator.Score(i).High);
                    }
                }
            }
        }
    }

    static void a_cohort_names_every_column_and_row_that_it_does_not_take()
    {
        Cohort cohort = pakistan.NewCohort();
        Columns extra = new Columns().Codes("no_such", 1, 0);
        Fails(Status.BadData, () => cohort.Assess(extra));
        Same(cohort.Assess(extra, CohortFlags.IgnoreExtra).Count, 2);
        Columns wrong = new Columns().Codes("believed_under_18", 1, 7, 0);
        Same(Fails(Status.BadData, () => cohort.Assess(wrong)).Issues[0].Pointer, "/believed_under_18/1");
        CohortResult found = cohort.Assess(wrong, CohortFlags.KeepGoing);
        Expect(found.Issues[0] == null && found.Issues[1].Length > 0 && found.Issues[2] == null);
        Expect(found.Statuses[cohort.Findings[0]][0] >= 0 && found.Statuses[cohort.Findings[0]][1] == -1);
        Same(cohort.Assess(new Columns()).Count, 0);
        Throws<ArgumentException>(() => wrong.Numbers("age_now_years", 1));
        Throws<ArgumentException>(() => cohort.Assess(new Columns().Codes("a\0b")));
        foreach (int threads in new[] { -1, 0, 257 }) Throws<ArgumentOutOfRangeException>(() => new Workers(threads));
        cohort.Dispose();
        Throws<ObjectDisposedException>(() => cohort.Assess(new Columns()));
    }

    static int Main(string[] words)
    {
        source = words[0];
        int failed = 0, passed = 0;
        foreach (MethodInfo test in typeof(Tests).GetMethods(BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly))
        {
            if (!test.Name.Contains("_") || test.GetParameters().Length > 0 || test.Name.StartsWith("<", StringComparison.Ordinal) || test.Name.StartsWith("get_", StringComparison.Ordinal)) continue;
            try
            {
                test.Invoke(null, null);
                ++passed;
            }
            catch (TargetInvocationException error)
            {
                ++failed;
                Console.WriteLine("not so: " + test.Name.Replace('_', ' ') + "\n" + error.InnerException);
            }
        }
        Console.WriteLine("C#: " + passed + " passed, " + failed + " failed");
        return failed == 0 && passed > 20 ? 0 : 1;
    }
}
