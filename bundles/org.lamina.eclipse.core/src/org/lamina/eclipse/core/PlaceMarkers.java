package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.lamina.model.Finding.Fix;
import org.lamina.model.Finding.TextEdit;
import org.lamina.model.SourceLocation;

/**
 * The markers that belong to those of findings: related places, which people see, and the places that a repair
 * replaces, which the workbench moves along while the text around them changes. Follows the findings that it is told
 * of, reads the programs that these name and no others, and does not touch what stays. For one use.
 */
final class PlaceMarkers {

    private static final List<String> TYPES = List.of(FindingMarkers.RELATED_TYPE, FindingMarkers.EDIT_TYPE);

    private final IWorkspaceRoot root;
    private final Map<IFile, String> texts = new HashMap<>();
    private final Map<String, String> outside = new HashMap<>();
    private final Set<String> findings = new HashSet<>();
    private final Set<IResource> resources = new LinkedHashSet<>();
    private final Map<Identity, Map<String, Object>> wanted = new LinkedHashMap<>();

    /** What tells two places apart, and an older one of the same finding from a newer. */
    private record Identity(String type, IResource resource, String finding, String place, String stamp) {
    }

    PlaceMarkers(IWorkspaceRoot root) {
        this.root = root;
    }

    /** Notes where the places of a finding are now, before its marker is changed or deleted. */
    void before(IMarker marker, Map<String, Object> attributes) {
        findings.add(Long.toString(marker.getId()));
        resources.add(marker.getResource()); // with which its places have moved if it was renamed
        if (attributes.get(FindingMarkers.RELATED) instanceof String places) {
            FindingAttributes.places(places).forEach(place -> resources.add(resource(place.file())));
        }
        if (attributes.get(FindingMarkers.FIX) instanceof String fix) {
            FindingAttributes.fix(fix).map(Fix::edits).orElse(List.of())
                    .forEach(edit -> resources.add(resource(edit.file())));
        }
    }

    /** Notes where the places of a finding are to be, after its marker was made or changed. */
    void after(IMarker marker) {
        related(marker);
        edits(marker);
    }

    /** Makes them fit the findings that were noted. To be called under the rule for markers. */
    void update() throws CoreException {
        for (IResource resource : resources) {
            for (String type : resource.isAccessible() ? TYPES : List.<String>of()) {
                for (IMarker marker : resource.findMarkers(type, false, IResource.DEPTH_ZERO)) {
                    if (findings.contains(marker.getAttribute(FindingMarkers.FINDING, ""))
                            && wanted.remove(identity(type, marker)) == null) {
                        marker.delete();
                    }
                }
            }
        }
        for (Map.Entry<Identity, Map<String, Object>> place : wanted.entrySet()) {
            if (place.getKey().resource().isAccessible()) { // else its project was closed meanwhile
                place.getKey().resource().createMarker(place.getKey().type(), place.getValue());
            }
        }
    }

    /** Removes the places of findings that have gone with their program. To be called under the rule for markers. */
    static void removeOrphans(IWorkspaceRoot root) throws CoreException {
        Set<String> findings = new HashSet<>();
        for (IMarker finding : root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
            findings.add(Long.toString(finding.getId()));
        }
        for (String type : TYPES) {
            for (IMarker marker : root.findMarkers(type, false, IResource.DEPTH_INFINITE)) {
                if (!findings.contains(marker.getAttribute(FindingMarkers.FINDING, ""))) {
                    marker.delete();
                }
            }
        }
    }

    private void related(IMarker marker) {
        String message = marker.getAttribute(IMarker.MESSAGE, "");
        for (SourceLocation place : FindingAttributes.places(marker.getAttribute(FindingMarkers.RELATED, ""))) {
            file(place.file()).ifPresent(file -> {
                LineRanges.Range range = LineRanges.of(text(file)).range(place.line());
                Map<String, Object> attributes = attributes(marker, range.start(), range.end(),
                        place.line() + "|" + message);
                attributes.put(IMarker.LINE_NUMBER, place.line());
                attributes.put(IMarker.MESSAGE, message);
                wanted.put(identity(FindingMarkers.RELATED_TYPE, file, attributes), attributes);
            });
        }
    }

    private void edits(IMarker marker) {
        String written = marker.getAttribute(FindingMarkers.FIX, "");
        List<TextEdit> edits = FindingAttributes.fix(written).map(Fix::edits).orElse(List.of());
        List<String> texts = edits.stream().map(edit -> text(edit.file())).toList();
        for (int i = 0; i < edits.size(); i++) {
            if (edits.get(i).offset() + edits.get(i).length() > texts.get(i).length()) {
                return; // half of a repair is none
            }
        }
        for (int i = 0; i < edits.size(); i++) {
            TextEdit edit = edits.get(i);
            int end = edit.offset() + edit.length();
            Map<String, Object> attributes = attributes(marker, edit.offset(), end,
                    i + "|" + Integer.toHexString(written.hashCode()));
            attributes.put(FindingMarkers.REPLACED, texts.get(i).substring(edit.offset(), end));
            attributes.put(FindingMarkers.REPLACEMENT, edit.text());
            Optional<IFile> file = file(edit.file());
            if (file.isEmpty()) {
                attributes.put(IMarker.TRANSIENT, true);
                attributes.put(FindingMarkers.OUTSIDE, edit.file());
                attributes.put(FindingMarkers.STAMP, FindingMarkers.stamp(texts.get(i)));
            }
            wanted.put(identity(FindingMarkers.EDIT_TYPE, resource(edit.file()), attributes), attributes);
        }
    }

    private String text(String file) {
        return file(file).map(this::text).orElseGet(() -> outside.computeIfAbsent(file, path -> {
            try {
                return ProgramText.of(Path.of(path));
            } catch (IOException e) {
                return ""; // it went away since it was checked
            }
        }));
    }

    private static Map<String, Object> attributes(IMarker finding, int start, int end, String place) {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put(FindingMarkers.FINDING, Long.toString(finding.getId()));
        attributes.put(FindingMarkers.PLACE, place);
        attributes.put(IMarker.USER_EDITABLE, false);
        if (start >= 0) {
            attributes.put(IMarker.CHAR_START, start);
            attributes.put(IMarker.CHAR_END, end);
        }
        return attributes;
    }

    private static Identity identity(String type, IMarker marker) {
        return new Identity(type, marker.getResource(), marker.getAttribute(FindingMarkers.FINDING, ""),
                marker.getAttribute(FindingMarkers.PLACE, ""), marker.getAttribute(FindingMarkers.STAMP, ""));
    }

    private static Identity identity(String type, IResource resource, Map<String, Object> attributes) {
        return new Identity(type, resource, (String) attributes.get(FindingMarkers.FINDING),
                (String) attributes.get(FindingMarkers.PLACE),
                (String) attributes.getOrDefault(FindingMarkers.STAMP, ""));
    }

    private Optional<IFile> file(String path) {
        return WorkspaceSourceTree.file(root, Path.of(path));
    }

    private IResource resource(String path) {
        return file(path).<IResource>map(file -> file).orElse(root);
    }

    private String text(IFile file) {
        return texts.computeIfAbsent(file, changed -> {
            try {
                return ProgramText.of(changed);
            } catch (IOException e) {
                return ""; // it went away since it was checked
            }
        });
    }
}
