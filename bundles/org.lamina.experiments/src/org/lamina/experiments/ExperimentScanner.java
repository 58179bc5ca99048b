package org.lamina.experiments;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.Readers;
import org.lamina.model.Progress;

/**
 * Finds checkpoint files in a directory tree by their content. Files and directories that can't be read are passed
 * over, as are links, hidden directories, those that tools fill, and parts of a checkpoint that an index beside lists.
 */
public final class ExperimentScanner {

    private static final int DEPTH = 16;
    private static final int SMALLEST = 32;
    private static final Set<String> TOOL_DIRECTORIES = Set.of("target", "bin", "build", "__pycache__", "node_modules",
            "site-packages", "venv");
    private static final Set<String> OTHER_EXTENSIONS = Set.of("py", "pyc", "ipynb", "java", "class", "jar", "txt",
            "md", "json", "jsonl", "csv", "xml", "html", "css", "js", "yaml", "yml", "toml", "png", "jpg", "jpeg",
            "gif", "svg", "pdf", "log", "npy", "gz", "zip", "so", "dll");
    private static final Set<String> DATA_FILES = Set.of("samples.safetensors");

    private static final String INDEX = ".index.json";
    private static final Pattern PART = Pattern.compile("(.+)-\\d{5}-of-\\d{5}(\\.\\w+)");

    private final Readers readers;

    /** A scanner for the formats of these readers. */
    public ExperimentScanner(Readers readers) {
        this.readers = readers;
    }

    /**
     * Scans a directory and what is below it.
     *
     * @return the directories that hold checkpoints, by path in natural order
     * @throws IOException if the directory itself can't be read
     */
    public List<Experiment> scan(Path directory, Progress progress) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        Path root = directory.toAbsolutePath().normalize();
        Map<Path, List<CheckpointEntry>> found = new TreeMap<>(
                Comparator.comparing((Path path) -> root.relativize(path).toString(), ModelNames.NATURAL));
        Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), DEPTH,
                new Visitor(root, found, progress));
        List<Experiment> experiments = new ArrayList<>();
        found.forEach((place, checkpoints) -> experiments.add(experiment(place, checkpoints)));
        return List.copyOf(experiments);
    }

    private static Experiment experiment(Path directory, List<CheckpointEntry> checkpoints) {
        String name = directory.getFileName() == null ? directory.toString() : directory.getFileName().toString();
        Map<String, List<CheckpointEntry>> byModel = new TreeMap<>(ModelNames.NATURAL);
        checkpoints.sort(Comparator.comparing(entry -> entry.file().getFileName().toString(), ModelNames.NATURAL));
        for (CheckpointEntry checkpoint : checkpoints) {
            byModel.computeIfAbsent(ModelNames.of(checkpoint.file().getFileName().toString(), name),
                    model -> new ArrayList<>()).add(checkpoint);
        }
        List<ModelEntry> models = new ArrayList<>();
        byModel.forEach((model, entries) -> models.add(new ModelEntry(model, entries)));
        return new Experiment(name, directory, models);
    }

    private static boolean mayBeCheckpoint(Path file, BasicFileAttributes attributes) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String extension = name.substring(name.lastIndexOf('.') + 1);
        boolean other = name.contains(".") && OTHER_EXTENSIONS.contains(extension) && !name.endsWith(INDEX);
        return attributes.isRegularFile() && attributes.size() >= SMALLEST && !name.startsWith(".")
                && !DATA_FILES.contains(name) && !other && !isPartOfIndexed(file);
    }

    /** Whether an index beside a file opens it together with the other parts of its checkpoint. */
    private static boolean isPartOfIndexed(Path file) {
        Matcher part = PART.matcher(file.getFileName().toString());
        return part.matches() && Files.exists(file.resolveSibling(part.group(1) + part.group(2) + INDEX));
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        private final Path root;
        private final Map<Path, List<CheckpointEntry>> found;
        private final Progress progress;

        Visitor(Path root, Map<Path, List<CheckpointEntry>> found, Progress progress) {
            this.root = root;
            this.found = found;
            this.progress = progress;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            progress.checkCancelled();
            String name = directory.getFileName() == null ? "" : directory.getFileName().toString();
            boolean skipped = !directory.equals(root) && (name.startsWith(".") || TOOL_DIRECTORIES.contains(name));
            progress.report("Scanning " + root.relativize(directory), Double.NaN);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            progress.checkCancelled();
            if (mayBeCheckpoint(file, attributes)) {
                match(file).ifPresent(reader -> found.computeIfAbsent(file.getParent(), place -> new ArrayList<>())
                        .add(new CheckpointEntry(file, reader.format(), attributes.size(),
                                attributes.lastModifiedTime())));
            }
            return FileVisitResult.CONTINUE;
        }

        private Optional<CheckpointReader> match(Path file) {
            try {
                return readers.match(file);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
            if (file.equals(root)) {
                throw problem;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
            return directory.equals(root) ? super.postVisitDirectory(directory, problem) : FileVisitResult.CONTINUE;
        }
    }
}
