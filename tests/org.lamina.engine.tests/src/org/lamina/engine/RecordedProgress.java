package org.lamina.engine;

import java.util.ArrayList;
import java.util.List;
import org.lamina.model.Progress;

/** Remembers what was reported, and can be cancelled, also at a certain report. */
class RecordedProgress implements Progress {

    private final List<String> reports = new ArrayList<>();
    private String cancelAt;
    private volatile boolean cancelled;
    private volatile long cancelledNanos;

    /** Cancels when this task is reported. */
    void cancelAt(String task) {
        cancelAt = task;
    }

    void cancel() {
        cancelledNanos = System.nanoTime();
        cancelled = true;
    }

    long nanosSinceCancelled() {
        return System.nanoTime() - cancelledNanos;
    }

    /** Each task with its fraction if it has one. */
    List<String> reports() {
        return reports;
    }

    @Override
    public void report(String task, double fraction) {
        reports.add(Double.isNaN(fraction) ? task : task + " " + fraction);
        if (task.equals(cancelAt)) {
            cancel();
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
