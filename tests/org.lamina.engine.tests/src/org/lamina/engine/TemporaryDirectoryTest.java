package org.lamina.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryDirectoryTest {

    /** More than any system numbers its processes. */
    private static final long NOBODY = 1L << 40;

    @TempDir
    Path parent;

    private Path directory(String name) throws Exception {
        Path made = Files.createDirectory(parent.resolve(name));
        Files.writeString(made.resolve("0.safetensors"), "values");
        return made;
    }

    @Test
    void removesWhatAnEndedProcessHasLeft() throws Exception {
        Path orphan = directory("lamina-request-" + NOBODY + "-1");
        Path used = directory("lamina-request-" + ProcessHandle.current().pid() + "-1");
        Path other = directory("lamina-results");
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        TemporaryDirectory.removeOrphans(parent, tomorrow);
        assertFalse(Files.exists(orphan), "nobody uses it");
        assertTrue(Files.exists(used), "its process is this one");
        assertTrue(Files.exists(other), "it is not of a request");
    }

    @Test
    void leavesYoungDirectoriesAlone() throws Exception {
        Path young = directory("lamina-request-" + NOBODY + "-1");
        TemporaryDirectory.removeOrphans(parent, Instant.now());
        assertTrue(Files.exists(young), "another container may use it");
    }

    @Test
    void removesItsFilesWhenItIsClosed() throws Exception {
        Path path;
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            path = directory.path();
            Files.writeString(path.resolve("0.safetensors"), "values");
        }
        assertFalse(Files.exists(path));
    }
}
