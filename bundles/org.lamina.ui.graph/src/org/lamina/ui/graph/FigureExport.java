package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.figure.DrawnFigure;
import org.lamina.figure.export.FigureFormat;
import org.lamina.figure.scene.Scene;
import org.lamina.model.Outcome;
import org.lamina.model.Progress;

/**
 * Writes the figure of a model to a file in the format that its name tells, SVG if it tells none, in the colours for
 * paper; a legend that is to be apart goes to a file beside it ({@code net-legend.svg} for {@code net.svg}). Existing
 * files are replaced.
 */
public final class FigureExport extends EditorJob<FigureExport.Written> {

    private final OpenedModel opened;
    private final View view;
    private final Path target;
    private final FigureFormat.Options options;

    /**
     * What was written.
     *
     * @param files the figure, and its legend if that is apart
     * @param unmet a sentence for each wish that could not be met
     */
    public record Written(List<Path> files, List<String> unmet) {

        public Written {
            files = List.copyOf(files);
            unmet = List.copyOf(unmet);
        }
    }

    /**
     * An export that is not yet scheduled.
     *
     * @param view what is drawn of it
     * @param options what the format of the file leaves open
     * @param listener told once, by the thread of the job
     */
    public FigureExport(OpenedModel opened, View view, Path target, FigureFormat.Options options,
            Consumer<Outcome<Written>> listener) {
        super(NLS.bind(Messages.FigureExport_name, target.getFileName()), listener);
        this.opened = opened;
        this.view = view;
        this.target = target;
        this.options = options;
        setUser(true);
    }

    @Override
    protected Outcome<Written> work(Progress progress) {
        List<Path> files = new ArrayList<>();
        List<String> unmet = new ArrayList<>();
        try {
            DrawnFigure drawn = view.figure(opened, unmet::add, progress);
            files.add(write(drawn.figure(), target));
            if (drawn.legend().isPresent()) {
                files.add(write(drawn.legend().get(), legend()));
            }
            return new Outcome.Done<>(new Written(files, unmet));
        } catch (IOException | CoreException e) {
            String problem = NLS.bind(Messages.FigureExport_problem, target, e.getMessage());
            Platform.getLog(FigureExport.class).warn(problem, e);
            return new Outcome.Failed<>(problem);
        }
    }

    private Path legend() {
        String name = target.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return target.resolveSibling(dot < 0 ? name + "-legend" : name.substring(0, dot) + "-legend"
                + name.substring(dot));
    }

    /** Writes a file and lets the workspace know it, if it lies there. */
    private Path write(Scene scene, Path file) throws IOException, CoreException {
        FigureFormat.of(file).orElse(FigureFormat.SVG).write(scene, options, file);
        for (IFile known : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri())) {
            known.refreshLocal(IResource.DEPTH_ZERO, null);
        }
        return file;
    }
}
