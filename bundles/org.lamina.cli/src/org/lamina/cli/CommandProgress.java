package org.lamina.cli;

import java.io.PrintStream;
import java.util.Optional;

import org.lamina.model.Progress;

/**
 * The progress of a command: on one line of a terminal, if there is one, which it leaves empty. Is cancelled by another
 * thread when the process is asked to end.
 */
final class CommandProgress implements Progress {

    private static final long NANOSECONDS_BETWEEN = 100_000_000;
    private static final String CLEAR_LINE = "\r\u001B[K";

    private final Optional<PrintStream> terminal;
    private final long start = System.nanoTime();
    private long next = NANOSECONDS_BETWEEN;
    private boolean shown;
    private volatile boolean cancelled;

    /**
     * @param terminal where progress is shown; nowhere if empty
     */
    CommandProgress(Optional<PrintStream> terminal) {
        this.terminal = terminal;
    }

    @Override
    public void report(String task, double fraction) {
        long elapsed = System.nanoTime() - start;
        if (terminal.isEmpty() || elapsed < next) {
            return;
        }
        next = elapsed + NANOSECONDS_BETWEEN;
        shown = true;
        String percent = Double.isNaN(fraction) ? "" : " " + Math.round(100 * fraction) + " %";
        terminal.get().print(CLEAR_LINE + task + percent);
        terminal.get().flush();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    void cancel() {
        cancelled = true;
    }

    /** Whether somebody sits in front of it. */
    boolean isOnTerminal() {
        return terminal.isPresent();
    }

    /** Takes the progress off the terminal. */
    void clear() {
        if (shown) {
            shown = false;
            terminal.ifPresent(stream -> stream.print(CLEAR_LINE));
        }
    }
}
