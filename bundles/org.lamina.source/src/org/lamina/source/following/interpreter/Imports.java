package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Scope;
import org.lamina.source.following.value.Value;
import org.lamina.source.project.ModuleFiles;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.TextRange;

/**
 * What names mean that a program imports from other files of its project. Such a file is read when something of it is
 * first asked for: its variables, functions and classes are taken, and what else it does when it runs is not noted. So
 * files that import each other, or themselves, are no matter.
 */
public final class Imports {

    /** What is understood as it is, even where a project has a directory of that name. */
    private static final Set<String> LIBRARIES = Set.of("torch", "torchvision", "tensorflow", "keras", "numpy",
            "tensorflow_datasets", "sklearn", "pandas", "timm", "transformers", "jax", "scipy", "cv2", "PIL");
    private static final int MAX_MODULES = 40;
    private static final int MAX_TEXT = 2 << 20;
    private static final int MAX_LEVELS = 8;

    private final Follower follower;
    private final ModuleFiles files;
    private final Map<String, Scope> loaded = new HashMap<>();
    private final Map<String, Optional<Value>> known = new HashMap<>();
    private final List<PythonSource> sources = new ArrayList<>();
    /** What is being looked for, since files may take a name from each other. */
    private final Set<String> asked = new HashSet<>();
    private int length;

    Imports(Follower follower, ModuleFiles files) {
        this.follower = follower;
        this.files = files;
    }

    /** The files that were read, in order, each behind the one before. */
    public List<PythonSource> sources() {
        return List.copyOf(sources);
    }

    /** The file that a range is of. */
    public PythonSource source(TextRange range) {
        return sources.stream().filter(source -> source.holds(range)).findFirst().orElse(follower.source());
    }

    /** What a name stands for in a file, if it is no variable there. */
    Value value(PythonSource in, String name) {
        return imported(in, name).orElseGet(() -> new Value.External(qualified(in, name)));
    }

    /** The full name of what is no file of the project: all names of a module may be imported. */
    private String qualified(PythonSource in, String name) {
        if (in.stars().size() < 2 || in.imported(name).isPresent() || !Character.isUpperCase(name.charAt(0))) {
            return in.qualify(name);
        }
        List<String> others = in.stars().stream().filter(star -> find(in, star).isEmpty()).toList();
        return others.size() == 1 ? others.get(0) + "." + name : in.qualify(name);
    }

    private Optional<Value> imported(PythonSource in, String name) {
        Optional<String> full = in.imported(name);
        if (files == ModuleFiles.NONE || full.isEmpty() && in.stars().isEmpty()) {
            return Optional.empty();
        }
        String key = in.file() + ":" + name;
        Optional<Value> before = known.get(key);
        if (before != null || !asked.add(key)) {
            return before == null ? Optional.empty() : before;
        }
        Optional<Value> found = full.isPresent() ? find(in, full.get()) : in.stars().stream()
                .flatMap(star -> find(in, star).stream()).filter(Value.Module.class::isInstance)
                .flatMap(module -> member((Value.Module) module, name).stream()).findFirst();
        asked.remove(key);
        known.put(key, found);
        return found;
    }

    /** What a full name stands for; empty if it is none of the project. */
    private Optional<Value> find(PythonSource in, String full) {
        int dots = 0;
        while (dots < full.length() && full.charAt(dots) == '.') {
            dots++;
        }
        List<String> names = List.of(full.substring(dots).split("\\."));
        String directory = parent(in.file());
        if (dots > 0) {
            for (int level = 1; level < dots; level++) {
                directory = parent(directory);
            }
            return names.get(0).isEmpty() ? Optional.of(new Value.Module(directory))
                    : inside(Optional.of(new Value.Module(directory)), names);
        }
        if (LIBRARIES.contains(names.get(0))) {
            return Optional.empty();
        }
        String root = files.root(in.file());
        for (int level = 0; level < MAX_LEVELS && directory.length() >= root.length(); level++) {
            Optional<Value> first = module(directory + "/" + names.get(0));
            Optional<Value> found = inside(first, names.subList(1, names.size()));
            if (found.isPresent() || directory.isEmpty()) {
                return found;
            }
            directory = parent(directory);
        }
        return Optional.empty();
    }

    private Optional<Value> inside(Optional<Value> from, List<String> names) {
        Optional<Value> found = from;
        for (String name : names) {
            found = found.flatMap(value -> value instanceof Value.Module module ? member(module, name)
                    : Optional.of(follower.evaluator().attribute(value, name, "", follower.source().statements().get(0)
                            .range())));
        }
        return found;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private Optional<Value> module(String path) {
        return files.isFile(path + ".py") || files.isDirectory(path) ? Optional.of(new Value.Module(path))
                : Optional.empty();
    }

    /** What a module or package holds under a name: what its file has or imports, or else a file in it. */
    Optional<Value> member(Value.Module module, String name) {
        Optional<Scope> scope = load(module.path());
        return scope.flatMap(variables -> variables.find(name))
                .or(() -> scope.flatMap(variables -> imported(variables.source(), name)))
                .or(() -> module(module.path() + "/" + name))
                .or(() -> scope.map(Scope::source).filter(source -> source.imported(name).isPresent())
                        .map(source -> new Value.External(source.qualify(name))));
    }

    private Optional<Scope> load(String path) {
        String file = files.isFile(path + ".py") ? path + ".py" : path + "/__init__.py";
        Scope before = loaded.get(file);
        if (before != null || file.equals(follower.source().file())) {
            return Optional.of(before != null ? before : follower.module());
        }
        Optional<String> text = sources.size() < MAX_MODULES && files.isFile(file) ? files.read(file)
                .filter(found -> length + found.length() <= MAX_TEXT) : Optional.empty();
        return text.map(found -> read(file, found));
    }

    private Scope read(String file, String text) {
        length += text.length();
        PythonSource last = sources.isEmpty() ? follower.source() : sources.get(sources.size() - 1);
        PythonSource source = PythonSource.parseBehind(last, file, text);
        sources.add(source);
        Scope scope = new Scope(source);
        scope.set("__name__", Value.of(file));
        loaded.put(file, scope);
        follower.findDecorated(source);
        follower.record().quietly(() -> follower.run(source.statements(), scope));
        return scope;
    }
}
