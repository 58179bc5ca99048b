package org.lamina.ui.graph.editing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.osgi.util.NLS;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;

/**
 * What a file of figure preferences says.
 *
 * @param preferences the usual ones if there is no file that can be used
 * @param problems what is wrong in it, one sentence each
 * @param unreadable whether there is a file, and it can't be used
 */
public record FigureFile(FigurePreferences preferences, List<String> problems, boolean unreadable) {

    public FigureFile {
        problems = List.copyOf(problems);
    }

    /** Reads a file; not for the UI thread. */
    public static FigureFile read(Path file) {
        if (!Files.exists(file)) {
            return new FigureFile(FigurePreferences.standard(), List.of(), false);
        }
        try {
            FigurePreferences read = FigurePreferences.read(file);
            return new FigureFile(read, read.unknown().stream()
                    .map(field -> NLS.bind(Messages.FigureFile_unknown, file.getFileName(), field)).toList(), false);
        } catch (PreferencesException | IOException e) {
            return new FigureFile(FigurePreferences.standard(),
                    List.of(NLS.bind(Messages.FigureFile_problem, file.getFileName(), e.getMessage())), true);
        }
    }

    /**
     * Writes a file and lets the workspace know it, if it lies there.
     *
     * @throws IOException if it can't be written
     * @throws CoreException if the workspace can't look at it
     */
    public static void write(FigurePreferences preferences, Path file, IProgressMonitor monitor)
            throws IOException, CoreException {
        preferences.write(file);
        SubMonitor progress = SubMonitor.convert(monitor);
        for (IFile known : ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri())) {
            known.refreshLocal(IResource.DEPTH_ZERO, progress.split(1));
        }
    }
}
