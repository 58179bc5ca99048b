package org.lamina.source.following.interpreter;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lamina.source.following.value.Chain;
import org.lamina.source.following.value.Part;
import org.lamina.source.following.value.Value;
import org.lamina.source.program.Data;
import org.lamina.source.program.NetworkLayer;
import org.lamina.source.python.TextRange;

/** Attributes of values that are not objects of the program's own classes. */
final class Members {

    /** What a pretrained network may give under names. */
    private static final Set<String> OUTPUTS = Set.of("last_hidden_state", "hidden_states", "pooler_output", "logits",
            "out", "features", "sample");

    private Members() {
    }

    /** The attribute, if it is one that is understood. */
    static Optional<Value> value(Follower follower, Value target, String name, TextRange range) {
        if (target instanceof Value.Tensor tensor) {
            boolean part = tensor.node().type.equals(NetworkLayer.UNKNOWN) && OUTPUTS.contains(name);
            return name.equals("shape") ? Value.sizes(tensor.node().shape)
                    : name.equals("data") || name.equals("mT") || part ? Optional.of(target) : Optional.empty();
        }
        if (target instanceof Value.Array array) {
            return switch (name) {
                case "shape" -> Value.sizes(array.data().shape());
                case "data", "values", "dataset", "iloc", "loc", "ix" -> Optional.of(target);
                case "targets", "labels" -> Optional.of(new Value.Array(Data.UNKNOWN));
                case "T" -> Optional.of(new Value.Array(Data.UNKNOWN));
                default -> Optional.empty();
            };
        }
        if (target instanceof Value.Super base) {
            return Optional.of(Classes.above(follower, base, name));
        }
        if (target instanceof Value.Module module) {
            return follower.imports().member(module, name)
                    .or(() -> Optional.of(new Value.External(module.name() + "." + name)));
        }
        if (target instanceof Value.Mapping mapping) {
            return Optional.ofNullable(mapping.entries().get(name));
        }
        if (target instanceof Chain chain && !chain.list) {
            return switch (name) {
                case "layers" -> Optional.of(new Value.Sequence(chain.layers, false));
                case "output", "outputs" -> follower.application().computing().output(chain).map(Value.Tensor::new);
                case "input", "inputs" ->
                    Optional.of(new Value.Tensor(follower.application().computing().input(chain)));
                default -> Optional.empty();
            };
        }
        if (target instanceof Part part && part.type.equals(NetworkLayer.UNKNOWN)) {
            return switch (name) {
                case "output" -> Optional.of(follower.application().apply(part,
                        List.of(new Value.Tensor(follower.tape().input(Optional.empty(), range))), range));
                case "input" -> Optional.of(new Value.Tensor(follower.tape().input(Optional.empty(), range)));
                default -> Optional.empty();
            };
        }
        return Optional.empty();
    }
}
