package org.lamina.workbench.support;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UnitSelection;

/** A project of the workspace with files of the demo; closing deletes it. */
public final class DigitsProject implements AutoCloseable {

    private static final Path DEMO = Path.of("releng", "demo", "digits");

    private final IProject project;

    private DigitsProject(IProject project) {
        this.project = project;
    }

    /**
     * Makes a project.
     *
     * @param name its name, a new one for each test
     * @param files names of files of {@code releng/demo/digits}
     */
    public static DigitsProject create(String name, String... files) throws CoreException, IOException {
        IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
        project.create(null);
        project.open(null);
        DigitsProject digits = new DigitsProject(project);
        for (String file : files) {
            try (InputStream content = Files.newInputStream(demo().resolve(file))) {
                digits.file(file).create(content, IResource.FORCE, null);
            }
        }
        return digits;
    }

    /** The folder of the demo in the clone that the tests run in. */
    public static Path demo() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(DEMO))) {
                return folder.resolve(DEMO);
            }
        }
        throw new IllegalStateException("no " + DEMO + " in " + start + " or above");
    }

    /** A file of the project. */
    public IFile file(String name) {
        return project.getFile(name);
    }

    /** A file of the project on the disk. */
    public Path path(String name) {
        return file(name).getLocation().toPath();
    }

    /** A layer of a checkpoint of the project, as parts select it. */
    public UnitSelection layer(String checkpoint, String layer) {
        Path file = path(checkpoint);
        return new UnitSelection(new UnitOfAnalysis.OfLayer(OpenedModel.checkpoint(file), layer), file);
    }

    @Override
    public void close() throws CoreException {
        Workbench.awaitJobs(Checkpoints.FAMILY);
        project.delete(true, true, null);
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }
}
