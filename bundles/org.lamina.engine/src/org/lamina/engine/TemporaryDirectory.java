package org.lamina.engine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A directory of one request, removed with what is in it when closed. A file that is still in use (a mapped one on
 * Windows) stays behind for the operating system to clean up.
 */
final class TemporaryDirectory implements AutoCloseable {

    private final Path path;

    /** An existing directory, to be removed. */
    TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Makes a directory that only this user can read. */
    static TemporaryDirectory create() throws IOException {
        return new TemporaryDirectory(Files.createTempDirectory("lamina-"));
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                file.toFile().delete();
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) {
                directory.toFile().delete();
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
