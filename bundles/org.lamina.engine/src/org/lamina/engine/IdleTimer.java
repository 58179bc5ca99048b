package org.lamina.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Does something when nothing has happened for a while. Its thread lives only while the time runs. */
final class IdleTimer implements AutoCloseable {

    private final ScheduledThreadPoolExecutor executor;
    private final Duration time;
    private final Runnable action;
    private ScheduledFuture<?> pending;

    IdleTimer(Duration time, Runnable action) {
        this.time = time;
        this.action = action;
        executor = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "Lamina engine idle timer");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Starts the time anew. */
    synchronized void start() {
        stop();
        if (!executor.isShutdown()) {
            pending = executor.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Stops the time. */
    synchronized void stop() {
        if (pending != null) {
            pending.cancel(false);
            pending = null;
        }
    }

    @Override
    public synchronized void close() {
        stop();
        executor.shutdown();
    }
}
