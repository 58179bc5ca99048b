package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;
import org.lamina.model.Group;
import org.lamina.model.Layer;
import org.lamina.model.LayerKind;
import org.lamina.model.Model;
import org.lamina.model.Parameter;

/**
 * Makes one part of the operations without weights that stand together in one module, such as those with which a
 * detector chooses among its boxes, or a mask is made. There are many of them, and what they are in detail is no
 * matter of the architecture.
 */
final class Operations {

    /** Of fewer glyphs than this, operations are as readable as their glyph would be. */
    private static final int WORTH_FOLDING = 4;
    private static final Set<LayerKind> KINDS = Set.of(LayerKind.OTHER, LayerKind.ARITHMETIC, LayerKind.MERGE,
            LayerKind.ACTIVATION, LayerKind.RESHAPE);
    private static final String CHOICE = "Post-processing";
    private static final Set<String> SUPPRESSION = Set.of("nms", "NonMaxSuppression");

    private final Folding folding;
    private final PartGraph graph;
    private final Map<Part, String> scopes = new HashMap<>();

    private Operations(Folding folding, Model model) {
        this.folding = folding;
        this.graph = folding.graph();
        Set<String> weighty = new HashSet<>();
        Set<String> modules = model.groups().stream().map(Group::path).collect(Collectors.toSet());
        for (Layer layer : model.layers()) {
            if (!isOperation(layer)) {
                weighty.add(layer.path());
                ModulePaths.around(layer.path()).filter(modules::contains).forEach(weighty::add);
            }
        }
        for (Part part : graph.parts()) {
            List<String> layers = folding.layersOf(List.of(part));
            if (part.role() != Part.Role.INPUT && !layers.isEmpty() && layers.stream().noneMatch(weighty::contains)) {
                scopes.put(part, ModulePaths.around(layers.get(0)).filter(weighty::contains).findFirst().orElse(""));
            }
        }
    }

    /** Folds operations; tells whether there were any. */
    static boolean fold(Folding folding, Model model) {
        Operations operations = new Operations(folding, model);
        List<Block> blocks = operations.scopes.values().stream().distinct().sorted()
                .flatMap(scope -> operations.blocks(scope).stream()).toList();
        if (!blocks.isEmpty()) {
            folding.foldUnseen(blocks, Operations::name);
        }
        return !blocks.isEmpty();
    }

    private static String name(Block block) {
        return block.members().stream().anyMatch(part -> SUPPRESSION.contains(part.type())
                || part.type().startsWith(CHOICE)) ? CHOICE
                : "Operations without weights";
    }

    /** Whether a layer is no class of the program and has no weights. */
    private static boolean isOperation(Layer layer) {
        return KINDS.contains(layer.kind()) && layer.parameters().stream().map(Parameter::tensor)
                .noneMatch(tensor -> tensor.dtype().isFloatingPoint() && tensor.shape().count().orElse(2) > 1)
                && !layer.originalType().matches("(\\w+\\.)+\\p{Lu}\\w*");
    }

    private List<Block> blocks(String scope) {
        Map<Part, Integer> stages = stages(scope);
        Map<Part, Set<Part>> together = new LinkedHashMap<>();
        for (Part part : graph.parts()) {
            if (scope.equals(scopes.get(part))) {
                Set<Part> own = new HashSet<>(Set.of(part));
                together.put(part, own);
                for (Part before : graph.predecessors(part)) {
                    Set<Part> joined = together.get(before);
                    if (joined != null && joined != own && stages.get(before).equals(stages.get(part))) {
                        joined.addAll(own);
                        own.forEach(member -> together.put(member, joined));
                        own = joined;
                    }
                }
            }
        }
        Map<Part, Integer> order = new HashMap<>();
        graph.parts().forEach(part -> order.put(part, order.size()));
        List<Block> blocks = new ArrayList<>();
        Set<Set<Part>> all = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Set<Part> members : together.values()) {
            if (all.add(members) && folding.glyphs(members) >= WORTH_FOLDING) {
                Block block = block(members.stream().sorted(Comparator.comparing(order::get)).toList());
                if (!block.exits().isEmpty() && block.isConvex(graph) && !folding.isApart(() -> name(block))) {
                    blocks.add(block);
                }
            }
        }
        return blocks;
    }

    private Block block(List<Part> members) {
        return Block.of(Regions.common(members), members, graph);
    }

    /**
     * How often a way to each part leaves the scope's operations and comes back, at most. What leaves at one stage
     * can't come back to it, so that all of one stage may be one part.
     */
    private Map<Part, Integer> stages(String scope) {
        Map<Part, Integer> stages = new HashMap<>();
        for (Part part : graph.parts()) {
            boolean inside = scope.equals(scopes.get(part));
            int stage = 0;
            for (Part before : graph.predecessors(part)) {
                boolean leaves = !inside && scope.equals(scopes.get(before));
                stage = Math.max(stage, stages.getOrDefault(before, 0) + (leaves ? 1 : 0));
            }
            stages.put(part, stage);
        }
        return stages;
    }
}
