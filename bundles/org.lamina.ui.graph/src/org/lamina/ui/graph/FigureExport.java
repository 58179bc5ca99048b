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
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Scene;
import org.lamina.figure.scene.Theme;

/**
 * Writes the figure of a model to a file in the format that its name tells, SVG if it tells none, in the colours for
 * paper. An existing file is replaced.
 */
public final class FigureExport extends Job {

    private final OpenedModel opened;
    private final Style style;
    private final Path target;
    private final Consumer<String> problems;

    /**
     * An export that is not yet scheduled.
     *
     * @param problems told by the thread of the job, in one sentence for people, if the file cannot be written
     */
    public FigureExport(OpenedModel opened, Style style, Path target, Consumer<String> problems) {
        super(NLS.bind(Messages.FigureExport_name, target.getFileName()));
        this.opened = opened;
        this.style = style;
        this.target = target;
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
            Scene scene = style.draw(opened, Theme.light(), new MonitorProgress(progress.split(7)));
            write(scene);
            progress.worked(2);
            refresh(progress.split(1));
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

    private void write(Scene scene) throws IOException {
        FigureFormat.of(target).orElse(FigureFormat.SVG).write(scene, FigureFormat.Options.standard(), target);
    }

    /** Lets the workspace know the file, if it lies there. */
    private void refresh(IProgressMonitor monitor) throws CoreException {
        for (IFile file : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(target.toUri())) {
            file.refreshLocal(IResource.DEPTH_ZERO, monitor);
        }
    }
}
