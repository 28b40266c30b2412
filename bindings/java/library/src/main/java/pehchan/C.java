// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;

/** The functions of pehchan.h as they are. Texts go in as UTF-8 with a zero byte after the last. */
final class C {
    static {
        Native.register(C.class, NativeLibrary.getInstance("pehchan", Map.of(Library.OPTION_STRING_ENCODING, "UTF-8")));
        if (pehchan_abi_version() != 1) throw new UnsatisfiedLinkError("this package needs interface 1 of the library pehchan; the library found has " + pehchan_abi_version());
    }

    private C() {}

    static native Pointer pehchan_version();
    static native int pehchan_abi_version();
    static native int pehchan_status_count();
    static native Pointer pehchan_status_name(int status);

    static native int pehchan_view_count();
    static native Pointer pehchan_view_name(int view);
    static native Pointer pehchan_finding_status_name(int status);
    static native Pointer pehchan_referral_status_name(int status);
    static native Pointer pehchan_stop_name(int stop);
    static native Pointer pehchan_why_name(int why);

    static native int pehchan_error_status(Pointer error);
    static native Pointer pehchan_error_message(Pointer error);
    static native long pehchan_error_issue_count(Pointer error);
    static native Pointer pehchan_error_issue_code(Pointer error, long index);
    static native Pointer pehchan_error_issue_pointer(Pointer error, long index);
    static native Pointer pehchan_error_issue_message(Pointer error, long index);
    static native long pehchan_error_issue_line(Pointer error, long index);
    static native long pehchan_error_issue_column(Pointer error, long index);
    static native void pehchan_error_free(Pointer error);

    static native Pointer pehchan_text_data(Pointer text);
    static native long pehchan_text_size(Pointer text);
    static native void pehchan_text_free(Pointer text);

    static native long pehchan_builtin_count();
    static native Pointer pehchan_builtin_id(long index);
    static native int pehchan_builtin_text(byte[] id, PointerByReference out, PointerByReference error);

    static native int pehchan_catalogue_builtin(byte[] id, PointerByReference out, PointerByReference error);
    static native int pehchan_catalogue_load(byte[] json, long size, Pointer used, long usedCount, PointerByReference out, PointerByReference error);
    static native void pehchan_catalogue_free(Pointer catalogue);
    static native Pointer pehchan_catalogue_id(Pointer catalogue);
    static native Pointer pehchan_catalogue_version(Pointer catalogue);
    static native Pointer pehchan_catalogue_digest(Pointer catalogue);
    static native int pehchan_catalogue_proved(Pointer catalogue);
    static native long pehchan_catalogue_indicator_count(Pointer catalogue);
    static native Pointer pehchan_catalogue_indicator_id(Pointer catalogue, long index);
    static native long pehchan_catalogue_indicator_index(Pointer catalogue, byte[] id);
    static native int pehchan_catalogue_indicator_type(Pointer catalogue, long index);
    static native int pehchan_catalogue_indicator_sensitivity(Pointer catalogue, long index);
    static native Pointer pehchan_catalogue_indicator_label(Pointer catalogue, long index, byte[] language);
    static native Pointer pehchan_catalogue_indicator_question(Pointer catalogue, long index, byte[] language);
    static native int pehchan_catalogue_indicator_translation(Pointer catalogue, long index, byte[] language);
    static native int pehchan_catalogue_indicator_known_by(Pointer catalogue, long index);
    static native long pehchan_catalogue_indicator_least(Pointer catalogue, long index);
    static native long pehchan_catalogue_indicator_most(Pointer catalogue, long index);
    static native Pointer pehchan_catalogue_indicator_not_applicable(Pointer catalogue, long index, byte[] language);
    static native int pehchan_catalogue_indicator_may_not_apply(Pointer catalogue, long index);
    static native long pehchan_catalogue_option_count(Pointer catalogue, long index);
    static native Pointer pehchan_catalogue_option_id(Pointer catalogue, long index, long option);
    static native Pointer pehchan_catalogue_option_label(Pointer catalogue, long index, long option, byte[] language);
    static native long pehchan_catalogue_form_count(Pointer catalogue);
    static native Pointer pehchan_catalogue_form_id(Pointer catalogue, long form);
    static native Pointer pehchan_catalogue_form_title(Pointer catalogue, long form, byte[] language);
    static native Pointer pehchan_catalogue_form_role(Pointer catalogue, long form);
    static native long pehchan_catalogue_form_size(Pointer catalogue, long form);
    static native Pointer pehchan_catalogue_form_indicator(Pointer catalogue, long form, long index);
    static native long pehchan_catalogue_language_count(Pointer catalogue);
    static native Pointer pehchan_catalogue_language(Pointer catalogue, long index);
    static native Pointer pehchan_catalogue_words(Pointer catalogue, byte[] id, byte[] language);

    static native int pehchan_answers_new(Pointer catalogue, PointerByReference out, PointerByReference error);
    static native int pehchan_answers_parse(Pointer catalogue, byte[] mapping, byte[] json, long size, PointerByReference out, PointerByReference error);
    static native int pehchan_answers_set(Pointer answers, byte[] indicator, byte[] value, PointerByReference error);
    static native int pehchan_answers_set_number(Pointer answers, byte[] indicator, long value, PointerByReference error);
    static native int pehchan_answers_set_code(Pointer answers, long index, byte code);
    static native int pehchan_answers_set_value(Pointer answers, long index, long value);
    static native int pehchan_answers_forget(Pointer answers, byte[] indicator, PointerByReference error);
    static native int pehchan_answers_clear(Pointer answers);
    static native int pehchan_answers_set_case(Pointer answers, byte[] id, PointerByReference error);
    static native Pointer pehchan_answers_case(Pointer answers);
    static native int pehchan_answers_json(Pointer answers, PointerByReference out, PointerByReference error);
    static native void pehchan_answers_free(Pointer answers);

    static native int pehchan_assess(Pointer catalogue, Pointer answers, int view, PointerByReference out, PointerByReference error);
    static native void pehchan_assessment_free(Pointer assessment);
    static native Pointer pehchan_assessment_headline(Pointer assessment);
    static native long pehchan_assessment_asked_n(Pointer assessment);
    static native long pehchan_assessment_asked_of(Pointer assessment);
    static native long pehchan_assessment_finding_count(Pointer assessment);
    static native Pointer pehchan_assessment_finding_id(Pointer assessment, long index);
    static native Pointer pehchan_assessment_finding_title(Pointer assessment, long index, byte[] language);
    static native int pehchan_assessment_finding_status(Pointer assessment, long index);
    static native int pehchan_assessment_status_of(Pointer assessment, byte[] finding);
    static native long pehchan_assessment_score_count(Pointer assessment);
    static native Pointer pehchan_assessment_score_id(Pointer assessment, long index);
    static native long pehchan_assessment_score_low(Pointer assessment, long index);
    static native long pehchan_assessment_score_high(Pointer assessment, long index);
    static native long pehchan_assessment_safeguard_count(Pointer assessment);
    static native Pointer pehchan_assessment_safeguard_id(Pointer assessment, long index);
    static native Pointer pehchan_assessment_safeguard_title(Pointer assessment, long index, byte[] language);
    static native long pehchan_assessment_referral_count(Pointer assessment);
    static native Pointer pehchan_assessment_referral_id(Pointer assessment, long index);
    static native Pointer pehchan_assessment_referral_authority(Pointer assessment, long index, byte[] language);
    static native int pehchan_assessment_referral_status(Pointer assessment, long index);
    static native int pehchan_assessment_json(Pointer assessment, byte[] language, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_assessment_page(Pointer assessment, byte[] language, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_assessment_explain(Pointer assessment, byte[] finding, byte[] language, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_assessment_contrast(Pointer assessment, byte[] finding, byte[] other, byte[] language, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_assessment_columns(Pointer assessment, byte[] mapping, byte[] language, PointerByReference out, PointerByReference error);

    static native int pehchan_screen(Pointer catalogue, byte[] mapping, byte[] json, long size, byte[] language, int view, int flags, PointerByReference out, PointerByReference error);

    static native int pehchan_ask_next(Pointer answers, byte[] form, int flags, long most, PointerByReference out, PointerByReference error);
    static native long pehchan_questions_count(Pointer questions);
    static native Pointer pehchan_questions_indicator(Pointer questions, long index);
    static native void pehchan_questions_free(Pointer questions);

    static native int pehchan_interview_new(Pointer catalogue, byte[] form, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_interview_resume(Pointer answers, byte[] form, int flags, PointerByReference out, PointerByReference error);
    static native int pehchan_interview_next(Pointer interview, PointerByReference out, PointerByReference error);
    static native int pehchan_interview_stop(Pointer interview);
    static native int pehchan_interview_why(Pointer interview);
    static native int pehchan_interview_answer(Pointer interview, byte[] value, PointerByReference error);
    static native int pehchan_interview_answer_number(Pointer interview, long value, PointerByReference error);
    static native int pehchan_interview_record(Pointer interview, byte[] indicator, byte[] value, PointerByReference error);
    static native int pehchan_interview_record_number(Pointer interview, byte[] indicator, long value, PointerByReference error);
    static native int pehchan_interview_end(Pointer interview);
    static native int pehchan_interview_go_on(Pointer interview);
    static native int pehchan_interview_no_counts(Pointer interview);
    static native int pehchan_interview_child(Pointer interview);
    static native int pehchan_interview_answers(Pointer interview, PointerByReference out, PointerByReference error);
    static native void pehchan_interview_free(Pointer interview);

    static native int pehchan_evaluator_new(Pointer catalogue, PointerByReference out, PointerByReference error);
    static native int pehchan_evaluator_assess(Pointer evaluator, Pointer answers);
    static native long pehchan_evaluator_finding_count(Pointer evaluator);
    static native Pointer pehchan_evaluator_finding_id(Pointer evaluator, long index);
    static native int pehchan_evaluator_finding_status(Pointer evaluator, long index);
    static native long pehchan_evaluator_score_count(Pointer evaluator);
    static native Pointer pehchan_evaluator_score_id(Pointer evaluator, long index);
    static native long pehchan_evaluator_score_low(Pointer evaluator, long index);
    static native long pehchan_evaluator_score_high(Pointer evaluator, long index);
    static native void pehchan_evaluator_free(Pointer evaluator);
}
