package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.OperationCanceledException;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.osgi.util.NLS;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.checks.settings.CheckSettings;
import org.lamina.model.Finding;

/**
 * Checks the programs that wait for it, one after the other, with progress; what comes while it runs joins the others.
 * Cancelling lets all of them be.
 */
final class SourceChecksJob extends Job {

    private final ProgramChecks checks;
    private final FindingMarkers markers;
    private final IWorkspaceRoot root;
    private final Set<IFile> waiting = new LinkedHashSet<>();
    private boolean stale;
    private final Map<IProject, ProjectSettings> settings = new ConcurrentHashMap<>();

    SourceChecksJob(IWorkspaceRoot root, ProgramChecks checks, FindingMarkers markers) {
        super(Messages.SourceChecksJob_name);
        this.root = root;
        this.checks = checks;
        this.markers = markers;
        setPriority(Job.SHORT); // decorations wait 100 ms for each job that runs
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    /** Checks programs as soon as may be; what was there before has gone where a file is no program of the project. */
    void add(Collection<IFile> files) {
        if (!files.isEmpty()) {
            settings.clear(); // these may be what has changed
            synchronized (waiting) {
                waiting.addAll(files);
            }
            schedule();
        }
    }

    /** Checks the programs that are not what they were when they were checked, and those that never were. */
    void addStale() {
        synchronized (waiting) {
            stale = true;
        }
        schedule();
    }

    private void findStale() {
        synchronized (waiting) {
            if (!stale) {
                return;
            }
            stale = false;
        }
        settings.clear();
        List<IFile> found = SourceChecks.programs(root).stream().filter(this::isStale).toList();
        synchronized (waiting) {
            waiting.addAll(found);
        }
    }

    private boolean isStale(IFile program) {
        IPath location = program.getLocation();
        return location != null && WorkspaceSourceTree.file(root, location.toPath()).filter(program::equals).isPresent()
                && !CheckStamp.of(program, settings(program)).equals(CheckStamp.read(program));
    }

    private ProjectSettings settings(IFile program) {
        return settings.computeIfAbsent(program.getProject(), ProjectSettings::of);
    }

    /** Checks the programs that have a finding for which a place in this one plays a part: it has changed. */
    private void addRelated(IFile file) {
        try {
            Set<String> findings = new HashSet<>();
            for (IMarker place : file.findMarkers(FindingMarkers.RELATED_TYPE, true, IResource.DEPTH_ZERO)) {
                findings.add(place.getAttribute(FindingMarkers.FINDING, ""));
            }
            for (IMarker finding : file.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_ZERO)) {
                FindingMarkers.holders(finding).forEach(program -> addOther(file, program));
            }
            if (findings.isEmpty()) {
                return;
            }
            for (IMarker finding : root.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
                if (findings.contains(Long.toString(finding.getId())) && !file.equals(finding.getResource())
                        && finding.getResource() instanceof IFile other && SourceChecks.isProgram(other)) {
                    synchronized (waiting) {
                        waiting.add(other);
                    }
                }
            }
        } catch (CoreException e) {
            LaminaCore.log().log(e.getStatus());
        }
    }

    /** Checks a program again that has shown something in a file that it imports. */
    private void addOther(IFile file, String path) {
        Optional<IFile> other = WorkspaceSourceTree.file(root, Path.of(path)).filter(SourceChecks::isProgram);
        other.filter(program -> !program.equals(file)).ifPresent(program -> {
            synchronized (waiting) {
                waiting.add(program);
            }
        });
    }

    /** The next program to check, with how many are waiting behind it. */
    private Optional<IFile> next(SubMonitor progress) {
        synchronized (waiting) {
            progress.setWorkRemaining(waiting.size());
            Iterator<IFile> files = waiting.iterator();
            if (!files.hasNext()) {
                return Optional.empty();
            }
            IFile next = files.next();
            files.remove();
            return Optional.of(next);
        }
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        SubMonitor progress = SubMonitor.convert(monitor);
        try {
            findStale();
            for (Optional<IFile> file = next(progress); file.isPresent(); file = next(progress)) {
                IFile program = file.get();
                progress.subTask(program.getFullPath().makeRelative().toString());
                check(program, progress.split(1));
            }
        } catch (CancellationException | OperationCanceledException e) {
            synchronized (waiting) {
                waiting.clear(); // each is checked when it is saved or opened, or when the workbench starts again
            }
            return Status.CANCEL_STATUS;
        }
        return Status.OK_STATUS;
    }

    private void check(IFile file, IProgressMonitor monitor) {
        try {
            IPath location = file.getLocation();
            if (file.isAccessible() && location != null) {
                IFile first = WorkspaceSourceTree.file(root, location.toPath()).orElse(file);
                check(first, settings(first), monitor);
            }
        } catch (CancellationException | OperationCanceledException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            LaminaCore.log().log(new Status(IStatus.ERROR, LaminaCore.BUNDLE,
                    NLS.bind(Messages.SourceChecksJob_fault, file.getFullPath()), e));
        }
    }

    private void check(IFile file, ProjectSettings settings, IProgressMonitor monitor) {
        CheckSettings checked = settings.checks();
        String name = OpenedModel.checkpoint(file.getLocation().toPath());
        List<Finding> findings = List.of();
        String stamp = CheckStamp.of(file, settings);
        if (!stamp.equals(CheckStamp.read(file))) {
            addRelated(file);
        }
        if (checked.onSave() && SourceChecks.isProgram(file)) {
            try {
                findings = checks.run(name, ProgramText.of(file), checked.rules(),
                        new MonitorProgress(monitor));
            } catch (IOException e) {
                stamp = "";
                if (file.isAccessible() && Files.exists(Path.of(name))) { // else it went away
                    LaminaCore.log().log(new Status(IStatus.WARNING, LaminaCore.BUNDLE, e.getMessage(), e));
                }
            }
        }
        markers.replace(name, settings.unknown(findings), stamp);
    }
}
