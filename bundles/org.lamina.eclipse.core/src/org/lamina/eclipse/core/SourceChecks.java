package org.lamina.eclipse.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceChangeEvent;
import org.eclipse.core.resources.IResourceChangeListener;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IResourceProxy;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.preferences.IEclipsePreferences.IPreferenceChangeListener;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.source.project.SourceDirectories;

/**
 * Checks the programs of the workspace in the background: each when it is saved, added or opened, all of a project when
 * its settings change. Their findings become problem markers. Obtained from {@link LaminaCore#sources()}; may be used
 * from any thread.
 */
public final class SourceChecks {

    private final IWorkspace workspace;
    private final SourceChecksJob job;
    private final FindingMarkers markers;
    private final IResourceChangeListener changes = this::changed;
    private final IPreferenceChangeListener preferences = event -> checkStale();

    private SourceChecks(IWorkspace workspace, ProgramChecks checks) {
        this.workspace = workspace;
        this.markers = new FindingMarkers(workspace);
        this.job = new SourceChecksJob(workspace.getRoot(), checks, markers);
    }

    /** Checks that follow the changes of a workspace. */
    static SourceChecks of(IWorkspace workspace, ProgramChecks checks) {
        SourceChecks sources = new SourceChecks(workspace, checks);
        workspace.addResourceChangeListener(sources.changes, IResourceChangeEvent.POST_CHANGE);
        WorkspaceSettings.node().addPreferenceChangeListener(sources.preferences);
        return sources;
    }

    /** Follows the workspace no longer. */
    void stop() {
        workspace.removeResourceChangeListener(changes);
        WorkspaceSettings.node().removePreferenceChangeListener(preferences);
    }

    /** Checks a program soon, if it is one; a program that was installed or built is none. */
    public void check(IFile file) {
        if (isProgram(file)) {
            job.add(List.of(file));
        }
    }

    /** Checks all programs of the workspace soon. */
    public void checkAll() {
        job.add(programs(workspace.getRoot()));
    }

    /**
     * Checks soon the programs that have changed since they were checked, or that never were: while no workbench ran,
     * or in a session that ended before its markers were stored.
     */
    public void checkStale() {
        job.addStale();
    }

    private void changed(IResourceChangeEvent event) {
        Changes changed = new Changes();
        try {
            event.getDelta().accept(changed::note);
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        changed.containers.forEach(container -> {
            changed.files.addAll(programs(container));
            changed.files.addAll(marked(container));
        });
        job.add(changed.files);
        if (changed.removed) {
            markers.tidy();
        }
        if (changed.removed || changed.closed) {
            job.addStale(); // another file may stand for what is gone, and have its findings from now on
        }
    }

    /** What a change of the workspace brings to check. */
    private static final class Changes {

        private final Set<IFile> files = new LinkedHashSet<>();
        /** Projects with new settings, and what is or was derived. */
        private final Set<IResource> containers = new LinkedHashSet<>();
        private boolean removed;
        private boolean closed;

        private boolean note(IResourceDelta delta) {
            boolean content = delta.getKind() != IResourceDelta.CHANGED
                    || (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0;
            if ((delta.getFlags() & IResourceDelta.DERIVED_CHANGED) != 0) {
                containers.add(delta.getResource());
            }
            closed |= delta.getResource() instanceof IProject project && !project.isAccessible();
            if (content && delta.getResource() instanceof IFile file) {
                note(file, delta);
            }
            return true;
        }

        private void note(IFile file, IResourceDelta delta) {
            if (ProjectSettings.isSettingsFile(file)) {
                containers.add(file.getProject());
            } else if (delta.getKind() == IResourceDelta.REMOVED) {
                removed |= ProgramChecks.isProgram(file.getName());
            } else if (isProgram(file) || wasProgram(delta)) {
                files.add(file);
            }
        }

        /** Whether a file was a program before it was moved: it has kept its markers. */
        private static boolean wasProgram(IResourceDelta delta) {
            return (delta.getFlags() & IResourceDelta.MOVED_FROM) != 0
                    && ProgramChecks.isProgram(delta.getMovedFromPath().lastSegment());
        }
    }

    /** What has markers below a resource. */
    private static Set<IFile> marked(IResource resource) {
        Set<IFile> marked = new LinkedHashSet<>();
        try {
            if (resource.isAccessible()) {
                for (IMarker marker : resource.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
                    if (marker.getResource() instanceof IFile file && ProgramChecks.isProgram(file.getName())) {
                        marked.add(file);
                    }
                }
            }
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        return marked;
    }

    /** Whether a file is a program that somebody here wrote, and that was not installed or built. */
    static boolean isProgram(IFile file) {
        if (!ProgramChecks.isProgram(file.getName()) || file.isDerived(IResource.CHECK_ANCESTORS)) {
            return false;
        }
        String[] folders = file.getProjectRelativePath().removeLastSegments(1).segments();
        return List.of(folders).stream().noneMatch(SourceDirectories::isSkipped);
    }

    /** The programs in a project, or in the workspace. */
    static List<IFile> programs(IResource container) {
        List<IFile> found = new ArrayList<>();
        try {
            if (container.isAccessible()) {
                container.accept(proxy -> visit(proxy, found), IResource.NONE);
            }
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        return found;
    }

    private static boolean visit(IResourceProxy proxy, List<IFile> found) {
        if (proxy.getType() == IResource.FILE && ProgramChecks.isProgram(proxy.getName())) {
            IFile file = (IFile) proxy.requestResource();
            if (isProgram(file)) {
                found.add(file);
            }
        }
        return !proxy.isDerived() && !(proxy.getType() == IResource.FOLDER
                && SourceDirectories.isSkipped(proxy.getName()));
    }
}
