package org.lamina.source.following;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lamina.source.following.interpreter.Record;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.ModuleTree;
import org.lamina.source.program.ModuleTree.Made;

/** Walks through the modules that a program has made, along the names that PyTorch gives to what they hold. */
final class ModuleTrees {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_LAYERS = 4_000;
    private static final int MAX_TREES = 400;

    private final Map<String, Made> layers = new LinkedHashMap<>();

    private ModuleTrees() {
    }

    /** The modules, those made last first, since functions that build whole models are followed last. */
    static List<ModuleTree> of(Record record) {
        List<Value.Instance> instances = record.instances();
        return instances.subList(Math.max(0, instances.size() - MAX_TREES), instances.size()).stream()
                .map(ModuleTrees::tree).filter(tree -> !tree.layers().isEmpty()).toList();
    }

    private static ModuleTree tree(Value.Instance instance) {
        ModuleTrees walk = new ModuleTrees();
        walk.add("", instance, 0);
        return new ModuleTree(instance.type.definition().name(), instance.type.definition().range(), walk.layers);
    }

    private void add(String path, Value value, int depth) {
        if (depth > MAX_DEPTH || layers.size() >= MAX_LAYERS) {
            return;
        }
        if (value instanceof Part part && part.framework == Framework.PYTORCH && !path.isEmpty()) {
            layers.putIfAbsent(path, new Made(part.type, part.config, part.constructor));
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
