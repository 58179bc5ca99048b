package org.lamina.ui.graph;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.core.filesystem.EFS;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.IPath;
import org.eclipse.ui.IEditorInput;
import org.eclipse.ui.IURIEditorInput;
import org.eclipse.ui.ide.ResourceUtil;

/** The checkpoint behind an editor input. */
final class CheckpointInput {

    private CheckpointInput() {
    }

    /** The file of an input, in the workspace or outside; empty if it does not lie in a file system of this machine. */
    static Optional<Path> file(IEditorInput input) {
        IPath location = Optional.ofNullable(ResourceUtil.getFile(input)).map(IFile::getLocation).orElse(null);
        if (location != null) {
            return Optional.of(location.toPath());
        }
        URI uri = input instanceof IURIEditorInput outside ? outside.getURI() : null;
        return uri != null && EFS.SCHEME_FILE.equals(uri.getScheme()) ? Optional.of(Path.of(uri)) : Optional.empty();
    }
}
