package org.lamina.ui.graph;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.Platform;
import org.eclipse.jface.dialogs.MessageDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.osgi.util.NLS;
import org.eclipse.ui.IPartListener2;
import org.eclipse.ui.IWindowListener;
import org.eclipse.ui.IWorkbenchPartReference;
import org.eclipse.ui.IWorkbenchPartSite;
import org.eclipse.ui.IWorkbenchWindow;
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
        if (delta.getResource().getName().endsWith(ENDING)) {
            queue.later(this::check);
        }
        return true;
    }

    @Override
    public void partActivated(IWorkbenchPartReference part) {
        if (part.getPart(false) == site.getPart()) {
            check();
        }
    }

    @Override
    public void windowActivated(IWorkbenchWindow window) {
        if (window == site.getWorkbenchWindow() && isActive()) {
            check();
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

    private void check() {
        Path file = document.target();
        new PreferencesJob(file, outcome -> queue.later(() -> {
            if (outcome instanceof Outcome.Done<FigureFile> done && file.equals(document.target())
                    && document.isRead() && document.isNews(done.value())) {
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
