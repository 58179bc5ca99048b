package org.lamina.checks.rules;

import java.util.Optional;
import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Optimizer;
import org.lamina.source.program.Setting;

/** A learning rate that no network learns with, or few do. */
final class LearningRate extends ProgramCheck {

    /** Optimizers that scale their steps themselves, with a usual rate of 1. */
    private static final Set<String> SCALING = Set.of("Adadelta", "LBFGS", "Rprop");

    LearningRate() {
        super("learning-rate");
    }

    /** How much more is usual for an optimizer that lessens its steps by itself. */
    private static final double LESSENING = 10;

    @Override
    void look(Look look) {
        for (Optimizer optimizer : look.program().optimizers()) {
            Optional<Setting> setting = optimizer.learningRate().filter(rate -> rate.range().isPresent());
            setting.flatMap(Setting::number).ifPresent(rate -> judge(optimizer, setting.get(), rate, look));
        }
    }

    private static void judge(Optimizer optimizer, Setting setting, double rate, Look look) {
        double least = look.parameter("least");
        double most = look.parameter("most") * (optimizer.type().equals("Adagrad") ? LESSENING : 1);
        boolean scales = SCALING.contains(optimizer.type());
        boolean hopeless = rate <= 0 || rate >= look.parameter("hopeless") && !scales;
        if (!hopeless && (rate >= least && rate <= most || scales)) {
            return;
        }
        String problem = rate < 0 ? "Negative learning rate " : rate == 0 ? "Learning rate of zero "
                : rate > most ? "Very high learning rate " : "Very low learning rate ";
        FindingBuilder finding = look.finding("learning rate of " + optimizer.type() + " " + number(rate),
                optimizer.range(), problem + (rate == 0 ? "" : number(rate) + " ") + "for " + optimizer.type())
                .severity(hopeless ? Severity.CRITICAL : Severity.WARNING)
                .confidence(hopeless ? 0.99 : 0.6)
                .context(optimizer.type() + " gets a learning rate of " + number(rate) + "; usual ones are between "
                        + number(least) + " and " + number(most) + ".");
        if (rate < 0) {
            finding.why("With a negative learning rate each step goes up the gradient: the loss grows, and what the "
                    + "network knew is lost.");
        }
        String usual = optimizer.type().equals("SGD") ? "0.01" : "0.001";
        finding.snippet("learning_rate = " + usual);
        look.replace(finding, "Set the learning rate to " + usual, Optional.of(setting), usual);
        look.raise(optimizer.range(), finding);
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
