package org.lamina.ui.graph.editing;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.IDialogConstants;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Shell;
import org.lamina.figure.preferences.FigurePreferences;

/** Saves the preferences of a figure, beside the model or where people want them. To be used by the UI thread. */
public final class FigureSaving {

    private static final String ENDING = ".figure.json";

    private final Shell shell;
    private final FigureDocument document;

    /** Saves a document; asks above a shell. */
    public FigureSaving(Shell shell, FigureDocument document) {
        this.shell = shell;
        this.document = document;
    }

    /**
     * Saves to where the document is kept; asks for another place if it can't be written there, and before it replaces
     * a file that could not be read.
     *
     * @return whether it was saved
     */
    public boolean save(IProgressMonitor monitor) {
        if (document.isUnreadable() && !MessageDialog.openConfirm(shell, Messages.FigureSaving_title,
                NLS.bind(Messages.FigureSaving_overwrite, document.target()))) {
            return false;
        }
        return save(document.target(), monitor);
    }

    /** Asks for a place and saves there; tells whether it was saved. */
    public boolean saveAs() {
        FileDialog dialog = new FileDialog(shell, SWT.SAVE);
        dialog.setText(Messages.FigureSaving_title);
        dialog.setFilterNames(new String[] {Messages.FigureSaving_filter});
        dialog.setFilterExtensions(new String[] {"*" + ENDING});
        dialog.setFilterPath(document.target().getParent().toString());
        dialog.setFileName(document.target().getFileName().toString());
        dialog.setOverwrite(true);
        return Optional.ofNullable(dialog.open()).map(name -> name.endsWith(ENDING) ? name : name + ENDING)
                .filter(name -> save(Path.of(name), new NullProgressMonitor())).isPresent();
    }

    private boolean save(Path file, IProgressMonitor monitor) {
        try {
            FigureFile.write(whole(document.preferences()), file, shell, monitor);
            document.saved(file);
            return true;
        } catch (IOException | CoreException e) {
            String problem = NLS.bind(Messages.FigureSaving_problem, file, reason(e));
            Platform.getLog(FigureSaving.class).warn(problem, e);
            MessageDialog dialog = new MessageDialog(shell, Messages.FigureSaving_title, null, problem,
                    MessageDialog.ERROR, 0, Messages.FigureSaving_saveAs, IDialogConstants.CANCEL_LABEL);
            return dialog.open() == Window.OK && saveAs();
        }
    }

    /** With all fields, so that the figure stays the same where a later version has other usual values. */
    private static FigurePreferences whole(FigurePreferences figure) {
        return figure.with(figure.options(), figure.page()).with(figure.details());
    }

    private static String reason(Exception problem) {
        return problem instanceof AccessDeniedException ? Messages.FigureSaving_denied : problem.getMessage();
    }
}
