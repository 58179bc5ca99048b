package org.lamina.ui.graph.editing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.osgi.util.NLS;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.figure.preferences.PreferencesException;

/**
 * What a file of figure preferences says.
 *
 * @param preferences the usual ones if there is no file that can be used
 * @param problems what is wrong in it, one sentence each
 * @param there whether there is a file
 * @param unreadable whether there is a file, and it can't be used
 */
public record FigureFile(FigurePreferences preferences, List<String> problems, boolean there, boolean unreadable) {

    /** No file. */
    public static final FigureFile NONE = new FigureFile(FigurePreferences.standard(), List.of(), false, false);

    public FigureFile {
        problems = List.copyOf(problems);
    }

    /** A file that says this. */
    static FigureFile of(Path file, FigurePreferences said) {
        return new FigureFile(said, said.unknown().stream()
                .map(field -> NLS.bind(Messages.FigureFile_unknown, file.getFileName(), field)).toList(), true, false);
    }

    /** Reads a file; not for the UI thread. */
    public static FigureFile read(Path file) {
        if (!Files.exists(file)) {
            return NONE;
        }
        try {
            return of(file, FigurePreferences.read(file));
        } catch (PreferencesException | IOException e) {
            return new FigureFile(FigurePreferences.standard(),
                    List.of(NLS.bind(Messages.FigureFile_problem, file.getFileName(), e.getMessage())), true, true);
        }
    }

    /**
     * Writes a file and lets the workspace know it, if it lies there.
     *
     * @param context the shell above which the workspace may ask whether a read-only file is to be changed
     * @throws IOException if it can't be written
     * @throws CoreException if the workspace can't look at it
     */
    static void write(FigurePreferences preferences, Path file, Object context, IProgressMonitor monitor)
            throws IOException, CoreException {
        IFile[] known = ResourcesPlugin.getWorkspace().getRoot().findFilesForLocationURI(file.toUri());
        IFile[] kept = Files.exists(file) ? known : new IFile[0];
        IStatus edit = ResourcesPlugin.getWorkspace().validateEdit(kept, context);
        if (!edit.isOK() || Files.exists(file) && !Files.isWritable(file)) {
            throw new AccessDeniedException(file.toString());
        }
        preferences.write(file);
        SubMonitor progress = SubMonitor.convert(monitor);
        for (IFile resource : known) {
            resource.refreshLocal(IResource.DEPTH_ZERO, progress.split(1));
        }
    }
}
