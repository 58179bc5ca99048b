package org.lamina.ui.widgets.panel;

import org.eclipse.core.runtime.jobs.Job;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.UnitSelection;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.WidgetModel;

/**
 * One application of a tool to a unit: opens the checkpoint if it is not open, then runs the tool, both in jobs. A run
 * tells its listener until it is cancelled or the listener is gone, always in the UI thread.
 */
final class WidgetRun implements WidgetJob.Watcher {

    private static final long REPORT_NANOS = 80_000_000;

    private final Tool tool;
    private final UnitSelection selection;
    private final UiQueue queue;
    private final Listener listener;
    private Job job;
    private boolean cancelled;
    private long lastReport;

    /** Who shows the run. Called by the UI thread, never after {@link WidgetRun#cancel}. */
    interface Listener {

        /** Where the work is, some times a second. */
        void progressed(String task, double fraction);

        /** The end. */
        void ended(Outcome<WidgetModel> outcome);
    }

    WidgetRun(Tool tool, UnitSelection selection, UiQueue queue, Listener listener) {
        this.tool = tool;
        this.selection = selection;
        this.queue = queue;
        this.listener = listener;
    }

    /** Starts. Called once, by the UI thread. */
    void start() {
        Job first = LaminaCore.checkpoints().model(selection.file(), this::opened);
        synchronized (this) {
            if (job == null) {
                job = first;
            }
        }
    }

    /** Stops the work, if it has not ended; the listener hears nothing more. */
    void cancel() {
        Job current;
        synchronized (this) {
            cancelled = true;
            current = job;
        }
        current.cancel();
    }

    private synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Goes on with the second job. No lock is held while a job is asked for something: its listeners may want it. */
    private void follow(Job next) {
        synchronized (this) {
            job = next;
        }
        if (isCancelled()) {
            next.cancel();
        }
    }

    private void opened(Outcome<OpenedModel> outcome) {
        if (outcome instanceof Outcome.Done<OpenedModel> done) {
            ToolContext context = new ToolContext(selection.unit(), done.value(), LaminaCore.readers(),
                    LaminaCore.engine());
            WidgetJob work = new WidgetJob(tool, context, this);
            work.schedule();
            follow(work);
        } else if (outcome instanceof Outcome.Failed<OpenedModel> failed) {
            accept(new Outcome.Failed<>(failed.problem()));
        } else if (outcome instanceof Outcome.Cancelled<OpenedModel>) {
            accept(new Outcome.Cancelled<>());
        }
    }

    @Override
    public void report(String task, double fraction) {
        long now = System.nanoTime();
        if (now - lastReport > REPORT_NANOS) {
            lastReport = now;
            post(() -> listener.progressed(task, fraction));
        }
    }

    @Override
    public void accept(Outcome<WidgetModel> outcome) {
        post(() -> listener.ended(outcome));
    }

    private void post(Runnable message) {
        queue.later(() -> {
            if (!isCancelled()) {
                message.run();
            }
        });
    }
}
