package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.lamina.eclipse.testing.NoErrorsLogged;
import org.lamina.eclipse.testing.TestProject;

class WorkspaceSourceTreeTest {

    @RegisterExtension
    final NoErrorsLogged log = new NoErrorsLogged();

    private static String location(IFile file) {
        return file.getLocation().toString();
    }

    @Test
    void putsTheProgramsNearestToTheCheckpointFirst() throws Exception {
        try (TestProject other = new TestProject(); TestProject project = new TestProject()) {
            IFile elsewhere = other.write("net.py", "");
            IFile top = project.write("net.py", "");
            IFile beside = project.write("runs/net.py", "");
            assertEquals(List.of(location(beside), location(top), location(elsewhere)),
                    treeNear(project).find("net.py"));
        }
    }

    private static WorkspaceSourceTree treeNear(TestProject project) throws Exception {
        return new WorkspaceSourceTree(ResourcesPlugin.getWorkspace().getRoot(),
                project.write("runs/net.pt", "").getLocation().toPath());
    }

    @Test
    void leavesOutDerivedAndHiddenFilesAndInstalledPackages() throws Exception {
        try (TestProject project = new TestProject()) {
            project.write("derived.py", "").setDerived(true, null);
            project.write("hidden.py", "").setHidden(true);
            project.write(".venv/lib/package.py", "");
            project.write("lib/site-packages/package.py", "");
            IFile program = project.write("src/net.py", "");
            assertEquals(List.of(location(program)), treeNear(project).files().stream()
                    .filter(file -> file.startsWith(project.project().getLocation().toString())).toList());
        }
    }

    @Test
    void readsInTheCharsetOfTheFile() throws Exception {
        try (TestProject project = new TestProject()) {
            IFile program = project.write("net.py", new byte[] {'#', ' ', (byte) 0xe9});
            program.setCharset("ISO-8859-1", null);
            assertEquals("# \u00e9", treeNear(project).read(location(program)));
        }
    }
}
