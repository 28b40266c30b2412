// SPDX-License-Identifier: Apache-2.0
#ifndef PEHCHAN_C_WORKER_POOL_HPP
#define PEHCHAN_C_WORKER_POOL_HPP

// Threads for cohorts that wait between calls: starting some for each call would cost more than
// many calls do.

#include <cstddef>

#if !defined(__wasm__)
#include <atomic>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>
#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif
#endif

#include <pehchan/cohort.hpp>

namespace pehchan_c {

#if defined(__wasm__)
/// Where there are no threads, the caller's does it all.
class worker_pool final : public pehchan::cohort_threads {
public:
    explicit worker_pool(std::size_t) {}
    [[nodiscard]] std::size_t count() const noexcept override { return 1; }
    void each(std::size_t tasks, void (*task)(void*, std::size_t, std::size_t),
              void* state) override {
        for (std::size_t n = 0; n < tasks; ++n) task(state, n, 0);
    }
};
#else
/// The process that asks; its number differs after `fork`.
inline long this_process() noexcept {
#if defined(__unix__) || defined(__APPLE__)
    return static_cast<long>(::getpid());
#else
    return 0;
#endif
}

/// The threads of a pool and what they share. The caller's thread is number 0 and works too.
class worker_crew {
public:
    explicit worker_crew(std::size_t count) {
#if defined(__cpp_exceptions)
        try {
#endif
            for (std::size_t number = 1; number < count; ++number)
                threads_.emplace_back([this, number] { serve(number); });
#if defined(__cpp_exceptions)
        } catch (...) {
            stop();
            throw;
        }
#endif
    }
    worker_crew(const worker_crew&) = delete;
    worker_crew& operator=(const worker_crew&) = delete;
    ~worker_crew() { stop(); }

    void each(std::size_t tasks, void (*task)(void*, std::size_t, std::size_t), void* state) {
        const std::lock_guard one_call(calls_);
        {
            const std::lock_guard lock(mutex_);
            task_ = task;
            state_ = state;
            tasks_ = tasks;
            next_ = 0;
            failed_ = nullptr;
            working_ = threads_.size();
            ++round_;
        }
        wake_.notify_all();
        work(0);
        std::unique_lock lock(mutex_);
        done_.wait(lock, [&] { return working_ == 0; });
        if (failed_) std::rethrow_exception(failed_);
    }

private:
    void serve(std::size_t number) {
        for (std::size_t seen = 0;;) {
            {
                std::unique_lock lock(mutex_);
                wake_.wait(lock, [&] { return stopped_ || round_ != seen; });
                if (stopped_) return;
                seen = round_;
            }
            work(number);
            const std::lock_guard lock(mutex_);
            if (--working_ == 0) done_.notify_one();
        }
    }

    void work(std::size_t number) {
        for (std::size_t n; (n = next_.fetch_add(1)) < tasks_;) {
#if defined(__cpp_exceptions)
            try {
#endif
                task_(state_, n, number);
#if defined(__cpp_exceptions)
            } catch (...) {
                const std::lock_guard lock(mutex_);
                if (!failed_) failed_ = std::current_exception();
            }
#endif
        }
    }

    void stop() {
        {
            const std::lock_guard lock(mutex_);
            stopped_ = true;
        }
        wake_.notify_all();
        for (std::thread& thread : threads_) thread.join();
    }

    std::mutex calls_, mutex_;
    std::condition_variable wake_, done_;
    std::vector<std::thread> threads_;
    void (*task_)(void*, std::size_t, std::size_t) = nullptr;
    void* state_ = nullptr;
    std::size_t tasks_ = 0, working_ = 0, round_ = 0;
    std::atomic<std::size_t> next_{0};
    std::exception_ptr failed_;
    bool stopped_ = false;
};

/// A pool of one starts no thread. One call at a time: others wait. After `fork` the child has none
/// of the threads, and a lock may stand as it stood: there the caller's thread does it all, and
/// what the threads shared is never touched again, nor freed.
class worker_pool final : public pehchan::cohort_threads {
public:
    explicit worker_pool(std::size_t count)
        : count_(count), crew_(std::make_unique<worker_crew>(count)) {}
    worker_pool(const worker_pool&) = delete;
    worker_pool& operator=(const worker_pool&) = delete;
    ~worker_pool() {
        if (in_child()) (void)crew_.release();
    }

    [[nodiscard]] std::size_t count() const noexcept override { return count_; }

    void each(std::size_t tasks, void (*task)(void*, std::size_t, std::size_t),
              void* state) override {
        if (!in_child()) return crew_->each(tasks, task, state);
        for (std::size_t n = 0; n < tasks; ++n) task(state, n, 0);
    }

private:
    [[nodiscard]] bool in_child() const noexcept { return this_process() != started_in_; }

    std::size_t count_;
    long started_in_ = this_process();
    std::unique_ptr<worker_crew> crew_;
};

#endif

}  // namespace pehchan_c

#endif
