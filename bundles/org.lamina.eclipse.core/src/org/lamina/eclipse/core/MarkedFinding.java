package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.List;

import org.eclipse.core.resources.IMarker;
import org.lamina.model.Finding;

/**
 * A finding that a marker holds.
 *
 * @param marker the marker
 * @param finding the finding as it was raised first; its source is the place where the marker is now
 * @param checkpoints the checkpoints that show it; never empty
 */
public record MarkedFinding(IMarker marker, Finding finding, List<Path> checkpoints) {

    public MarkedFinding {
        checkpoints = List.copyOf(checkpoints);
    }
}
