package org.lamina.workbench.support;

import java.io.IOException;
import java.nio.file.Path;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.lamina.eclipse.core.Checkpoints;
import org.lamina.eclipse.core.OpenedModel;
import org.lamina.eclipse.testing.DemoFiles;
import org.lamina.eclipse.testing.TestProject;
import org.lamina.model.UnitOfAnalysis;
import org.lamina.ui.UnitSelection;

/** A project of the workspace with files of the demo; closing deletes it while the window goes on handling events. */
public final class DigitsProject implements AutoCloseable {

    private final TestProject project;

    private DigitsProject(TestProject project) {
        this.project = project;
    }

    /**
     * Makes a project.
     *
     * @param name its name, a new one for each test
     * @param files names of files of {@code releng/demo/digits}
     */
    public static DigitsProject create(String name, String... files) throws CoreException, IOException {
        TestProject project = new TestProject(name);
        for (String file : files) {
            project.demo(file);
        }
        return new DigitsProject(project);
    }

    /** The folder of the demo in the clone that the tests run in. */
    public static Path demo() {
        return DemoFiles.directory();
    }

    /** A file of the project. */
    public IFile file(String name) {
        return project.file(name);
    }

    /** A file of the project on the disk. */
    public Path path(String name) {
        return project.path(name);
    }

    /** A layer of a checkpoint of the project, as parts select it. */
    public UnitSelection layer(String checkpoint, String layer) {
        Path file = path(checkpoint);
        return new UnitSelection(new UnitOfAnalysis.OfLayer(OpenedModel.checkpoint(file), layer), file);
    }

    @Override
    public void close() throws CoreException {
        Workbench.awaitJobs(Checkpoints.FAMILY);
        project.delete();
        Workbench.awaitJobs(Checkpoints.FAMILY);
    }
}
