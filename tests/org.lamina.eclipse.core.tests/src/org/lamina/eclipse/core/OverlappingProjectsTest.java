package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IProjectDescription;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.checks.Checks;
import org.lamina.checks.program.ProgramChecks;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;

/** A program that several files of the workspace stand for has its findings once. */
class OverlappingProjectsTest {

    @TempDir
    Path folder;

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final IWorkspace workspace = ResourcesPlugin.getWorkspace();
    private final List<IProject> projects = new ArrayList<>();
    private SourceChecks checks;

    @BeforeEach
    void start() {
        checks = SourceChecks.of(workspace, new ProgramChecks(new Checks(List.of(new HighDropout()))));
    }

    @AfterEach
    void stop() throws Exception {
        checks.stop();
        TestProject.settle();
        for (IProject project : projects) {
            project.delete(false, true, null);
        }
        TestProject.settle();
    }

    private IProject project(Path location) throws CoreException {
        IProject project = workspace.getRoot().getProject("overlap-" + UUID.randomUUID());
        IProjectDescription description = workspace.newProjectDescription(project.getName());
        description.setLocation(IPath.fromPath(location));
        project.create(description, null);
        projects.add(project);
        project.open(null);
        return project;
    }

    private Path program() throws Exception {
        Path program = folder.resolve("outer/inner/net/train.py");
        Files.createDirectories(program.getParent());
        return Files.writeString(program, HighDropout.PROGRAM);
    }

    /** The files that have the finding. */
    private List<IResource> marked() throws Exception {
        TestProject.settle();
        List<IResource> marked = new ArrayList<>();
        for (IMarker marker : workspace.getRoot().findMarkers(FindingMarkers.TYPE, true, IResource.DEPTH_INFINITE)) {
            marked.add(marker.getResource());
        }
        return marked;
    }

    @Test
    void theInnermostProjectHasTheFinding() throws Exception {
        program();
        IProject outer = project(folder.resolve("outer"));
        IFile inOuter = outer.getFile("inner/net/train.py");
        assertEquals(List.of(inOuter), marked());
        IProject inner = project(folder.resolve("outer/inner"));
        IFile inInner = inner.getFile("net/train.py");
        assertEquals(List.of(inInner), marked());
        checks.check(inOuter);
        assertEquals(List.of(inInner), marked());
        inner.close(null);
        assertEquals(List.of(inOuter), marked());
        inner.open(null);
        assertEquals(List.of(inInner), marked());
        inner.delete(false, true, null);
        assertEquals(List.of(inOuter), marked());
    }

    @Test
    void theSettingsOfTheInnermostProjectHold() throws Exception {
        Path settings = program().resolveSibling("../.lamina/checks.json").normalize();
        Files.createDirectories(settings.getParent());
        Files.writeString(settings, "{\"rules\": {\"dropout-rate\": {\"severity\": \"off\"}}}");
        project(folder.resolve("outer/inner"));
        IProject outer = project(folder.resolve("outer"));
        assertEquals(List.of(), marked());
        checks.check(outer.getFile("inner/net/train.py"));
        assertEquals(List.of(), marked());
    }

    @Test
    void aProgramThatTwoProjectsLinkIsMarkedOnce() throws Exception {
        Path program = program();
        IFile one = project(folder.resolve("one")).getFile("one.py");
        one.createLink(IPath.fromPath(program), IResource.NONE, null);
        assertEquals(List.of(one), marked());
        IFile other = project(folder.resolve("other")).getFile("other.py");
        other.createLink(IPath.fromPath(program), IResource.NONE, null);
        assertEquals(1, marked().size());
        IResource first = marked().get(0);
        first.delete(true, null);
        assertEquals(List.of(first.equals(one) ? other : one), marked());
    }
}
