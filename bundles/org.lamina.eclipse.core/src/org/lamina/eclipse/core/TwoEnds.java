package org.lamina.eclipse.core;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.SourceLocation;

/**
 * Keeps one marker of a fault that a program shows at one of two lines and a checkpoint at the other: that of the
 * checkpoint, of which the program's line is a related place. The program's marker is set aside until no checkpoint
 * shows the fault any more. For one use.
 */
final class TwoEnds {

    private final IWorkspaceRoot root;
    private final PlaceMarkers places;
    private final Set<List<Object>> ends = new HashSet<>();

    /**
     * @param places told of each marker that comes or goes
     */
    TwoEnds(IWorkspaceRoot root, PlaceMarkers places) {
        this.root = root;
        this.places = places;
    }

    /** Sets markers aside or brings them back. To be called under the rule for markers. */
    void update() throws CoreException {
        IMarker[] shown = root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE);
        for (IMarker marker : shown) {
            if (!isOfPrograms(marker)) {
                related(marker).forEach(place -> ends.add(ends(marker, place.file(), place.line(), file(marker),
                        marker.getAttribute(IMarker.LINE_NUMBER, 0))));
            }
        }
        for (IMarker marker : shown) {
            if (isOfPrograms(marker) && isTold(marker)) {
                Map<String, Object> attributes = marker.getAttributes();
                places.before(marker, attributes);
                marker.getResource().createMarker(FindingMarkers.ASIDE_TYPE, attributes);
                marker.delete();
            }
        }
        for (IMarker marker : root.findMarkers(FindingMarkers.ASIDE_TYPE, false, IResource.DEPTH_INFINITE)) {
            if (!isTold(marker)) {
                places.after(marker.getResource().createMarker(FindingMarkers.SOURCE_TYPE, marker.getAttributes()));
                marker.delete();
            }
        }
    }

    private boolean isTold(IMarker marker) {
        return !ends.isEmpty() && related(marker).stream().anyMatch(place -> ends.contains(ends(marker, file(marker),
                marker.getAttribute(IMarker.LINE_NUMBER, 0), place.file(), place.line())));
    }

    private static boolean isOfPrograms(IMarker marker) {
        List<String> holders = FindingMarkers.holders(marker);
        return !holders.isEmpty() && holders.stream().allMatch(ProgramChecks::isProgram);
    }

    private static List<SourceLocation> related(IMarker marker) {
        return FindingAttributes.places(marker.getAttribute(FindingMarkers.RELATED, ""));
    }

    /** The program that it marks. */
    private static String file(IMarker marker) {
        IPath location = marker.getResource().getLocation();
        return marker.getAttribute(FindingMarkers.OUTSIDE, location == null ? "" : location.toString());
    }

    /** What a rule says of a line in which a program shows a fault, and of the other end of that. */
    private static List<Object> ends(IMarker marker, String file, int line, String otherFile, int otherLine) {
        return List.of(marker.getAttribute(FindingMarkers.RULE, ""), file, line, otherFile, otherLine);
    }
}
