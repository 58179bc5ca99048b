package org.lamina.ui.graph;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;

/** Watches one workspace file. */
final class FileWatch implements IResourceChangeListener {

    private final IFile file;
    private final Listener listener;

    /** What can happen to the file; told by any thread. */
    interface Listener {

        /** It has other bytes now. */
        void changed();

        /** It lies elsewhere in the workspace now. */
        void moved(IPath to);

        /** It is gone. */
        void removed();
    }

    private FileWatch(IFile file, Listener listener) {
        this.file = file;
        this.listener = listener;
    }

    /** Watches a file until {@link #stop}. */
    static FileWatch of(IFile file, Listener listener) {
        FileWatch watch = new FileWatch(file, listener);
        ResourcesPlugin.getWorkspace().addResourceChangeListener(watch, IResourceChangeEvent.POST_CHANGE);
        return watch;
    }

    void stop() {
        ResourcesPlugin.getWorkspace().removeResourceChangeListener(this);
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        IResourceDelta delta = event.getDelta() == null ? null : event.getDelta().findMember(file.getFullPath());
        if (delta == null) {
            return;
        }
        if (delta.getKind() == IResourceDelta.REMOVED) {
            if ((delta.getFlags() & IResourceDelta.MOVED_TO) != 0) {
                listener.moved(delta.getMovedToPath());
            } else {
                listener.removed();
            }
        } else if ((delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0
                || delta.getKind() == IResourceDelta.ADDED) {
            listener.changed();
        }
    }
}
