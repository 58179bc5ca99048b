package org.lamina.checks.rules;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.lamina.model.LayerKind;
import org.lamina.source.program.Network;
import org.lamina.source.program.NetworkLayer;

/** Walks along the data flow of a network. */
final class Flow {

    private static final Set<String> SHAPE_ONLY = Set.of("Squeeze", "Flatten", "Reshape", "Unsqueeze", "Permute",
            "Transpose", "Identity");

    private Flow() {
    }

    /** Whether a layer has weights of its own and computes a linear map. */
    static boolean isLinear(NetworkLayer layer) {
        return layer.type().equals("Linear") || layer.kind() == LayerKind.CONVOLUTION;
    }

    /** Whether it is an activation; a maximum over places is none. */
    static boolean isActivation(NetworkLayer layer) {
        return layer.kind() == LayerKind.ACTIVATION;
    }

    /** Whether it computes nothing but another shape. */
    static boolean isShapeOnly(NetworkLayer layer) {
        return SHAPE_ONLY.contains(layer.type());
    }

    /** The only layer that a layer reads; empty where it reads several or the input of the network. */
    static Optional<NetworkLayer> before(Network network, NetworkLayer layer) {
        return layer.inputs().size() == 1 && !layer.input() ? Optional.of(network.layer(layer.inputs().get(0)))
                : Optional.empty();
    }

    /** The only layer that reads a layer; empty where there are several, or where the network returns it. */
    static Optional<NetworkLayer> behind(Network network, NetworkLayer layer) {
        List<NetworkLayer> users = network.users(layer);
        return users.size() == 1 && !network.isOutput(layer) ? Optional.of(users.get(0)) : Optional.empty();
    }

    /** The nearest layer before one, seen through layers that pass a test. */
    static Optional<NetworkLayer> before(Network network, NetworkLayer layer, Predicate<NetworkLayer> through) {
        Optional<NetworkLayer> found = before(network, layer);
        while (found.isPresent() && through.test(found.get())) {
            found = before(network, found.get());
        }
        return found;
    }

    /** The layer whose values the network returns, seen through changes of shape; empty if it returns several. */
    static Optional<NetworkLayer> last(Network network) {
        if (network.outputs().size() != 1) {
            return Optional.empty();
        }
        NetworkLayer output = network.layer(network.outputs().get(0));
        return isShapeOnly(output) ? before(network, output, Flow::isShapeOnly) : Optional.of(output);
    }

    /** The linear layer whose values a last layer gives, seen through activations and changes of shape. */
    static Optional<NetworkLayer> lastLinear(Network network) {
        Optional<NetworkLayer> last = last(network);
        return last.filter(Flow::isLinear).isPresent() ? last
                : last.filter(Flow::isActivation).flatMap(layer -> before(network, layer,
                        other -> isActivation(other) || isShapeOnly(other))).filter(Flow::isLinear);
    }

    /** The number of units or channels that a layer gives. */
    static Optional<Long> units(NetworkLayer layer) {
        return layer.number("out_features").or(() -> layer.number("out_channels")).map(Double::longValue);
    }

    /** The layer and those of its network that it is an activation argument of: what to name and mark. */
    static NetworkLayer owner(Network network, NetworkLayer layer) {
        return layer.owner().map(network::layer).orElse(layer);
    }

    /** The name of an activation as people know it. */
    static String name(NetworkLayer activation) {
        return activation.type();
    }
}
