package org.lamina.figure.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;
import org.lamina.figure.structure.Module.Kind;
import org.lamina.model.Model;

/** The modules of a model as a tree whose members stand in the order of the flow. */
public final class ModuleTree {

    private final Scopes scopes;
    private final Repeats repeats;
    private final boolean plain;
    private final Map<String, List<Integer>> layersIn = new HashMap<>();
    private final Map<String, List<String>> modulesIn = new HashMap<>();
    private final Map<String, Integer> firsts = new HashMap<>();

    private ModuleTree(Model model, boolean plain) {
        this.plain = plain;
        scopes = new Scopes(model);
        repeats = new Repeats(scopes.flow);
        Set<String> placed = new LinkedHashSet<>();
        for (int i = 0; i < scopes.around.length; i++) {
            String at = scopes.around[i];
            layersIn.computeIfAbsent(at, path -> new ArrayList<>()).add(i);
            while (!at.isEmpty() && placed.add(at)) {
                firsts.put(at, i);
                String outer = scopes.outer(at);
                modulesIn.computeIfAbsent(outer, path -> new ArrayList<>()).add(at);
                at = outer;
            }
        }
    }

    /** The tree with repeats and parts, which can be folded. */
    public static Module of(Model model) {
        return new ModuleTree(model, false).module("", Kind.MODEL, "");
    }

    /** The tree of the modules that the model itself names. */
    public static Module plain(Model model) {
        return new ModuleTree(model, true).module("", Kind.MODEL, "");
    }

    private Module module(String path, Kind kind, String type) {
        List<Member> members = new ArrayList<>();
        for (Level.Entry entry : level(path).sorted()) {
            members.add(entry.module() == null ? new Leaf(scopes.flow.layers.get(entry.first()))
                    : module(entry.module(), Kind.MODULE, scopes.modules.get(entry.module()).type()));
        }
        return Module.of(path, kind, type, 1, plain ? members : Parts.of(path, repeats.fold(members)));
    }

    private Level level(String path) {
        Level level = new Level(scopes.flow);
        layersIn.getOrDefault(path, List.of()).forEach(layer -> level.add(null, layer, List.of(layer)));
        for (String module : modulesIn.getOrDefault(path, List.of())) {
            List<Integer> layers = new ArrayList<>();
            collect(module, layers::add);
            level.add(module, firsts.get(module), layers);
        }
        return level;
    }

    private void collect(String path, IntConsumer to) {
        layersIn.getOrDefault(path, List.of()).forEach(to::accept);
        modulesIn.getOrDefault(path, List.of()).forEach(module -> collect(module, to));
    }

    /** What lies directly in one module, to be sorted along the flow. */
    private static final class Level {

        /** A layer by its number, or a module by its path and the number of its first layer. */
        record Entry(String module, int first) {
        }

        private final Flow flow;
        private final List<Entry> entries = new ArrayList<>();
        private final List<List<Integer>> contents = new ArrayList<>();
        private final Map<Integer, Integer> entryOf = new HashMap<>();

        Level(Flow flow) {
            this.flow = flow;
        }

        void add(String module, int first, List<Integer> layers) {
            layers.forEach(layer -> entryOf.put(layer, entries.size()));
            entries.add(new Entry(module, first));
            contents.add(layers);
        }

        /** Each behind those that lead to it; of those that could come next, the one with the first layer. */
        List<Entry> sorted() {
            int[][] next = new int[entries.size()][];
            int[] waiting = new int[entries.size()];
            for (int i = 0; i < next.length; i++) {
                next[i] = next(i);
                for (int to : next[i]) {
                    waiting[to]++;
                }
            }
            PriorityQueue<Integer> ready = new PriorityQueue<>(Comparator.comparingInt(i -> entries.get(i).first()));
            BitSet seen = new BitSet();
            List<Integer> byFirst = new ArrayList<>();
            for (int i = 0; i < next.length; i++) {
                byFirst.add(i);
                if (waiting[i] == 0) {
                    ready.add(i);
                    seen.set(i);
                }
            }
            byFirst.sort(Comparator.comparingInt(i -> entries.get(i).first()));
            List<Entry> sorted = new ArrayList<>();
            int rest = 0;
            while (sorted.size() < next.length) {
                while (ready.isEmpty()) { // modules that feed each other: the one with the first layer goes first
                    int candidate = byFirst.get(rest++);
                    if (!seen.get(candidate)) {
                        seen.set(candidate);
                        ready.add(candidate);
                    }
                }
                int at = ready.remove();
                sorted.add(entries.get(at));
                for (int to : next[at]) {
                    if (--waiting[to] == 0 && !seen.get(to)) {
                        seen.set(to);
                        ready.add(to);
                    }
                }
            }
            return sorted;
        }

        private int[] next(int entry) {
            int[] next = new int[4];
            int count = 0;
            for (int layer : contents.get(entry)) {
                for (int behind : flow.behind[layer]) {
                    int to = entryOf.getOrDefault(behind, entry);
                    if (to != entry) {
                        if (count == next.length) {
                            next = Arrays.copyOf(next, 2 * count);
                        }
                        next[count++] = to;
                    }
                }
            }
            Arrays.sort(next, 0, count);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (distinct == 0 || next[i] != next[distinct - 1]) {
                    next[distinct++] = next[i];
                }
            }
            return Arrays.copyOf(next, distinct);
        }
    }
}
