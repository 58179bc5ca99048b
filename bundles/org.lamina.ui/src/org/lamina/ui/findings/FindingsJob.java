package org.lamina.ui.findings;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.lamina.eclipse.core.MarkedFinding;

/** Collects the findings that are marked in the workspace, the worst first. */
final class FindingsJob extends Job {

    private static final Comparator<MarkedFinding> WORST_FIRST =
            Comparator.comparing((MarkedFinding marked) -> marked.finding().severity()).reversed()
                    .thenComparing(marked -> marked.marker().getResource().getFullPath().toString())
                    .thenComparing(marked -> marked.finding().source().map(source -> source.line()).orElse(0))
                    .thenComparing(marked -> marked.finding().title());

    private final IWorkspace workspace;
    private final Consumer<List<MarkedFinding>> listener;

    /**
     * @param listener told by the thread of the job
     */
    FindingsJob(IWorkspace workspace, Consumer<List<MarkedFinding>> listener) {
        super(Messages.FindingsJob_name);
        this.workspace = workspace;
        this.listener = listener;
        setPriority(Job.DECORATE);
        setSystem(true);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == FindingsView.FAMILY;
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        listener.accept(MarkedFinding.all(workspace).stream().sorted(WORST_FIRST).toList());
        return Status.OK_STATUS;
    }
}
