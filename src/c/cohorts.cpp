// SPDX-License-Identifier: Apache-2.0

// Statuses in memory that is made once, threads, and many persons.

#include <pehchan/arrow_arrays.hpp>

#include "handles.hpp"

using namespace pehchan_c;

extern "C" {

int32_t pehchan_evaluator_new(const pehchan_catalogue* catalogue, pehchan_evaluator** out,
                              pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_evaluator(catalogue->rules);
        return good();
    });
}
int32_t pehchan_evaluator_assess(pehchan_evaluator* evaluator, const pehchan_answers* answers) {
    if (const int32_t status = wrong(evaluator); status != PEHCHAN_OK) return status;
    if (const int32_t status = wrong(answers); status != PEHCHAN_OK) return status;
    evaluator->ready = false;
    if (!(answers->known.catalogue_used() == evaluator->catalogue_used))
        return PEHCHAN_STATUS_WRONG_CATALOGUE;
    evaluator->quick.assess(answers->known);
    evaluator->ready = true;
    return PEHCHAN_OK;
}
uint64_t pehchan_evaluator_finding_count(const pehchan_evaluator* evaluator) {
    return of_type(evaluator) ? evaluator->findings.size() : 0;
}
const char* pehchan_evaluator_finding_id(const pehchan_evaluator* evaluator, uint64_t index) {
    const std::size_t* at = of_type(evaluator) ? item(evaluator->findings, index) : nullptr;
    return at ? evaluator->quick.finding(*at).id.c_str() : nullptr;
}
int32_t pehchan_evaluator_finding_status(pehchan_evaluator* evaluator, uint64_t index) {
    const std::size_t* at =
        of_type(evaluator) && evaluator->ready ? item(evaluator->findings, index) : nullptr;
    return at ? static_cast<int32_t>(evaluator->quick.status(*at)) : -1;
}
uint64_t pehchan_evaluator_score_count(const pehchan_evaluator* evaluator) {
    return of_type(evaluator) ? evaluator->quick.score_count() : 0;
}
const char* pehchan_evaluator_score_id(const pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && index < evaluator->quick.score_count()
               ? evaluator->catalogue_used.state()
                     .compiled_scores[static_cast<std::size_t>(index)]
                     .definition->id.c_str()
               : nullptr;
}
int64_t pehchan_evaluator_score_low(pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && evaluator->ready && index < evaluator->quick.score_count()
               ? evaluator->quick.score(static_cast<std::size_t>(index)).low
               : 0;
}
int64_t pehchan_evaluator_score_high(pehchan_evaluator* evaluator, uint64_t index) {
    return of_type(evaluator) && evaluator->ready && index < evaluator->quick.score_count()
               ? evaluator->quick.score(static_cast<std::size_t>(index)).high
               : 0;
}
void pehchan_evaluator_free(pehchan_evaluator* evaluator) { free_handle(evaluator); }

int32_t pehchan_workers_new(uint32_t threads, pehchan_workers** out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        if (threads < 1 || threads > PEHCHAN_WORKERS_MOST)
            return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there can be 1 to 256 threads");
        *out = new pehchan_workers(threads);
        return good();
    });
}
uint32_t pehchan_workers_count(const pehchan_workers* workers) {
    return of_type(workers) ? static_cast<uint32_t>(workers->pool->count()) : 0;
}
void pehchan_workers_free(pehchan_workers* workers) { free_handle(workers); }

int32_t pehchan_cohort_new(const pehchan_catalogue* catalogue, pehchan_cohort** out,
                           pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        PEHCHAN_NEED_OUT(out);
        PEHCHAN_NEED(catalogue, "`catalogue`");
        *out = new pehchan_cohort(catalogue->rules);
        return good();
    });
}
uint64_t pehchan_cohort_finding_count(const pehchan_cohort* cohort) {
    return of_type(cohort) ? cohort->rules.findings().size() : 0;
}
const char* pehchan_cohort_finding_id(const pehchan_cohort* cohort, uint64_t index) {
    return of_type(cohort) && index < cohort->rules.findings().size()
               ? cohort->rules.findings()[static_cast<std::size_t>(index)]->id.c_str()
               : nullptr;
}
uint64_t pehchan_cohort_score_count(const pehchan_cohort* cohort) {
    return of_type(cohort) ? cohort->rules.scores().size() : 0;
}
const char* pehchan_cohort_score_id(const pehchan_cohort* cohort, uint64_t index) {
    return of_type(cohort) && index < cohort->rules.scores().size()
               ? cohort->rules.scores()[static_cast<std::size_t>(index)]->id.c_str()
               : nullptr;
}

int32_t pehchan_cohort_assess(const pehchan_cohort* cohort, struct ArrowArrayStream* in,
                              uint32_t flags, const pehchan_workers* workers,
                              struct ArrowArrayStream* out, pehchan_error** error) {
    return guarded(error, [&]() -> failure {
        pehchan::arrow_owner<ArrowArrayStream> taken;
        if (in)
            taken = pehchan::arrow_owner<ArrowArrayStream>(
                std::move(*in));  // whatever happens, the caller has nothing left to release
        if (!out) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`out` is NULL");
        *out = {};
        PEHCHAN_NEED(cohort, "`cohort`");
        if (!in) return bad(PEHCHAN_STATUS_NULL_ARGUMENT, "`in` is NULL");
        if (workers) PEHCHAN_NEED(workers, "`workers`");
        constexpr std::uint32_t known =
            PEHCHAN_COHORT_IGNORE_EXTRA | PEHCHAN_COHORT_STATUS_COLUMNS | PEHCHAN_COHORT_KEEP_GOING;
        if (flags & ~known) return bad(PEHCHAN_STATUS_BAD_ARGUMENT, "there is no such flag");
        pehchan::arrow_settings how;
        how.ignore_extra = (flags & PEHCHAN_COHORT_IGNORE_EXTRA) != 0;
        how.status_columns = (flags & PEHCHAN_COHORT_STATUS_COLUMNS) != 0;
        how.keep_going = (flags & PEHCHAN_COHORT_KEEP_GOING) != 0;
        const std::shared_ptr<pehchan_c::worker_pool> pool = workers ? workers->pool : nullptr;
        std::vector<pehchan::issue> issues =
            pehchan::assess_stream(cohort->rules, taken.get(), *out, how, pool.get(), pool);
        if (!issues.empty()) return bad_data("the columns have problems", std::move(issues));
        return good();
    });
}
void pehchan_cohort_free(pehchan_cohort* cohort) { free_handle(cohort); }

}  // extern "C"
