package org.lamina.engine;

import java.time.Duration;
import org.lamina.model.Progress;

/** Progress of work that must be done by a certain time. */
final class Deadline implements Progress {

    /** The time is up. */
    static final class PassedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Progress progress;
    private final long end;

    Deadline(Progress progress, Duration time) {
        this.progress = progress;
        end = System.nanoTime() + time.toNanos();
    }

    @Override
    public void report(String task, double fraction) {
        progress.report(task, fraction);
    }

    @Override
    public boolean isCancelled() {
        return progress.isCancelled();
    }

    /**
     * {@inheritDoc}
     *
     * @throws PassedException if the time is up
     */
    @Override
    public void checkCancelled() {
        progress.checkCancelled();
        if (System.nanoTime() - end > 0) {
            throw new PassedException();
        }
    }
}
