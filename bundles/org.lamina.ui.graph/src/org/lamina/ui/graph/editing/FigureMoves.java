package org.lamina.ui.graph.editing;

import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IResourceRuleFactory;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.osgi.util.NLS;
import org.lamina.figure.preferences.FigurePreferences;

/** Keeps the preferences of figures beside their models where people move or rename these in the workspace. */
public final class FigureMoves implements IResourceChangeListener {

    private final IWorkspace workspace;

    private FigureMoves(IWorkspace workspace) {
        this.workspace = workspace;
    }

    /** Follows the models of a workspace from now on. */
    public static void follow(IWorkspace workspace) {
        workspace.addResourceChangeListener(new FigureMoves(workspace), IResourceChangeEvent.POST_CHANGE);
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        try {
            event.getDelta().accept(this::look);
        } catch (CoreException e) {
            Platform.getLog(FigureMoves.class).log(e.getStatus());
        }
    }

    private boolean look(IResourceDelta delta) {
        if (delta.getResource() instanceof IFile model && delta.getKind() == IResourceDelta.REMOVED
                && (delta.getFlags() & IResourceDelta.MOVED_TO) != 0) {
            IFile from = beside(model);
            IFile to = beside(workspace.getRoot().getFile(delta.getMovedToPath()));
            if (from.exists() && !to.exists()) {
                move(from, to);
            }
        }
        return true;
    }

    private static IFile beside(IFile model) {
        IPath name = IPath.fromOSString(FigurePreferences.beside(Path.of(model.getName())).toString());
        return model.getParent().getFile(name);
    }

    private static void move(IFile from, IFile to) {
        WorkspaceJob job = new WorkspaceJob(NLS.bind(Messages.FigureMoves_name, from.getName())) {
            @Override
            public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                if (from.exists() && !to.exists()) {
                    from.move(to.getFullPath(), IResource.KEEP_HISTORY, monitor);
                }
                return Status.OK_STATUS;
            }
        };
        IResourceRuleFactory rules = from.getWorkspace().getRuleFactory();
        job.setRule(rules.moveRule(from, to));
        job.schedule();
    }
}
