package org.lamina.ui.findings;

import org.eclipse.core.resources.IMarker;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IMarkerResolutionGenerator2;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.MarkedFinding;

/** The quick fixes of findings: the repair that a finding brings along. Looks at the marker's attributes alone. */
public final class FindingFixes implements IMarkerResolutionGenerator2 {

    @Override
    public boolean hasResolutions(IMarker marker) {
        return !marker.getAttribute(FindingMarkers.FIX, "").isEmpty();
    }

    @Override
    public IMarkerResolution[] getResolutions(IMarker marker) {
        return MarkedFinding.of(marker).flatMap(FindingFix::of).map(fix -> new IMarkerResolution[] {fix})
                .orElseGet(() -> new IMarkerResolution[0]);
    }
}
