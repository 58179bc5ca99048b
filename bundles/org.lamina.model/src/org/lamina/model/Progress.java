package org.lamina.model;

import java.util.concurrent.CancellationException;

/** How long work tells where it is, and learns that nobody wants it any more. Called by the working thread only. */
public interface Progress {

    /** Progress that nobody watches and nobody cancels. */
    Progress NONE = new Progress() {
        @Override
        public void report(String task, double fraction) {
            // nobody watches
        }

        @Override
        public boolean isCancelled() {
            return false;
        }
    };

    /**
     * Tells what is being done and how much of the whole is behind.
     *
     * @param task a short phrase: {@code "Reading tensors"}
     * @param fraction 0 to 1, or NaN where it is not known
     */
    void report(String task, double fraction);

    /** Whether the work should stop. */
    boolean isCancelled();

    /**
     * Stops the work if it should stop.
     *
     * @throws CancellationException if it was cancelled; callers let it pass and leave nothing half-done behind
     */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancellationException();
        }
    }
}
