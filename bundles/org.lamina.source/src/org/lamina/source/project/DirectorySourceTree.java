package org.lamina.source.project;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.model.Progress;
import org.lamina.source.python.PythonEncoding;

/**
 * The programs around a directory of the file system: those in it and in its subdirectories, then those of the project
 * around it. A project is the nearest directory above, at most {@link SourceDirectories#PROJECT_LEVELS} up, that holds
 * one of {@link SourceDirectories#PROJECT_MARKS}; without one, the parent directory alone (not its subdirectories)
 * counts.
 *
 * <p>Hidden directories, virtual environments, installed packages and build outputs are left out, symbolic links to
 * directories are not followed, and after {@link #MAX_DIRECTORIES} directories or {@link #MAX_FILES} files the search
 * ends.
 */
public final class DirectorySourceTree implements SourceTree {

    static final int MAX_DIRECTORIES = 2_000;
    static final int MAX_FILES = 1_000;
    static final long MAX_BYTES = 8L << 20;

    private static final int MAX_ENTRIES = 20_000;

    private final List<String> files;
    private final List<String> javaFiles;

    /**
     * Searches at once.
     *
     * @param directory where the model lies
     */
    public DirectorySourceTree(Path directory, Progress progress) {
        Path start = directory.toAbsolutePath().normalize();
        Search search = new Search(progress);
        search.below(start);
        Optional<Path> project = SourceDirectories.project(start);
        if (project.isPresent()) {
            search.below(project.get());
        } else if (start.getParent() != null) {
            search.in(start.getParent());
        }
        files = List.copyOf(search.found);
        javaFiles = List.copyOf(search.foundJava);
    }

    @Override
    public List<String> files() {
        return files;
    }

    @Override
    public List<String> javaFiles() {
        return javaFiles;
    }

    /** The text, in the encoding that a Python file declares, else as UTF-8; other bytes are replaced. */
    @Override
    public String read(String file) throws IOException {
        Path path = Path.of(file);
        long size = Files.size(path);
        if (size > MAX_BYTES) {
            throw new IOException(file + " has " + size + " bytes, too many for a program");
        }
        byte[] bytes = Files.readAllBytes(path);
        return file.endsWith(".py") ? PythonEncoding.text(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Goes through directories breadth first, each once. */
    private static final class Search {

        private final Progress progress;
        private final List<String> found = new ArrayList<>();
        private final List<String> foundJava = new ArrayList<>();
        private final Set<Path> seen = new HashSet<>();

        Search(Progress progress) {
            this.progress = progress;
        }

        void below(Path root) {
            Deque<Path> open = new ArrayDeque<>(List.of(root));
            while (!open.isEmpty() && seen.size() < MAX_DIRECTORIES && found.size() < MAX_FILES) {
                open.addAll(in(open.poll()));
            }
        }

        /** Takes the programs of one directory; answers its subdirectories that are worth a look. */
        List<Path> in(Path directory) {
            progress.checkCancelled();
            List<Path> subdirectories = new ArrayList<>();
            List<Path> entries = entries(directory);
            boolean first = seen.add(directory);
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    if (!SourceDirectories.isSkipped(entry)) {
                        subdirectories.add(entry);
                    }
                } else if (first && name.endsWith(".py")) {
                    add(entry, found);
                } else if (first && name.endsWith(".java")) {
                    add(entry, foundJava);
                }
            }
            return subdirectories;
        }

        private static void add(Path file, List<String> programs) {
            if (programs.size() < MAX_FILES && Files.isRegularFile(file)) {
                programs.add(file.toString().replace('\\', '/'));
            }
        }

        /** What a directory holds, by name; nothing where it can't be read. */
        private static List<Path> entries(Path directory) {
            List<Path> entries = new ArrayList<>();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
                for (Path entry : stream) {
                    if (entries.size() == MAX_ENTRIES) {
                        break;
                    }
                    entries.add(entry);
                }
            } catch (IOException | DirectoryIteratorException unreadable) {
                return List.of();
            }
            entries.sort(null);
            return entries;
        }
    }
}
