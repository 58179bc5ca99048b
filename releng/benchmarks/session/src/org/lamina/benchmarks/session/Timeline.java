package org.lamina.benchmarks.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.runtime.jobs.IJobChangeEvent;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.JobChangeAdapter;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.ui.graph.ArchitectureEditor;

/** When Lamina's jobs ran while a model was opened, in seconds by the clock since the click. */
final class Timeline extends JobChangeAdapter {

    private final Map<Job, Double> begun = new ConcurrentHashMap<>();
    private List<String> lines = new ArrayList<>();
    private long start;

    /** The click. */
    synchronized void begin() {
        start = System.nanoTime();
        lines = new ArrayList<>();
        Job.getJobManager().addJobChangeListener(this);
    }

    /** Notes that something has happened. */
    synchronized void note(String what) {
        lines.add(String.format(Locale.ROOT, "%.2f s: %s", now(), what));
    }

    /** What has happened since the click, one line each. */
    synchronized List<String> end() {
        Job.getJobManager().removeJobChangeListener(this);
        return lines;
    }

    private double now() {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void running(IJobChangeEvent event) {
        if (event.getJob().belongsTo(Checkpoints.FAMILY) || event.getJob().belongsTo(ArchitectureEditor.FAMILY)) {
            begun.put(event.getJob(), now());
        }
    }

    @Override
    public void done(IJobChangeEvent event) {
        Double from = begun.remove(event.getJob());
        if (from != null) {
            synchronized (this) {
                lines.add(String.format(Locale.ROOT, "%.2f to %.2f s: %s", from, now(), event.getJob().getName()));
            }
        }
    }
}
