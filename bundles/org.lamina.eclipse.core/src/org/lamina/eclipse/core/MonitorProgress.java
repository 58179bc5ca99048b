package org.lamina.eclipse.core;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.lamina.model.Progress;

/** Shows the progress of core functions on an Eclipse progress monitor, and its cancel button to them. */
public final class MonitorProgress implements Progress {

    private static final int TICKS = 1000;

    private final SubMonitor monitor;
    private int done;

    /**
     * @param monitor used up by this progress: the caller neither begins nor finishes it; for a part of a job, a
     *        {@link SubMonitor#split split} of its monitor
     */
    public MonitorProgress(IProgressMonitor monitor) {
        this.monitor = SubMonitor.convert(monitor, TICKS);
    }

    @Override
    public void report(String task, double fraction) {
        monitor.subTask(task);
        if (fraction >= 0) {
            int reached = (int) (Math.min(1, fraction) * TICKS);
            if (reached > done) {
                monitor.worked(reached - done);
                done = reached;
            }
        }
    }

    @Override
    public boolean isCancelled() {
        return monitor.isCanceled();
    }
}
