package org.lamina.ui.findings;

import java.nio.file.Path;
import java.util.Optional;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.lamina.eclipse.core.FindingMarkers;

/**
 * A program that can be changed.
 *
 * @param path where it lies
 * @param inWorkspace the same in the workspace; empty if it lies outside
 */
record ProgramFile(Path path, Optional<IFile> inWorkspace) {

    /** The program that a marker is about; none if it is about the workspace as a whole. */
    static Optional<ProgramFile> of(IMarker marker) {
        if (marker.getResource() instanceof IFile file) {
            return Optional.ofNullable(file.getLocation())
                    .map(location -> new ProgramFile(location.toPath(), Optional.of(file)));
        }
        String outside = marker.getAttribute(FindingMarkers.OUTSIDE, "");
        return outside.isEmpty() ? Optional.empty() : Optional.of(new ProgramFile(Path.of(outside), Optional.empty()));
    }

    /** Its name, without its folders. */
    String name() {
        return path.getFileName().toString();
    }

    /** Its ending, {@code py}; empty if it has none. */
    String extension() {
        return name().contains(".") ? name().substring(name().lastIndexOf('.') + 1) : "";
    }
}
