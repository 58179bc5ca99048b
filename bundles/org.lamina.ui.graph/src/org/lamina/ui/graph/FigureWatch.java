package org.lamina.ui.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.IWorkbenchWindow;
import org.lamina.eclipse.core.FileStamp;
import org.lamina.figure.preferences.FigurePreferences;
import org.lamina.model.Outcome;
import org.lamina.ui.UiQueue;
import org.lamina.ui.graph.editing.FigureDocument;
import org.lamina.ui.graph.editing.FigureFile;

/**
 * Follows the file that keeps the figure of one editor: what another program or the workspace writes there is drawn;
 * where that would lose changes, people are asked as soon as they come back to the editor, as text editors do.
 */
final class FigureWatch implements IResourceChangeListener, IPartListener2, IWindowListener {

    private static final String ENDING = FigurePreferences.beside(Path.of("")).toString();

    private final IWorkbenchPartSite site;
    private final FigureDocument document;
    private final UiQueue queue;
    private final Consumer<List<String>> problems;
    private boolean asking;
    /** Whether the stamp of the file was ever looked at, and how it was then; known to the thread of a job. */
    private volatile boolean asked;
    private volatile Optional<FileStamp> seen = Optional.empty();

    /**
     * Follows the file of a document until {@link #stop}.
     *
     * @param problems is told what is wrong in a file that was read, one sentence each
     */
    FigureWatch(IWorkbenchPartSite site, FigureDocument document, UiQueue queue, Consumer<List<String>> problems) {
        this.site = site;
        this.document = document;
        this.queue = queue;
        this.problems = problems;
        ResourcesPlugin.getWorkspace().addResourceChangeListener(this, IResourceChangeEvent.POST_CHANGE);
        site.getPage().addPartListener(this);
        site.getWorkbenchWindow().getWorkbench().addWindowListener(this);
    }

    void stop() {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
        site.getPage().removePartListener(this);
        site.getWorkbenchWindow().getWorkbench().removeWindowListener(this);
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        try {
            event.getDelta().accept(this::look);
        } catch (CoreException e) {
            Platform.getLog(FigureWatch.class).log(e.getStatus());
        }
    }

    private boolean look(IResourceDelta delta) {
        IPath place = delta.getResource().getName().endsWith(ENDING) ? delta.getResource().getLocation() : null;
        if (place != null) {
            queue.later(() -> {
                if (document.target().equals(place.toPath())) {
                    check(() -> true);
                }
            });
        }
        return true;
    }

    /** Looks at the file if it is not as it was when this was asked last. */
    private void checkIfOther() {
        Path file = document.target();
        check(() -> isOther(file));
    }

    /** Whether a file is not as it was when this was asked last. Asked by the thread of a job. */
    private boolean isOther(Path file) {
        Optional<FileStamp> now;
        try {
            now = Optional.of(FileStamp.of(file));
        } catch (IOException e) {
            now = Optional.empty(); // there is none
        }
        boolean other = !asked || !now.equals(seen);
        asked = true;
        seen = now;
        return other;
    }

    @Override
    public void partActivated(IWorkbenchPartReference part) {
        if (part.getPart(false) == site.getPart()) {
            checkIfOther();
        }
    }

    @Override
    public void windowActivated(IWorkbenchWindow window) {
        if (window == site.getWorkbenchWindow() && isActive()) {
            checkIfOther();
        }
    }

    @Override
    public void windowDeactivated(IWorkbenchWindow window) {
        // what changes now is seen when the window is active again
    }

    @Override
    public void windowClosed(IWorkbenchWindow window) {
        // its editors are closed before
    }

    @Override
    public void windowOpened(IWorkbenchWindow window) {
        // has other editors
    }

    private boolean isActive() {
        return site.getPage().getActiveEditor() == site.getPart();
    }

    private void check(BooleanSupplier wanted) {
        if (!document.isRead()) {
            return; // it is being read
        }
        Path file = document.target();
        new PreferencesJob(file, wanted, outcome -> queue.later(() -> {
            if (outcome instanceof Outcome.Done<FigureFile> done && file.equals(document.target())
                    && document.isNews(done.value())) {
                take(done.value());
            }
        })).schedule();
    }

    private void take(FigureFile read) {
        if (!read.there() || read.preferences().equals(document.preferences())) {
            document.keep(read);
            problems.accept(read.problems());
        } else if (!document.isDirty()) {
            draw(read);
        } else if (isActive() && !asking) {
            ask(read);
        }
    }

    private void draw(FigureFile read) {
        document.open(read);
        problems.accept(read.problems());
    }

    private void ask(FigureFile read) {
        asking = true;
        MessageDialog dialog = new MessageDialog(site.getShell(), Messages.FigureWatch_title, null,
                NLS.bind(Messages.FigureWatch_changed, document.target().getFileName()), MessageDialog.QUESTION, 0,
                Messages.FigureWatch_replace, Messages.FigureWatch_keep) {
            @Override
            public boolean close() {
                boolean closed = super.close();
                if (closed) {
                    asking = false;
                    if (getReturnCode() == Window.OK) {
                        draw(read);
                    } else {
                        document.keep(read);
                    }
                }
                return closed;
            }
        };
        dialog.setBlockOnOpen(false);
        dialog.open();
    }
}
