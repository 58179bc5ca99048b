package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** A batch that is too small or too large. */
final class BatchSize extends ProgramCheck {

    /** So few samples may well be one batch. */
    private static final long SMALL = 100;

    BatchSize() {
        super("batch-size");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training);
        boolean normalises = network.filter(found -> found.layers().stream()
                .anyMatch(layer -> layer.type().startsWith("BatchNorm") || layer.setting(NetworkLayer.INSIDE)
                        .flatMap(Setting::text).filter(inside -> inside.startsWith("BatchNorm")).isPresent()))
                .isPresent();
        for (Fit fit : training.fits()) {
            Optional<Setting> size = fit.argument("batch_size");
            Optional<Double> number = size.flatMap(Setting::number);
            Optional<Long> samples = fit.input().shape().filter(shape -> shape.rank() > 0)
                    .map(shape -> shape.dimension(0)).filter(count -> count > SMALL);
            if (normalises && number.filter(value -> value == 1).isPresent()) {
                raise(fit, size, "Batches of one sample with batch normalisation",
                        "A batch normalisation needs several samples to take mean and variance of.", look);
            } else if (samples.isPresent() && number.filter(value -> value >= samples.get()).isPresent()) {
                raise(fit, size, "One batch holds the whole data set",
                        "The data has " + samples.get() + " samples, a batch " + number.get().longValue() + ".", look);
            }
        }
    }

    private static void raise(Fit fit, Optional<Setting> size, String title, String context, Look look) {
        TextRange place = size.flatMap(Setting::range).orElse(fit.range());
        FindingBuilder finding = look.finding("batch size", place, title).confidence(0.8).context(context);
        look.replace(finding, "Use batches of 32", size, "32");
        look.raise(place, finding);
    }
}
