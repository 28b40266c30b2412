// SPDX-License-Identifier: Apache-2.0
package pehchan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

@DisplayName("Many persons as columns")
class CohortTest {
    private static final int COUNT = 70000; // more than one piece of results

    @ParameterizedTest
    @ValueSource(strings = {"pakistan", "instruments"})
    @DisplayName("a cohort says what the evaluator says of each person")
    void evaluator(String id) {
        try (Catalogue of = Catalogue.builtin(id);
                Cohort cohort = of.cohort();
                Evaluator evaluator = of.evaluator();
                Workers workers = Workers.of(2)) {
            Columns columns = new Columns();
            List<Indicator> signs = new ArrayList<>(), numbers = new ArrayList<>();
            List<byte[]> codes = new ArrayList<>();
            List<double[]> wholes = new ArrayList<>();
            for (Indicator one : of.indicators()) {
                if (one.type() == IndicatorType.NUMBER && numbers.size() < 3) {
                    double[] values = new double[COUNT];
                    for (int row = 0; row < COUNT; ++row)
                        values[row] = row % 3 == 0 ? Double.NaN : one.least() + row % 5;
                    numbers.add(one);
                    wholes.add(values);
                    columns.numbers(one.id(), values);
                } else if (one.type() != IndicatorType.NUMBER && signs.size() < 40) {
                    byte[] values = new byte[COUNT];
                    for (int row = 0; row < COUNT; ++row) {
                        int code = (row * 7 + signs.size() * 5 + (row >> 3)) % 4 - 2;
                        values[row] =
                                (byte)
                                        (one.type() == IndicatorType.CHOICE
                                                ? Math.min(code, 0)
                                                : code);
                    }
                    signs.add(one);
                    codes.add(values);
                    columns.codes(one.id(), values);
                }
            }
            assertEquals(2, workers.count());
            CohortResult found = cohort.assess(columns, workers);
            assertEquals(COUNT, found.count());
            assertEquals(List.of(), found.issues());
            assertEquals(cohort.findings(), evaluator.findings());
            assertEquals(cohort.scores(), evaluator.scores());
            CohortResult alone = cohort.assess(columns);
            for (String finding : cohort.findings())
                assertArrayEquals(found.statuses(finding), alone.statuses(finding));
            for (int row : new int[] {0, 1, 2, 3, 17, 4711, 65535, 65536, 69999}) {
                try (Answers person = of.answers()) {
                    for (int s = 0; s < signs.size(); ++s) {
                        int code = codes.get(s)[row];
                        if (code < 0 || signs.get(s).type() == IndicatorType.YES_NO)
                            person.setCode(signs.get(s).index(), code);
                        else person.setValue(signs.get(s).index(), code);
                    }
                    for (int n = 0; n < numbers.size(); ++n)
                        if (!Double.isNaN(wholes.get(n)[row]))
                            person.setValue(numbers.get(n).index(), (long) wholes.get(n)[row]);
                    evaluator.assess(person);
                }
                for (int f = 0; f < evaluator.findings().size(); ++f)
                    assertEquals(
                            Optional.of(evaluator.status(f)),
                            found.status(evaluator.findings().get(f), row));
                for (int s = 0; s < evaluator.scores().size(); ++s) {
                    assertEquals(evaluator.low(s), found.low(evaluator.scores().get(s))[row]);
                    assertEquals(evaluator.high(s), found.high(evaluator.scores().get(s))[row]);
                }
            }
        }
    }

    @Test
    @DisplayName("a cohort names every column and row that it does not take")
    void refused() {
        Cohort cohort = Catalogue.builtin("pakistan").cohort();
        Columns extra = new Columns().codes("no_such", (byte) 1, (byte) 0);
        assertEquals(
                Status.BAD_DATA,
                assertThrows(PehchanException.class, () -> cohort.assess(extra)).status());
        assertEquals(2, cohort.assess(extra, CohortFlag.IGNORE_EXTRA).count());
        Columns wrong = new Columns().codes("believed_under_18", (byte) 1, (byte) 7, (byte) 0);
        PehchanException error = assertThrows(PehchanException.class, () -> cohort.assess(wrong));
        assertEquals("/believed_under_18/1", error.issues().get(0).pointer());
        CohortResult found = cohort.assess(wrong, CohortFlag.KEEP_GOING);
        assertNull(found.issues().get(0));
        assertNotNull(found.issues().get(1));
        assertTrue(found.status(cohort.findings().get(0), 0).isPresent());
        assertTrue(found.status(cohort.findings().get(0), 1).isEmpty());
        assertEquals(0, cohort.assess(new Columns()).count());
        assertThrows(IllegalArgumentException.class, () -> wrong.numbers("age_now_years", 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> wrong.codes("believed_under_18", (byte) 1, (byte) 0, (byte) 0));
        assertThrows(
                IllegalArgumentException.class, () -> cohort.assess(new Columns().codes("a\0b")));
        assertThrows(IllegalArgumentException.class, () -> cohort.assessStream(0, 0, null));
        for (int threads : new int[] {-1, 0, 257})
            assertEquals(
                    Status.BAD_ARGUMENT,
                    assertThrows(PehchanException.class, () -> Workers.of(threads)).status());
        cohort.close();
        assertThrows(IllegalStateException.class, () -> cohort.assess(new Columns()));
    }

    private static void refused(Status status, Executable call) {
        assertEquals(status, assertThrows(PehchanException.class, call).status());
    }

    @Test
    @DisplayName("a catalogue lists its mappings")
    void mappings() {
        try (Catalogue of = Catalogue.builtin("mappings")) {
            assertTrue(of.mappings().contains(new Catalogue.Mapping("htcds_2", true)));
            assertTrue(of.mappings().contains(new Catalogue.Mapping("ctdc_kanon", false)));
        }
    }

    @Test
    @DisplayName("answers keep their catalogue, also of an interview, where the program closes it")
    void kept() {
        Catalogue of = Catalogue.builtin("pakistan");
        Answers person = of.answers();
        Interview talk = of.interview(null);
        of.close();
        assertThrows(IllegalStateException.class, of::answers);
        person.set("province", "punjab");
        assertEquals(Map.of("province", "punjab"), person.all());
        talk.record("province", "sindh");
        Answers copy = talk.answers();
        talk.close();
        Interview again = copy.interview(null);
        copy.close();
        try (Answers last = again.answers()) {
            again.close();
            assertEquals(Optional.of("sindh"), last.get("province"));
        }
        person.close();
        assertThrows(IllegalStateException.class, person::all);
    }

    @Test
    @DisplayName("an answer is read back, and not_applicable is set by index")
    void answers() {
        try (Catalogue of = Catalogue.builtin("pakistan");
                Answers person = of.answers()) {
            assertEquals(Map.of(), person.all());
            person.setCaseId("a-answers").set("age_now_years", 16).set("province", "punjab");
            Indicator wages = of.indicator(of.indicator("wages_withheld").orElseThrow().index());
            assertTrue(wages.mayNotApply());
            person.setCode(wages.index(), Answers.NOT_APPLICABLE);
            assertEquals(
                    Map.of(
                            "age_now_years",
                            "16",
                            "province",
                            "punjab",
                            "wages_withheld",
                            "not_applicable"),
                    person.all());
            assertEquals(Optional.of("16"), person.get("age_now_years"));
            assertEquals(Optional.empty(), person.get("believed_under_18"));
            ToIntFunction<String> at = id -> of.indicator(id).orElseThrow().index();
            int age = at.applyAsInt("age_now_years"), province = at.applyAsInt("province");
            int young = at.applyAsInt("believed_under_18");
            assertEquals(AnswerKind.NUMBER, person.kind(age));
            assertEquals(16, person.value(age));
            assertEquals(AnswerKind.OPTION, person.kind(province));
            assertEquals(
                    "punjab",
                    of.indicator(province).options("en").get((int) person.value(province)).id());
            assertEquals(AnswerKind.NOT_APPLICABLE, person.kind(wages.index()));
            assertEquals(0, person.value(wages.index()));
            assertEquals(AnswerKind.UNKNOWN, person.kind(young));
            assertFalse(person.isAsked(young));
            person.set("believed_under_18", "unknown");
            assertTrue(person.isAsked(young));
            assertEquals(Optional.of("unknown"), person.get("believed_under_18"));
            refused(Status.BAD_ARGUMENT, () -> person.setCode(age, Answers.NOT_APPLICABLE));
            refused(Status.BAD_ARGUMENT, () -> person.kind(1000000));
            refused(Status.BAD_ARGUMENT, () -> person.value(1000000));
            refused(Status.BAD_ARGUMENT, () -> person.isAsked(-1));
            refused(Status.NOT_FOUND, () -> person.get("no_such"));
            assertThrows(IndexOutOfBoundsException.class, () -> of.indicator(1000000));
        }
    }
}
