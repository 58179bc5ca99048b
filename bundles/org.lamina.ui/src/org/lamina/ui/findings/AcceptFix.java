package org.lamina.ui.findings;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMarkerResolutionRelevance;
import org.eclipse.ui.views.markers.WorkbenchMarkerResolution;
import org.lamina.eclipse.core.FindingMarkers;
import org.lamina.eclipse.core.LaminaCore;
import org.lamina.eclipse.core.MarkedFinding;
import org.lamina.model.Finding;
import org.lamina.model.SourceLocation;
import org.lamina.ui.Icon;

/** Accepts findings for now: their project's baseline knows them until their lines change. */
final class AcceptFix extends WorkbenchMarkerResolution implements IMarkerResolutionRelevance {

    private final IMarker marker;

    private AcceptFix(IMarker marker) {
        this.marker = marker;
    }

    /** The quick fix for a finding in a project. */
    static Optional<AcceptFix> of(MarkedFinding marked) {
        return Optional.ofNullable(marked.marker().getResource().getProject())
                .map(project -> new AcceptFix(marked.marker()));
    }

    @Override
    public String getLabel() {
        return Messages.AcceptFix_label;
    }

    @Override
    public String getDescription() {
        return Messages.AcceptFix_description;
    }

    @Override
    public Image getImage() {
        return Icon.CHECKPOINT.image();
    }

    /** The last thing to do: it mends nothing, and says nothing in the program. */
    @Override
    public int getRelevanceForResolution() {
        return 0;
    }

    @Override
    public IMarker[] findOtherMarkers(IMarker[] markers) {
        return Arrays.stream(markers).filter(other -> !other.equals(marker))
                .filter(other -> !other.getAttribute(FindingMarkers.RULE, "").isEmpty())
                .filter(other -> other.getResource().getProject() != null).toArray(IMarker[]::new);
    }

    @Override
    public void run(IMarker[] markers, IProgressMonitor monitor) {
        Map<IProject, List<Finding>> byProject = Arrays.stream(markers)
                .flatMap(found -> MarkedFinding.of(found).stream())
                .filter(marked -> marked.marker().getResource().getProject() != null)
                .collect(Collectors.groupingBy(marked -> marked.marker().getResource().getProject(),
                        LinkedHashMap::new, Collectors.mapping(MarkedFinding::finding, Collectors.toList())));
        byProject.forEach((project, findings) -> LaminaCore.accept(project,
                found -> findings.stream().anyMatch(finding -> isSame(finding, found))));
    }

    @Override
    public void run(IMarker one) {
        run(new IMarker[] {one}, null);
    }

    /** Whether a finding is the one that is marked: of the same rule on the same line, or of the same unit. */
    private static boolean isSame(Finding marked, Finding found) {
        Optional<SourceLocation> here = marked.source();
        Optional<SourceLocation> there = found.source();
        boolean place = here.isPresent() && there.isPresent() ? here.get().line() == there.get().line()
                && here.get().file().equals(there.get().file())
                : here.isEmpty() && there.isEmpty() && marked.unit().label().equals(found.unit().label());
        return marked.rule().equals(found.rule()) && place;
    }
}
