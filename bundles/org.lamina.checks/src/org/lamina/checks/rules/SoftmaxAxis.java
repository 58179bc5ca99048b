package org.lamina.checks.rules;

import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;

/** A softmax over the samples of a batch instead of over the classes. */
final class SoftmaxAxis extends ProgramCheck {

    private static final Set<Loss.Kind> OF_CLASSES = Set.of(Loss.Kind.CATEGORICAL_CROSS_ENTROPY,
            Loss.Kind.NEGATIVE_LOG_LIKELIHOOD);

    SoftmaxAxis() {
        super("softmax-axis");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        boolean classes = training.losses().size() == 1 && OF_CLASSES.contains(training.losses().get(0).kind());
        if (!classes || network.isEmpty()) {
            return;
        }
        Flow.last(network.get()).filter(last -> Set.of("Softmax", "LogSoftmax").contains(last.type()))
                .filter(last -> last.setting("dim").filter(axis -> axis.is(0L)).isPresent())
                .ifPresent(last -> raise(network.get(), last, training.losses().get(0), look));
    }

    private static void raise(Network network, NetworkLayer last, Loss loss, Look look) {
        boolean maps = Flow.before(network, last).filter(layer -> layer.kind() == LayerKind.CONVOLUTION).isPresent();
        String axis = maps ? "1" : "-1";
        FindingBuilder finding = look.finding(last, last.originalType() + " goes over the samples of the batch")
                .confidence(0.9).context("dim=0 is the axis of the samples; " + loss.spelling()
                        + " compares the classes of each sample.")
                .snippet("dim=" + axis).related(look.program(), loss.range());
        look.replace(finding, "Go over the classes", last.setting("dim"), axis);
        look.raise(last, finding);
    }
}
