// SPDX-License-Identifier: Apache-2.0
package pehchan;

import com.sun.jna.Pointer;

import java.lang.ref.Cleaner;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Something of the library's that must be freed once, after its last use. {@link #close} frees it
 * now or, where another thread is in a call with it, as soon as that call returns; what nobody
 * closed is freed after it became unreachable.
 */
abstract class Handle implements AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final State state;
    private final Cleaner.Cleanable cleanable;
    private final String what;

    /** {@code shared}: any number of threads at once; else they wait for one another. */
    Handle(Pointer made, Consumer<Pointer> free, boolean shared, String what) {
        this(made, free, shared, what, null);
    }

    /** {@code keeps}: what is freed after this only; null: nothing. */
    Handle(Pointer made, Consumer<Pointer> free, boolean shared, String what, State keeps) {
        this.state = new State(made, free, shared, keeps);
        this.cleanable = CLEANER.register(this, state);
        this.what = what;
    }

    /** Frees it; a second call does nothing. */
    @Override
    public void close() {
        cleanable.clean();
    }

    /** To be left by {@link #leave} in a finally block. */
    final Pointer enter() {
        return state.enter(what);
    }

    final void leave() {
        state.leave();
    }

    /** For what keeps this; to be called between {@link #enter} and {@link #leave}. */
    final State state() {
        return state;
    }

    /** What this keeps. */
    final State kept() {
        return state.keeps;
    }

    interface Use<T> {
        T with(Pointer handle);
    }

    final <T> T use(Use<T> use) {
        Pointer handle = enter();
        try {
            return use.with(handle);
        } finally {
            leave();
        }
    }

    final void run(Consumer<Pointer> use) {
        Pointer handle = enter();
        try {
            use.accept(handle);
        } finally {
            leave();
        }
    }

    /** Knows nothing of its handle, so that the handle can become unreachable. */
    static final class State implements Runnable {
        private final Pointer made;
        private final State keeps;
        private final Consumer<Pointer> free;
        private final ReentrantLock turn;
        private int users;
        private boolean closed;

        State(Pointer made, Consumer<Pointer> free, boolean shared, State keeps) {
            if (keeps != null) keeps.hold();
            this.keeps = keeps;
            this.made = made;
            this.free = free;
            this.turn = shared ? null : new ReentrantLock();
        }

        Pointer enter(String what) {
            synchronized (this) {
                if (closed) throw new IllegalStateException("this " + what + " is closed");
                ++users;
            }
            if (turn != null) turn.lock();
            return made;
        }

        void leave() {
            if (turn != null) turn.unlock();
            letGo();
        }

        /** While somebody else does: it may be closed meanwhile, but is not freed. */
        private synchronized void hold() {
            ++users;
        }

        private void letGo() {
            boolean last;
            synchronized (this) {
                last = --users == 0 && closed;
            }
            if (last) free();
        }

        private void free() {
            free.accept(made);
            if (keeps != null) keeps.letGo();
        }

        /** For who keeps it. */
        Pointer pointer() {
            return made;
        }

        @Override
        public void run() {
            boolean last;
            synchronized (this) {
                closed = true;
                last = users == 0;
            }
            if (last) free();
        }
    }
}
