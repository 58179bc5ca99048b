package org.lamina.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.Readers;

/** All targets: every reader of checkpoints, whatever finds a reader, and the parsers within. */
final class Targets {

    private Targets() {
    }

    /** The targets; those of the readers keep their files in this directory. */
    static List<Target> all(Path directory) {
        List<Target> targets = new ArrayList<>();
        for (CheckpointReader reader : Readers.builtin().all()) {
            targets.add(new ReaderTarget(name(reader), reader, directory));
        }
        targets.add(new ArchiveTarget(directory));
        targets.add(new ZipTarget());
        targets.add(new TextTarget());
        targets.add(new PickleTarget());
        targets.add(new ScriptTarget());
        targets.add(new PythonTarget());
        return targets;
    }

    /**
     * The target of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Target named(String name, Path directory) {
        List<Target> all = all(directory);
        if (name.equals(AnyTarget.NAME)) {
            return new AnyTarget(all);
        }
        return all.stream().filter(target -> target.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + name));
    }

    /** The names of the targets. */
    static Stream<String> names() {
        return all(Path.of("")).stream().map(Target::name);
    }

    private static String name(CheckpointReader reader) {
        return reader.getClass().getSimpleName().replaceFirst("Reader$", "").toLowerCase(Locale.ROOT);
    }
}
