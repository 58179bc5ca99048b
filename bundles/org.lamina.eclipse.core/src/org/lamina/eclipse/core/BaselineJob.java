package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.osgi.util.NLS;
import org.lamina.checks.RuleSettings;
import org.lamina.checks.baseline.Baseline;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.model.Finding;
import org.lamina.model.Finding.Evidence;
import org.lamina.model.ModelFormatException;

/**
 * Adds findings of a project to its baseline. Checks its programs and open checkpoints once more, as equal lines are
 * told apart by all findings of a check, known ones too. What the baseline has of programs that are gone, or that were
 * mended since, is dropped.
 */
final class BaselineJob extends WorkspaceJob {

    private final IProject project;
    private final Predicate<Finding> accepted;
    private final ProgramChecks checks;
    private final Checkpoints checkpoints;

    BaselineJob(IProject project, Predicate<Finding> accepted, ProgramChecks checks, Checkpoints checkpoints) {
        super(NLS.bind(Messages.BaselineJob_name, project.getName()));
        this.project = project;
        this.accepted = accepted;
        this.checks = checks;
        this.checkpoints = checkpoints;
        setRule(project);
        setUser(true);
    }

    @Override
    public boolean belongsTo(Object family) {
        return family == Checkpoints.FAMILY;
    }

    @Override
    public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
        IPath location = project.getLocation();
        if (!project.isAccessible() || location == null) {
            return Status.OK_STATUS;
        }
        SubMonitor progress = SubMonitor.convert(monitor, 10);
        Path file = location.toPath().resolve(Baseline.FILE);
        try {
            Baseline.add(file, found(progress.split(8)), accepted, this::isComplete);
            project.refreshLocal(IResource.DEPTH_ONE, progress.split(1));
            project.getFile(Baseline.FILE).getParent().refreshLocal(IResource.DEPTH_ONE, progress.split(1));
            return Status.OK_STATUS;
        } catch (ModelFormatException | IOException e) {
            throw new CoreException(new Status(IStatus.ERROR, LaminaCore.BUNDLE,
                    NLS.bind(Messages.BaselineJob_fault, file, e.getMessage()), e));
        }
    }

    /**
     * Whether this job has seen all that there is to find of a rule in a file: whatever no file has, and what programs
     * alone show. What checkpoints show too may be in one that is not open.
     */
    private boolean isComplete(String rule, String path) {
        if (path.isEmpty()) {
            return false;
        }
        IFile file = project.getFile(path);
        boolean ofPrograms = LaminaCore.rule(rule).filter(info -> info.evidence().equals(Set.of(Evidence.SOURCE)))
                .filter(ProjectSettings.of(project).checks().rules()::isEnabled).isPresent();
        return !Path.of(path).isAbsolute() && (!file.exists() || ofPrograms && SourceChecks.isProgram(file));
    }

    /** What each check of a program or an open checkpoint finds. */
    private List<List<Finding>> found(SubMonitor monitor) throws IOException {
        List<IFile> programs = SourceChecks.programs(project);
        List<OpenedModel> models = checkpoints.opened().stream().filter(this::isHere).toList();
        SubMonitor progress = monitor.setWorkRemaining(programs.size() + models.size());
        RuleSettings rules = ProjectSettings.of(project).checks().rules();
        List<List<Finding>> found = new ArrayList<>();
        for (IFile program : programs) {
            if (program.getLocation() != null) {
                found.add(checks.run(OpenedModel.checkpoint(program.getLocation().toPath()),
                        ProgramText.of(program), rules, new MonitorProgress(progress.split(1))));
            }
        }
        for (OpenedModel model : models) {
            found.add(checkpoints.opening().all(model, progress.split(1)));
        }
        return found;
    }

    private boolean isHere(OpenedModel model) {
        return WorkspaceSourceTree.file(project.getWorkspace().getRoot(), model.file())
                .filter(file -> file.getProject().equals(project)).isPresent();
    }
}
