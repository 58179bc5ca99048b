package org.lamina.source.project;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** Which directories hold programs that people write. */
public final class SourceDirectories {

    /** Directories of programs that nobody here has written: build outputs, caches, installed packages. */
    private static final Set<String> SKIPPED =
            Set.of("__pycache__", "site-packages", "node_modules", "target", "build", "dist", "venv", "env");

    private SourceDirectories() {
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
