// SPDX-License-Identifier: Apache-2.0

// Versions, names, errors and texts.

#include "handles.hpp"

using namespace pehchan_c;

extern "C" {

const char* pehchan_version(void) { return pehchan::version; }
#include "names.inc"

int32_t pehchan_error_status(const pehchan_error* error) {
    return of_type(error) ? error->status : -1;
}
const char* pehchan_error_message(const pehchan_error* error) {
    return of_type(error) ? error->message.c_str() : nullptr;
}
uint64_t pehchan_error_issue_count(const pehchan_error* error) {
    return of_type(error) ? error->issues.size() : 0;
}
const char* pehchan_error_issue_code(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* problem = of_type(error) ? item(error->issues, index) : nullptr;
    return problem ? problem->code.c_str() : nullptr;
}
const char* pehchan_error_issue_pointer(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* problem = of_type(error) ? item(error->issues, index) : nullptr;
    return problem ? problem->pointer.c_str() : nullptr;
}
const char* pehchan_error_issue_message(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* problem = of_type(error) ? item(error->issues, index) : nullptr;
    return problem ? problem->message.c_str() : nullptr;
}
uint64_t pehchan_error_issue_line(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* problem = of_type(error) ? item(error->issues, index) : nullptr;
    return problem ? problem->line : 0;
}
uint64_t pehchan_error_issue_column(const pehchan_error* error, uint64_t index) {
    const pehchan::issue* problem = of_type(error) ? item(error->issues, index) : nullptr;
    return problem ? problem->column : 0;
}
void pehchan_error_free(pehchan_error* error) {
    if (error != without_memory() && error != unexpected()) free_handle(error);
}

const char* pehchan_text_data(const pehchan_text* text) {
    return of_type(text) ? text->words.c_str() : nullptr;
}
uint64_t pehchan_text_size(const pehchan_text* text) {
    return of_type(text) ? text->words.size() : 0;
}
void pehchan_text_free(pehchan_text* text) { free_handle(text); }

}  // extern "C"
