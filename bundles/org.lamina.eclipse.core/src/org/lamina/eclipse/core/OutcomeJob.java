package org.lamina.eclipse.core;

import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.SafeRunner;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.lamina.model.Outcome;

/**
 * A job that tells somebody its outcome, once, before it ends: who waits for the job to end can rely on that. A job
 * that was cancelled before it ran tells so too.
 *
 * @param <T> what it makes
 */
public abstract class OutcomeJob<T> extends Job {

    private final Consumer<? super Outcome<T>> listener;
    private boolean told;

    /**
     * @param name what it does, for people
     * @param listener told once, by the thread of the job
     */
    protected OutcomeJob(String name, Consumer<? super Outcome<T>> listener) {
        super(name);
        this.listener = listener;
        addJobChangeListener(new JobChangeAdapter() {
            @Override
            public void done(IJobChangeEvent event) {
                tell(new Outcome.Cancelled<>());
            }
        });
    }

    /** Does the work. The outcome is {@link Outcome.Cancelled} if it was cancelled. */
    protected abstract Outcome<T> attempt(IProgressMonitor monitor);

    @Override
    protected final IStatus run(IProgressMonitor monitor) {
        Outcome<T> outcome = attempt(monitor);
        tell(outcome);
        return outcome instanceof Outcome.Cancelled ? Status.CANCEL_STATUS : Status.OK_STATUS;
    }

    private void tell(Outcome<T> outcome) {
        if (!told) {
            told = true;
            SafeRunner.run(() -> listener.accept(outcome));
        }
    }
}
