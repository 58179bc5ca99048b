package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;
import org.lamina.model.SourceLocation;
import org.lamina.model.UnitOfAnalysis;

/**
 * A finding that a marker holds.
 *
 * @param marker the marker
 * @param finding the finding in the words of the first checkpoint that shows it, or of the program; its source is where
 *        the marker is now
 * @param checkpoints the checkpoints that show it; none if only its program does
 */
public record MarkedFinding(IMarker marker, Finding finding, List<Path> checkpoints) {

    public MarkedFinding {
        checkpoints = List.copyOf(checkpoints);
    }

    /** All findings that are marked in a workspace, in no particular order; reads no files. */
    public static List<MarkedFinding> all(IWorkspace workspace) {
        List<MarkedFinding> all = new ArrayList<>();
        try {
            IResource root = workspace.getRoot();
            for (IMarker marker : root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
                of(marker).ifPresent(all::add);
            }
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        return all;
    }

    /**
     * What an earlier session has found in the tensors of a checkpoint, if its file has not changed since; none if
     * nothing was found or nobody has looked.
     */
    static Optional<List<Finding>> ofTensors(IWorkspace workspace, Path checkpoint) {
        long changed = checkpoint.toFile().lastModified();
        List<Finding> found = all(workspace).stream()
                .filter(marked -> marked.checkpoints().contains(checkpoint) && Opening.isOfTensor(marked.finding()))
                .filter(marked -> marked.created() > changed).map(marked -> marked.finding().of(unitIn(checkpoint,
                        marked.finding().unit()))).toList();
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }

    private long created() {
        try {
            return marker.getCreationTime();
        } catch (CoreException e) {
            return 0; // it was deleted since
        }
    }

    /** The same unit in a checkpoint: a marker of several checkpoints names the first of them. */
    public static UnitOfAnalysis unitIn(Path file, UnitOfAnalysis unit) {
        String checkpoint = OpenedModel.checkpoint(file);
        if (unit instanceof UnitOfAnalysis.OfLayer layer) {
            return new UnitOfAnalysis.OfLayer(checkpoint, layer.path());
        } else if (unit instanceof UnitOfAnalysis.OfTensor tensor) {
            return new UnitOfAnalysis.OfTensor(checkpoint, tensor.name());
        }
        return new UnitOfAnalysis.OfModel(checkpoint);
    }

    /** The finding of a marker; none if the marker is gone or is not one of a finding. */
    public static Optional<MarkedFinding> of(IMarker marker) {
        try {
            if (!marker.exists() || !marker.isSubtypeOf(FindingMarkers.TYPE)) {
                return Optional.empty();
            }
            Map<String, Object> attributes = marker.getAttributes();
            List<String> holders = attributes == null ? List.of() : FindingMarkers.holders(attributes);
            return holders.isEmpty() ? Optional.empty()
                    : Optional.of(new MarkedFinding(marker,
                            FindingAttributes.read(attributes, holders.get(0), source(marker, attributes)),
                            holders.stream().filter(holder -> !ProgramChecks.isProgram(holder)).map(Path::of)
                                    .toList()));
        } catch (CoreException e) {
            return Optional.empty(); // it was deleted while it was read
        }
    }

    private static Optional<SourceLocation> source(IMarker marker, Map<String, Object> attributes) {
        int line = attributes.get(IMarker.LINE_NUMBER) instanceof Integer number ? number : 0;
        String outside = attributes.get(FindingMarkers.OUTSIDE) instanceof String path ? path : "";
        IPath location = marker.getResource().getLocation();
        return line < 1 || location == null ? Optional.empty()
                : Optional.of(new SourceLocation(outside.isEmpty() ? location.toString() : outside, line, 1, ""));
    }
}
