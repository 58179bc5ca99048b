package org.lamina.ui.experiments;

import java.util.Locale;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;

/**
 * Tells when the experiments of the workspace may have changed: checkpoints, folders or projects came, went or changed.
 */
final class CheckpointChanges implements IResourceChangeListener {

    private static final Set<String> EXTENSIONS =
            Set.of("pt", "pth", "ts", "torchscript", "onnx", "safetensors", "bin", "ckpt");
    private static final int CHANGES = IResourceDelta.CONTENT | IResourceDelta.REPLACED | IResourceDelta.OPEN;

    private final Runnable listener;

    CheckpointChanges(Runnable listener) {
        this.listener = listener;
    }

    @Override
    public void resourceChanged(IResourceChangeEvent event) {
        boolean[] relevant = {false};
        try {
            event.getDelta().accept(delta -> {
                relevant[0] |= isRelevant(delta);
                return !relevant[0];
            });
        } catch (CoreException e) {
            ILog.of(CheckpointChanges.class).log(e.getStatus());
        }
        if (relevant[0]) {
            listener.run();
        }
    }

    private static boolean isRelevant(IResourceDelta delta) {
        IResource resource = delta.getResource();
        boolean changed = delta.getKind() != IResourceDelta.CHANGED || (delta.getFlags() & CHANGES) != 0;
        if (!changed || resource.getType() == IResource.ROOT) {
            return false;
        }
        String extension = resource.getFileExtension();
        return !(resource instanceof IFile)
                || extension != null && EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }
}
