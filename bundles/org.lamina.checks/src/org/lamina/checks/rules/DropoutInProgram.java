package org.lamina.checks.rules;

import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Dropout that drops half of the units or more, in a program. */
final class DropoutInProgram extends ProgramCheck {

    private static final double TORCH_DEFAULT = 0.5;
    private static final String USUAL = "0.25";

    DropoutInProgram() {
        super("dropout-rate");
    }

    @Override
    void look(Network network, Look look) {
        if (look.isModel()) {
            return;
        }
        for (NetworkLayer layer : network.layers()) {
            boolean byDefault = layer.setting("p").isEmpty() && network.framework() == Framework.PYTORCH;
            Optional<Double> rate = byDefault ? Optional.of(TORCH_DEFAULT) : layer.number("p");
            if (layer.kind() == LayerKind.DROPOUT && rate.filter(p -> p >= look.parameter("rate")).isPresent()
                    && !isUsual(network, layer, rate.get(), look)) {
                FindingBuilder finding = look.finding(layer, "Dropout rate of " + rate.get() + " in " + layer.name())
                        .confidence(rate.get() > look.parameter("rate") ? 0.9 : 0.6)
                        .context(layer.name() + " sets " + Math.round(100 * rate.get())
                                + " % of its inputs to zero at each training step; findings start at "
                                + Math.round(100 * look.parameter("rate")) + " %.");
                look.replace(finding, "Lower the dropout rate to " + USUAL, layer.setting("p"), USUAL);
                look.raise(layer, finding);
            }
        }
    }

    /** Half of a very wide dense layer is what dropout was made for. */
    private static boolean isUsual(Network network, NetworkLayer dropout, double rate, Look look) {
        return rate <= look.parameter("usual") && Flow.before(network, dropout, layer -> Flow.isActivation(layer)
                || layer.kind() == LayerKind.NORMALISATION).filter(layer -> layer.type().equals("Linear"))
                .flatMap(Flow::units).filter(units -> units >= look.parameter("wide")).isPresent();
    }
}
