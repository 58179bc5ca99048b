package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;

/** What a training is for, where program and loss disagree. */
final class Purpose {

    private Purpose() {
    }

    /**
     * Whether a training with a difference as loss has all else of a classification: a softmax over several units at
     * the end, or a sigmoid and accuracy as metric, and nothing that tells of a regression.
     */
    static boolean looksLikeClassification(Training training, Look look) {
        boolean difference = training.losses().size() == 1 && training.losses().get(0).kind() == Kind.REGRESSION;
        boolean accuracy = training.metrics().stream().anyMatch(metric -> metric.name().contains("acc"));
        boolean other = look.task().isDeclared("regression") || training.fits().stream().anyMatch(Fit::reconstructs)
                || training.fits().stream().anyMatch(fit -> fit.labels().labels() == Data.Labels.AMOUNT);
        Optional<Network> network = look.program().network(training);
        Optional<NetworkLayer> linear = network.flatMap(Flow::lastLinear)
                .filter(layer -> layer.type().equals("Linear"));
        if (!difference || other || linear.isEmpty()) {
            return false;
        }
        String last = Flow.last(network.get()).map(NetworkLayer::type).orElse("");
        boolean several = Flow.units(linear.get()).filter(units -> units > 1).isPresent();
        return last.equals("Sigmoid") && accuracy || last.equals("Softmax") && several;
    }
}
