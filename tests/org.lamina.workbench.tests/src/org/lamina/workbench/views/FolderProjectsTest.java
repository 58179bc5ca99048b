package org.lamina.workbench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.ResourcesPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.ui.FolderProjects;

class FolderProjectsTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private final IWorkspace workspace = ResourcesPlugin.getWorkspace();
    private final FolderProjects projects = new FolderProjects(workspace);

    @Test
    void makesAFolderAProjectOnce(@TempDir Path folder) throws Exception {
        Path digits = Files.createDirectory(folder.resolve("folder-project"));
        Files.writeString(digits.resolve("net.py"), "import torch\n");
        IProject project = projects.open(digits, null);
        try {
            assertEquals("folder-project", project.getName());
            assertTrue(project.getFile("net.py").exists());
            assertEquals(project, projects.open(digits, null));
        } finally {
            project.delete(false, true, null);
        }
    }

    @Test
    void takesAFolderOfTheWorkspaceInPlace() throws Exception {
        Path folder = workspace.getRoot().getLocation().append("folder-in-place").toPath();
        Files.createDirectories(folder);
        IProject project = projects.open(folder, null);
        try {
            assertEquals(folder, project.getLocation().toPath());
        } finally {
            project.delete(true, true, null);
        }
    }

    @Test
    void tellsFoldersOfOneNameApart(@TempDir Path folder) throws Exception {
        Path one = Files.createDirectories(folder.resolve("a/twin"));
        Path other = Files.createDirectories(folder.resolve("b/twin"));
        IProject first = projects.open(one, null);
        IProject second = projects.open(other, null);
        try {
            assertEquals("twin", first.getName());
            assertEquals("twin 2", second.getName());
        } finally {
            first.delete(false, true, null);
            second.delete(false, true, null);
        }
    }
}
