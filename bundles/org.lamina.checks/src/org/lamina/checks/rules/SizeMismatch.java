package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** A layer that expects another number of features than it gets. */
final class SizeMismatch extends ProgramCheck {

    SizeMismatch() {
        super("size-mismatch");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            Optional<Long> expected = layer.number("in_features").or(() -> layer.number("in_channels"))
                    .map(Double::longValue);
            Optional<NetworkLayer> before = Flow.before(network, layer, SizeMismatch::keepsFeatures);
            Optional<Long> given = before.filter(found -> found.kind() == layer.kind()).filter(Flow::isLinear)
                    .flatMap(Flow::units);
            if (!look.isModel() && Flow.isLinear(layer) && expected.isPresent() && given.isPresent()
                    && !expected.equals(given)) {
                raise(layer, before.get().name() + " gives " + given.get() + " features, " + layer.name() + " expects "
                        + expected.get() + ".", Optional.of(given.get()), look);
            }
            if (layer.type().equals("Reshape") && network.framework() != Framework.PYTORCH) {
                reshape(network, layer, look);
            }
        }
    }

    private static boolean keepsFeatures(NetworkLayer layer) {
        return Flow.isActivation(layer) && !layer.type().equals("GLU") || layer.kind() == LayerKind.DROPOUT
                || layer.kind() == LayerKind.NORMALISATION || layer.type().matches("(Max|Avg)Pool[123]d");
    }

    private static void reshape(Network network, NetworkLayer layer, Look look) {
        Optional<Shape> in = Flow.before(network, layer).flatMap(NetworkLayer::outputShape);
        Optional<Object> target = layer.setting("shape").or(() -> layer.setting("target_shape"))
                .flatMap(Setting::value);
        boolean batch = layer.setting("shape").isPresent();
        if (in.isEmpty() || target.isEmpty() || !(target.get() instanceof List<?> sizes) || sizes.isEmpty()) {
            return;
        }
        List<?> features = batch ? sizes.subList(1, sizes.size()) : sizes;
        List<Long> inside = in.get().dimensions().subList(1, in.get().rank());
        boolean known = features.stream().allMatch(size -> size instanceof Long number && number > 0)
                && inside.stream().allMatch(size -> size > 0);
        long wanted = features.stream().mapToLong(size -> size instanceof Long number ? number : 0)
                .reduce(1, (a, b) -> a * b);
        long given = inside.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
        if (known && !features.isEmpty() && wanted != given) {
            raise(layer, "A sample has " + given + " values here and is reshaped to " + wanted + ".",
                    Optional.empty(), look);
        }
    }

    private static void raise(NetworkLayer layer, String context, Optional<Long> given, Look look) {
        FindingBuilder finding = look.finding(layer, "Sizes around " + layer.name() + " do not fit").confidence(0.9)
                .context(context);
        given.ifPresent(features -> look.replace(finding, "Let it take " + features + " features",
                layer.setting("in_features").or(() -> layer.setting("in_channels")), Long.toString(features)));
        look.raise(layer, finding);
    }
}
