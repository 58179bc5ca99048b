package org.lamina.ui.findings;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IMarker;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;

/**
 * The quick fixes of findings: the repair that a finding brings along, the comments that say it is meant, and the
 * baseline that knows it. Looks at the marker's attributes alone.
 */
public final class FindingFixes implements IMarkerResolutionGenerator2 {

    @Override
    public boolean hasResolutions(IMarker marker) {
        return !marker.getAttribute(FindingMarkers.RULE, "").isEmpty();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return MarkedFinding.of(marker).stream().flatMap(marked -> of(marked).stream())
                .toArray(IMarkerResolution[]::new);
    }

    /** All quick fixes of a finding. */
    static List<WorkbenchMarkerResolution> of(MarkedFinding marked) {
        Stream<WorkbenchMarkerResolution> accept = AcceptFix.of(marked).stream().map(fix -> fix);
        return Stream.concat(FindingFix.allOf(marked).stream(), accept).toList();
    }
}
