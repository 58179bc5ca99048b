package org.lamina.checks.rules;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** What sets the rate itself, or multiplies it from one step to the next by what a function says. */
    private static final Pattern SCHEDULED = Pattern.compile("LambdaLR|MultiplicativeLR|OneCycleLR|CyclicLR|[Nn]oam|"
            + "(param_groups?\\b[^\\n]*|\\w*group)\\[['\"]lr['\"]\\]\\s*[*/]?=[^=]");

    private static final Pattern FALLING = Pattern.compile("lr_scheduler|LearningRateSchedule|ReduceLROnPlateau|"
            + "MultiStepLR|CosineAnnealing|adjust_learning_rate");
    private static final double SGD_MOST = 0.1;

    private static final Pattern CLIPPED = Pattern.compile("clip_grad_(norm|value)_?\\(|clip(norm|value)\\s*=|"
            + "clip_by_(global_)?norm\\(|gradient_clip_val|max_grad_norm\\s*=|l2_norm_clip\\s*=");
    /** Vectors that are learnt in front of a network that stays as it is take long steps (Lester et al. 2021). */
    private static final Pattern PROMPTS = Pattern.compile("PromptTuning|PrefixTuning|PromptEncoder");

    @Override
    void look(Look look) {
        for (Optimizer optimizer : look.program().optimizers()) {
            Optional<Setting> setting = optimizer.learningRate().filter(rate -> rate.range().isPresent());
            setting.flatMap(Setting::number).ifPresent(rate -> judge(optimizer, setting.get(), rate, look));
            if (optimizer.type().equals("Adadelta")) {
                optimizer.learningRate().flatMap(Setting::number).filter(rate -> rate > 0)
                        .ifPresent(rate -> adadelta(optimizer, rate, look));
            }
        }
    }

    /** Adadelta finds the length of its steps by itself: a rate like that of other optimizers makes them tiny. */
    private static void adadelta(Optimizer optimizer, double rate, Look look) {
        Optional<Setting> written = optimizer.learningRate().filter(setting -> setting.range().isPresent());
        boolean tensorflow = look.program().text().contains("tensorflow");
        if (rate > look.parameter("adadelta") || written.isEmpty() && !tensorflow) {
            return;
        }
        FindingBuilder finding = look.finding("learning rate of Adadelta " + number(rate), optimizer.range(),
                "Adadelta with a learning rate of " + number(rate)).severity(Severity.WARNING).confidence(0.7)
                .why("Adadelta computes the length of each step from the steps before, and the learning rate only "
                        + "multiplies it. With " + number(rate) + " the network hardly moves from where it began.")
                .advice("Give Adadelta a learning rate of 1, as its authors do.")
                .context(written.isPresent() ? "" : "No rate is written: the default of tf.keras is " + number(rate)
                        + ", that of older Keras and of PyTorch is 1.")
                .snippet("learning_rate=1.0");
        look.replace(finding, "Set the learning rate to 1", written, "1.0");
        if (written.isEmpty()) {
            look.addArgument(finding, "Set the learning rate to 1", optimizer.range(), "learning_rate=1.0");
        }
        look.raise(optimizer.range(), finding);
    }

    private static void judge(Optimizer optimizer, Setting setting, double rate, Look look) {
        double least = look.parameter("least");
        double most = look.parameter("most") * (optimizer.type().equals("Adagrad") ? LESSENING : 1);
        boolean scales = SCALING.contains(optimizer.type());
        boolean hopeless = rate < 0 || rate >= look.parameter("hopeless") && !scales;
        if (rate > most && rate <= SGD_MOST && optimizer.type().equals("SGD") && isTamed(look)) {
            return;
        }
        boolean scheduled = (rate == 0 || rate > most) && SCHEDULED.matcher(look.program().text()).find();
        if (!hopeless && (rate >= least && rate <= most || scales) || scheduled) {
            return;
        }
        boolean clipped = rate > most && CLIPPED.matcher(look.program().text()).find();
        boolean prompts = rate > most && PROMPTS.matcher(look.program().text()).find();
        String problem = rate < 0 ? "Negative learning rate " : rate == 0 ? "Learning rate of zero "
                : rate > most ? (hopeless ? "Very high" : "High") + " learning rate " : "Very low learning rate ";
        FindingBuilder finding = look.finding("learning rate of " + optimizer.type() + " " + number(rate),
                optimizer.range(), problem + (rate == 0 ? "" : number(rate) + " ") + "for " + optimizer.type())
                .severity(hopeless && !clipped && !prompts ? Severity.CRITICAL : Severity.WARNING)
                .confidence(clipped || prompts ? 0.4 : hopeless ? 0.99 : rate == 0 ? 0.9 : 0.6)
                .context(optimizer.type() + " gets a learning rate of " + number(rate) + "; usual ones are between "
                        + number(least) + " and " + number(most) + ".")
                .context(clipped ? "Gradients are clipped, which keeps the steps short all the same." : "")
                .context(prompts ? "Prompts that are learnt in front of a frozen network take rates up to about 1."
                        : "");
        if (rate == 0) {
            finding.why("With a learning rate of zero no step changes anything: the network stays as it was made.");
        } else if (rate < 0) {
            finding.why("With a negative learning rate each step goes up the gradient: the loss grows, and what the "
                    + "network knew is lost.");
        }
        String usual = optimizer.type().equals("SGD") ? "0.01" : "0.001";
        finding.snippet("learning_rate = " + usual);
        look.replace(finding, "Set the learning rate to " + usual, Optional.of(setting), usual);
        look.raise(optimizer.range(), finding);
    }

    /** Whether layers are normalised or the rate falls: image networks are trained so from 0.1 on (He et al. 2016). */
    private static boolean isTamed(Look look) {
        return FALLING.matcher(look.program().text()).find() || look.program().networks().stream()
                .anyMatch(network -> network.layers().stream().anyMatch(layer -> layer.type().startsWith("BatchNorm")));
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
