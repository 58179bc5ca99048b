package org.lamina.checks.rules;

import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Data.Labels;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;

/** Fewer or more units at the end of a network than there are classes. */
final class ClassCount extends ProgramCheck {

    private static final Set<Kind> SEVERAL = Set.of(Kind.CATEGORICAL_CROSS_ENTROPY, Kind.NEGATIVE_LOG_LIKELIHOOD);

    ClassCount() {
        super("class-count");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        binary(training, look);
        cut(training, look);
        vectors(training, look);
        if (network.isEmpty() || training.losses().size() != 1
                || !SEVERAL.contains(training.losses().get(0).kind())) {
            return;
        }
        Optional<NetworkLayer> last = Flow.lastLinear(network.get()).filter(layer -> layer.type().equals("Linear"));
        Optional<Long> units = last.flatMap(Flow::units);
        Optional<Long> classes = training.fits().stream().flatMap(fit -> fit.labels().classes().stream()).findFirst();
        if (units.isEmpty() || units.get() != 1 && (classes.isEmpty() || classes.get().equals(units.get()))) {
            return;
        }
        boolean alone = classes.isEmpty() && network.get().layers().size() == 1;
        boolean spare = classes.isPresent() && units.get() > classes.get();
        String number = classes.map(String::valueOf).orElse("several");
        FindingBuilder finding = look.finding(last.get(), last.get().name() + " has " + units.get() + " units for "
                + number + " classes").severity(spare || alone ? Severity.WARNING : Severity.CRITICAL)
                .confidence(alone ? 0.5 : 0.9)
                .context(training.losses().get(0).spelling() + " compares one unit a class; the labels have " + number
                        + " classes.")
                .context(alone ? "It is the only layer, and may stand for a network that comes later." : "")
                .related(look.program(), training.losses().get(0).range());
        classes.ifPresent(count -> look.replace(finding, "Give it one unit a class", last.get().setting(
                "out_features"), String.valueOf(count)));
        look.raise(last.get(), finding);
    }

    /** One unit with a sigmoid tells two classes apart, not more. */
    private static void binary(Training training, Look look) {
        Optional<NetworkLayer> last = look.program().network(training).flatMap(Flow::lastLinear)
                .filter(layer -> layer.type().equals("Linear"));
        Optional<Long> classes = training.fits().stream().filter(fit -> fit.labels().labels() == Labels.CLASS_INDEX)
                .flatMap(fit -> fit.labels().classes().stream()).findFirst().filter(count -> count > 2);
        if (classes.isPresent() && last.flatMap(Flow::units).filter(units -> units == 1).isPresent()
                && training.losses().size() == 1
                && training.losses().get(0).kind() == Kind.BINARY_CROSS_ENTROPY) {
            look.raise(last.get(), look.finding(last.get(), last.get().name() + " has one unit for " + classes.get()
                    + " classes").confidence(0.9)
                    .context("A single unit says yes or no; the labels are numbers from 0 to " + (classes.get() - 1)
                            + ", and " + training.losses().get(0).spelling() + " takes 0 and 1.")
                    .related(look.program(), training.losses().get(0).range()));
        }
    }

    /** One-hot vectors longer or shorter than the output that a loss compares them with, whatever the loss. */
    private static void vectors(Training training, Look look) {
        Optional<NetworkLayer> last = look.program().network(training).flatMap(Flow::lastLinear)
                .filter(layer -> layer.type().equals("Linear"));
        Optional<Long> entries = training.fits().stream().filter(fit -> fit.labels().labels() == Labels.ONE_HOT)
                .flatMap(fit -> fit.labels().classes().stream()).findFirst();
        Optional<Long> units = last.flatMap(Flow::units);
        if (training.losses().size() == 1 && !SEVERAL.contains(training.losses().get(0).kind()) && units.isPresent()
                && entries.filter(count -> !count.equals(units.get())).isPresent()) {
            FindingBuilder finding = look.finding(last.get(), last.get().name() + " has " + units.get()
                    + " units for " + entries.get() + " classes").confidence(0.9)
                    .context("The labels are one-hot vectors of " + entries.get() + " entries, the output has "
                            + units.get() + ": " + training.losses().get(0).spelling() + " cannot compare them.")
                    .related(look.program(), training.losses().get(0).range());
            look.replace(finding, "Give it one unit a class", last.get().setting("out_features"),
                    String.valueOf(entries.get()));
            look.raise(last.get(), finding);
        }
    }

    /** Labels that were made vectors too short for their classes. */
    private static void cut(Training training, Look look) {
        training.fits().stream().filter(fit -> fit.labels().traits().contains(Trait.CUT_CLASSES)).findFirst()
                .ifPresent(fit -> look.raise(fit.range(), look.finding("labels", fit.range(),
                        "Labels are made vectors of " + fit.labels().classes().map(String::valueOf).orElse("fewer")
                                + " entries, which is fewer than there are classes").confidence(0.9)
                        .context("Labels out of range stop the program, or end up in no class at all.")));
    }
}
