package org.lamina.source.following.value;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Framework;

/** What is in a network of PyTorch. */
public final class Contents {

    private static final Set<LayerKind> WITH_WEIGHTS = Set.of(LayerKind.CONVOLUTION, LayerKind.DENSE,
            LayerKind.RECURRENT, LayerKind.EMBEDDING, LayerKind.NORMALISATION, LayerKind.ATTENTION);
    private static final int MAX_DEPTH = 8;

    private Contents() {
    }

    /** Whether it has weights, as far as it is known. */
    public static boolean hasWeights(Value value) {
        return hasWeights(value, 0);
    }

    private static boolean hasWeights(Value value, int depth) {
        if (depth > MAX_DEPTH) {
            return false;
        }
        if (value instanceof Part part) {
            return part.framework == Framework.PYTORCH && WITH_WEIGHTS.contains(LayerKind.of(part.type));
        }
        return value instanceof Pretrained || isModule(value)
                && inside(value).stream().anyMatch(inner -> hasWeights(inner, depth + 1));
    }

    /** Whether one of two networks is the other, or is somewhere inside it. */
    public static boolean overlap(Value one, Value other) {
        return holds(one, other, 0) || holds(other, one, 0);
    }

    private static boolean holds(Value whole, Value part, int depth) {
        return whole == part || depth < MAX_DEPTH && inside(whole).stream().anyMatch(
                inner -> holds(inner, part, depth + 1));
    }

    private static boolean isModule(Value value) {
        return value instanceof Chain chain && chain.framework == Framework.PYTORCH
                || value instanceof Value.Instance instance && instance.module;
    }

    private static Collection<? extends Value> inside(Value value) {
        return value instanceof Value.Instance instance ? List.copyOf(instance.attributes.values())
                : value instanceof Chain chain ? chain.layers
                        : value instanceof Pretrained network ? network.replacements()
                                : value instanceof Value.Sequence sequence ? sequence.items
                                        : value instanceof Value.Mapping mapping ? mapping.entries().values()
                                                : List.of();
    }
}
