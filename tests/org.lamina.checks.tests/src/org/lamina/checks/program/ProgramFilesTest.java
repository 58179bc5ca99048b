package org.lamina.checks.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.model.Progress;

class ProgramFilesTest {

    @TempDir
    Path folder;

    private static List<Path> below(Path directory) throws IOException {
        return ProgramFiles.below(directory, (path, problem) -> {
            throw new AssertionError(path + " can't be read", problem);
        }, Progress.NONE);
    }

    @Test
    void findsTheProgramsThatPeopleWrote() throws IOException {
        for (String name : List.of("a.py", "b/c.ipynb", "b/D.java", "b/readme.md", ".git/e.py", "venv/f.py",
                "x/lib/site-packages/g.py", "node_modules/h.py", "__pycache__/i.py", "target/j.py", "mine/k.py",
                "mine/pyvenv.cfg")) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        }
        assertEquals(List.of("a.py", "b/D.java", "b/c.ipynb"), below(folder).stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/')).toList());
    }

    @Test
    void checksADirectoryThatIsNamedEvenWhereItWouldBeLeftOutBelow() throws IOException {
        Path named = Files.createDirectory(folder.resolve("target"));
        Files.writeString(named.resolve("a.py"), "");
        assertEquals(1, below(named).size());
    }
}
