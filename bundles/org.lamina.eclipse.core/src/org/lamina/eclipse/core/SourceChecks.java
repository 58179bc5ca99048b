package org.lamina.eclipse.core;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.eclipse.core.resources.IFile;
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
    private final IResourceChangeListener changes = this::changed;
    private final IPreferenceChangeListener preferences = event -> checkAll();

    private SourceChecks(IWorkspace workspace, ProgramChecks checks) {
        this.workspace = workspace;
        this.job = new SourceChecksJob(checks, new FindingMarkers(workspace));
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

    private void changed(IResourceChangeEvent event) {
        Set<IFile> changed = new LinkedHashSet<>();
        Set<IProject> settings = new LinkedHashSet<>();
        try {
            event.getDelta().accept(delta -> note(delta, changed, settings));
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
        settings.forEach(project -> changed.addAll(programs(project)));
        job.add(changed);
    }

    private static boolean note(IResourceDelta delta, Set<IFile> changed, Set<IProject> settings) {
        IResource resource = delta.getResource();
        boolean content = delta.getKind() != IResourceDelta.CHANGED
                || (delta.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.REPLACED)) != 0;
        if (resource instanceof IFile file && content) {
            if (ProjectSettings.isSettingsFile(file)) {
                settings.add(file.getProject());
            } else if (delta.getKind() != IResourceDelta.REMOVED && isProgram(file)) {
                changed.add(file);
            }
        }
        return true;
    }

    private static boolean isProgram(IFile file) {
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
