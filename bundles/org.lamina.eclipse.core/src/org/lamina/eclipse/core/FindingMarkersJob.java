package org.lamina.eclipse.core;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.MultiRule;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;

/** Makes the markers of one checkpoint or program equal to its findings, touching only those that differ. */
final class FindingMarkersJob extends WorkspaceJob {

    private final IWorkspace workspace;
    private final String holder;
    private final List<Finding> findings;

    /**
     * What tells two markers apart. Layers are spelt differently by different formats, so it is not the layer's path
     * but the ordinal of the finding among those of its rule on its line.
     */
    private record Identity(IResource resource, String outside, int line, String rule, int ordinal) {
    }

    private record Wanted(FindingPlace place, Finding finding, int ordinal) {
    }

    FindingMarkersJob(IWorkspace workspace, String holder, List<Finding> findings) {
        super(Messages.FindingMarkers_name);
        this.workspace = workspace;
        this.holder = holder;
        this.findings = findings;
        setPriority(Job.SHORT);
        setSystem(true);
        setRule(MultiRule.combine(workspace.getRuleFactory().markerRule(workspace.getRoot()), OneAtATime.RULE));
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        Map<Identity, Wanted> wanted = wanted();
        IMarker[] markers = workspace.getRoot().findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE);
        for (IMarker marker : markers) {
            Map<String, Object> attributes = Optional.ofNullable(marker.getAttributes()).orElseGet(HashMap::new);
            Set<String> holders = holders(attributes);
            Wanted again = wanted.remove(identity(marker.getResource(), attributes));
            if (again != null) {
                update(marker, attributes, holders, again);
            } else {
                holders.remove(holder);
                leave(marker, attributes, holders);
            }
        }
        for (Wanted finding : wanted.values()) {
            finding.place().resource().createMarker(FindingMarkers.TYPE, attributes(finding, Set.of(holder)));
        }
        new PlaceMarkers(workspace.getRoot()).update();
        return Status.OK_STATUS;
    }

    private Map<Identity, Wanted> wanted() {
        Map<Identity, Wanted> wanted = new LinkedHashMap<>();
        FindingPlace.Finder places = new FindingPlace.Finder(workspace.getRoot());
        for (Finding finding : findings) {
            FindingPlace place = places.find(finding, holder);
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

    /** The checkpoints and programs that show a finding, without those whose files are gone. */
    private Set<String> holders(Map<String, Object> attributes) {
        Set<String> holders = new LinkedHashSet<>();
        for (String other : FindingMarkers.holders(attributes)) {
            if (other.equals(holder) || Files.exists(Path.of(other))) {
                holders.add(other);
            }
        }
        return holders;
    }

    /**
     * A marker speaks in the words of the first checkpoint that shows it, which know more than those of the program;
     * the others only join.
     */
    private void update(IMarker marker, Map<String, Object> attributes, Set<String> before, Wanted again)
            throws CoreException {
        before.add(holder);
        Set<String> holders = before.stream().sorted(Comparator.comparing(ProgramChecks::isProgram))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (holders.iterator().next().equals(holder)) {
            change(marker, attributes, attributes(again, holders));
        } else {
            join(marker, attributes, holders);
        }
    }

    private static void leave(IMarker marker, Map<String, Object> attributes, Set<String> holders)
            throws CoreException {
        if (holders.isEmpty()) {
            marker.delete();
        } else {
            join(marker, attributes, holders);
        }
    }

    private static void join(IMarker marker, Map<String, Object> attributes, Set<String> holders) throws CoreException {
        Map<String, Object> joined = new HashMap<>(attributes);
        joined.put(FindingMarkers.MODEL, String.join("\n", holders));
        change(marker, attributes, joined);
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

    /** Two updates at once could both make the marker that they share. */
    private enum OneAtATime implements ISchedulingRule {
        RULE;

        @Override
        public boolean contains(ISchedulingRule rule) {
            return rule == this;
        }

        @Override
        public boolean isConflicting(ISchedulingRule rule) {
            return rule == this;
        }
    }
}
