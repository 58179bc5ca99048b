package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;

/** Fewer or more units at the end of a network than there are classes. */
final class ClassCount extends ProgramCheck {

    ClassCount() {
        super("class-count");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        if (network.isEmpty() || training.losses().size() != 1
                || training.losses().get(0).kind() != Kind.CATEGORICAL_CROSS_ENTROPY) {
            return;
        }
        Optional<NetworkLayer> last = Flow.lastLinear(network.get()).filter(layer -> layer.type().equals("Linear"));
        Optional<Long> units = last.flatMap(Flow::units);
        Optional<Long> classes = training.fits().stream().flatMap(fit -> fit.labels().classes().stream()).findFirst();
        if (units.isEmpty() || units.get() != 1 && (classes.isEmpty() || classes.get().equals(units.get()))) {
            return;
        }
        boolean spare = classes.isPresent() && units.get() > classes.get();
        String number = classes.map(String::valueOf).orElse("several");
        FindingBuilder finding = look.finding(last.get(), last.get().name() + " has " + units.get() + " units for "
                + number + " classes").severity(spare ? Severity.WARNING : Severity.CRITICAL).confidence(0.9)
                .context(training.losses().get(0).spelling() + " compares one unit a class; the labels have " + number
                        + " classes.")
                .related(look.program(), training.losses().get(0).range());
        classes.ifPresent(count -> look.replace(finding, "Give it one unit a class", last.get().setting(
                "out_features"), String.valueOf(count)));
        look.raise(last.get(), finding);
    }
}
