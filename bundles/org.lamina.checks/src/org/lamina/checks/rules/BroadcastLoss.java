package org.lamina.checks.rules;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Data;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A loss of differences between predictions of shape (samples, 1) and targets of shape (samples). */
final class BroadcastLoss extends ProgramCheck {

    /** The prediction as the first of two arguments: a name or a call without calls in it. */
    private static final Pattern PREDICTION = Pattern.compile("\\(\\s*([\\w.]+(?:\\([^()]*\\))?)\\s*,[^,]*\\)\\z");

    BroadcastLoss() {
        super("broadcast-loss");
    }

    @Override
    void look(Training training, Look look) {
        boolean flat = training.fits().stream().anyMatch(fit -> fit.labels().traits().contains(Data.Trait.ONE_AXIS));
        Optional<Network> network = look.program().network(training)
                .filter(found -> found.framework() == Framework.PYTORCH && found.outputs().size() == 1);
        if (flat && network.isPresent() && training.losses().size() == 1
                && training.losses().get(0).kind() == Loss.Kind.REGRESSION) {
            column(network.get()).ifPresent(linear -> raise(linear, training, look));
        }
    }

    /** The dense layer with one unit that a network ends in, with nothing behind it that takes the axis away. */
    private static Optional<NetworkLayer> column(Network network) {
        NetworkLayer layer = network.layer(network.outputs().get(0));
        while (Flow.isActivation(layer) && Flow.before(network, layer).isPresent()) {
            layer = Flow.before(network, layer).get();
        }
        return Optional.of(layer).filter(last -> last.type().equals("Linear")
                && Flow.units(last).filter(units -> units == 1).isPresent());
    }

    private static void raise(NetworkLayer linear, Training training, Look look) {
        TextRange call = training.range();
        FindingBuilder finding = look.finding("shapes of the loss", call, training.losses().get(0).spelling()
                + " compares each prediction with each target").confidence(0.9)
                .context(linear.name() + " gives predictions of shape (samples, 1), the targets are of shape "
                        + "(samples): the difference has shape (samples, samples).")
                .snippet("loss = criterion(model(x).squeeze(1), y)")
                .related(look.program(), linear.constructor());
        Matcher prediction = PREDICTION.matcher(look.program().text(call));
        if (prediction.find()) {
            finding.fix("Take the axis of the prediction away", look.program(),
                    new TextRange(call.offset() + prediction.end(1), 0, call.line(), call.column() + prediction.end(1)),
                    ".squeeze(1)");
        }
        look.raise(call, finding);
    }
}
