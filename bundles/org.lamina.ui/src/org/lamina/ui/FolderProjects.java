package org.lamina.ui;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ICoreRunnable;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.SubMonitor;

/** Folders of the file system as projects of the workspace. */
public final class FolderProjects {

    private final IWorkspace workspace;

    /** Projects of this workspace. */
    public FolderProjects(IWorkspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Finds the project that a folder belongs to, or makes the folder a project; it is open and refreshed then. Not for
     * the UI thread.
     *
     * @throws CoreException if the folder cannot be made a project
     */
    public IProject open(Path folder, IProgressMonitor monitor) throws CoreException {
        Path location = folder.toAbsolutePath().normalize();
        AtomicReference<IProject> project = new AtomicReference<>();
        // two who ask for the same folder at once get the same project
        ICoreRunnable open = progress -> project.set(openAlone(location, progress));
        workspace.run(open, workspace.getRoot(), IWorkspace.AVOID_UPDATE, monitor);
        return project.get();
    }

    private IProject openAlone(Path location, IProgressMonitor monitor) throws CoreException {
        SubMonitor progress = SubMonitor.convert(monitor, 3);
        IProject project = known(location);
        if (project == null) {
            IProjectDescription description = description(location);
            project = workspace.getRoot().getProject(description.getName());
            project.create(description, progress.split(1));
        }
        project.open(progress.setWorkRemaining(2).split(1));
        project.refreshLocal(IResource.DEPTH_INFINITE, progress.split(1));
        return project;
    }

    private IProject known(Path folder) {
        for (IContainer container : workspace.getRoot().findContainersForLocationURI(folder.toUri())) {
            IProject project = container.getProject();
            if (project != null && project.exists()) {
                return project;
            }
        }
        return null;
    }

    private IProjectDescription description(Path folder) throws CoreException {
        Path file = folder.resolve(IProjectDescription.DESCRIPTION_FILE_NAME);
        IProjectDescription description = Files.exists(file) ? workspace.loadProjectDescription(IPath.fromPath(file))
                : workspace.newProjectDescription(folder.getFileName().toString());
        description.setName(free(description.getName()));
        IPath location = IPath.fromPath(folder);
        boolean inPlace = location.equals(workspace.getRoot().getLocation().append(description.getName()));
        description.setLocation(inPlace ? null : location);
        return description;
    }

    private String free(String name) {
        String free = name;
        for (int number = 2; workspace.getRoot().getProject(free).exists(); number++) {
            free = name + " " + number;
        }
        return free;
    }
}
