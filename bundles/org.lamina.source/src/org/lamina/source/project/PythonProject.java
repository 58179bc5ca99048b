package org.lamina.source.project;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.lamina.model.Progress;
import org.lamina.source.java.JavaSource;
import org.lamina.source.python.PythonSource;

/**
 * The programs of a tree, each read when it is first needed, and again if memory was short in between. Only the nearest
 * {@link #MAX_FILES} are looked at. May be used by several threads at once.
 */
public final class PythonProject {

    static final int MAX_FILES = 2_000;

    private final SourceTree tree;
    private final Map<String, SoftReference<PythonSource>> sources = new ConcurrentHashMap<>();
    private final TreeModules modules;

    /** The programs of this tree. */
    public PythonProject(SourceTree tree) {
        this.tree = tree;
        this.modules = new TreeModules(tree);
    }

    /** A program; empty where it can't be read. */
    public Optional<PythonSource> source(String file) {
        return known(file).or(() -> text(file).map(text -> {
            PythonSource source = file.endsWith(".java") ? JavaSource.parse(file, text)
                    : PythonSource.parse(file, text);
            sources.put(file, new SoftReference<>(source));
            return source;
        }));
    }

    private Optional<PythonSource> known(String file) {
        SoftReference<PythonSource> reference = sources.get(file);
        return reference == null ? Optional.empty() : Optional.ofNullable(reference.get());
    }

    /** Its files as modules that its programs import. */
    public ModuleFiles modules() {
        return modules;
    }

    /** The programs of this file name, {@code net.py}, nearest first. */
    public List<PythonSource> named(String fileName) {
        return tree.find(fileName).stream().flatMap(file -> source(file).stream()).toList();
    }

    /**
     * The Python programs whose text passes a test, nearest first.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<PythonSource> matching(Predicate<String> test, Progress progress) {
        return matching(tree.files(), test, progress);
    }

    /**
     * The Java programs whose text passes a test, nearest first.
     *
     * @throws java.util.concurrent.CancellationException if it was cancelled
     */
    public List<PythonSource> matchingJava(Predicate<String> test, Progress progress) {
        return matching(tree.javaFiles(), test, progress);
    }

    private List<PythonSource> matching(List<String> files, Predicate<String> test, Progress progress) {
        return files.stream().limit(MAX_FILES).filter(file -> {
            progress.checkCancelled();
            return known(file).map(PythonSource::text).or(() -> text(file)).filter(test).isPresent();
        }).flatMap(file -> source(file).stream()).toList();
    }

    /**
     * The class that a name means in a file: one of the file itself, or one that it imports from this project.
     *
     * @param source the file
     * @param dotted the name as the file writes it: {@code Block}, {@code blocks.Block}
     */
    public Optional<ModuleClass> findClass(PythonSource source, String dotted) {
        return source.findClass(dotted).map(found -> new ModuleClass(source, found))
                .or(() -> qualifiedClass(source.qualify(dotted)));
    }

    /** The class of this full name: {@code blocks.Block} is class {@code Block} in a file {@code blocks.py}. */
    public Optional<ModuleClass> qualifiedClass(String qualified) {
        int dot = qualified.lastIndexOf('.');
        String module = qualified.substring(0, Math.max(0, dot)).replaceFirst("^\\.+", "");
        if (module.isEmpty() || module.equals("torch") || module.startsWith("torch.")) {
            return Optional.empty();
        }
        String name = qualified.substring(dot + 1);
        String path = module.replace('.', '/');
        String fileName = path.substring(path.lastIndexOf('/') + 1) + ".py";
        Stream<PythonSource> modules = named(fileName).stream()
                .filter(source -> ("/" + source.file()).endsWith("/" + path + ".py"));
        return modules.flatMap(source -> source.findClass(name).map(found -> new ModuleClass(source, found)).stream())
                .findFirst();
    }

    private Optional<String> text(String file) {
        try {
            return Optional.of(tree.read(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
