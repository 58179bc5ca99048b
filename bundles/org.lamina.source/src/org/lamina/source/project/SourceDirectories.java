package org.lamina.source.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which directories hold programs that people write. */
public final class SourceDirectories {

    /** Directories of programs that nobody here has written: build outputs, caches, installed packages. */
    private static final Set<String> SKIPPED =
            Set.of("__pycache__", "site-packages", "node_modules", "target", "build", "dist", "venv", "env");

    static final int PROJECT_LEVELS = 4;
    static final Set<String> PROJECT_MARKS =
            Set.of(".git", ".hg", ".project", ".lamina", "setup.py", "setup.cfg", "pyproject.toml", "requirements.txt");

    private SourceDirectories() {
    }

    /** The directory of the project around a directory: the nearest, that or one above, which has a mark of one. */
    static Optional<Path> project(Path start) {
        Path directory = start;
        for (int level = 0; level <= PROJECT_LEVELS && directory != null; level++) {
            Path candidate = directory;
            if (PROJECT_MARKS.stream().anyMatch(mark -> Files.exists(candidate.resolve(mark)))) {
                return Optional.of(candidate);
            }
            directory = directory.getParent();
        }
        return Optional.empty();
    }

    /** Whether nothing in a directory, nor below it, was written here; told from its name and its entries alone. */
    public static boolean isSkipped(Path directory) {
        String name = String.valueOf(directory.getFileName());
        return isSkipped(name) || Files.exists(directory.resolve("pyvenv.cfg"));
    }

    /** Likewise, from the name alone. */
    public static boolean isSkipped(String name) {
        return name.startsWith(".") || SKIPPED.contains(name);
    }
}
