package org.lamina.eclipse.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;

/** The markers of what one checkpoint or program shows. Touches only those that differ. For one use. */
final class HeldMarkers {

    private final IWorkspaceRoot root;
    private final String holder;
    private final PlaceMarkers places;
    private final Elsewhere elsewhere;

    /**
     * What tells two markers apart. Layers are spelt differently by different formats, so it is not the layer's path
     * but the ordinal of the finding among those of its rule on its line.
     */
    private record Identity(IResource resource, String outside, int line, String rule, int ordinal) {
    }

    private record Wanted(FindingPlace place, Finding finding, int ordinal) {
    }

    /**
     * @param holder the checkpoint or program by the name that units use
     * @param places told of each marker that is changed
     * @param elsewhere what programs have on other files
     */
    HeldMarkers(IWorkspaceRoot root, String holder, PlaceMarkers places, Elsewhere elsewhere) {
        this.elsewhere = elsewhere;
        this.root = root;
        this.holder = holder;
        this.places = places;
    }

    /** Makes them equal to findings. To be called under the rule for markers. */
    void replace(List<Finding> findings) throws CoreException {
        Map<Identity, Wanted> wanted = wanted(findings);
        for (IMarker marker : markers(wanted.keySet())) {
            Map<String, Object> attributes = Optional.ofNullable(marker.getAttributes()).orElseGet(HashMap::new);
            Wanted again = wanted.remove(identity(marker.getResource(), attributes));
            if (again != null) {
                update(marker, attributes, again);
            } else {
                leave(marker, attributes);
            }
        }
        for (Wanted finding : wanted.values()) {
            create(finding.place().resource(), FindingMarkers.type(finding.finding()),
                    attributes(finding, Set.of(holder)));
        }
    }

    /** Those that may be its own: a program has them on itself and what it imports, a checkpoint on any program. */
    private Set<IMarker> markers(Set<Identity> wanted) throws CoreException {
        Set<IMarker> markers = new LinkedHashSet<>();
        if (ProgramChecks.isProgram(holder) && WorkspaceSourceTree.file(root, Path.of(holder)).isPresent()) {
            // one project may lie in another
            Set<IResource> resources = new LinkedHashSet<>(
                    List.of(WorkspaceSourceTree.all(root, Path.of(holder))));
            wanted.stream().map(Identity::resource).forEach(resources::add);
            for (IResource resource : resources) {
                if (resource.isAccessible()) {
                    Collections.addAll(markers,
                            resource.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO));
                    Collections.addAll(markers,
                            resource.findMarkers(FindingMarkers.ASIDE_TYPE, false, IResource.DEPTH_ZERO));
                }
            }
            elsewhere.markers(holder).stream().filter(IMarker::exists).forEach(markers::add);
        } else {
            Collections.addAll(markers, root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE));
        }
        return markers;
    }

    private Map<Identity, Wanted> wanted(List<Finding> findings) {
        Map<Identity, Wanted> wanted = new LinkedHashMap<>();
        FindingPlace.Finder finder = new FindingPlace.Finder(root);
        for (Finding finding : findings) {
            FindingPlace place = finder.find(finding, holder);
            int ordinal = 0;
            while (wanted.containsKey(identity(place, finding, ordinal))) {
                ordinal++;
            }
            wanted.put(identity(place, finding, ordinal), new Wanted(place, finding, ordinal));
        }
        return wanted;
    }

    private static Identity identity(FindingPlace place, Finding finding, int ordinal) {
        return new Identity(place.resource(), place.outside(), place.line(), finding.rule(), ordinal);
    }

    private static Identity identity(IResource resource, Map<String, Object> attributes) {
        return new Identity(resource, attributes.get(FindingMarkers.OUTSIDE) instanceof String outside ? outside : "",
                attributes.get(IMarker.LINE_NUMBER) instanceof Integer line ? line : 0,
                attributes.get(FindingMarkers.RULE) instanceof String rule ? rule : "",
                attributes.get(FindingMarkers.ORDINAL) instanceof Integer ordinal ? ordinal : 0);
    }

    /** The checkpoints and programs that show a finding, without this one and without those whose files are gone. */
    private Set<String> others(Map<String, Object> attributes) {
        return FindingMarkers.holders(attributes).stream()
                .filter(other -> !other.equals(holder) && Files.exists(Path.of(other)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A marker speaks in the words of the first checkpoint that shows it, which know more than those of the program;
     * the others only join. One whose kind has changed is another marker.
     */
    private void update(IMarker marker, Map<String, Object> attributes, Wanted again) throws CoreException {
        Set<String> all = all(attributes);
        if (!all.iterator().next().equals(holder)) {
            join(marker, attributes, all);
        } else if (marker.getType().equals(FindingMarkers.ASIDE_TYPE)) {
            change(marker, attributes, attributes(again, all));
        } else if (marker.getType().equals(FindingMarkers.type(again.finding()))) {
            places.before(marker, attributes);
            change(marker, attributes, attributes(again, all));
            places.after(marker);
        } else {
            places.before(marker, attributes);
            IResource resource = marker.getResource();
            marker.delete();
            create(resource, FindingMarkers.type(again.finding()), attributes(again, all));
        }
    }

    /** All that show a finding, this one too: checkpoints first, each kind in the order in which they came. */
    private Set<String> all(Map<String, Object> attributes) {
        Set<String> others = others(attributes);
        Set<String> all = new LinkedHashSet<>(FindingMarkers.holders(attributes));
        all.add(holder);
        return all.stream().filter(one -> one.equals(holder) || others.contains(one))
                .sorted(Comparator.comparing(ProgramChecks::isProgram))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void leave(IMarker marker, Map<String, Object> attributes) throws CoreException {
        Set<String> others = others(attributes);
        if (others.isEmpty()) {
            places.before(marker, attributes);
            marker.delete();
        } else {
            join(marker, attributes, others);
        }
    }

    private static void join(IMarker marker, Map<String, Object> attributes, Set<String> holders)
            throws CoreException {
        Map<String, Object> joined = new HashMap<>(attributes);
        joined.put(FindingMarkers.MODEL, String.join("\n", holders));
        change(marker, attributes, joined);
    }

    private void create(IResource resource, String type, Map<String, Object> attributes) throws CoreException {
        if (resource.isAccessible()) { // else its project was closed meanwhile
            places.after(resource.createMarker(type, attributes));
        }
    }

    private static void change(IMarker marker, Map<String, Object> before, Map<String, Object> after)
            throws CoreException {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        after.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                names.add(name);
                values.add(value);
            }
        });
        if (!names.isEmpty()) {
            marker.setAttributes(names.toArray(String[]::new), values.toArray());
        }
    }

    private static Map<String, Object> attributes(Wanted wanted, Set<String> holders) {
        Map<String, Object> attributes = FindingAttributes.write(wanted.finding());
        wanted.place().write(attributes, wanted.finding());
        attributes.put(FindingMarkers.ORDINAL, wanted.ordinal());
        attributes.put(FindingMarkers.MODEL, String.join("\n", holders));
        return attributes;
    }
}
