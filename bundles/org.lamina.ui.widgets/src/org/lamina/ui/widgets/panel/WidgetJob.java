package org.lamina.ui.widgets.panel;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OutcomeJob;
import org.lamina.engine.EngineException;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;
import org.lamina.ui.widgets.Messages;
import org.lamina.ui.widgets.Tool;
import org.lamina.ui.widgets.ToolContext;
import org.lamina.ui.widgets.WidgetModel;

/**
 * Applies a tool to a unit. A problem of the user's making is a warning in the log; only a fault of Lamina is an error.
 */
final class WidgetJob extends OutcomeJob<WidgetModel> {

    private final Tool tool;
    private final ToolContext context;
    private final Watcher watcher;

    /** Who wants the result. Called by the threads of jobs. */
    interface Watcher extends Consumer<Outcome<WidgetModel>> {

        /** Told of every step, as {@link Progress#report}. */
        void report(String task, double fraction);

        /** Told once, at the end, whatever it is. */
        @Override
        void accept(Outcome<WidgetModel> outcome);
    }

    WidgetJob(Tool tool, ToolContext context, Watcher watcher) {
        super(NLS.bind(Messages.WidgetJob_name, tool.label(), context.unit().label()), watcher);
        this.tool = tool;
        this.context = context;
        this.watcher = watcher;
        setPriority(Job.LONG);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == WidgetsView.FAMILY || new WidgetKey(tool.id(), context.unit()).equals(family);
    }

    @Override
    protected Outcome<WidgetModel> attempt(IProgressMonitor monitor) {
        try {
            Optional<String> obstacle = tool.obstacle(context);
            return obstacle.isPresent() ? new Outcome.Failed<>(obstacle.get())
                    : new Outcome.Done<>(tool.run(context, new Watched(new MonitorProgress(monitor), watcher)));
        } catch (CancellationException | OperationCanceledException e) {
            return new Outcome.Cancelled<>();
        } catch (ModelFormatException | EngineException e) {
            return failed(IStatus.WARNING, e.getMessage(), null);
        } catch (IOException e) {
            return failed(IStatus.WARNING, NLS.bind(Messages.WidgetJob_unreadable, context.fileName(), e.getMessage()),
                    e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(IStatus.ERROR, NLS.bind(Messages.WidgetJob_fault, tool.label(), context.unit().label()), e);
        }
    }

    private static Outcome<WidgetModel> failed(int severity, String problem, Throwable cause) {
        Platform.getLog(WidgetJob.class).log(new Status(severity, WidgetJob.class, problem, cause));
        return new Outcome.Failed<>(problem);
    }

    /** Progress on the monitor of the job that the widget sees too. */
    private record Watched(Progress job, Watcher watcher) implements Progress {
        @Override
        public void report(String task, double fraction) {
            job.report(task, fraction);
            watcher.report(task, fraction);
        }

        @Override
        public boolean isCancelled() {
            return job.isCancelled();
        }
    }
}
