package org.lamina.workbench.graph;

import org.eclipse.swt.widgets.Display;

/** Measures how long the user interface stands still: the longest time between two beats of a timer. */
final class Heartbeat {

    private static final int BEAT_MILLIS = 10;

    private final Display display;
    private long last = System.nanoTime();
    private long longest;
    private boolean stopped;

    private Heartbeat(Display display) {
        this.display = display;
    }

    /** Starts to measure. To be called by the UI thread. */
    static Heartbeat start() {
        Heartbeat heartbeat = new Heartbeat(Display.getCurrent());
        heartbeat.beat();
        return heartbeat;
    }

    private void beat() {
        long now = System.nanoTime();
        longest = Math.max(longest, now - last);
        last = now;
        if (!stopped) {
            display.timerExec(BEAT_MILLIS, this::beat);
        }
    }

    /** Ends measuring; the longest standstill in milliseconds. */
    long stop() {
        beat();
        stopped = true;
        return longest / 1_000_000;
    }
}
