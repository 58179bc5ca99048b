package org.lamina.eclipse.core;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResourceStatus;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.ISchedulingRule;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.core.runtime.jobs.MultiRule;
import org.lamina.model.Finding;

/**
 * Makes the markers of checkpoints and programs equal to their findings. What is asked for while it runs is done
 * together afterwards, and listeners of the workspace are told once for all of it.
 */
final class FindingMarkersJob extends WorkspaceJob {

    private static final Set<Integer> GONE = Set.of(IResourceStatus.RESOURCE_NOT_FOUND,
            IResourceStatus.PROJECT_NOT_OPEN, IResourceStatus.MARKER_NOT_FOUND);

    private final IWorkspace workspace;
    private final Map<String, Found> waiting = new LinkedHashMap<>();
    private boolean untidy;

    /**
     * What was found in a checkpoint or program.
     *
     * @param stamp what the program was; empty of a checkpoint, and of what could not be read
     */
    private record Found(List<Finding> findings, String stamp) {
    }

    FindingMarkersJob(IWorkspace workspace) {
        super(Messages.FindingMarkers_name);
        this.workspace = workspace;
        setPriority(Job.SHORT);
        setSystem(true);
        setRule(MultiRule.combine(workspace.getRuleFactory().markerRule(workspace.getRoot()), OneAtATime.RULE));
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    /** Marks the findings of a checkpoint or program soon, and no others of it. */
    void add(String holder, List<Finding> findings, String stamp) {
        synchronized (waiting) {
            waiting.put(holder, new Found(findings, stamp));
        }
        schedule();
    }

    /** Takes away what belongs to findings that have gone with their programs. */
    void tidy() {
        synchronized (waiting) {
            untidy = true;
        }
        schedule();
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        Map<String, Found> findings;
        boolean orphans;
        synchronized (waiting) {
            findings = new LinkedHashMap<>(waiting);
            waiting.clear();
            orphans = untidy;
            untidy = false;
        }
        PlaceMarkers places = new PlaceMarkers(workspace.getRoot());
        Elsewhere elsewhere = new Elsewhere(workspace.getRoot());
        for (Map.Entry<String, Found> found : findings.entrySet()) {
            update(() -> new HeldMarkers(workspace.getRoot(), found.getKey(), places, elsewhere)
                    .replace(found.getValue().findings()));
            update(() -> stamp(found.getKey(), found.getValue().stamp()));
        }
        update(() -> new TwoEnds(workspace.getRoot(), places).update());
        update(places::update);
        if (orphans) {
            update(() -> PlaceMarkers.removeOrphans(workspace.getRoot()));
        }
        return Status.OK_STATUS;
    }

    /** Notes that a program was checked. Projects that lie in one another have it once, as they have its findings. */
    private void stamp(String program, String stamp) throws CoreException {
        if (stamp.isEmpty()) {
            return;
        }
        Optional<IFile> first = WorkspaceSourceTree.file(workspace.getRoot(), Path.of(program));
        for (IFile file : WorkspaceSourceTree.all(workspace.getRoot(), Path.of(program))) {
            if (file.isAccessible() && first.filter(file::equals).isPresent()) {
                CheckStamp.write(file, stamp);
            } else if (file.isAccessible()) {
                CheckStamp.remove(file);
            }
        }
    }

    /** Changes markers. */
    @FunctionalInterface
    private interface Update {
        void run() throws CoreException;
    }

    /** Nothing keeps people from closing or deleting what is being marked; then there is nothing to mark. */
    private static void update(Update update) throws CoreException {
        try {
            update.run();
        } catch (CoreException e) {
            if (!GONE.contains(e.getStatus().getCode())) {
                throw e;
            }
        }
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
