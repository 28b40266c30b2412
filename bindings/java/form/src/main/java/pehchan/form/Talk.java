// SPDX-License-Identifier: Apache-2.0
package pehchan.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import pehchan.Answers;
import pehchan.Assessment;
import pehchan.Catalogue;
import pehchan.Form;
import pehchan.Indicator;
import pehchan.IndicatorType;
import pehchan.Interview;
import pehchan.Stop;
import pehchan.View;
import pehchan.Why;

/** One conversation, with a way back. Holds what was said in memory, and nowhere else. */
final class Talk implements AutoCloseable {
    /** No value: skipped for now. */
    private record Said(Indicator about, String value) {}

    private final Catalogue catalogue;
    private final Form form;
    private final String caseId;
    private final List<Said> said = new ArrayList<>();
    private Interview interview;
    private Indicator question;
    private boolean ended;

    Talk(Catalogue catalogue, Form form, String caseId) {
        this.catalogue = catalogue;
        this.form = form;
        this.caseId = caseId;
        replay();
    }

    /** The question to ask now; empty where asking stops. */
    Optional<Indicator> question() {
        return Optional.ofNullable(question);
    }

    Stop stop() {
        return interview.stop();
    }

    Why why() {
        return interview.why();
    }

    /** Whether a "no" about harm counts already. */
    boolean denialsCount() {
        return interview.denialsCount();
    }

    boolean isChild() {
        return interview.isChild();
    }

    /** Which question this is, from 1. */
    int number() {
        return said.size() + 1;
    }

    long skipped() {
        return said.stream().filter(one -> one.value() == null).count();
    }

    boolean canGoBack() {
        return ended || !said.isEmpty();
    }

    void answer(String value) {
        interview.answer(value);
        said.add(new Said(question, value));
        ask();
    }

    void answer(long value) {
        interview.answer(value);
        said.add(new Said(question, Long.toString(value)));
        ask();
    }

    /** Left open; asked again where {@link #askSkipped} says so. */
    void skip() {
        interview.answer("unknown");
        said.add(new Said(question, null));
        ask();
    }

    /** Something told without being asked, a "yes". */
    void volunteered(Indicator about) {
        interview.record(about.id(), "yes");
        said.add(new Said(about, "yes"));
        ask();
    }

    /** The person wishes to stop. */
    void end() {
        interview.end();
        ended = true;
        ask();
    }

    /** Takes back the last that was recorded. */
    void back() {
        if (ended) ended = false;
        else if (!said.isEmpty()) said.remove(said.size() - 1);
        replay();
    }

    void askSkipped() {
        said.removeIf(one -> one.value() == null);
        replay();
    }

    Assessment assessment(View view) {
        try (Answers known = interview.answers()) {
            return catalogue.assess(known, view);
        }
    }

    @Override
    public void close() {
        said.clear();
        question = null;
        interview.close();
    }

    /** The same answers in the same order lead to the same question. */
    private void replay() {
        if (interview != null) interview.close();
        try (Answers none = catalogue.answers()) {
            if (!caseId.isEmpty()) none.setCaseId(caseId);
            interview = none.interview(form.id());
        }
        for (Said one : said) {
            String value = one.value() == null ? "unknown" : one.value();
            if (isNumber(one.about()) && !value.isEmpty() && Character.isDigit(value.charAt(0))) interview.record(one.about().id(), number(value));
            else interview.record(one.about().id(), value);
        }
        ask();
    }

    private void ask() {
        question = interview.next().flatMap(catalogue::indicator).orElse(null);
    }

    private static boolean isNumber(Indicator about) {
        return about.type() == IndicatorType.NUMBER;
    }

    private static long number(String value) {
        return Long.parseLong(value);
    }
}
