package org.lamina.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the checkpoints below a directory, by their content. Hidden directories and build outputs are left out. */
final class CheckpointSearch {

    private static final Set<String> SKIPPED =
            Set.of("__pycache__", "site-packages", "node_modules", "target", "venv", "env");

    private final Session session;

    CheckpointSearch(Session session) {
        this.session = session;
    }

    /** The checkpoints, by name. */
    List<Path> below(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
                String name = String.valueOf(inner.getFileName());
                boolean left = !inner.equals(directory) && (name.startsWith(".") || SKIPPED.contains(name)
                        || Files.exists(inner.resolve("pyvenv.cfg")));
                return left ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                session.progress().checkCancelled();
                if (attributes.isRegularFile() && isCheckpoint(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                return FileVisitResult.CONTINUE;
            }
        });
        found.sort(null);
        return found;
    }

    private boolean isCheckpoint(Path file) {
        try {
            return session.readers().match(file).isPresent();
        } catch (IOException unreadable) {
            return unreadable instanceof FileSystemException && hasCheckpointName(file);
        }
    }

    /** Whether a file that can't be read is worth a word. */
    private static boolean hasCheckpointName(Path file) {
        return file.toString().matches(".*\\.(pt|pth|onnx|safetensors)");
    }
}
