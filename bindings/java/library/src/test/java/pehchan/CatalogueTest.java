// SPDX-License-Identifier: Apache-2.0
package pehchan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@DisplayName("Everything that the library can do is reached from Java")
class CatalogueTest {
    private static Catalogue pakistan;

    @BeforeAll
    static void open() {
        pakistan = Catalogue.builtin("pakistan");
    }

    @AfterAll
    static void close() {
        pakistan.close();
    }

    @Test
    @DisplayName("versions, built-in catalogues and statuses are known by name")
    void library() {
        assertTrue(Pehchan.version().matches("\\d+\\.\\d+\\.\\d+"));
        assertTrue(Pehchan.builtinIds().containsAll(Set.of("pakistan", "palermo", "words")));
        assertTrue(Pehchan.builtinText("palermo").contains("\"trafficking\""));
        assertEquals(Status.values().length - 1, C.pehchan_status_count());
        for (Status status : Status.values())
            if (status != Status.OTHER)
                assertEquals(
                        status.name().toLowerCase(),
                        Calls.text(C.pehchan_status_name(status.ordinal())));
        assertEquals(Status.OTHER, Calls.status(77));
        assertEquals(View.values().length, C.pehchan_view_count());
        for (View one : View.values())
            assertEquals(one.name().toLowerCase(), Calls.text(C.pehchan_view_name(one.ordinal())));
        for (FindingStatus one : FindingStatus.values())
            assertEquals(
                    one.name().toLowerCase(),
                    Calls.text(C.pehchan_finding_status_name(one.ordinal())));
        for (ReferralStatus one : ReferralStatus.values())
            assertEquals(
                    one.name().toLowerCase(),
                    Calls.text(C.pehchan_referral_status_name(one.ordinal())));
        for (Why one : Why.values())
            assertEquals(one.name().toLowerCase(), Calls.text(C.pehchan_why_name(one.ordinal())));
        List<String> stops = new ArrayList<>();
        for (int i = 0; Calls.text(C.pehchan_stop_name(i)) != null; ++i)
            stops.add(Calls.text(C.pehchan_stop_name(i)));
        assertEquals(Stop.values().length, stops.size());
    }

    @Test
    @DisplayName("a catalogue tells its id, digest, languages, forms and indicators, in Urdu too")
    void catalogue() {
        assertEquals("pakistan", pakistan.id());
        assertTrue(pakistan.digest().matches("[0-9a-f]{64}"));
        assertTrue(pakistan.isProved());
        assertEquals("en", pakistan.languages().get(0));
        assertTrue(pakistan.languages().contains("ur"));
        Form kiln =
                pakistan.forms().stream()
                        .filter(f -> f.id().equals("kiln_first_contact"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(Form.Role.ENTRY, kiln.role());
        assertEquals("بھٹہ، کھیت یا کارخانہ: پہلی بات چیت", kiln.title("ur"));
        assertTrue(kiln.indicators().contains("age_now_years"));
        assertEquals(
                Set.of(Form.Role.values()),
                pakistan.forms().stream().map(Form::role).collect(Collectors.toSet()));

        Indicator age = pakistan.indicator("age_now_years").orElseThrow();
        assertEquals(IndicatorType.NUMBER, age.type());
        assertEquals(0, age.least());
        assertEquals(120, age.most());
        assertEquals("age_now_years", pakistan.indicators().get(age.index()).id());
        assertEquals("", age.notApplicable("en"));
        assertFalse(
                pakistan.indicator("wages_withheld").orElseThrow().notApplicable("en").isEmpty());
        Indicator province = pakistan.indicator("province").orElseThrow();
        assertEquals(IndicatorType.CHOICE, province.type());
        assertTrue(
                province.options("ur").stream()
                        .anyMatch(o -> o.id().equals("punjab") && o.label().equals("پنجاب")));
        assertEquals(Translation.DRAFT, province.translation("ur"));
        assertEquals(Translation.SOURCE, province.translation("en"));
        assertEquals(
                KnownBy.LOOKING, pakistan.indicator("visible_injuries").orElseThrow().knownBy());
        assertEquals(
                3,
                pakistan.indicators().stream()
                        .mapToInt(Indicator::sensitivity)
                        .max()
                        .orElseThrow());
        assertEquals(province.label("en"), province.label("xx"));
        assertTrue(
                pakistan.words("interview.stopped_danger", "en").orElseThrow().startsWith("STOP"));
        assertEquals(Optional.empty(), pakistan.words("no.such", "en"));
        assertEquals(Optional.empty(), pakistan.indicator("no_such"));
    }

    @Test
    @DisplayName(
            "a catalogue is loaded from its text, with those it uses; a bad one gives every problem"
                + " with its place")
    void load() {
        try (Catalogue indicators = Catalogue.builtin("indicators");
                Catalogue palermo = Catalogue.load(Pehchan.builtinText("palermo"), indicators);
                Catalogue built = Catalogue.builtin("palermo")) {
            assertEquals(built.digest(), palermo.digest());
        }
        PehchanException bad =
                assertThrows(
                        PehchanException.class,
                        () -> Catalogue.load("{\"id\": 5,\n \"wrong\": 1}"));
        assertEquals(Status.BAD_DATA, bad.status());
        assertTrue(bad.issues().size() > 2);
        assertTrue(
                bad.issues().stream()
                        .anyMatch(
                                i ->
                                        i.code().equals("unknown_key")
                                                && i.pointer().equals("/wrong")
                                                && i.line() == 2),
                bad.issues().toString());
        assertEquals(
                Status.NOT_FOUND,
                assertThrows(PehchanException.class, () -> Catalogue.builtin("no_such")).status());
        assertEquals(
                Status.BAD_DATA,
                assertThrows(PehchanException.class, () -> Catalogue.load("")).status());
    }

    private static final String TEXTS =
            """
            {"language": "xx", "direction": "rtl", "texts": {
              "words/texts/typed.yes/text": {"text": "zu | جو"},
              "indicators/indicators/sex/question": {"text": "XX?"}}}
            """;

    @Test
    @DisplayName("a language is added to a new catalogue; rules and digest stay")
    void withTexts() {
        try (Catalogue spoken = pakistan.withTexts(TEXTS)) {
            assertEquals("xx", spoken.languages().get(spoken.languages().size() - 1));
            assertTrue(spoken.languages().contains("ur"));
            assertEquals(Optional.of(Catalogue.Direction.RTL), spoken.direction("xx"));
            assertEquals(Optional.of(Catalogue.Direction.LTR), spoken.direction("en"));
            assertEquals(Optional.empty(), pakistan.direction("xx"));
            assertEquals(pakistan.digest(), spoken.digest());
            String digest = spoken.textsDigest("xx").orElseThrow();
            assertTrue(digest.matches("[0-9a-f]{64}"));
            assertEquals(Optional.empty(), spoken.textsDigest("ur"));
            assertEquals(Optional.empty(), pakistan.textsDigest("xx"));
            assertEquals("XX?", spoken.indicator("sex").orElseThrow().question("xx"));
            assertTrue(
                    spoken.screen("{\"case\": \"A\", \"answers\": {}}", View.OFFICIAL, "xx")
                            .contains(digest));
        }
        PehchanException bad =
                assertThrows(
                        PehchanException.class,
                        () ->
                                pakistan.withTexts(
                                        "{\"language\": \"xx\",\n"
                                                + " \"texts\": {\"palermo/no\": {\"text\": 3}}}"));
        assertEquals(Status.BAD_DATA, bad.status());
        assertEquals("/texts/palermo~1no/text", bad.issues().get(0).pointer());
        assertEquals(2, bad.issues().get(0).line());
    }

    @Test
    @DisplayName("what somebody types is understood in every language of the catalogue")
    void typed() {
        try (Catalogue spoken = pakistan.withTexts(TEXTS)) {
            assertEquals(Optional.of("yes"), spoken.typed("believed_under_18", " YES "));
            assertEquals(Optional.of("no"), spoken.typed("believed_under_18", "نهيں"));
            assertEquals(Optional.of("yes"), spoken.typed("believed_under_18", "zu"));
            assertEquals(Optional.empty(), pakistan.typed("believed_under_18", "zu"));
            assertEquals(Optional.empty(), spoken.typed("believed_under_18", ""));
            assertEquals(Optional.of("punjab"), spoken.typed("province", "پنجاب"));
            assertEquals(Optional.of("unknown"), spoken.typed("province", "d"));
            assertEquals(Optional.empty(), spoken.typed("province", "yes"));
            assertEquals(Optional.of("17"), spoken.typed("age_now_years", "۱۷"));
            assertEquals(Optional.of("declined"), spoken.typed("age_now_years", "r"));
        }
        assertEquals(
                Status.NOT_FOUND,
                assertThrows(PehchanException.class, () -> pakistan.typed("no_such", "yes"))
                        .status());
    }

    @Test
    @DisplayName("answers are set, refused, named and written as a case that is read again")
    void answers() {
        try (Answers person = pakistan.answers()) {
            assertEquals("", person.caseId());
            person.setCaseId("Case_17.b")
                    .set("made_to_work_by_force_or_menace", "yes")
                    .set("age_now_years", 16)
                    .set("province", "punjab");
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> person.set("no_such", "yes"))
                            .status());
            PehchanException refused =
                    assertThrows(PehchanException.class, () -> person.set("age_now_years", 999));
            assertEquals("out_of_range", refused.issues().get(0).code());
            assertEquals("/answers/age_now_years", refused.issues().get(0).pointer());
            assertThrows(PehchanException.class, () -> person.set("age_now_years", "yes"));
            assertThrows(PehchanException.class, () -> person.set("province", 3));
            assertThrows(PehchanException.class, () -> person.set("province", "atlantis"));
            assertThrows(PehchanException.class, () -> person.setCaseId(""));
            assertThrows(PehchanException.class, () -> person.setCaseId("a\nb"));
            assertEquals("Case_17.b", person.caseId());
            assertEquals(
                    "{\"case\":\"Case_17.b\",\"answers\":{\"age_now_years\":16,\"made_to_work_by_force_or_menace\":\"yes\",\"province\":\"punjab\"}}",
                    person.json());
            person.clear();
            assertEquals("{\"case\":\"Case_17.b\",\"answers\":{}}", person.json());
            person.setCode(pakistan.indicator("wages_withheld").orElseThrow().index(), Answers.YES);
            assertTrue(person.json().contains("\"wages_withheld\":\"yes\""));
            person.setValue(pakistan.indicator("province").orElseThrow().index(), 0);
            person.setValue(pakistan.indicator("age_now_years").orElseThrow().index(), 17);
            assertTrue(
                    person.json().contains("\"age_now_years\":17")
                            && person.json().contains("\"province\""));
            assertThrows(
                    PehchanException.class,
                    () ->
                            person.setValue(
                                    pakistan.indicator("age_now_years").orElseThrow().index(),
                                    999));
            assertFalse(person.forget("age_now_years").json().contains("age_now_years"));
            assertThrows(PehchanException.class, () -> person.forget("no_such"));
            int age = pakistan.indicator("age_now_years").orElseThrow().index();
            assertEquals(
                    Status.BAD_ARGUMENT,
                    assertThrows(PehchanException.class, () -> person.setCode(age, Answers.YES))
                            .status());
            assertThrows(PehchanException.class, () -> person.setCode(-1, Answers.YES));
            assertThrows(PehchanException.class, () -> person.setCode(1 << 20, Answers.YES));
            assertThrows(IllegalArgumentException.class, () -> person.setCode(0, 257));
        }
    }

    @Test
    @DisplayName(
            "an assessment names findings, safeguards and referrals to the official, and nothing to"
                + " the person")
    void assessment() {
        try (Answers person =
                        pakistan.answers()
                                .set("made_to_work_by_force_or_menace", "yes")
                                .set("age_now_years", 16);
                Assessment official = pakistan.assess(person, View.OFFICIAL);
                Assessment own = pakistan.assess(person, View.PERSON)) {
            assertEquals(Optional.of("presumed_victim"), official.headline());
            assertEquals(Optional.of(FindingStatus.INDICATED), official.status("trafficking_pk"));
            assertEquals(1, official.askedN());
            assertTrue(official.askedOf() > 100);
            assertTrue(
                    official.findings()
                            .contains(
                                    new Assessment.Finding(
                                            "forced_labour", FindingStatus.INDICATED)));
            assertTrue(
                    official.safeguards().contains("no_removal_before_screening")
                            || official.safeguards().size() > 10,
                    official.safeguards().toString());
            assertEquals(
                    "Trafficking in persons",
                    official.findingTitles("en")
                            .get(
                                    official.findings()
                                            .indexOf(
                                                    new Assessment.Finding(
                                                            "trafficking",
                                                            FindingStatus.INDICATED))));
            assertEquals(official.safeguards().size(), official.safeguardTitles("ur").size());
            assertEquals(official.referrals().size(), official.referralAuthorities("ur").size());
            assertTrue(
                    official.referrals().stream()
                            .anyMatch(r -> r.status() == ReferralStatus.INDICATED));
            assertTrue(official.page("ur").contains("مسودہ ترجمہ"));
            assertTrue(official.explain("smuggled_migrant", "en").contains("would_indicate"));
            assertTrue(
                    official.contrast("trafficking", "smuggled_migrant", "ur")
                            .contains("\"first\""));
            assertTrue(official.json("en", Flag.NEXT).contains("\"ask_next\""));
            assertFalse(official.json("en").contains("\"ask_next\""));

            assertEquals(Optional.empty(), own.headline());
            assertEquals(List.of(), own.findings());
            assertEquals(Optional.empty(), own.status("trafficking"));
            assertFalse(own.page("ur").contains("شکریہ"), "a draft is kept from the person");
            assertTrue(own.page("ur", Flag.ALLOW_DRAFT).contains("شکریہ"));
            assertEquals(
                    Status.BAD_ARGUMENT,
                    assertThrows(PehchanException.class, () -> own.explain("trafficking", "en"))
                            .status());
            assertEquals(
                    Status.BAD_ARGUMENT,
                    assertThrows(PehchanException.class, () -> official.page("xx")).status());
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> official.explain("no_such", "en"))
                            .status());

            person.set("age_now_years", 40);
            assertEquals(
                    Optional.of(FindingStatus.INDICATED),
                    official.status("trafficking_pk"),
                    "later changes do not change an assessment");
        }
    }

    @Test
    @DisplayName("scores and columns come from the catalogues that have them")
    void scoresAndColumns() {
        try (Catalogue survey = Catalogue.builtin("dwems_2024");
                Answers person = survey.answers();
                Assessment result = survey.assess(person, View.OFFICIAL);
                Evaluator evaluator = survey.evaluator()) {
            assertFalse(result.scores().isEmpty());
            evaluator.assess(person);
            for (int s = 0; s < evaluator.scores().size(); ++s)
                assertEquals(
                        result.scores().get(s),
                        new Assessment.Score(
                                evaluator.scores().get(s), evaluator.low(s), evaluator.high(s)));
            assertThrows(IndexOutOfBoundsException.class, () -> evaluator.low(99));
        }
        try (Evaluator fresh = pakistan.evaluator()) {
            assertThrows(IllegalStateException.class, () -> fresh.status(0));
        }
        try (Catalogue mappings = Catalogue.builtin("mappings");
                Answers person = mappings.answers().set("age_now_years", 16);
                Assessment result = mappings.assess(person, View.OFFICIAL)) {
            assertTrue(result.columns("htcds_2", "en").contains("\"columns\""));
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> result.columns("no_such", "en"))
                            .status());
        }
        try (Catalogue survey = Catalogue.builtin("dwems_2024")) {
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> survey.parse("{}", "no_such"))
                            .status());
            assertEquals(
                    Status.BAD_DATA,
                    assertThrows(PehchanException.class, () -> survey.parse("{}", "dwems_answers"))
                            .status());
            assertEquals(
                    Status.BAD_DATA,
                    assertThrows(
                                    PehchanException.class,
                                    () -> survey.screen("{}", "dwems_answers", View.OFFICIAL, "en"))
                            .status());
        }
    }

    @Test
    @DisplayName(
            "an interview asks the opening questions first and stops at danger, and at the person's"
                + " wish")
    void interview() {
        try (Answers none = pakistan.answers().setCaseId("A-17");
                Interview talk = none.interview("kiln_first_contact")) {
            assertEquals(Optional.of("spoken_to_apart"), talk.next());
            assertEquals(Why.CONDITIONS, talk.why());
            assertFalse(talk.denialsCount());
            assertThrows(PehchanException.class, () -> talk.answer(3));
            assertEquals(Optional.of("spoken_to_apart"), talk.next());
            for (int i = 0; i < 15; ++i) {
                talk.next();
                talk.answer(
                        i < 6
                                ? "yes"
                                : "no"); // the conditions hold, and nothing that speaks against the
                                         // talk is seen
                assertEquals(
                        Status.BAD_ARGUMENT,
                        assertThrows(PehchanException.class, () -> talk.answer("yes")).status(),
                        "there is no question before next() is asked");
            }
            talk.next();
            assertEquals(Why.DANGER, talk.why());
            assertTrue(talk.denialsCount());
            assertFalse(talk.isChild());
            talk.record("age_now_years", 12);
            assertTrue(talk.isChild());
            talk.record("age_now_years", 40);
            talk.record("exploiter_nearby_now", "yes");
            assertEquals(Optional.empty(), talk.next());
            assertEquals(Stop.DANGER, talk.stop());
            assertFalse(talk.goOn());
            try (Answers known = talk.answers()) {
                assertEquals("A-17", known.caseId());
                assertTrue(known.json().contains("\"exploiter_nearby_now\":\"yes\""));
            }
            talk.record("exploiter_nearby_now", "no");
            assertTrue(talk.next().isPresent());
            talk.end();
            assertEquals(Optional.empty(), talk.next());
            assertEquals(Stop.WISH, talk.stop());
        }
        try (Interview talk = pakistan.interview(null, Asking.FULL)) {
            talk.record("exploiter_nearby_now", "yes");
            int asked = 0;
            for (Optional<String> question = talk.next();
                    question.isPresent();
                    question = talk.next())
                talk.answer(
                        asked++ < 6 || question.get().equals("wants_to_tell_more") ? "yes" : "no");
            assertEquals(15, asked);
            assertEquals(Stop.DANGER, talk.stop());
            assertTrue(talk.goOn());
            assertTrue(talk.next().isPresent());
            talk.record("age_now_years", 44);
        }
        try (Answers none = pakistan.answers()) {
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> none.interview("no_such")).status());
            assertEquals(
                    Status.NOT_FOUND,
                    assertThrows(PehchanException.class, () -> none.interview("opening")).status());
            assertEquals(3, none.askNext(null, 3).size());
            assertEquals(List.of(), none.askNext(null, 0));
            assertTrue(
                    pakistan.forms().stream()
                            .filter(f -> f.id().equals("kiln_first_contact"))
                            .findFirst()
                            .orElseThrow()
                            .indicators()
                            .containsAll(none.askNext("kiln_first_contact", 30, Asking.FULL)));
            assertThrows(PehchanException.class, () -> pakistan.interview("no_such"));
        }
    }
}
