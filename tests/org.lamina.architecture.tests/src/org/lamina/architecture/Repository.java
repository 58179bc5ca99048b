package org.lamina.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The files of the repository in which the tests run. */
final class Repository {

    private Repository() {
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("target-platform"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("The tests run outside the repository, in " + Path.of("").toAbsolutePath());
        }
        return folder;
    }

    /** The folders of all bundles, except natives, which hold no code. */
    static List<Path> bundles() throws IOException {
        return folders(root().resolve("bundles"), folder -> Files.isDirectory(folder.resolve("META-INF"))
                && !folder.getFileName().toString().startsWith("org.lamina.engine.pytorch."));
    }

    static List<Path> tests() throws IOException {
        return folders(root().resolve("tests"), folder -> Files.isDirectory(folder.resolve("src")));
    }

    static List<Path> sources(Path bundle) throws IOException {
        Path folder = bundle.resolve("src");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    /** The path of a file in the repository, with slashes. */
    static String name(Path file) {
        return root().relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }

    private static List<Path> folders(Path parent, Predicate<Path> wanted) throws IOException {
        try (Stream<Path> folders = Files.list(parent)) {
            return folders.filter(wanted).sorted().toList();
        }
    }
}
