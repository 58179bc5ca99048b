package org.lamina.source.following.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.interpreter.Follower;
import org.lamina.source.following.interpreter.MethodCall;
import org.lamina.source.following.value.Args;
import org.lamina.source.following.value.Node;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Framework;

/** The methods of PyTorch's modules and tensors; those of Keras's tensors are few, and are here too. */
final class TorchMethods {

    /** Methods that give the same tensor again: on another device, in another type. */
    private static final Set<String> SAME = Set.of("to", "cuda", "cpu", "double", "float", "half", "contiguous",
            "clone", "detach", "type", "requires_grad_", "share_memory", "numpy", "requires_grad", "apply", "copy",
            "type_as", "astype");
    /** Methods that give what is no value of the network any more. */
    private static final Set<String> FACTS =
            Set.of("item", "tolist", "argmax", "dim", "get_shape", "numel", "eq", "backward");

    private final Follower follower;
    private final TorchCalls torch;

    TorchMethods(Follower follower, TorchCalls torch) {
        this.follower = follower;
        this.torch = torch;
    }

    Optional<Value> method(MethodCall call) {
        boolean parameters = call.name().endsWith("parameters") && !(call.target() instanceof Value.Array)
                && !(call.target() instanceof Value.External);
        if (parameters) {
            return Optional.of(new Value.Parameters(call.target(), call.spelling()));
        }
        return call.target() instanceof Value.Tensor tensor ? tensor(tensor, call.name(), call.args())
                : Optional.empty();
    }

    private Optional<Value> tensor(Value.Tensor tensor, String name, Args args) {
        if (name.equals("size")) {
            Optional<Value> shape = Value.sizes(tensor.node().shape);
            return Optional.of(shape.filter(Value.Sequence.class::isInstance).map(Value.Sequence.class::cast)
                    .filter(sizes -> args.value(0, "dim").number().filter(axis -> axis >= 0
                            && axis < sizes.items.size()).isPresent())
                    .map(sizes -> sizes.items.get(args.value(0, "dim").number().get().intValue()))
                    .orElseGet(Value::unknown));
        }
        if (FACTS.contains(name)) {
            return Optional.of(Value.unknown());
        }
        if (SAME.contains(name)) {
            return Optional.of(tensor);
        }
        return TorchLayers.function(name).flatMap(type -> torch.of(type, name, tensor, args))
                .or(() -> Optional.of(new Value.Tensor(name.equals("mean")
                        ? follower.tape().function(Framework.PYTORCH, "Mean", name, Map.of(), List.of(tensor.node()),
                                args.range())
                        : follower.tape().unknown(with(tensor.node(), args), args.range()))));
    }

    private static List<Node> with(Node node, Args args) {
        List<Node> nodes = new ArrayList<>(List.of(node));
        args.tensors().stream().filter(other -> other != node).forEach(nodes::add);
        return nodes;
    }
}
