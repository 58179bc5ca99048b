package org.lamina.checks.program;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.lamina.model.Progress;
import org.lamina.source.project.SourceDirectories;

/** The programs in a directory and below it. */
public final class ProgramFiles {

    /** A file that is longer was not written by people. */
    public static final long MAX_BYTES = 8L << 20;

    private ProgramFiles() {
    }

    /**
     * The programs below a directory, by path. Hidden directories, virtual environments, installed packages and build
     * outputs are left out; links to directories are not followed.
     *
     * @param unreadable told of directories that can't be read, and why
     * @throws IOException if the directory itself can't be read
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public static List<Path> below(Path directory, BiConsumer<Path, IOException> unreadable, Progress progress)
            throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                progress.checkCancelled();
                return !entered.equals(directory) && SourceDirectories.isSkipped(entered)
                        ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (ProgramChecks.isProgram(file.getFileName().toString()) && Files.isRegularFile(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                if (file.equals(directory)) {
                    throw problem;
                } else if (!SourceDirectories.isSkipped(file)) {
                    unreadable.accept(file, problem);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }
}
