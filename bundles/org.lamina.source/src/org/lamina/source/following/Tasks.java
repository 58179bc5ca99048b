package org.lamina.source.following;

import java.util.List;
import java.util.Optional;
import org.lamina.model.Shape;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Task;
import org.lamina.source.program.Training;

/** Infers what a program's network is for. */
final class Tasks {

    private Tasks() {
    }

    static Task infer(List<Network> networks, List<Training> trainings) {
        String input = networks.stream().findFirst().map(Tasks::input).orElse("");
        List<Loss> losses = trainings.stream().flatMap(training -> training.losses().stream()).toList();
        Optional<Loss.Kind> kind = losses.stream().map(Loss::kind).distinct().count() == 1
                ? Optional.of(losses.get(0).kind()) : Optional.empty();
        String output = kind.map(found -> switch (found) {
            case CATEGORICAL_CROSS_ENTROPY, NEGATIVE_LOG_LIKELIHOOD -> "classification";
            case BINARY_CROSS_ENTROPY -> "binary";
            case REGRESSION -> "regression";
            default -> "";
        }).orElse("");
        return new Task(input, output, false);
    }

    private static String input(Network network) {
        Optional<NetworkLayer> first = network.layers().stream().filter(NetworkLayer::input).findFirst();
        return first.map(layer -> switch (layer.kind()) {
            case CONVOLUTION -> layer.type().contains("2d") ? "image" : "series";
            case EMBEDDING -> "text";
            case RECURRENT -> "series";
            case DENSE -> layer.outputShape().map(Shape::rank).orElse(2) == 2 ? "table" : "";
            default -> "";
        }).orElse("");
    }
}
