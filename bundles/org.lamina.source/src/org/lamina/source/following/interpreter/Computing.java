package org.lamina.source.following.interpreter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.lamina.source.following.value.Activations;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Copying;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Pretrained;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.program.Setting;
import org.lamina.source.python.TextRange;

/** Notes what layers and models compute, one layer after the other, on the tape of values. */
public final class Computing {

    private final Follower follower;
    private final Application application;

    Computing(Follower follower, Application application) {
        this.follower = follower;
        this.application = application;
    }

    /** The values of a network that are behind arguments; lists are taken apart. */
    List<Node> nodes(List<Value> inputs, TextRange range) {
        List<Node> nodes = new ArrayList<>();
        for (Value input : inputs) {
            if (input instanceof Value.Tensor tensor) {
                nodes.add(tensor.node());
            } else if (input instanceof Value.Sequence sequence) {
                nodes.addAll(sequence.nodes());
            } else if (input instanceof Value.Unknown unknown) {
                nodes.add(unknown.asInput(follower.tape(), range));
            } else if (input instanceof Value.Array array) {
                nodes.add(follower.tape().input(array.data().shape(), range));
            } else if (input instanceof Value.Member || input instanceof Value.External) {
                nodes.add(follower.tape().input(Optional.empty(), range));
            }
        }
        return nodes;
    }

    /** What a layer computes. */
    Node layer(Part part, List<Node> inputs, TextRange range) {
        if (part.type.equals(Node.INPUT)) {
            return inputs.isEmpty() ? follower.tape().input(Optional.empty(), range) : inputs.get(0);
        }
        if (part.type.equals("Wrapper")) {
            return part.inner instanceof Part inner ? layer(inner, inputs, range)
                    : follower.tape().unknown(inputs, range);
        }
        Optional<TextRange> call = range.equals(part.constructor) ? Optional.empty() : Optional.of(range);
        List<Node> known = inputs.isEmpty() ? List.of(follower.tape().input(part.inputShape(), range))
                : inputs.size() == 1 && inputs.get(0).isInput() && inputs.get(0).shape.isEmpty()
                        && part.inputShape().isPresent()
                                ? List.of(follower.tape().input(part.inputShape(), range)) : inputs;
        if (part.type.equals("Activation")) {
            Setting setting = part.config.getOrDefault("activation", Setting.unknown(part.constructor));
            String type = setting.text().flatMap(Activations::type).orElse(NetworkLayer.UNKNOWN);
            return type.equals("Identity") ? known.get(0)
                    : follower.tape().layer(new Part(part.framework, type, part.originalType, part.config,
                            part.constructor, part.name, Value.unknown()), part.name, known, call);
        }
        Node node = follower.tape().layer(part, part.name, known, call);
        Setting activation = part.config.get("activation");
        if (activation == null || !Activations.isActivated(part.type) || activation.isNone()
                || part.framework == Framework.PYTORCH) {
            return node;
        }
        String type = activation.text().flatMap(Activations::type).orElse(NetworkLayer.UNKNOWN);
        return type.equals("Identity") ? node
                : follower.tape().activation(node, type, activation.text().orElse(""), activation);
    }

    /** The body of a network of another library, and the end that is known of it. */
    Node pretrained(Pretrained network, List<Node> inputs, TextRange range) {
        Node body = layer(network.body, inputs, range);
        if (network.end().isEmpty()) {
            return body;
        }
        Value result = application.inside(network.end().get(), List.of(new Value.Tensor(body)), range);
        return result instanceof Value.Tensor tensor ? tensor.node() : follower.tape().unknown(List.of(body), range);
    }

    /** What a chain of layers computes. */
    Node chain(Chain chain, List<Node> inputs, TextRange range) {
        if (!chain.outputs.isEmpty()) {
            Node output = chain.outputs.get(0);
            return inputs.isEmpty() ? output : Copying.copy(follower.tape(), chain, inputs);
        }
        Node current = inputs.isEmpty() ? follower.tape().input(Optional.empty(), range) : inputs.get(0);
        if (application.isDeep()) {
            return follower.tape().unknown(List.of(current), range);
        }
        if (chain.merge.isPresent()) {
            return merged(chain, current, range);
        }
        Map<String, Integer> numbers = new HashMap<>();
        int index = 0;
        for (Value layer : chain.layers) {
            if (layer instanceof Value.Tensor tensor && tensor.node().isInput()) {
                current = current.shape.isPresent() ? current : tensor.node();
                continue;
            }
            name(layer, chain, index++, numbers);
            if (layer instanceof Part part && part.type.equals(Node.INPUT)) {
                current = current.shape.isPresent() ? current : follower.tape().input(part.inputShape(), range);
                continue;
            }
            Value result = application.inside(layer, List.of(new Value.Tensor(current)),
                    follower.source().isJava() ? chain.place(layer) : range);
            current = result instanceof Value.Tensor tensor ? tensor.node()
                    : follower.tape().unknown(List.of(current), range);
        }
        return chain.exact ? current : follower.tape().unknown(List.of(current), chain.made);
    }

    /** Branches that all read the same, and the function that puts together what they give. */
    private Node merged(Chain chain, Node input, TextRange range) {
        List<Value> branches = new ArrayList<>();
        for (Value branch : chain.layers) {
            branches.add(application.inside(branch, List.of(new Value.Tensor(input)), range));
        }
        Value result = application.inside(chain.merge.get(), List.of(Value.list(branches)), range);
        List<Node> nodes = Value.list(branches).nodes();
        return result instanceof Value.Tensor tensor && chain.exact ? tensor.node()
                : follower.tape().unknown(nodes.isEmpty() ? List.of(input) : nodes, chain.made);
    }

    /** Layers of a sequential model without names get those that the framework gives. */
    private static void name(Value layer, Chain chain, int index, Map<String, Integer> numbers) {
        if (layer instanceof Part part && part.name.isEmpty()) {
            if (part.framework == Framework.DJL) {
                part.name = String.format(Locale.ROOT, "%02d%s", index + 1, part.originalType);
            } else if (part.framework == Framework.PYTORCH) {
                part.name = (chain.name.isEmpty() ? "" : chain.name + ".") + index;
            } else {
                String base = part.originalType.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
                int number = numbers.merge(base, 1, Integer::sum) - 1;
                part.name = number == 0 ? base : base + "_" + number;
            }
        }
    }

    /** What a model gives for an input of its own. */
    public Optional<Node> output(Chain chain) {
        if (!chain.outputs.isEmpty()) {
            return Optional.of(chain.outputs.get(0));
        }
        if (chain.layers.isEmpty()) {
            return Optional.empty();
        }
        if (chain.result.isEmpty()) {
            chain.result = Optional.of(chain(chain, List.of(), chain.made));
        }
        return chain.result;
    }

    /** The input of a model. */
    Node input(Chain chain) {
        return chain.inputs.isEmpty() ? follower.tape().input(Optional.empty(), chain.made) : chain.inputs.get(0);
    }
}
