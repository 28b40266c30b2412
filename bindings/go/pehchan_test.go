// SPDX-License-Identifier: Apache-2.0

package pehchan

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"
)

func source() string {
	if named := os.Getenv("PEHCHAN_SOURCE_DIR"); named != "" {
		return named
	}
	return filepath.Join("..", "..")
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	from, err := os.Open(filepath.Join(source(), file))
	good(t, err)
	defer from.Close()
	var all []string
	for in := bufio.NewScanner(from); in.Scan(); {
		if strings.TrimSpace(in.Text()) != "" {
			all = append(all, in.Text())
		}
	}
	return all
}

func good(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The value of a call that must succeed.
func of[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		good(t, err)
		return value
	}
}

func wantStatus(t *testing.T, err error, status Status) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Status != status {
		t.Fatalf("got %v, want status %v", err, status)
	}
	return e
}

func want(t *testing.T, got, wanted any) {
	t.Helper()
	if !reflect.DeepEqual(got, wanted) {
		t.Fatalf("got %v, want %v", got, wanted)
	}
}

func builtin(t *testing.T, id string) *Catalogue {
	t.Helper()
	c := of[*Catalogue](t)(Builtin(id))
	t.Cleanup(func() { c.Close() })
	return c
}

func TestPagesAreByteForByteThoseThatSomebodyHasRead(t *testing.T) {
	c := builtin(t, "pakistan")
	for _, cases := range []string{"constructed", "vignettes"} {
		for _, view := range []View{Official, Person} {
			name, flags := "official", Explain|Next
			if view == Person {
				name, flags = "person", AllowDraft
			}
			for _, language := range []string{"en", "ur"} {
				var pages strings.Builder
				for _, line := range lines(t, "examples/"+cases+".jsonl") {
					person := of[*Answers](t)(c.Parse(line, ""))
					result := of[*Assessment](t)(c.Assess(person, view))
					pages.WriteString(of[string](t)(result.Page(language, flags)) + "\f\n")
				}
				golden := of[[]byte](t)(os.ReadFile(filepath.Join(source(), "tests", "golden", fmt.Sprintf("%s.%s.%s.txt", cases, name, language))))
				if pages.String() != string(golden) {
					t.Errorf("%s %s %s differs", cases, name, language)
				}
			}
		}
	}
}

func TestWhatCourtsAuthoritiesAndExpertsDecidedIsFoundAtLeast(t *testing.T) {
	c := builtin(t, "pakistan")
	checked := 0
	for _, cases := range []string{"constructed", "vignettes"} {
		given, expected := lines(t, "examples/"+cases+".jsonl"), lines(t, "examples/"+cases+".expected.jsonl")
		want(t, len(given), len(expected))
		for i, line := range given {
			var wanted struct {
				Case    string            `json:"case"`
				AtLeast map[string]string `json:"expected_at_least"`
				Not     []string          `json:"expected_not_indicated"`
			}
			good(t, json.Unmarshal([]byte(expected[i]), &wanted))
			person := of[*Answers](t)(c.Parse(line, ""))
			want(t, of[string](t)(person.Case()), wanted.Case)
			result := of[*Assessment](t)(c.Assess(person, Investigator))
			for finding, least := range wanted.AtLeast {
				checked++
				status := of[FindingStatus](t)(result.Status(finding))
				if status < Open || (least == "indicated" && status != Indicated) {
					t.Errorf("%s: %s is %v", wanted.Case, finding, status)
				}
			}
			for _, finding := range wanted.Not {
				checked++
				if of[FindingStatus](t)(result.Status(finding)) == Indicated {
					t.Errorf("%s: %s is indicated", wanted.Case, finding)
				}
			}
		}
	}
	if checked < 100 {
		t.Fatalf("only %d expectations were found", checked)
	}
}

func TestScreeningPrintsTheBytesOfTheCommandLine(t *testing.T) {
	command := filepath.Join(os.Getenv("PEHCHAN_LIBRARY_DIR"), "pehchan")
	if _, err := os.Stat(command); err != nil {
		t.Skip("the command line is not built")
	}
	c := builtin(t, "pakistan")
	for _, cases := range []string{"examples/constructed.jsonl", "examples/vignettes.jsonl"} {
		printed := of[[]byte](t)(exec.Command(command, "screen", "--catalogue", "pakistan", filepath.Join(source(), cases)).Output())
		var all strings.Builder
		for _, line := range lines(t, cases) {
			all.WriteString(of[string](t)(c.Screen(line, "", Official, "en", 0)) + "\n")
		}
		if all.String() != string(printed) {
			t.Errorf("%s differs", cases)
		}
	}
}

func TestTheThreeWaysToAResultAgree(t *testing.T) {
	c := builtin(t, "pakistan")
	evaluator := of[*Evaluator](t)(c.Evaluator())
	ids := of[[]string](t)(evaluator.Findings())
	var statuses []FindingStatus
	for _, line := range lines(t, "examples/constructed.jsonl") {
		person := of[*Answers](t)(c.Parse(line, ""))
		result := of[*Assessment](t)(c.Assess(person, Official))
		want(t, of[string](t)(result.JSON("ur", 0)), of[string](t)(c.Screen(line, "", Official, "ur", 0)))
		statuses = of[[]FindingStatus](t)(evaluator.Assess(person, statuses))
		want(t, len(statuses), len(ids))
		// A helper learns all answers, as the evaluator does.
		helped := of[*Assessment](t)(c.Assess(person, Helper))
		for i, id := range ids {
			status, err := helped.Status(id)
			if err != nil || status != statuses[i] {
				t.Errorf("%s: %v, %v, %v", id, err, status, statuses[i])
			}
		}
		again := of[*Answers](t)(c.Parse(of[string](t)(person.JSON()), ""))
		want(t, of[string](t)(of[*Assessment](t)(c.Assess(again, Official)).JSON("en", 0)), of[string](t)(result.JSON("en", 0)))
	}
}

func TestEightGoroutinesShareOneCatalogueAndOneAssessment(t *testing.T) {
	c := builtin(t, "pakistan")
	given := lines(t, "examples/vignettes.jsonl")
	shared := of[*Assessment](t)(c.Assess(of[*Answers](t)(c.Parse(given[0], "")), Official))
	page := of[string](t)(shared.Page("ur", 0))
	screen := func() (all []string, err error) {
		for _, line := range given {
			one, err := c.Screen(line, "", Official, "en", 0)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
		return all, nil
	}
	alone := of[[]string](t)(screen())
	var all sync.WaitGroup
	for g := 0; g < 8; g++ {
		all.Add(1)
		go func() {
			defer all.Done()
			found, err := screen()
			same, err2 := shared.Page("ur", 0)
			if err != nil || err2 != nil || !reflect.DeepEqual(found, alone) || same != page {
				t.Errorf("a goroutine differs: %v %v", err, err2)
			}
		}()
	}
	all.Wait()
}

func TestTheLibraryTellsItsVersionAndCatalogues(t *testing.T) {
	want(t, strings.Count(Version(), "."), 2)
	ids := strings.Join(BuiltinIDs(), " ")
	if !strings.Contains(ids, "pakistan") || !strings.Contains(ids, "palermo") {
		t.Fatal(ids)
	}
	_, err := BuiltinText("no_such")
	wantStatus(t, err, NotFound)
	want(t, NotFound.String()+" "+Status(99).String()+" "+Indicated.String()+" "+ReferralWithheld.String()+" "+StopChildDisclosed.String()+" "+WhyMore.String(), "not_found status 99 indicated withheld child_disclosed more")
}

func TestACatalogueTellsItsIndicatorsFormsAndWordsInUrduToo(t *testing.T) {
	c := builtin(t, "pakistan")
	identity := of[Identity](t)(c.Identity())
	want(t, identity.ID, "pakistan")
	want(t, identity.Proved && len(identity.Digest) == 64, true)
	want(t, of[[]string](t)(c.Languages())[0], "en")
	roles := map[string]bool{}
	for _, form := range of[[]Form](t)(c.Forms()) {
		roles[form.Role] = true
		if form.ID == "kiln_first_contact" {
			want(t, form.Titles["ur"], "بھٹہ، کھیت یا کارخانہ: پہلی بات چیت")
			want(t, strings.Contains(strings.Join(form.Indicators, " "), "age_now_years"), true)
		}
	}
	want(t, roles, map[string]bool{
		"entry": true, "opening": true, "child": true, "only_child": true, "full": true, "offered_again": true,
	})
	all := of[[]Indicator](t)(c.Indicators())
	at := func(id string) Indicator { return all[of[int](t)(c.IndicatorIndex(id))] }
	age, province := at("age_now_years"), at("province")
	want(t, []any{age.ID, age.Type, age.Least, age.Most, age.NotApplicable == nil}, []any{"age_now_years", Number, int64(0), int64(120), true})
	want(t, []any{province.Type, province.Translations["en"], province.Translations["ur"]}, []any{Choice, Source, Draft})
	first := province.Options[0]
	want(t, []string{first.ID, first.Labels["en"], first.Labels["ur"]}, []string{"punjab", "Punjab", "پنجاب"})
	want(t, at("visible_injuries").KnownBy, ByLooking)
	want(t, at("wages_withheld").NotApplicable["en"] != "", true)
	want(t, strings.HasPrefix(of[string](t)(c.Words("interview.stopped_danger", "en")), "STOP"), true)
	_, err := c.Words("no.such", "en")
	wantStatus(t, err, NotFound)
	_, err = c.IndicatorIndex("no_such")
	wantStatus(t, err, NotFound)
}

func TestACatalogueIsLoadedAndABadOneGivesEveryProblemWithItsPlace(t *testing.T) {
	indicators := builtin(t, "indicators")
	palermo := of[*Catalogue](t)(Load(of[string](t)(BuiltinText("palermo")), indicators))
	want(t, of[Identity](t)(palermo.Identity()).Digest, of[Identity](t)(builtin(t, "palermo").Identity()).Digest)
	_, err := Load("{\"id\": 5,\n \"wrong\": 1}")
	found := false
	for _, one := range wantStatus(t, err, BadData).Issues {
		found = found || (one.Code == "unknown_key" && one.Pointer == "/wrong" && one.Line == 2)
	}
	want(t, found && strings.Contains(err.Error(), "/wrong unknown_key"), true)
	_, err = Load("")
	wantStatus(t, err, BadData)
	_, err = Builtin("no_such")
	wantStatus(t, err, NotFound)
}

const texts = `{"language": "xx", "direction": "rtl", "texts": {
	"words/texts/typed.yes/text": {"text": "zu | جو"},
	"indicators/indicators/sex/question": {"text": "XX?"}}}`

func TestALanguageIsAddedToANewCatalogueAndRulesAndDigestStay(t *testing.T) {
	c := builtin(t, "pakistan")
	spoken := of[*Catalogue](t)(c.WithTexts(texts))
	want(t, of[[]string](t)(spoken.Languages()), append(of[[]string](t)(c.Languages()), "xx"))
	want(t, of[string](t)(spoken.Direction("xx"))+of[string](t)(spoken.Direction("en")), "rtlltr")
	_, err := c.Direction("xx")
	wantStatus(t, err, NotFound)
	want(t, of[Identity](t)(spoken.Identity()), of[Identity](t)(c.Identity()))
	digest := of[string](t)(spoken.TextsDigest("xx"))
	want(t, len(digest), 64)
	want(t, of[string](t)(spoken.TextsDigest("ur"))+of[string](t)(c.TextsDigest("xx")), "")
	all := of[[]Indicator](t)(spoken.Indicators())
	want(t, all[of[int](t)(spoken.IndicatorIndex("sex"))].Questions["xx"], "XX?")
	line := of[string](t)(spoken.Screen(`{"case": "A", "answers": {}}`, "", Official, "xx", 0))
	want(t, strings.Contains(line, digest), true)
	_, err = c.WithTexts("{\"language\": \"xx\",\n \"texts\": {\"palermo/no\": {\"text\": 3}}}")
	issue := wantStatus(t, err, BadData).Issues[0]
	want(t, []any{issue.Pointer, issue.Line}, []any{"/texts/palermo~1no/text", uint64(2)})
}

func TestWhatSomebodyTypesIsUnderstoodInEveryLanguageOfTheCatalogue(t *testing.T) {
	c := builtin(t, "pakistan")
	spoken := of[*Catalogue](t)(c.WithTexts(texts))
	for _, one := range [][3]string{{"believed_under_18", " YES ", "yes"}, {"believed_under_18", "نهيں", "no"}, {"believed_under_18", "zu", "yes"},
		{"believed_under_18", "", ""}, {"province", "پنجاب", "punjab"}, {"province", "d", "unknown"}, {"province", "yes", ""},
		{"age_now_years", "۱۷", "17"}, {"age_now_years", "r", "declined"}} {
		want(t, of[string](t)(spoken.Typed(one[0], one[1])), one[2])
	}
	want(t, of[string](t)(c.Typed("believed_under_18", "zu")), "")
	_, err := c.Typed("no_such", "yes")
	wantStatus(t, err, NotFound)
	_, err = c.Typed("sex", "yes\x00")
	wantStatus(t, err, BadArgument)
}

func TestAnswersAreSetRefusedAndWrittenAsACase(t *testing.T) {
	c := builtin(t, "pakistan")
	person := of[*Answers](t)(c.Answers())
	good(t, person.SetCase("Case_17.b"))
	good(t, person.Set("made_to_work_by_force_or_menace", "yes"))
	good(t, person.SetNumber("age_now_years", 16))
	wantStatus(t, person.Set("no_such", "yes"), NotFound)
	issue := wantStatus(t, person.SetNumber("age_now_years", 999), BadData).Issues[0]
	want(t, issue.Code+" "+issue.Pointer, "out_of_range /answers/age_now_years")
	wantStatus(t, person.Set("age_now_years", "yes"), BadData)
	wantStatus(t, person.Set("wages_withheld", "yes\x00"), BadArgument)
	wantStatus(t, person.SetCase("a\x00b"), BadArgument)
	wantStatus(t, person.SetCase("a\nb"), BadData)
	if person.SetCase("\xff") == nil {
		t.Error("a name that is not UTF-8 was taken")
	}
	want(t, of[string](t)(person.JSON()), `{"case":"Case_17.b","answers":{"age_now_years":16,"made_to_work_by_force_or_menace":"yes"}}`)
	good(t, person.Clear())
	index := func(id string) int { return of[int](t)(c.IndicatorIndex(id)) }
	good(t, person.SetCode(index("wages_withheld"), Declined))
	good(t, person.SetValue(index("age_now_years"), 17))
	want(t, of[string](t)(person.JSON()), `{"case":"Case_17.b","answers":{"age_now_years":17,"wages_withheld":"declined"}}`)
	wantStatus(t, person.SetCode(index("age_now_years"), Yes), BadArgument)
	wantStatus(t, person.SetCode(-1, Yes), BadArgument)
	wantStatus(t, person.SetValue(index("age_now_years"), -1), BadArgument)
	good(t, person.Forget("age_now_years"))
	wantStatus(t, person.Forget("no_such"), NotFound)
	_, err := c.Parse("{}", "no_such")
	wantStatus(t, err, NotFound)
	_, err = c.Parse("{\"case\": \"a\x00b\"}", "")
	wantStatus(t, err, BadData)
	_, err = builtin(t, "dwems_2024").Screen("{}", "dwems_answers", Official, "en", 0)
	wantStatus(t, err, BadData)
	want(t, len(of[[]string](t)(person.AskNext("", 0, 3))), 3)
	_, err = person.AskNext("no_such", Full, 3)
	wantStatus(t, err, NotFound)
	_, err = person.AskNext("", 0, -1)
	wantStatus(t, err, BadArgument)
}

func TestAnAssessmentNamesWhatItsReaderMaySee(t *testing.T) {
	c := of[*Catalogue](t)(Builtin("pakistan"))
	person := of[*Answers](t)(c.Answers())
	good(t, person.Set("made_to_work_by_force_or_menace", "yes"))
	good(t, person.SetNumber("age_now_years", 16))
	official, own := of[*Assessment](t)(c.Assess(person, Official)), of[*Assessment](t)(c.Assess(person, Person))
	good(t, c.Close())
	good(t, person.Close())
	summary := of[Summary](t)(official.Summary("en"))
	want(t, []any{summary.Headline, summary.AskedN}, []any{"presumed_victim", uint64(1)})
	found := false
	for _, f := range summary.Findings {
		found = found || (f == Finding{"trafficking", "Trafficking in persons", Indicated})
	}
	want(t, found && len(summary.Safeguards) > 5 && len(summary.Referrals) > 0 && summary.Referrals[0].Authority != "" && summary.Safeguards[0].Title != "", true)
	want(t, strings.Contains(of[string](t)(official.Page("ur", 0)), "مسودہ ترجمہ"), true)
	want(t, strings.Contains(of[string](t)(official.Explain("smuggled_migrant", "en", 0)), "would_indicate"), true)
	want(t, strings.Contains(of[string](t)(official.Contrast("trafficking", "smuggled_migrant", "ur", 0)), `"first"`), true)
	want(t, strings.Contains(of[string](t)(official.JSON("en", Next)), `"ask_next"`), true)
	want(t, of[Summary](t)(own.Summary("en")), Summary{})
	want(t, strings.Contains(of[string](t)(own.Page("ur", 0)), "شکریہ"), false)
	want(t, strings.Contains(of[string](t)(own.Page("ur", AllowDraft)), "شکریہ"), true)
	_, err := own.Explain("trafficking", "en", 0)
	wantStatus(t, err, BadArgument)
	_, err = official.Page("xx", 0)
	wantStatus(t, err, BadArgument)
	_, err = official.Page("e\x00n", 0)
	wantStatus(t, err, BadArgument)
	_, err = official.Status("no_such")
	wantStatus(t, err, NotFound)
}

func TestScoresAndColumnsComeFromTheCataloguesThatHaveThem(t *testing.T) {
	survey := builtin(t, "dwems_2024")
	person := of[*Answers](t)(survey.Answers())
	evaluator := of[*Evaluator](t)(survey.Evaluator())
	_, err := evaluator.Assess(person, nil)
	good(t, err)
	scores := of[Summary](t)(of[*Assessment](t)(survey.Assess(person, Official)).Summary("en")).Scores
	want(t, len(scores) > 0, true)
	want(t, of[[]Score](t)(evaluator.Scores()), scores)
	mappings := builtin(t, "mappings")
	result := of[*Assessment](t)(mappings.Assess(of[*Answers](t)(mappings.Answers()), Official))
	want(t, strings.Contains(of[string](t)(result.Columns("htcds_2", "en")), `"columns"`), true)
	_, err = result.Columns("no_such", "en")
	wantStatus(t, err, NotFound)
	_, err = mappings.Assess(person, Official)
	wantStatus(t, err, WrongCatalogue)
	_, err = of[*Evaluator](t)(mappings.Evaluator()).Assess(person, nil)
	wantStatus(t, err, WrongCatalogue)
}

func TestAnInterviewAsksTheOpeningFirstAndStopsAtDangerAndAtTheWish(t *testing.T) {
	c := builtin(t, "pakistan")
	talk := of[*Interview](t)(c.Interview("kiln_first_contact", 0))
	wantStatus(t, talk.Answer("yes"), BadArgument)
	want(t, of[Question](t)(talk.Next()), Question{Indicator: "spoken_to_apart", Why: WhyConditions})
	wantStatus(t, talk.AnswerNumber(3), BadData)
	opening := func(i int) string { // the conditions hold, and nothing that speaks against the talk is seen
		if i < 6 {
			return "yes"
		}
		return "no"
	}
	for i := 0; i < 15; i++ {
		of[Question](t)(talk.Next())
		good(t, talk.Answer(opening(i)))
		wantStatus(t, talk.Answer("yes"), BadArgument) // nobody answers a question that nobody has seen
	}
	now := of[Question](t)(talk.Next())
	want(t, []any{now.Why, now.DenialsCount, now.Child, now.Stop}, []any{WhyDanger, true, false, NoStop})
	good(t, talk.Record("exploiter_nearby_now", "yes"))
	wantStatus(t, talk.Answer("yes"), BadArgument)
	want(t, of[Question](t)(talk.Next()), Question{Stop: StopDanger, DenialsCount: false})
	want(t, of[bool](t)(talk.GoOn()), false)
	known := of[*Answers](t)(talk.Answers())
	want(t, strings.Contains(of[string](t)(known.JSON()), `"exploiter_nearby_now":"yes"`), true)
	good(t, talk.Record("exploiter_nearby_now", "no"))
	good(t, talk.RecordNumber("age_now_years", 12))
	want(t, of[Question](t)(talk.Next()).Child, true)
	good(t, talk.End())
	want(t, of[Question](t)(talk.Next()).Stop, StopWish)
	_, err := c.Interview("opening", 0)
	wantStatus(t, err, NotFound)
	full := of[*Interview](t)(known.Interview("", Full|Later))
	for i := 0; ; i++ {
		question := of[Question](t)(full.Next()).Indicator
		if question == "" {
			break
		}
		if question == "exploiter_nearby_now" || question == "wants_to_tell_more" {
			good(t, full.Answer("yes"))
		} else {
			good(t, full.Answer(opening(i)))
		}
	}
	want(t, of[bool](t)(full.GoOn()), true)
}

func TestWhatIsClosedSaysSo(t *testing.T) {
	c := of[*Catalogue](t)(Builtin("palermo"))
	person := of[*Answers](t)(c.Answers())
	result, evaluator, talk := of[*Assessment](t)(c.Assess(person, Official)), of[*Evaluator](t)(c.Evaluator()), of[*Interview](t)(c.Interview("", 0))
	for i := 0; i < 2; i++ {
		for _, one := range []interface{ Close() error }{c, person, result, evaluator, talk} {
			good(t, one.Close())
		}
	}
	check := func(c *Catalogue, person *Answers, result *Assessment, evaluator *Evaluator, talk *Interview) {
		for _, one := range []any{c, person, result, evaluator, talk} {
			value := reflect.ValueOf(one)
			for m := 0; m < value.NumMethod(); m++ {
				name, method := value.Type().Method(m).Name, value.Method(m)
				if name == "Close" {
					continue
				}
				var in []reflect.Value
				for i := 0; i < method.Type().NumIn(); i++ {
					in = append(in, reflect.Zero(method.Type().In(i)))
				}
				out := method.Call(in)
				if err, _ := out[len(out)-1].Interface().(error); !errors.Is(err, ErrClosed) {
					t.Errorf("%T.%s gives %v", one, name, err)
				}
			}
		}
	}
	check(c, person, result, evaluator, talk)
	check(nil, nil, nil, nil, nil)
	check(&Catalogue{}, &Answers{}, &Assessment{}, &Evaluator{}, &Interview{})
	_, err := Load("{}", c)
	want(t, errors.Is(err, ErrClosed), true)
	_, err = builtin(t, "palermo").Assess(person, Official)
	want(t, errors.Is(err, ErrClosed), true)
	_, err = builtin(t, "palermo").Assess(nil, Official)
	want(t, errors.Is(err, ErrClosed), true)
}

func TestClosingWhileOthersAreInCallsFreesAfterTheLastOfThem(t *testing.T) {
	for round := 0; round < 20; round++ {
		c := of[*Catalogue](t)(Builtin("palermo"))
		var all sync.WaitGroup
		for g := 0; g < 4; g++ {
			all.Add(1)
			go func() {
				defer all.Done()
				for {
					if _, err := c.Screen(`{"case": "a", "answers": {}}`, "", Official, "en", 0); err != nil {
						if !errors.Is(err, ErrClosed) {
							t.Error(err)
						}
						return
					}
				}
			}()
		}
		time.Sleep(2 * time.Millisecond)
		good(t, c.Close())
		all.Wait()
	}
}

func TestGoroutinesThatShareAnswersWaitForOneAnother(t *testing.T) {
	c := builtin(t, "pakistan")
	person := of[*Answers](t)(c.Answers())
	all := of[[]Indicator](t)(c.Indicators())
	var group sync.WaitGroup
	for g := 0; g < 4; g++ {
		group.Add(1)
		go func(part int) {
			defer group.Done()
			for i := part; i < len(all); i += 4 {
				if all[i].Type == YesNo {
					if err := person.SetCode(i, Yes); err != nil {
						t.Error(err)
					}
				}
			}
		}(g)
	}
	group.Wait()
	text := of[string](t)(person.JSON())
	for _, one := range all {
		if one.Type == YesNo && !strings.Contains(text, `"`+one.ID+`":"yes"`) {
			t.Errorf("%s is lost", one.ID)
		}
	}
}

func TestWhatNobodyClosedIsFreedAfterItBecameUnreachable(t *testing.T) {
	freed := make(chan bool, 1)
	func() {
		c := of[*Catalogue](t)(Builtin("palermo"))
		before := c.h.free
		c.h.free = func(p unsafe.Pointer) { before(p); freed <- true }
	}()
	for i := 0; i < 100; i++ {
		runtime.GC()
		select {
		case <-freed:
			return
		case <-time.After(20 * time.Millisecond):
		}
	}
	t.Fatal("it was not freed")
}

func TestAnAnswerIsReadBackAndNotApplicableIsSetByIndex(t *testing.T) {
	c := builtin(t, "pakistan")
	person := of[*Answers](t)(c.Answers())
	good(t, person.SetCase("a-answers"))
	good(t, person.SetNumber("age_now_years", 16))
	good(t, person.Set("province", "punjab"))
	at := func(id string) int { return of[int](t)(c.IndicatorIndex(id)) }
	good(t, person.SetCode(at("wages_withheld"), NotApplicable))
	all := map[string]any{"age_now_years": int64(16), "province": "punjab", "wages_withheld": "not_applicable"}
	want(t, of[map[string]any](t)(person.All()), all)
	want(t, of[any](t)(person.Get("age_now_years")), any(int64(16)))
	want(t, of[any](t)(person.Get("believed_under_18")), nil)
	wantStatus(t, person.SetCode(at("age_now_years"), NotApplicable), BadArgument)
	wantStatus(t, person.SetCode(1000000, NotApplicable), BadArgument)
	want(t, of[Given](t)(person.At(at("age_now_years"))), Given{KindNumber, 16, true})
	want(t, of[Given](t)(person.At(at("wages_withheld"))), Given{KindNotApplicable, 0, true})
	want(t, of[Given](t)(person.At(at("believed_under_18"))), Given{KindUnknown, 0, false})
	good(t, person.Set("believed_under_18", "unknown"))
	want(t, of[Given](t)(person.At(at("believed_under_18"))), Given{KindUnknown, 0, true})
	want(t, of[any](t)(person.Get("believed_under_18")), any("unknown"))
	province := of[Given](t)(person.At(at("province")))
	want(t, province.Kind, KindOption)
	want(t, of[[]Indicator](t)(c.Indicators())[at("province")].Options[province.Value].ID, "punjab")
	for _, past := range []int{-1, 1000000} {
		_, err := person.At(past)
		wantStatus(t, err, BadArgument)
	}
	_, err := person.Get("no_such")
	wantStatus(t, err, NotFound)
}

func TestACatalogueListsItsMappings(t *testing.T) {
	found := map[Mapping]bool{}
	for _, one := range of[[]Mapping](t)(builtin(t, "mappings").Mappings()) {
		found[one] = true
	}
	want(t, []any{found[Mapping{"htcds_2", true}], found[Mapping{"ctdc_kanon", false}]}, []any{true, true})
}

func TestAnswersAndInterviewsKeepTheirCatalogue(t *testing.T) {
	c := of[*Catalogue](t)(Builtin("pakistan"))
	person, talk := of[*Answers](t)(c.Answers()), of[*Interview](t)(c.Interview("", 0))
	good(t, c.Close())
	good(t, person.Set("province", "punjab"))
	want(t, of[map[string]any](t)(person.All()), map[string]any{"province": "punjab"})
	good(t, talk.Record("province", "sindh"))
	copied := of[*Answers](t)(talk.Answers())
	good(t, talk.Close())
	again := of[*Interview](t)(copied.Interview("", 0))
	good(t, copied.Close())
	last := of[*Answers](t)(again.Answers())
	good(t, again.Close())
	want(t, of[any](t)(last.Get("province")), any("sindh"))
	want(t, c.h.users, 2)
	good(t, last.Close())
	good(t, person.Close())
	want(t, c.h.users, 0)
}

func TestACohortSaysWhatTheEvaluatorSaysOfEachPerson(t *testing.T) {
	for _, id := range []string{"pakistan", "instruments"} {
		c := builtin(t, id)
		cohort := of[*Cohort](t)(c.Cohort())
		evaluator := of[*Evaluator](t)(c.Evaluator())
		const count = 70000 // more than one piece of results
		columns := Columns{map[string][]int8{}, map[string][]float64{}}
		var used []Indicator
		for i, sign := range of[[]Indicator](t)(c.Indicators()) {
			if sign.Type == Number && len(columns.Numbers) < 3 {
				values := make([]float64, count)
				for row := range values {
					values[row] = float64(sign.Least + int64(row%5))
					if row%3 == 0 {
						values[row] = math.NaN()
					}
				}
				columns.Numbers[sign.ID] = values
			} else if sign.Type != Number && len(columns.Codes) < 40 {
				values := make([]int8, count)
				for row := range values {
					values[row] = int8((row*7+i*5+row>>3)%4 - 2)
					if sign.Type == Choice && values[row] > 0 {
						values[row] = 0
					}
				}
				columns.Codes[sign.ID] = values
			} else {
				continue
			}
			used = append(used, sign)
		}
		workers := of[*Workers](t)(NewWorkers(2))
		want(t, of[int](t)(workers.Count()), 2)
		found := of[*CohortResult](t)(cohort.Assess(columns, 0, workers))
		want(t, reflect.DeepEqual(found, of[*CohortResult](t)(cohort.Assess(columns, 0, nil))), true)
		want(t, []int{found.Count, len(found.Issues)}, []int{count, 0})
		good(t, workers.Close())
		for _, row := range []int{0, 1, 2, 3, 17, 4711, 65535, 65536, 69999} {
			person := of[*Answers](t)(c.Answers())
			for _, sign := range used {
				if values := columns.Numbers[sign.ID]; values != nil {
					if !math.IsNaN(values[row]) {
						good(t, person.SetValue(sign.Index, int64(values[row])))
					}
				} else if code := columns.Codes[sign.ID][row]; code < 0 || sign.Type == YesNo {
					good(t, person.SetCode(sign.Index, Code(code)))
				} else {
					good(t, person.SetValue(sign.Index, int64(code)))
				}
			}
			statuses := of[[]FindingStatus](t)(evaluator.Assess(person, nil))
			for i, id := range of[[]string](t)(evaluator.Findings()) {
				want(t, FindingStatus(found.Statuses[id][row]), statuses[i])
			}
			for _, score := range of[[]Score](t)(evaluator.Scores()) {
				want(t, found.Scores[score.ID][row], Bounds{score.Low, score.High})
			}
		}
	}
}

func TestACohortNamesEveryColumnAndRowThatItDoesNotTake(t *testing.T) {
	cohort := of[*Cohort](t)(builtin(t, "pakistan").Cohort())
	codes := func(id string, values ...int8) Columns { return Columns{Codes: map[string][]int8{id: values}} }
	_, err := cohort.Assess(codes("no_such", 1), 0, nil)
	wantStatus(t, err, BadData)
	want(t, of[*CohortResult](t)(cohort.Assess(codes("no_such", 1, 0), CohortIgnoreExtra, nil)).Count, 2)
	_, err = cohort.Assess(codes("believed_under_18", 1, 7, 0), 0, nil)
	want(t, wantStatus(t, err, BadData).Issues[0].Pointer, "/believed_under_18/1")
	found := of[*CohortResult](t)(cohort.Assess(codes("believed_under_18", 1, 7, 0), CohortKeepGoing, nil))
	want(t, found.Issues[0] == "" && found.Issues[1] != "" && found.Issues[2] == "", true)
	ids := of[[]string](t)(cohort.Findings())
	want(t, found.Statuses[ids[0]][0] >= 0 && found.Statuses[ids[0]][1] == NoStatus, true)
	want(t, of[*CohortResult](t)(cohort.Assess(Columns{}, 0, nil)).Count, 0)
	uneven := codes("believed_under_18", 1)
	uneven.Numbers = map[string][]float64{"age_now_years": {1, 2}}
	_, err = cohort.Assess(uneven, 0, nil)
	wantStatus(t, err, BadArgument)
	_, err = cohort.Assess(codes("a\x00b"), 0, nil)
	wantStatus(t, err, BadArgument)
	for _, threads := range []int{-1, 0, 257} {
		_, err = NewWorkers(threads)
		wantStatus(t, err, BadArgument)
	}
	good(t, cohort.Close())
	_, err = cohort.Assess(Columns{}, 0, nil)
	want(t, err, ErrClosed)
}

func Example() {
	catalogue, _ := Builtin("pakistan")
	defer catalogue.Close()
	person, _ := catalogue.Answers()
	person.Set("made_to_work_by_force_or_menace", "yes")
	person.SetNumber("age_now_years", 16)
	result, _ := catalogue.Assess(person, Official)
	summary, _ := result.Summary("en")
	fmt.Println(summary.Headline)
	for _, finding := range summary.Findings {
		if finding.Status == Indicated {
			fmt.Println(finding.Title)
		}
	}
	// Output:
	// presumed_victim
	// Child in need of protection
	// Trafficking in persons
	// Forced labour
	// Human trafficking under Pakistan's Act of 2018
}
