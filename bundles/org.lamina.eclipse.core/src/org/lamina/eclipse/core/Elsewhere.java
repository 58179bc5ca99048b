package org.lamina.eclipse.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.lamina.checks.program.ProgramChecks;

/** The markers of what programs show in files that they import, as they are when first asked for. For one use. */
final class Elsewhere {

    private final IWorkspaceRoot root;
    private Map<String, List<IMarker>> markers;

    Elsewhere(IWorkspaceRoot root) {
        this.root = root;
    }

    /** The markers of a program on other files. */
    List<IMarker> markers(String program) throws CoreException {
        if (markers == null) {
            markers = new HashMap<>();
            for (IMarker marker : root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
                find(marker);
            }
        }
        return markers.getOrDefault(program, List.of());
    }

    private void find(IMarker marker) {
        IPath location = marker.getResource().getLocation();
        String own = location == null ? "" : OpenedModel.checkpoint(location.toPath());
        for (String holder : FindingMarkers.holders(marker)) {
            if (ProgramChecks.isProgram(holder) && !holder.equals(own)) {
                markers.computeIfAbsent(holder, added -> new ArrayList<>()).add(marker);
            }
        }
    }
}
