package org.lamina.figure.grouping;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.figure.parts.Part;
import org.lamina.figure.parts.PartGraph;

/**
 * Finds attention that a program spells out: a product, scaled and masked, a softmax, and a product with the values
 * (Vaswani et al., 2017).
 */
final class AttentionCores {

    private static final String NAME = "Attention";
    private static final String PRODUCT = "MatMul";
    private static final int FAR = 8;

    private AttentionCores() {
    }

    /** Makes one part of each; tells whether there was any. */
    static boolean fold(Folding folding) {
        if (folding.isApart(() -> NAME)) {
            return false;
        }
        PartGraph graph = folding.graph();
        List<Block> found = new ArrayList<>();
        Set<Part> taken = new HashSet<>();
        for (Part part : graph.parts()) {
            if (part.type().equals("Softmax")) {
                around(part, graph).filter(block -> block.members().stream().noneMatch(taken::contains))
                        .ifPresent(block -> {
                            found.add(block);
                            taken.addAll(block.members());
                        });
            }
        }
        if (!found.isEmpty()) {
            folding.fold(found, block -> NAME);
        }
        return !found.isEmpty();
    }

    private static Optional<Block> around(Part softmax, PartGraph graph) {
        List<Part> members = new ArrayList<>();
        Part at = softmax;
        for (int i = 0; i < FAR && !at.type().equals(PRODUCT); i++) {
            members.add(0, at);
            List<Part> before = graph.predecessors(at);
            Part main = before.stream().filter(part -> graph.successors(part).size() == 1
                    && (part.type().equals(PRODUCT) || graph.predecessors(part).size() > 0)).findFirst().orElse(null);
            if (main == null) {
                return Optional.empty();
            }
            at = main;
        }
        Part first = at;
        members.add(0, first);
        at = softmax;
        for (int i = 0; i < FAR && !at.type().equals(PRODUCT); i++) {
            List<Part> after = graph.successors(at);
            if (after.size() != 1) {
                return Optional.empty();
            }
            at = after.get(0);
            members.add(at);
        }
        return first.type().equals(PRODUCT) && at.type().equals(PRODUCT)
                ? Optional.of(Block.of(first.path(), members, graph)).filter(block -> block.exits().size() == 1)
                : Optional.empty();
    }
}
