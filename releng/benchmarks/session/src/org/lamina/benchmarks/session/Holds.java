package org.lamina.benchmarks.session;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;

/**
 * How long the UI thread was held, piece by piece: each event with all that it caused, and the work of the window system
 * between two events. Only the thread's sleep is no hold. Paints of one control are measured apart.
 */
final class Holds implements Listener {

    private static final int SAMPLE_MILLIS = 3;

    private final Display display;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Semaphore frames = new Semaphore(0);
    private List<Hold> holds = new ArrayList<>();
    private List<Double> paints = new ArrayList<>();
    private List<Sample> samples = new ArrayList<>();
    private Control canvas;
    private long uiThread;
    private long last;
    private long lastCpu;
    private volatile long since;
    private int depth;
    private boolean painting;
    private int paintDepth;
    private long paintStart;

    /**
     * A piece of work of the UI thread.
     *
     * @param millis by the clock
     * @param computing milliseconds of the thread's own computing; less than by the clock if others took the processor
     * @param samples what it did; empty if it was short
     */
    record Hold(double millis, double computing, List<Sample> samples) {
    }

    /**
     * What the UI thread did at a time.
     *
     * @param stack its calls, innermost first
     * @param computing milliseconds that it has computed since the sample before
     */
    record Sample(StackTraceElement[] stack, double computing) {
    }

    Holds(Display display) {
        this.display = display;
    }

    /** Begins to measure. To be called by the UI thread. */
    void start() {
        uiThread = Thread.currentThread().getId();
        last = System.nanoTime();
        lastCpu = threads.getThreadCpuTime(uiThread);
        since = last;
        depth = 1; // the call itself is an event that began before
        for (int type : List.of(SWT.PreEvent, SWT.PostEvent, SWT.PreExternalEventDispatch,
                SWT.PostExternalEventDispatch)) {
            display.addListener(type, this);
        }
        display.addFilter(SWT.Paint, this);
        Thread watch = new Thread(() -> sample(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getId() == uiThread).findFirst().orElseThrow()), "samples");
        watch.setDaemon(true);
        watch.start();
    }

    /** Paints of this control are frames from now on. To be called by the UI thread. */
    void watch(Control control) {
        canvas = control;
    }

    @Override
    public void handleEvent(Event event) {
        switch (event.type) {
            case SWT.PreExternalEventDispatch -> {
                close();
                since = 0;
            }
            case SWT.PostExternalEventDispatch -> open();
            case SWT.PreEvent -> {
                if (depth++ == 0) {
                    close();
                }
                if (painting && paintDepth == 0) {
                    painting = false;
                    paintDepth = depth;
                    paintStart = System.nanoTime();
                }
            }
            case SWT.PostEvent -> {
                if (depth == paintDepth) {
                    paints.add((System.nanoTime() - paintStart) / 1e6);
                    paintDepth = 0;
                    frames.release();
                }
                if (--depth == 0) {
                    close();
                }
            }
            // the filter is told first, as an event of its own
            default -> painting = event.widget == canvas;
        }
    }

    private void open() {
        last = System.nanoTime();
        lastCpu = threads.getThreadCpuTime(uiThread);
        since = last;
    }

    private void close() {
        long start = last;
        long startCpu = lastCpu;
        boolean asleep = since == 0;
        open();
        if (!asleep) {
            synchronized (this) {
                holds.add(new Hold((last - start) / 1e6, (lastCpu - startCpu) / 1e6, List.copyOf(samples)));
                samples.clear();
            }
        }
    }

    private void sample(Thread ui) {
        long before = 0;
        while (ui.isAlive()) {
            long begun = since;
            long now = threads.getThreadCpuTime(uiThread);
            if (begun != 0) {
                Sample sample = new Sample(ui.getStackTrace(), (now - before) / 1e6);
                synchronized (this) {
                    if (begun == since) {
                        samples.add(sample);
                    }
                }
            }
            before = now;
            try {
                Thread.sleep(SAMPLE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** Is released after each paint of the control. */
    Semaphore frames() {
        return frames;
    }

    /** What was measured since the last call, longest first. To be called by the UI thread. */
    synchronized List<Hold> take() {
        List<Hold> taken = holds;
        holds = new ArrayList<>();
        taken.sort((one, other) -> Double.compare(other.millis(), one.millis()));
        return taken;
    }

    /** The times of the paints since the last call in milliseconds, shortest first. To be called by the UI thread. */
    double[] takePaints() {
        double[] taken = paints.stream().mapToDouble(Double::doubleValue).toArray();
        paints = new ArrayList<>();
        Arrays.sort(taken);
        return taken;
    }
}
