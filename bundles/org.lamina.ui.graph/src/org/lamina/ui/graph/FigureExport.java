package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.MonitorProgress;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Scene;

/**
 * Writes the figure of a model to a file in the format that its name tells, SVG if it tells none, in the colours for
 * paper; a legend that is to be apart goes to a file beside it ({@code net-legend.svg} for {@code net.svg}). Existing
 * files are replaced.
 */
public final class FigureExport extends Job {

    private final OpenedModel opened;
    private final View view;
    private final Path target;
    private final FigureFormat.Options options;
    private final Consumer<String> problems;

    /**
     * An export that is not yet scheduled.
     *
     * @param view what is drawn of it
     * @param options what the format of the file leaves open
     * @param problems told by the thread of the job, in one sentence for people, if the file cannot be written
     */
    public FigureExport(OpenedModel opened, View view, Path target, FigureFormat.Options options,
            Consumer<String> problems) {
        super(NLS.bind(Messages.FigureExport_name, target.getFileName()));
        this.opened = opened;
        this.view = view;
        this.target = target;
        this.options = options;
        this.problems = problems;
        setUser(true);
    }

    @Override
    public boolean belongsTo(Object family) {
        return ArchitectureEditor.FAMILY.equals(family);
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor progress = SubMonitor.convert(monitor, 10);
        try {
            DrawnFigure drawn = view.figure(opened, Platform.getLog(FigureExport.class)::warn,
                    new MonitorProgress(progress.split(7)));
            write(drawn.figure(), target, progress.split(2));
            if (drawn.legend().isPresent()) {
                write(drawn.legend().get(), legend(), progress.split(1));
            }
            return Status.OK_STATUS;
        } catch (CancellationException | OperationCanceledException e) {
            return Status.CANCEL_STATUS;
        } catch (IOException | CoreException e) {
            String problem = NLS.bind(Messages.FigureExport_problem, target, e.getMessage());
            Platform.getLog(FigureExport.class).warn(problem, e);
            problems.accept(problem);
            return Status.OK_STATUS;
        }
    }

    private Path legend() {
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return target.resolveSibling(dot < 0 ? name + "-legend" : name.substring(0, dot) + "-legend"
                + name.substring(dot));
    }

    /** Writes a file and lets the workspace know it, if it lies there. */
    private void write(Scene scene, Path file, SubMonitor progress) throws IOException, CoreException {
        FigureFormat.of(file).orElse(FigureFormat.SVG).write(scene, options, file);
        for (IFile known : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri())) {
            known.refreshLocal(IResource.DEPTH_ZERO, progress);
        }
    }
}
