package org.lamina.ui.graph;

import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;

/**
 * Work in the background for an editor, which people wait for.
 *
 * @param <T> what it makes
 */
public abstract class EditorJob<T> extends OutcomeJob<T> {

    /**
     * @param name what it does, a phrase for people
     * @param listener told once, by the thread of the job
     */
    protected EditorJob(String name, Consumer<Outcome<T>> listener) {
        super(name, listener);
        setPriority(SHORT);
    }

    @Override
    public final boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    /**
     * Does the work. A fault in it is logged, and told as its failure.
     *
     * @throws CancellationException if it was cancelled
     */
    protected abstract Outcome<T> work(Progress progress);

    @Override
    protected final Outcome<T> attempt(IProgressMonitor monitor) {
        try {
            return work(new MonitorProgress(monitor));
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            String problem = NLS.bind(Messages.EditorJob_fault, getName(), e);
            Platform.getLog(getClass()).error(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }
}
