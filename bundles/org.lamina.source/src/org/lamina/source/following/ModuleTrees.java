package org.lamina.source.following;

import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.Imports;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.ModuleTree;
import org.lamina.source.program.ModuleTree.Made;
import org.lamina.source.python.PythonSource;
import org.lamina.source.python.Statement.ClassDefinition;
import org.lamina.source.python.TextRange;

/** Walks through the modules that a program has made, along the names that PyTorch gives to what they hold. */
final class ModuleTrees {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_LAYERS = 4_000;
    private static final int MAX_TREES = 400;
    /** A class of which more are made is a block and no model. */
    private static final int MAX_OF_A_CLASS = 40;

    private final Imports imports;
    private final Map<String, Made> layers = new LinkedHashMap<>();

    private ModuleTrees(Imports imports) {
        this.imports = imports;
    }

    /** The modules, those made last first, since functions that build whole models are followed last. */
    static List<ModuleTree> of(Follower follower) {
        Map<ClassDefinition, Integer> counts = new IdentityHashMap<>();
        List<Value.Instance> instances = follower.record().instances().stream().filter(instance -> counts
                .merge(instance.type.definition(), 1, Integer::sum) <= MAX_OF_A_CLASS).toList();
        return instances.subList(Math.max(0, instances.size() - MAX_TREES), instances.size()).stream()
                .map(instance -> new ModuleTrees(follower.imports()).tree(instance))
                .filter(tree -> !tree.layers().isEmpty()).toList();
    }

    private ModuleTree tree(Value.Instance instance) {
        add("", instance, 0);
        TextRange definition = instance.type.definition().range();
        PythonSource source = imports.source(definition);
        return new ModuleTree(instance.type.definition().name(), source.alone(definition), source.file(), layers);
    }

    private void add(String path, Value value, int depth) {
        if (depth > MAX_DEPTH || layers.size() >= MAX_LAYERS) {
            return;
        }
        if (value instanceof Part part && part.framework == Framework.PYTORCH && !path.isEmpty()) {
            PythonSource source = imports.source(part.constructor);
            layers.putIfAbsent(path, new Made(part.type, part.config, source.alone(part.constructor), source.file()));
        } else if (value instanceof Value.Instance instance && instance.module) {
            instance.attributes.forEach((name, held) -> add(name.equals("super") ? path : inside(path, name), held,
                    depth + 1));
        } else if (value instanceof Chain chain) {
            for (int i = 0; i < chain.layers.size(); i++) {
                add(inside(path, chain.key(i)), chain.layers.get(i), depth + 1);
            }
        } else if (value instanceof Value.Mapping mapping) {
            mapping.entries().forEach((key, held) -> add(inside(path, String.valueOf(key)), held, depth + 1));
        }
    }

    private static String inside(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
