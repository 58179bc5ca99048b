package org.lamina.checks.rules;

import java.util.Set;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.Severity;
import org.lamina.source.program.Data;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Loss;
import org.lamina.source.program.Loss.Kind;
import org.lamina.source.program.Training;

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
        for (Loss loss : training.losses()) {
            for (Fit fit : training.fits()) {
                boolean indices = fit.labels().labels() == Data.Labels.CLASS_INDEX;
                boolean oneHot = fit.labels().labels() == Data.Labels.ONE_HOT;
                if (training.losses().size() == 1 && (indices && loss.labels() == Loss.Labels.ONE_HOT
                        || oneHot && loss.labels() == Loss.Labels.CLASS_INDEX)) {
                    raise(loss, fit, indices, look);
                } else if (training.losses().size() == 1 && (indices || oneHot) && loss.kind() == Kind.REGRESSION) {
                    regression(loss, fit, look);
                }
            }
        }
    }

    private static void raise(Loss loss, Fit fit, boolean indices, Look look) {
        FindingBuilder finding = look.finding("loss", loss.range(), loss.spelling() + " gets labels that are "
                + (indices ? "numbers of classes" : "one-hot vectors")).confidence(0.9)
                .context("The labels in line " + fit.range().line() + " are "
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

    private static void regression(Loss loss, Fit fit, Look look) {
        FindingBuilder finding = regression(loss, look).confidence(0.8)
                .context("The labels in line " + fit.range().line() + " are classes.")
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
