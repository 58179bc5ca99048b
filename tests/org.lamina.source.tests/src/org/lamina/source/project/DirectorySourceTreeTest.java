package org.lamina.source.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.Progress;

class DirectorySourceTreeTest {

    @TempDir
    Path temporary;
    private Path root;

    @BeforeEach
    void createProject() throws IOException {
        root = Files.createDirectories(temporary.resolve("around/project")).toRealPath();
        for (String file : List.of("net.py", "runs/first/net.py", "runs/first/deep/er/net.py", "lib/net.py",
                "notes.txt",
                ".hidden/net.py", "__pycache__/net.py", "mine/pyvenv.cfg", "mine/net.py", "venv/net.py")) {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), "# " + file + "\n");
        }
        Files.writeString(root.getParent().resolve("outside.py"), "");
    }

    @Test
    void findsProgramsBesideTheModelFirstAndThenThoseOfTheProject() throws IOException {
        Files.createFile(root.resolve("pyproject.toml"));
        DirectorySourceTree tree = new DirectorySourceTree(root.resolve("runs/first"), Progress.NONE);
        assertEquals(List.of("runs/first/net.py", "runs/first/deep/er/net.py", "net.py", "lib/net.py"),
                relative(tree.find("net.py")));
        assertEquals(List.of(), tree.find("outside.py"));
        assertEquals("# net.py\n", tree.read(tree.find("net.py").get(2)));
    }

    @Test
    void looksOnlyIntoTheParentWhereThereIsNoProject() {
        DirectorySourceTree tree = new DirectorySourceTree(root.resolve("runs"), Progress.NONE);
        assertEquals(List.of("runs/first/net.py", "runs/first/deep/er/net.py", "net.py"), relative(tree.files()));
    }

    @Test
    void doesNotFollowLinksInACircle() throws IOException {
        Files.createSymbolicLink(root.resolve("lib/again"), root);
        Files.createFile(root.resolve("setup.py"));
        assertEquals(5, new DirectorySourceTree(root, Progress.NONE).files().size());
    }

    @Test
    void refusesFilesThatAreTooLongForAProgram() throws IOException {
        Path huge = root.resolve("huge.py");
        Files.writeString(huge, "#".repeat((int) DirectorySourceTree.MAX_BYTES + 1));
        DirectorySourceTree tree = new DirectorySourceTree(root, Progress.NONE);
        assertThrows(IOException.class, () -> tree.read(huge.toString()));
        assertTrue(new PythonProject(tree).named("huge.py").isEmpty());
    }

    @Test
    void readsBytesThatAreNotUtf8() throws IOException {
        Files.write(root.resolve("latin.py"), "name = 'caf\u00e9'\n".getBytes(StandardCharsets.ISO_8859_1));
        DirectorySourceTree tree = new DirectorySourceTree(root, Progress.NONE);
        assertEquals("name = 'caf\uFFFD'\n", tree.read(tree.find("latin.py").get(0)));
    }

    @Test
    void stopsWhenCancelled() {
        Progress cancelled = new Progress() {
            @Override
            public void report(String task, double fraction) {
                // nobody watches
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancellationException.class, () -> new DirectorySourceTree(root, cancelled));
    }

    private List<String> relative(List<String> files) {
        return files.stream().map(file -> root.relativize(Path.of(file)).toString().replace('\\', '/')).toList();
    }
}
