// SPDX-License-Identifier: Apache-2.0

import pehchan.Answers;
import pehchan.Catalogue;
import pehchan.Evaluator;
import pehchan.FindingStatus;
import pehchan.Indicator;
import pehchan.IndicatorType;
import pehchan.Pehchan;
import pehchan.PehchanException;
import pehchan.View;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What `run screen` and `run bench` do: cases through the binding, and the time that a call takes.
 */
public final class Screen {
    private Screen() {}

    public static void main(String[] words) throws IOException {
        if (words.length == 4 && words[0].equals("screen"))
            screen(words[1], Path.of(words[2]), Path.of(words[3]));
        else if (words.length == 3 && words[0].equals("bench")) bench(words[1], Path.of(words[2]));
        else {
            System.err.println("use: screen CATALOGUE CASES OUT | bench CATALOGUE CASES");
            System.exit(2);
        }
    }

    /** By id or, where there is no such id, by file. */
    private static Catalogue catalogue(String named) throws IOException {
        return Pehchan.builtinIds().contains(named)
                ? Catalogue.builtin(named)
                : Catalogue.load(Files.readString(Path.of(named)));
    }

    private static List<String> cases(Path from) throws IOException {
        return Files.readAllLines(from).stream().filter(line -> !line.isBlank()).toList();
    }

    private static void screen(String named, Path from, Path to) throws IOException {
        try (Catalogue catalogue = catalogue(named);
                BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
            int number = 0;
            for (String line : cases(from)) {
                ++number;
                try {
                    out.write(catalogue.screen(line, View.OFFICIAL, "en"));
                    out.write('\n');
                } catch (PehchanException e) {
                    System.err.println("case " + number + ": " + e.getMessage() + " " + e.issues());
                    System.exit(1);
                }
            }
        }
    }

    /** Seen by nobody, so that nothing is left out as useless. */
    private static volatile long sink;

    private static void bench(String named, Path from) throws IOException {
        try (Catalogue catalogue = catalogue(named)) {
            List<String> lines = cases(from);
            long json =
                    time(
                            lines.size(),
                            i ->
                                    sink +=
                                            catalogue
                                                    .screen(lines.get(i), View.OFFICIAL, "en")
                                                    .length());

            record Set(int index, int code) {}
            List<List<Set>> persons = new ArrayList<>();
            List<Indicator> all = catalogue.indicators();
            for (String line : lines) {
                List<Set> sets = new ArrayList<>();
                for (Indicator one : all)
                    for (String value : List.of("yes", "no"))
                        if (one.type() == IndicatorType.YES_NO
                                && line.contains("\"" + one.id() + "\": \"" + value + "\""))
                            sets.add(
                                    new Set(
                                            one.index(),
                                            value.equals("yes") ? Answers.YES : Answers.NO));
                persons.add(sets);
            }
            long handle;
            try (Answers answers = catalogue.answers();
                    Evaluator evaluator = catalogue.evaluator()) {
                int findings = evaluator.findings().size();
                handle =
                        time(
                                persons.size(),
                                i -> {
                                    answers.clear();
                                    for (Set set : persons.get(i))
                                        answers.setCode(set.index(), set.code());
                                    evaluator.assess(answers);
                                    long indicated = 0;
                                    for (int f = 0; f < findings; ++f)
                                        indicated +=
                                                evaluator.status(f) == FindingStatus.INDICATED
                                                        ? 1
                                                        : 0;
                                    sink += indicated;
                                });
            }
            System.out.println(
                    "{\"binding\": \"java\", \"json_call_ns\": "
                            + json
                            + ", \"handle_call_ns\": "
                            + handle
                            + "}");
        }
    }

    private interface Work {
        void on(int person);
    }

    /**
     * Nanoseconds a person: the best of seven rounds of at least a tenth of a second each, after
     * one to warm up.
     */
    private static long time(int persons, Work work) {
        long best = Long.MAX_VALUE;
        for (int round = 0; round < 8; ++round) {
            long begin = System.nanoTime(), calls = 0, end;
            do {
                for (int i = 0; i < persons; ++i) work.on(i);
                calls += persons;
                end = System.nanoTime();
            } while (end - begin < 100_000_000);
            if (round > 0) best = Math.min(best, (end - begin) / calls);
        }
        return best;
    }
}
