// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that follows from answers, for one reader. Never changes; any number of threads may
 * use one at once. The person sees no headline, finding, safeguard or referral by
 * id: for them the lists are empty.
 */
public final class Assessment extends Handle {
    public record Finding(String id, FindingStatus status) {}

    /** Both bounds in millionths; both are attained. */
    public record Score(String id, long low, long high) {}

    public record Referral(String id, ReferralStatus status) {}

    Assessment(Pointer made) {
        super(made, C::pehchan_assessment_free, true, "assessment");
    }

    public Optional<String> headline() {
        return use(of -> Optional.ofNullable(Calls.text(C.pehchan_assessment_headline(of))));
    }

    /** Signs of harm with an answer that counts. */
    public long askedN() {
        return use(C::pehchan_assessment_asked_n);
    }

    public long askedOf() {
        return use(C::pehchan_assessment_asked_of);
    }

    public List<Finding> findings() {
        return use(
                of -> {
                    List<Finding> all = new ArrayList<>();
                    for (long i = 0, n = C.pehchan_assessment_finding_count(of); i < n; ++i)
                        all.add(
                                new Finding(
                                        Calls.text(C.pehchan_assessment_finding_id(of, i)),
                                        Calls.findingStatus(
                                                C.pehchan_assessment_finding_status(of, i))));
                    return List.copyOf(all);
                });
    }

    /** Of the findings in their order: the title in this language, else in English. */
    public List<String> findingTitles(String language) {
        byte[] in = Calls.word(language, "language");
        return use(
                of ->
                        Calls.list(
                                C.pehchan_assessment_finding_count(of),
                                i -> C.pehchan_assessment_finding_title(of, i, in)));
    }

    /** Of the safeguards in their order. */
    public List<String> safeguardTitles(String language) {
        byte[] in = Calls.word(language, "language");
        return use(
                of ->
                        Calls.list(
                                C.pehchan_assessment_safeguard_count(of),
                                i -> C.pehchan_assessment_safeguard_title(of, i, in)));
    }

    /** Of the referrals in their order: the authority. */
    public List<String> referralAuthorities(String language) {
        byte[] in = Calls.word(language, "language");
        return use(
                of ->
                        Calls.list(
                                C.pehchan_assessment_referral_count(of),
                                i -> C.pehchan_assessment_referral_authority(of, i, in)));
    }

    /** Empty where this reader sees no such finding. */
    public Optional<FindingStatus> status(String finding) {
        byte[] id = Calls.word(finding, "finding");
        return use(
                of ->
                        Optional.ofNullable(
                                Calls.findingStatus(C.pehchan_assessment_status_of(of, id))));
    }

    public List<Score> scores() {
        return use(
                of -> {
                    List<Score> all = new ArrayList<>();
                    for (long i = 0, n = C.pehchan_assessment_score_count(of); i < n; ++i)
                        all.add(
                                new Score(
                                        Calls.text(C.pehchan_assessment_score_id(of, i)),
                                        C.pehchan_assessment_score_low(of, i),
                                        C.pehchan_assessment_score_high(of, i)));
                    return List.copyOf(all);
                });
    }

    public List<String> safeguards() {
        return use(
                of ->
                        Calls.list(
                                C.pehchan_assessment_safeguard_count(of),
                                i -> C.pehchan_assessment_safeguard_id(of, i)));
    }

    public List<Referral> referrals() {
        return use(
                of -> {
                    List<Referral> all = new ArrayList<>();
                    for (long i = 0, n = C.pehchan_assessment_referral_count(of); i < n; ++i)
                        all.add(
                                new Referral(
                                        Calls.text(C.pehchan_assessment_referral_id(of, i)),
                                        Calls.constant(
                                                ReferralStatus.class,
                                                C.pehchan_assessment_referral_status(of, i))));
                    return List.copyOf(all);
                });
    }

    /** One line of JSON, the same bytes as {@code pehchan screen}. */
    public String json(String language, Flag... flags) {
        byte[] in = Calls.word(language, "language");
        int bits = Flag.bits(flags);
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_assessment_json(of, in, bits, out, error)));
    }

    /** The page that this reader reads. */
    public String page(String language, Flag... flags) {
        byte[] in = Calls.word(language, "language");
        int bits = Flag.bits(flags);
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_assessment_page(of, in, bits, out, error)));
    }

    /**
     * Why one finding is shown, or not, or what is missing, as JSON. For officials and
     * investigators.
     */
    public String explain(String finding, String language, Flag... flags) {
        byte[] id = Calls.word(finding, "finding"), in = Calls.word(language, "language");
        int bits = Flag.bits(flags);
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_assessment_explain(
                                                of, id, in, bits, out, error)));
    }

    /** Why one finding rather than another, as JSON. For officials and investigators. */
    public String contrast(String finding, String other, String language, Flag... flags) {
        byte[] id = Calls.word(finding, "finding"),
                id2 = Calls.word(other, "other"),
                in = Calls.word(language, "language");
        int bits = Flag.bits(flags);
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_assessment_contrast(
                                                of, id, id2, in, bits, out, error)));
    }

    /**
     * What a mapping of the catalogue writes of this person in another format, as JSON. For
     * officials and investigators.
     */
    public String columns(String mapping, String language) {
        byte[] id = Calls.word(mapping, "mapping"), in = Calls.word(language, "language");
        return use(
                of ->
                        Calls.makeText(
                                (out, error) ->
                                        C.pehchan_assessment_columns(of, id, in, out, error)));
    }
}
