package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.lamina.figure.parts.Extent;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.model.UnitOfAnalysis;

/** A graph while parts of it are being made one, and what is inside those. */
final class Folding {

    private final String checkpoint;
    private final Predicate<Part> slim;
    private final Set<String> apart;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, PartGraph> insides = new LinkedHashMap<>();
    private final Map<String, List<String>> layers = new HashMap<>();
    private PartGraph graph;
    private Set<String> free = Set.of();

    /**
     * @param checkpoint names the model in the units of new parts
     * @param slim tells parts that are mere bars behind another one
     * @param apart names of groups that are not made by themselves
     */
    Folding(PartGraph graph, String checkpoint, Predicate<Part> slim, Set<String> apart) {
        this.graph = graph;
        this.checkpoint = checkpoint;
        this.slim = slim;
        this.apart = Set.copyOf(apart);
        graph.parts().stream().filter(part -> !part.path().isEmpty())
                .forEach(part -> layers.put(part.id(), List.of(part.path())));
    }

    PartGraph graph() {
        return graph;
    }

    /** Lets something fold parts of these layers alone. */
    void within(Set<String> paths, Runnable folds) {
        free = paths;
        folds.run();
        free = Set.of();
    }

    /** Whether a part may be folded now. */
    boolean isFree(Part part) {
        return free.isEmpty() || free.containsAll(layersOf(List.of(part)));
    }

    boolean isSlim(Part part) {
        return slim.test(part);
    }

    /** Whether the user wants no groups of a name that are made by themselves. */
    boolean isApart(Supplier<String> name) {
        return !apart.isEmpty() && apart.contains(name.get());
    }

    /** The number of parts that are glyphs of their own. */
    long glyphs() {
        return graph.parts().stream().filter(slim.negate()).count();
    }

    /** The number of parts of a block that are glyphs of their own. */
    long glyphs(Collection<Part> members) {
        return members.stream().filter(slim.negate()).count();
    }

    /** Makes one part of each block; blocks have no part in common. Gives the new parts, in the same order. */
    List<Part> fold(List<Block> blocks, Function<Block, String> name) {
        return fold(blocks, name, block -> block.structure(graph), this::inside);
    }

    /** Makes one part of each block, of which nobody is to see the inside; blocks of a name are of one type. */
    List<Part> foldUnseen(List<Block> blocks, Function<Block, String> name) {
        return fold(blocks, name, block -> "", block -> new PartGraph());
    }

    private List<Part> fold(List<Block> blocks, Function<Block, String> name, Function<Block, String> structure,
            Function<Block, PartGraph> inside) {
        Map<Part, Part> instead = new HashMap<>();
        List<Part> made = new ArrayList<>();
        for (Block block : blocks) {
            String key = name.apply(block) + "\n" + structure.apply(block);
            String type = types.computeIfAbsent(key, k -> name.apply(block) + "\n" + types.size());
            Part part = part(block, type);
            insides.computeIfAbsent(type, t -> inside.apply(block));
            block.members().forEach(member -> instead.put(member, part));
            layers.put(part.id(), layersOf(block.members()));
            made.add(part);
        }
        graph = replaced(instead, Map.of());
        return made;
    }

    /**
     * Makes one of copies in a row: the first stays, with a number. Each copy is one glyph with its slim bars.
     *
     * @param copies in the order of the flow, each with its parts in that order
     */
    void repeat(List<List<Part>> copies) {
        Map<Part, Part> instead = new HashMap<>();
        Map<Part, Integer> copy = new HashMap<>();
        List<Part> first = copies.get(0);
        List<Part> last = copies.get(copies.size() - 1);
        for (int place = 0; place < first.size(); place++) {
            Part part = first.get(place);
            Part kept = slim.test(part) ? part : part.withRepeats(part.repeats() * copies.size(),
                    copies.size() + " times " + part.title() + ", up to " + last.get(place).title(),
                    last.get(place).out());
            List<Part> same = new ArrayList<>();
            for (int i = 0; i < copies.size(); i++) {
                same.add(copies.get(i).get(place));
                instead.put(copies.get(i).get(place), kept);
                copy.put(copies.get(i).get(place), i);
            }
            layers.put(kept.id(), layersOf(same));
        }
        graph = replaced(instead, copy);
    }

    /** The paths of the layers that parts stand for. */
    List<String> layersOf(Collection<Part> members) {
        return members.stream().flatMap(part -> layers.getOrDefault(part.id(), List.of()).stream()).toList();
    }

    /**
     * The graph with other parts in the places of some, each where the last that it replaces was; links between
     * different copies are dropped.
     */
    private PartGraph replaced(Map<Part, Part> instead, Map<Part, Integer> copy) {
        Map<Part, Part> places = new HashMap<>();
        graph.parts().stream().filter(instead::containsKey).forEach(part -> places.put(instead.get(part), part));
        PartGraph replaced = new PartGraph();
        for (Part part : graph.parts()) {
            Part image = instead.getOrDefault(part, part);
            if (part.equals(places.getOrDefault(image, part))) {
                replaced.add(image);
            }
        }
        for (Part part : graph.parts()) {
            for (Part target : graph.successors(part)) {
                Integer from = copy.get(part);
                Integer to = copy.get(target);
                if (from == null || to == null || from.equals(to)) {
                    replaced.connect(instead.getOrDefault(part, part).id(), instead.getOrDefault(target, target).id());
                }
            }
        }
        return replaced;
    }

    private Part part(Block block, String type) {
        String path = block.path();
        Part first = block.members().get(0);
        return new Part("group-" + (path.isEmpty() ? first.path() : path), Part.Role.GROUP, path, type,
                LayerKind.CONTAINER, Map.of("inside", block.exactly(graph, Set.of()), Part.KINDS, kinds(block),
                        Part.SEVERAL, block.exits().stream().map(Part::out).distinct().count() > 1),
                path + ": " + block.members().size() + " layers as one", Optional.of(
                        new UnitOfAnalysis.OfLayer(checkpoint, path)), entering(block), block.exit().out(), 1);
    }

    /**
     * The extent of what enters a block. Its first part may read it rearranged, in windows or padded, where what
     * rearranges is hidden.
     */
    private Extent entering(Block block) {
        Extent read = block.members().get(0).in();
        for (Part part : block.members()) {
            for (Part before : graph.predecessors(part)) {
                if (block.sources().contains(before)) {
                    return part.in().isFlat() || before.out().isFlat() || !before.out().isSized() ? part.in()
                            : before.out();
                }
            }
        }
        return read;
    }

    /** The families of the layers inside, in groups too. */
    private static Set<LayerKind> kinds(Block block) {
        Set<LayerKind> kinds = EnumSet.noneOf(LayerKind.class);
        block.members().forEach(part -> kinds.addAll(part.kinds()));
        return Collections.unmodifiableSet(kinds);
    }

    /** The parts inside, with a split in front where what enters goes several ways. */
    private PartGraph inside(Block block) {
        PartGraph inside = new PartGraph();
        Optional<Part> split = block.sources().size() == 1
                ? block.sources().stream().findFirst().filter(source -> entries(block, source).size() > 1)
                        .map(Part::split) : Optional.empty();
        split.ifPresent(inside::add);
        block.members().forEach(inside::add);
        split.ifPresent(part -> entries(block, block.sources().iterator().next())
                .forEach(entry -> inside.connect(part.id(), entry.id())));
        for (Part part : block.members()) {
            graph.successors(part).forEach(target -> inside.connect(part.id(), target.id()));
        }
        return inside;
    }

    private List<Part> entries(Block block, Part source) {
        return graph.successors(source).stream().filter(block.members()::contains).toList();
    }

    /** The result, with types that people can read. */
    Grouped finish() {
        Map<String, Set<String>> shown = shown();
        Map<String, String> names = new HashMap<>();
        Map<String, PartGraph> kept = new LinkedHashMap<>();
        Set<String> taken = graph.parts().stream().filter(part -> part.role() != Part.Role.GROUP).map(Part::type)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        insides.values().forEach(inside -> inside.parts().stream().filter(part -> part.role() != Part.Role.GROUP)
                .map(Part::type).forEach(taken::add));
        shown.forEach((name, all) -> {
            String free = taken.contains(name) ? name + " block" : name;
            Map<String, String> kernels = kernels(all);
            int number = 0;
            for (String type : all) {
                number++;
                names.put(type, all.size() == 1 ? free : free + " " + number
                        + Optional.ofNullable(kernels.get(type)).map(kernel -> ", " + kernel).orElse(""));
            }
        });
        Map<String, String> made = new HashMap<>();
        names.forEach((type, name) -> made.put(name, type.replaceFirst("\n.*", "")));
        insides.forEach((type, inside) -> {
            if (names.containsKey(type)) {
                kept.put(names.get(type), inside.mapped(part -> named(part, names)));
            }
        });
        return new Grouped(graph.mapped(part -> named(part, names)), kept, layers, made);
    }

    private static Part named(Part part, Map<String, String> names) {
        return names.containsKey(part.type()) ? part.withType(names.get(part.type())) : part;
    }

    /** The types of groups that are in the graph or inside one that is, by name. */
    private Map<String, Set<String>> shown() {
        Map<String, Set<String>> shown = new LinkedHashMap<>();
        List<PartGraph> ahead = new ArrayList<>(List.of(graph));
        for (int i = 0; i < ahead.size(); i++) {
            for (Part part : ahead.get(i).parts()) {
                String name = part.type().replaceFirst("\n.*", "");
                if (insides.containsKey(part.type())
                        && shown.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(part.type())) {
                    ahead.add(insides.get(part.type()));
                }
            }
        }
        return shown;
    }

    /** The largest window inside each type, if it is not the same in all. */
    private Map<String, String> kernels(Set<String> all) {
        Map<String, String> kernels = new HashMap<>();
        for (String type : all) {
            insides.get(type).parts().stream().map(Part::kernel).filter(kernel -> !kernel.isEmpty())
                    .max((a, b) -> Long.compare(a.get(0), b.get(0)))
                    .ifPresent(kernel -> kernels.put(type, kernel.stream()
                            .map(size -> size == Shape.UNKNOWN ? "?" : size.toString())
                            .collect(Collectors.joining("×"))));
        }
        return Set.copyOf(kernels.values()).size() > 1 ? kernels : Map.of();
    }
}
