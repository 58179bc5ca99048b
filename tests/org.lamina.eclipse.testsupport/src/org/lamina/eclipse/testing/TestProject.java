package org.lamina.eclipse.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.eclipse.core.resources.IContainer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.jobs.Job;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.FindingMarkers;

/** A project of its own for one test. Closing deletes it with its files, after the jobs that work on it have ended. */
public final class TestProject implements AutoCloseable {

    private final IProject project;

    /** An open project in the workspace's folder, with a name of its own. */
    public TestProject() throws CoreException {
        this("test-" + UUID.randomUUID());
    }

    /** An open project of this name in the workspace's folder. */
    public TestProject(String name) throws CoreException {
        project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
        project.create(null);
        project.open(null);
    }

    /** The project. */
    public IProject project() {
        return project;
    }

    /** A file of the project, there or not. */
    public IFile file(String path) {
        return project.getFile(path);
    }

    /** Writes a file, new or not, and makes its folders. */
    public IFile write(String path, String text) throws CoreException {
        return write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file, new or not, and makes its folders. */
    public IFile write(String path, byte[] content) throws CoreException {
        IFile file = file(path);
        makeFolders(file.getParent());
        InputStream in = new ByteArrayInputStream(content);
        if (file.exists()) {
            file.setContents(in, true, false, null);
        } else {
            file.create(in, true, null);
        }
        return file;
    }

    /** Copies a file of the demo into the project's folder. */
    public IFile demo(String name) throws CoreException, IOException {
        return write(name, Files.readAllBytes(DemoFiles.file(name)));
    }

    private static void makeFolders(IContainer container) throws CoreException {
        if (container instanceof IFolder folder && !folder.exists()) {
            makeFolders(folder.getParent());
            folder.create(true, true, null);
        }
    }

    /** Where a file of the project lies in the file system. */
    public Path path(String file) {
        return file(file).getLocation().toPath();
    }

    /** The finding markers in the project. */
    public List<IMarker> markers() throws CoreException {
        return new ArrayList<>(List.of(project.findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)));
    }

    /**
     * Waits until all checkpoints and programs are open, checked and marked. Tells listeners of changes first, which
     * the workspace puts off while another thread, such as that of a build, changes something too.
     */
    public static void settle() throws InterruptedException {
        ResourcesPlugin.getWorkspace().checkpoint(false);
        Job.getJobManager().join(Checkpoints.FAMILY, null);
    }

    /** Deletes the project with its files; for who has waited for the jobs in a way of its own. */
    public void delete() throws CoreException {
        project.delete(true, true, null);
    }

    @Override
    public void close() throws CoreException, InterruptedException {
        settle();
        delete();
        settle();
    }
}
