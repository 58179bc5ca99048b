package org.lamina.checks.rules;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.lamina.checks.FindingBuilder;
import org.lamina.source.program.Framework;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** An activation on the mean or log-variance of a variational autoencoder. */
final class LatentActivation extends ProgramCheck {

    /**
     * Names of layers that give a mean or a log-variance, as the last part of a path: {@code z_mean},
     * {@code encoder.fc_logvar}, {@code mu_layer}.
     */
    private static final Pattern LATENT = Pattern.compile("(.*[./])?((z|q|to|fc|lin(ear)?|dense|conv|head|"
            + "enc(oder)?|latent|hidden|layer)\\d*_?)*(mean|mu|log_?var(iance)?|log_?sigma2?|log_?std)"
            + "(_?(layer|fc|head|linear|dense|\\d))?");

    LatentActivation() {
        super("latent-activation");
    }

    @Override
    void look(Network network, Look look) {
        for (NetworkLayer layer : network.layers()) {
            boolean bounded = Set.of("ReLU", "Sigmoid", "Tanh", "Softmax", "Softplus", "ELU", "LeakyReLU")
                    .contains(layer.type());
            NetworkLayer owner = Flow.owner(network, layer);
            Optional<NetworkLayer> source = layer.owner().isPresent() ? Optional.of(owner)
                    : Flow.before(network, layer).filter(Flow::isLinear);
            boolean latent = source.filter(found -> LATENT.matcher(found.name().toLowerCase(Locale.ROOT)).matches())
                    .isPresent();
            // what a tanh ends in may be an action that has bounds, or a deviation that is kept in them
            boolean meant = layer.type().equals("Tanh") && (network.users(layer).isEmpty()
                    || network.framework() == Framework.PYTORCH && source.filter(found -> found.name()
                            .matches("(?i).*(mean|mu)")).isPresent());
            if (bounded && latent && !meant) {
                FindingBuilder finding = look.finding(source.get(), layer.type() + " on " + source.get().name()
                        + ", which must be free").confidence(0.8)
                        .context(source.get().name() + " is a parameter of a distribution and can take any value.");
                look.replace(finding, "Take the activation out", layer.setting("activation"), "None");
                look.raise(source.get(), finding);
            }
        }
    }
}
