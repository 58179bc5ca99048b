package org.lamina.engine;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A directory of one request, removed with what is in it when closed. A file that is still in use (a mapped one on
 * Windows) stays behind for the operating system to clean up.
 */
final class TemporaryDirectory implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("lamina-request-(\\d+)-.*");
    /** Process numbers are used again, and may be those of another container that shares the directory. */
    private static final Duration LEAST_AGE = Duration.ofHours(1);

    private final Path path;

    /** An existing directory, to be removed. */
    TemporaryDirectory(Path path) {
        this.path = path;
    }

    /** Makes a directory that only this user can read. */
    static TemporaryDirectory create() throws IOException {
        return new TemporaryDirectory(
                Files.createTempDirectory("lamina-request-" + ProcessHandle.current().pid() + "-"));
    }

    /**
     * Removes the directories of requests whose process has ended without removing them, as far as they can be removed.
     *
     * @param parent where directories of requests are made
     * @param now the time now
     */
    static void removeOrphans(Path parent, Instant now) throws IOException {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, "lamina-request-*")) {
            for (Path directory : directories) {
                Matcher name = NAME.matcher(directory.getFileName().toString());
                if (name.matches() && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && !isAlive(name.group(1))
                        && Files.getLastModifiedTime(directory).toInstant().isBefore(now.minus(LEAST_AGE))) {
                    new TemporaryDirectory(directory).close();
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static boolean isAlive(String process) {
        try {
            return ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive).isPresent();
        } catch (NumberFormatException e) {
            return true; // a number that no process has; not ours
        }
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
