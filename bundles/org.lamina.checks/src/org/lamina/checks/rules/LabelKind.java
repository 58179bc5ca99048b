package org.lamina.checks.rules;

import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Labels of another kind than the loss takes. */
final class LabelKind extends ProgramCheck {

    LabelKind() {
        super("labels-and-loss");
    }

    @Override
    void look(Training training, Look look) {
        boolean classifies = Set.of("classification", "binary", "multilabel").contains(look.task().outputKind())
                && look.task().declared();
        if (classifies && training.losses().size() == 1 && training.losses().get(0).kind() == Kind.REGRESSION) {
            declared(training.losses().get(0), look);
            return;
        }
        if (Purpose.looksLikeClassification(training, look)) {
            Loss loss = training.losses().get(0);
            look.raise(loss.range(), regression(loss, look).confidence(0.7)
                    .context("The network ends like a classifier."));
            return;
        }
        for (Loss loss : training.losses()) {
            for (Fit fit : training.fits()) {
                boolean indices = fit.labels().labels() == Data.Labels.CLASS_INDEX;
                boolean oneHot = fit.labels().labels() == Data.Labels.ONE_HOT;
                values(loss, fit, training, look);
                if (training.losses().size() == 1 && (indices && loss.labels() == Loss.Labels.ONE_HOT
                        || oneHot && loss.labels() == Loss.Labels.CLASS_INDEX)) {
                    raise(loss, fit, indices, look);
                } else if (training.losses().size() == 1 && (indices || oneHot) && loss.kind() == Kind.REGRESSION) {
                    regression(loss, fit, training, look);
                }
            }
        }
    }

    /** Labels whose values are not those of classes. */
    private static void values(Loss loss, Fit fit, Training training, Look look) {
        boolean classes = Set.of(Kind.CATEGORICAL_CROSS_ENTROPY, Kind.BINARY_CROSS_ENTROPY,
                Kind.NEGATIVE_LOG_LIKELIHOOD).contains(loss.kind());
        boolean amounts = fit.labels().labels() == Data.Labels.AMOUNT;
        boolean divided = fit.labels().traits().contains(Data.Trait.SCALED_CLASSES);
        if (training.losses().size() == 1 && classes && (amounts || divided)) {
            TextRange place = fit.argument("y").flatMap(argument -> argument.range()).orElse(fit.range());
            look.raise(place, look.finding("labels", place, amounts ? loss.spelling() + " for labels that are amounts"
                    : "Labels were divided, so that they are no classes any more").confidence(0.9)
                    .why("A cross entropy takes classes. Of other numbers it makes a loss that is smallest somewhere "
                            + "else than at the right answer, or no number at all.")
                    .advice(amounts ? "Use a squared or absolute difference, and no activation at the end."
                            : "Scale the samples, and leave the labels as they are.")
                    .context(amounts ? "The labels are those of a regression."
                            : "Their numbers were scaled like samples.")
                    .related(look.program(), loss.range()));
        }
    }

    private static void raise(Loss loss, Fit fit, boolean indices, Look look) {
        FindingBuilder finding = look.finding("loss", loss.range(), loss.spelling() + " gets labels that are "
                + (indices ? "numbers of classes" : "one-hot vectors")).confidence(0.9)
                .context("The labels in " + look.place(fit.range()) + " are "
                        + (indices ? "numbers of classes; this loss takes one-hot vectors."
                                : "one-hot vectors; this loss takes numbers of classes."))
                .related(look.program(), fit.range());
        String text = look.program().text(loss.range());
        String sparse = text.contains("categorical") ? text.replace("categorical", "sparse_categorical")
                : text.replace("Categorical", "SparseCategorical");
        String dense = text.replace("sparse_categorical", "categorical").replace("SparseCategorical", "Categorical");
        String fitting = indices ? sparse : dense;
        finding.snippet(fitting);
        if (!fitting.equals(text)) {
            finding.fix("Use the loss for such labels", look.program(), loss.range(), fitting);
        }
        look.raise(loss.range(), finding);
    }

    private static void declared(Loss loss, Look look) {
        look.raise(loss.range(), regression(loss, look).confidence(0.95)
                .context("The task is declared as " + look.task().outputKind() + "."));
    }

    private static void regression(Loss loss, Fit fit, Training training, Look look) {
        boolean agreed = training.metrics().stream().noneMatch(metric -> metric.name().contains("acc"))
                && look.program().network(training).flatMap(Flow::last).filter(Flow::isLinear).flatMap(Flow::units)
                        .filter(units -> units == 1).isPresent();
        FindingBuilder finding = regression(loss, look).confidence(agreed ? 0.5 : 0.8)
                .severity(agreed ? Severity.WARNING : Severity.ERROR)
                .context("The labels in " + look.place(fit.range()) + " are classes.")
                .related(look.program(), fit.range());
        String text = look.program().text(loss.range());
        if (text.matches("(['\"])\\w+\\1")) {
            String quote = text.substring(0, 1);
            String entropy = fit.labels().labels() == Data.Labels.ONE_HOT ? "categorical_crossentropy"
                    : "sparse_categorical_crossentropy";
            finding.fix("Use a cross entropy", look.program(), loss.range(), quote + entropy + quote);
        }
        look.raise(loss.range(), finding);
    }

    private static FindingBuilder regression(Loss loss, Look look) {
        return look.finding("loss", loss.range(), loss.spelling() + " for labels that are classes")
                .severity(Severity.ERROR)
                .why("A squared difference treats classes as amounts. Its gradient almost vanishes where the network "
                        + "is sure and wrong, which is where a cross entropy has its largest.")
                .advice("Use a cross entropy for classes.");
    }
}
