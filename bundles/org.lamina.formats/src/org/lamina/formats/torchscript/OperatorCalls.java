package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.torchscript.Value.Constant;
import org.lamina.formats.torchscript.Value.Items;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.Shape;

/** Tells what calls of PyTorch's tensor operators (aten) are as layers, for other formats that hold such calls. */
public final class OperatorCalls {

    /**
     * An argument that is a tensor.
     *
     * @param shape its shape, where known
     */
    public record TensorArgument(Optional<Shape> shape) {
    }

    /**
     * A call as a layer.
     *
     * @param type the type in the common vocabulary; empty if the operator has none
     * @param config hyper-parameters by PyTorch's names
     */
    public record Described(String type, Map<String, Object> config) {
    }

    private final TensorOperators operators = new TensorOperators();

    /**
     * Describes a call.
     *
     * @param operator the operator's name: {@code conv2d}
     * @param arguments the arguments in the order of the operator's schema: {@link TensorArgument}, numbers, texts,
     *        booleans, null, and lists of these
     */
    public Described describe(String operator, List<Object> arguments) {
        List<Value> values = new ArrayList<>();
        arguments.forEach(argument -> values.add(value(argument)));
        TensorOperators.Described described = operators.describe(operator, values, Map.of());
        String type = described.type().equals("=") || described.type().equals("const") ? "" : described.type();
        return new Described(type, described.config());
    }

    private static Value value(Object argument) {
        if (argument instanceof TensorArgument tensor) {
            return new Tensor(Set.of(), tensor.shape().orElse(null), "", List.of());
        } else if (argument instanceof List<?> list) {
            List<Value> elements = new ArrayList<>();
            list.forEach(element -> elements.add(value(element)));
            return new Items(elements);
        }
        return new Constant(argument);
    }
}
