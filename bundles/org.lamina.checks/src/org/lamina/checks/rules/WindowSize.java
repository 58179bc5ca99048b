package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;

/** A kernel or pool that is larger than the feature map it looks at. */
final class WindowSize extends ProgramCheck {

    WindowSize() {
        super("window-larger-than-map");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean window = layer.kind() == LayerKind.CONVOLUTION || layer.kind() == LayerKind.POOLING;
            boolean empty = layer.outputShape().filter(shape -> shape.rank() > 2 && shape.dimensions()
                    .subList(1, shape.rank()).contains(0L)).isPresent();
            Optional<Shape> before = Flow.before(network, layer).flatMap(NetworkLayer::outputShape);
            boolean already = before.filter(shape -> shape.dimensions().contains(0L)).isPresent();
            if (window && empty && !already) {
                FindingBuilder finding = look.finding(layer, layer.name() + " looks at a window larger than its input")
                        .confidence(0.9)
                        .context("Its input is " + before.map(Shape::toString).orElse("smaller") + ", its window "
                                + layer.setting("kernel_size").flatMap(Setting::value).map(String::valueOf).orElse("2")
                                + ": nothing is left.");
                look.raise(layer, finding);
                return;
            }
        }
    }
}
