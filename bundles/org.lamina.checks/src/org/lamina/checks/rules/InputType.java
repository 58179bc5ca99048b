package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Data.Trait;
import org.lamina.source.program.Fit;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Training;
import org.lamina.source.python.TextRange;

/** Whole numbers as input of layers that compute with floating-point numbers. */
final class InputType extends ProgramCheck {

    InputType() {
        super("input-type");
    }

    @Override
    void look(Training training, Look look) {
        Optional<Network> network = look.program().network(training).filter(found -> found.framework()
                == Framework.PYTORCH);
        boolean computes = network.filter(found -> found.layers().stream().filter(NetworkLayer::input)
                .allMatch(Flow::isLinear)).isPresent();
        for (Fit fit : computes ? training.fits() : List.<Fit>of()) {
            if (fit.input().traits().contains(Trait.INTEGER) && fit.input().range().isPresent()) {
                TextRange place = fit.input().range().get();
                FindingBuilder finding = look.finding("input", place, "Input of the network is of an integer type")
                        .confidence(0.85).context("These are whole numbers, so that the tensor has an integer type; "
                                + "the weights are floating-point numbers, and PyTorch does not mix the two.")
                        .snippet("x = x.float()").related(look.program(), fit.range());
                look.addArgument(finding, "Make it floating-point", place, "dtype=torch.float32");
                look.raise(place, finding);
            }
        }
    }
}
