package org.lamina.figure.layout;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.core.util.IElkProgressMonitor;
import org.lamina.model.Progress;

/** Runs a layout in a thread with a large stack while the caller waits and passes a wish to cancel on. */
final class LayoutThread {

    private static final long LOOK_MILLIS = 50;

    private final long stackBytes;
    private volatile boolean cancelled;
    private volatile Throwable failure;

    LayoutThread(long stackBytes) {
        this.stackBytes = stackBytes;
    }

    /**
     * Runs it to its end.
     *
     * @throws CancellationException if it was cancelled; the layout then ends by itself a little later
     * @throws IllegalStateException if it failed
     */
    void run(Consumer<IElkProgressMonitor> layout, Progress progress) {
        Thread thread = new Thread(null, () -> layout.accept(new Monitor()), "Lamina layout", stackBytes);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((where, thrown) -> failure = thrown);
        thread.start();
        try {
            while (thread.isAlive()) {
                thread.join(LOOK_MILLIS);
                progress.checkCancelled();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException();
        } finally {
            cancelled = true;
        }
        if (failure != null) {
            throw new IllegalStateException("the layout failed", failure);
        }
    }

    /** Asked by the layout between its steps. */
    private final class Monitor extends BasicProgressMonitor {
        @Override
        public boolean isCanceled() {
            return cancelled;
        }

        @Override
        public BasicProgressMonitor doSubTask(float work, int maxLevels) {
            return new Monitor();
        }
    }
}
