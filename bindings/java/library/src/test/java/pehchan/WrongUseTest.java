// SPDX-License-Identifier: Apache-2.0
package pehchan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Pointer;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

@DisplayName("Wrong use gives an exception, never a crash")
class WrongUseTest {
    @Test
    @DisplayName("what is closed says so, and closing twice does nothing")
    void closed() {
        Catalogue catalogue = Catalogue.builtin("palermo");
        Answers person = catalogue.answers();
        Assessment result = catalogue.assess(person, View.OFFICIAL);
        Evaluator evaluator = catalogue.evaluator();
        Interview talk = person.interview(null);
        Indicator indicator = catalogue.indicators().get(0);
        Form form = Catalogue.builtin("pakistan").forms().get(0);
        for (AutoCloseable one : List.of(catalogue, person, result, evaluator, talk))
            for (int i = 0; i < 2; ++i) {
                try {
                    one.close();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
        List<Executable> calls =
                List.of(
                        catalogue::id,
                        catalogue::digest,
                        catalogue::isProved,
                        catalogue::indicators,
                        catalogue::forms,
                        catalogue::answers,
                        catalogue::evaluator,
                        catalogue::languages,
                        () -> catalogue.words("x", "en"),
                        () -> catalogue.withTexts("{}"),
                        () -> catalogue.direction("en"),
                        () -> catalogue.textsDigest("en"),
                        () -> catalogue.typed("x", "yes"),
                        () -> catalogue.parse("{}"),
                        () -> catalogue.screen("{}", View.OFFICIAL, "en"),
                        () -> catalogue.indicator("x"),
                        () -> catalogue.assess(person, View.OFFICIAL),
                        () -> Catalogue.load("{}", catalogue),
                        () -> indicator.label("en"),
                        () -> indicator.options("en"),
                        person::json,
                        person::clear,
                        person::caseId,
                        () -> person.set("x", "yes"),
                        () -> person.set("x", 1),
                        () -> person.setCode(0, 1),
                        () -> person.setCaseId("x"),
                        () -> person.askNext(null, 1),
                        () -> person.interview(null),
                        result::headline,
                        result::findings,
                        result::scores,
                        result::safeguards,
                        result::referrals,
                        result::askedN,
                        () -> result.status("x"),
                        () -> result.json("en"),
                        () -> result.page("en"),
                        () -> result.explain("x", "en"),
                        () -> result.contrast("x", "y", "en"),
                        () -> result.columns("x", "en"),
                        () -> evaluator.assess(person),
                        () -> evaluator.status(0),
                        talk::next,
                        talk::stop,
                        talk::why,
                        talk::denialsCount,
                        talk::isChild,
                        talk::end,
                        talk::goOn,
                        talk::answers,
                        () -> talk.answer("yes"),
                        () -> talk.answer(1),
                        () -> talk.record("x", "yes"),
                        () -> talk.record("x", 1));
        for (Executable call : calls)
            assertTrue(
                    assertThrows(IllegalStateException.class, call)
                            .getMessage()
                            .endsWith("is closed"));
        assertNotNull(form.title("en"));
    }

    @Test
    @DisplayName(
            "null, zero characters and halves of surrogate pairs are refused before the library"
                + " sees them")
    void texts() {
        try (Catalogue catalogue = Catalogue.builtin("palermo");
                Answers person = catalogue.answers();
                Assessment result = catalogue.assess(person, View.OFFICIAL)) {
            assertThrows(NullPointerException.class, () -> Catalogue.builtin(null));
            assertThrows(NullPointerException.class, () -> Catalogue.load(null));
            assertThrows(NullPointerException.class, () -> catalogue.withTexts(null));
            assertThrows(NullPointerException.class, () -> catalogue.direction(null));
            assertThrows(NullPointerException.class, () -> catalogue.typed("sex", null));
            assertThrows(NullPointerException.class, () -> Catalogue.load("{}", (Catalogue) null));
            assertThrows(NullPointerException.class, () -> catalogue.assess(null, View.OFFICIAL));
            assertThrows(NullPointerException.class, () -> catalogue.assess(person, null));
            assertThrows(NullPointerException.class, () -> person.set("age_now_years", null));
            assertThrows(NullPointerException.class, () -> result.page(null));
            assertThrows(
                    IllegalArgumentException.class, () -> person.set("age_now_years\0", "yes"));
            assertThrows(
                    IllegalArgumentException.class, () -> person.set("wages_withheld", "yes\0no"));
            assertThrows(IllegalArgumentException.class, () -> person.setCaseId("a\0b"));
            assertThrows(IllegalArgumentException.class, () -> person.setCaseId("\ud800"));
            assertThrows(IllegalArgumentException.class, () -> catalogue.parse("\udc00"));
            assertEquals(
                    Status.BAD_DATA,
                    assertThrows(
                                    PehchanException.class,
                                    () -> catalogue.parse("{\"case\": \"a\0b\"}"))
                            .status());
            assertEquals("{\"case\":\"\",\"answers\":{}}", person.json());
        }
    }

    @Test
    @DisplayName("answers of another catalogue are refused")
    void otherCatalogue() {
        try (Catalogue one = Catalogue.builtin("palermo");
                Catalogue other = Catalogue.builtin("pakistan");
                Answers person = one.answers();
                Evaluator evaluator = other.evaluator()) {
            assertEquals(
                    Status.WRONG_CATALOGUE,
                    assertThrows(PehchanException.class, () -> other.assess(person, View.OFFICIAL))
                            .status());
            assertEquals(
                    Status.WRONG_CATALOGUE,
                    assertThrows(PehchanException.class, () -> evaluator.assess(person)).status());
        }
    }

    @Test
    @DisplayName("results outlive the catalogue that they came from")
    void lifetimes() {
        Catalogue catalogue = Catalogue.builtin("pakistan");
        Answers person = catalogue.answers().set("age_now_years", 16);
        Assessment result = catalogue.assess(person, View.OFFICIAL);
        String before = result.json("ur");
        catalogue.close();
        person.close();
        assertEquals(before, result.json("ur"));
        result.close();
    }

    @Test
    @DisplayName("closing while other threads are in calls frees only after the last of them")
    void closingMeanwhile() throws Exception {
        for (int round = 0; round < 20; ++round) {
            Catalogue catalogue = Catalogue.builtin("palermo");
            AtomicReference<Throwable> wrong = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; ++t)
                threads.add(
                        new Thread(
                                () -> {
                                    try {
                                        for (; ; )
                                            catalogue.screen(
                                                    "{\"case\": \"a\", \"answers\": {}}",
                                                    View.OFFICIAL,
                                                    "en");
                                    } catch (IllegalStateException expected) {
                                        // closed by the other thread
                                    } catch (Throwable e) {
                                        wrong.set(e);
                                    }
                                }));
            for (Thread thread : threads) thread.start();
            Thread.sleep(2);
            catalogue.close();
            for (Thread thread : threads) thread.join();
            assertNull(wrong.get());
        }
    }

    @Test
    @DisplayName("threads that share answers wait for one another")
    void sharedAnswers() throws Exception {
        try (Catalogue catalogue = Catalogue.builtin("pakistan");
                Answers person = catalogue.answers()) {
            List<String> ids =
                    catalogue.indicators().stream()
                            .filter(i -> i.type() == IndicatorType.YES_NO)
                            .map(Indicator::id)
                            .toList();
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; ++t) {
                int part = t;
                threads.add(
                        new Thread(
                                () -> {
                                    for (int i = part; i < ids.size(); i += 4)
                                        person.set(ids.get(i), "yes");
                                }));
            }
            for (Thread thread : threads) thread.start();
            for (Thread thread : threads) thread.join();
            String json = person.json();
            for (String id : ids) assertTrue(json.contains("\"" + id + "\":\"yes\""), id);
        }
    }

    @Test
    @DisplayName("what nobody closed is freed after it became unreachable")
    void unreachable() throws Exception {
        List<Integer> freed = java.util.Collections.synchronizedList(new ArrayList<>());
        leave(freed);
        for (int i = 0; i < 50 && freed.isEmpty(); ++i) {
            System.gc();
            Thread.sleep(20);
        }
        assertFalse(freed.isEmpty());
    }

    private static void leave(List<Integer> freed) {
        class Left extends Handle {
            Left(List<Integer> freed) {
                super(new Pointer(1), made -> freed.add(1), true, "test");
            }
        }
        new Left(freed);
    }

    @Test
    @DisplayName("what a form asks for refuses NULL and handles of another type")
    void bareCalls() {
        byte[] word = Calls.word("en", "language");
        try (Catalogue catalogue = Catalogue.builtin("pakistan");
                Interview talk = catalogue.interview(null)) {
            talk.run(
                    other -> {
                        for (Pointer handle : new Pointer[] {null, other}) {
                            assertEquals(
                                    -1, C.pehchan_catalogue_indicator_translation(handle, 0, word));
                            assertEquals(-1, C.pehchan_catalogue_indicator_known_by(handle, 0));
                            assertEquals(0, C.pehchan_catalogue_indicator_least(handle, 0));
                            assertEquals(0, C.pehchan_catalogue_indicator_most(handle, 0));
                            assertNull(
                                    C.pehchan_catalogue_indicator_not_applicable(handle, 0, word));
                            assertNull(C.pehchan_catalogue_words(handle, word, word));
                        }
                        assertEquals(0, C.pehchan_interview_denials_count(other));
                        assertEquals(0, C.pehchan_interview_child(other));
                    });
            catalogue.run(
                    of -> {
                        for (Pointer handle : new Pointer[] {null, of}) {
                            assertEquals(-1, C.pehchan_interview_denials_count(handle));
                            assertEquals(-1, C.pehchan_interview_child(handle));
                        }
                        assertNull(C.pehchan_catalogue_words(of, null, word));
                        assertEquals(
                                Calls.text(
                                        C.pehchan_catalogue_words(
                                                of, Calls.word("page.notice", "id"), word)),
                                Calls.text(
                                        C.pehchan_catalogue_words(
                                                of, Calls.word("page.notice", "id"), null)));
                        assertEquals(-1, C.pehchan_catalogue_indicator_known_by(of, -1));
                        assertEquals(-1, C.pehchan_catalogue_indicator_translation(of, -1, word));
                        assertNull(C.pehchan_catalogue_indicator_not_applicable(of, -1, word));
                        assertEquals(0, C.pehchan_catalogue_indicator_translation(of, 0, null));
                    });
        }
    }
}
