// SPDX-License-Identifier: Apache-2.0
package pehchan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

@DisplayName("The shared cases come out of Java as they come out of the command line")
class SharedCasesTest {
    private static final Path SOURCE = Path.of(System.getProperty("pehchan.source"));
    private static final Pattern PAIR = Pattern.compile("\"(\\w+)\": \"(\\w+)\"");

    private static List<String> lines(String file) throws IOException {
        return Files.readAllLines(SOURCE.resolve(file)).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}")
    @DisplayName("pages are byte for byte those that somebody has read")
    @CsvSource({
        "constructed,official,en",
        "constructed,official,ur",
        "constructed,person,en",
        "constructed,person,ur",
        "vignettes,official,en",
        "vignettes,official,ur",
        "vignettes,person,en",
        "vignettes,person,ur"
    })
    void pages(String cases, String view, String language) throws IOException {
        View reader = View.valueOf(view.toUpperCase());
        Flag[] flags =
                reader == View.OFFICIAL
                        ? new Flag[] {Flag.EXPLAIN, Flag.NEXT}
                        : new Flag[] {Flag.ALLOW_DRAFT};
        StringBuilder all = new StringBuilder();
        try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
            for (String line : lines("examples/" + cases + ".jsonl"))
                try (Answers person = catalogue.parse(line);
                        Assessment result = catalogue.assess(person, reader)) {
                    all.append(result.page(language, flags)).append("\f\n");
                }
        }
        assertEquals(
                Files.readString(
                        SOURCE.resolve(
                                "tests/golden/" + cases + "." + view + "." + language + ".txt")),
                all.toString());
    }

    @ParameterizedTest
    @DisplayName("what courts, authorities and experts decided is found at least")
    @ValueSource(strings = {"constructed", "vignettes"})
    void expectations(String cases) throws IOException {
        List<String> given = lines("examples/" + cases + ".jsonl"),
                expected = lines("examples/" + cases + ".expected.jsonl");
        assertEquals(given.size(), expected.size());
        int checked = 0;
        try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
            for (int i = 0; i < given.size(); ++i)
                try (Answers person = catalogue.parse(given.get(i));
                        Assessment result = catalogue.assess(person, View.INVESTIGATOR)) {
                    assertTrue(
                            expected.get(i).startsWith("{\"case\": \"" + person.caseId() + "\""));
                    String line = expected.get(i);
                    String atLeast =
                            line.substring(
                                    line.indexOf("expected_at_least"),
                                    line.indexOf("expected_not_indicated"));
                    for (Matcher m = PAIR.matcher(atLeast); m.find(); ++checked) {
                        FindingStatus least =
                                m.group(2).equals("indicated")
                                        ? FindingStatus.INDICATED
                                        : FindingStatus.OPEN;
                        assertTrue(
                                result.status(m.group(1)).orElseThrow().compareTo(least) >= 0,
                                person.caseId() + ": " + m.group(1));
                    }
                    Matcher not =
                            Pattern.compile("\"(\\w+)\"")
                                    .matcher(
                                            line.substring(
                                                    line.indexOf("expected_not_indicated")
                                                            + "expected_not_indicated\"".length()));
                    for (; not.find(); ++checked)
                        assertNotEquals(
                                FindingStatus.INDICATED,
                                result.status(not.group(1)).orElseThrow(),
                                person.caseId() + ": " + not.group(1));
                }
        }
        assertTrue(checked > 40, "only " + checked + " expectations were found");
    }

    @Test
    @DisplayName("screening prints the bytes of the command line")
    void commandLine() throws Exception {
        Path command = Path.of(System.getProperty("jna.library.path"), "pehchan");
        assumeTrue(Files.isExecutable(command), "the command line is not built");
        for (String cases : List.of("examples/constructed.jsonl", "examples/vignettes.jsonl")) {
            Process run =
                    new ProcessBuilder(
                                    command.toString(),
                                    "screen",
                                    "--catalogue",
                                    "pakistan",
                                    SOURCE.resolve(cases).toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String printed =
                    new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, run.waitFor());
            StringBuilder all = new StringBuilder();
            try (Catalogue catalogue = Catalogue.builtin("pakistan")) {
                for (String line : lines(cases))
                    all.append(catalogue.screen(line, View.OFFICIAL, "en")).append('\n');
            }
            assertEquals(printed, all.toString());
        }
    }

    @Test
    @DisplayName("the three ways to a result agree: one call, handles, the evaluator")
    void ways() throws IOException {
        try (Catalogue catalogue = Catalogue.builtin("pakistan");
                Evaluator evaluator = catalogue.evaluator()) {
            for (String line : lines("examples/constructed.jsonl"))
                try (Answers person = catalogue.parse(line);
                        Assessment result = catalogue.assess(person, View.OFFICIAL);
                        // who learns all answers, as the evaluator does
                        Assessment helped = catalogue.assess(person, View.HELPER)) {
                    assertEquals(catalogue.screen(line, View.OFFICIAL, "ur"), result.json("ur"));
                    evaluator.assess(person);
                    for (int f = 0; f < evaluator.findings().size(); ++f)
                        assertEquals(
                                helped.status(evaluator.findings().get(f)).orElseThrow(),
                                evaluator.status(f));
                    try (Answers again = catalogue.parse(person.json());
                            Assessment same = catalogue.assess(again, View.OFFICIAL)) {
                        assertEquals(result.json("en"), same.json("en"));
                    }
                }
        }
    }

    @Test
    @DisplayName("eight threads share one catalogue and one assessment")
    void threads() throws Exception {
        List<String> given = lines("examples/vignettes.jsonl");
        try (Catalogue catalogue = Catalogue.builtin("pakistan");
                Answers person = catalogue.parse(given.get(0));
                Assessment shared = catalogue.assess(person, View.OFFICIAL)) {
            List<String> alone = new ArrayList<>();
            for (String line : given) alone.add(catalogue.screen(line, View.OFFICIAL, "en"));
            String sharedAlone = shared.json("ur");
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<List<String>>> running = new ArrayList<>();
            for (int t = 0; t < 8; ++t)
                running.add(
                        threads.submit(
                                (Callable<List<String>>)
                                        () -> {
                                            List<String> found = new ArrayList<>();
                                            for (String line : given)
                                                found.add(
                                                        catalogue.screen(
                                                                line, View.OFFICIAL, "en"));
                                            assertEquals(sharedAlone, shared.json("ur"));
                                            return found;
                                        }));
            for (Future<List<String>> one : running) assertEquals(alone, one.get());
            threads.shutdown();
            assertFalse(alone.isEmpty());
        }
    }
}
