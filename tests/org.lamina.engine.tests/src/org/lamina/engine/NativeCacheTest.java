package org.lamina.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {

    @TempDir
    Path directory;

    @Test
    void removesOnlyOldLeftoversOfUnpacking() throws IOException {
        Path cache = directory.resolve("cache");
        Path libraries = folder(cache.resolve("pytorch/2.7.1-cpu-linux-x86_64"), Duration.ofDays(9));
        Path old = folder(cache.resolve("pytorch/tmp123"), Duration.ofHours(2));
        Path running = folder(cache.resolve("pytorch/tmp456"), Duration.ofMinutes(1));

        NativeCache.prepare(cache);

        assertFalse(Files.exists(old));
        assertTrue(Files.exists(running.resolve("libtorch.so")));
        assertTrue(Files.exists(libraries.resolve("libtorch.so")));
    }

    @Test
    void makesAFolderThatIsMissing() throws IOException {
        NativeCache.prepare(directory.resolve("a/b"));

        assertTrue(Files.isDirectory(directory.resolve("a/b")));
    }

    @Test
    void failsWhereAFileIsInThePlace() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThrows(IOException.class, () -> NativeCache.prepare(file.resolve("cache")));
    }

    private static Path folder(Path path, Duration age) throws IOException {
        Files.createDirectories(path);
        Files.createFile(path.resolve("libtorch.so"));
        return Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
    }
}
