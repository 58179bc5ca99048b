package org.lamina.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file or folder of a {@code plugins} folder, named by a bundle's symbolic name and version.
 *
 * @param path where it is
 * @param name the symbolic name
 * @param major first number of the version
 * @param minor second number
 * @param micro third number
 * @param qualifier what follows, compared as text; may be empty
 */
record InstalledBundle(Path path, String name, int major, int minor, int micro, String qualifier) {

    private static final Pattern FILE_NAME = Pattern
            .compile("(.+)_(\\d{1,9})\\.(\\d{1,9})\\.(\\d{1,9})(?:\\.([\\w-]+))?(?:\\.jar)?");

    private static final Comparator<InstalledBundle> BY_VERSION = Comparator.comparingInt(InstalledBundle::major)
            .thenComparingInt(InstalledBundle::minor).thenComparingInt(InstalledBundle::micro)
            .thenComparing(InstalledBundle::qualifier);

    /** The newest of these files that is a bundle of this name. */
    static Optional<Path> newest(List<Path> files, String name) {
        return files.stream().flatMap(InstalledBundle::parse).filter(bundle -> bundle.name().equals(name))
                .max(BY_VERSION).map(InstalledBundle::path);
    }

    /** The jars in the folder {@code lib} of an unpacked bundle, by name; none if it has no such folder. */
    static List<Path> nestedJars(Path bundle) throws IOException {
        Path folder = bundle.resolve("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Stream<InstalledBundle> parse(Path path) {
        Matcher parts = FILE_NAME.matcher(path.getFileName().toString());
        if (!parts.matches()) {
            return Stream.empty();
        }
        String qualifier = parts.group(5) == null ? "" : parts.group(5);
        return Stream.of(new InstalledBundle(path, parts.group(1), Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)), Integer.parseInt(parts.group(4)),
                qualifier.equals("jar") ? "" : qualifier));
    }
}
