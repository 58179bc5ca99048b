package org.lamina.formats.tflite;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;

/**
 * A TensorFlow Lite model as the file has it.
 *
 * @param description what the converter wrote about it
 * @param graphs its subgraphs; the first one is the model
 * @param metadata the names of its metadata
 */
record LiteModel(String description, List<Graph> graphs, List<String> metadata) {

    LiteModel {
        graphs = List.copyOf(graphs);
        metadata = List.copyOf(metadata);
    }

    /**
     * A subgraph.
     *
     * @param name its name; often empty
     * @param tensors what operators read and write
     * @param inputs numbers of tensors
     * @param outputs numbers of tensors
     * @param operators its operators, in the order in which they run
     */
    record Graph(String name, List<Tensor> tensors, List<Integer> inputs, List<Integer> outputs,
            List<Operator> operators) {

        Graph {
            tensors = List.copyOf(tensors);
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            operators = List.copyOf(operators);
        }

        /** The tensor of this number; empty for the number that stands for an input that is left out. */
        Optional<Tensor> tensor(int number) {
            return number < 0 ? Optional.empty() : Optional.of(tensors.get(number));
        }
    }

    /**
     * A tensor of a subgraph.
     *
     * @param name its name
     * @param dtype the type of its elements
     * @param shape its shape, unknown where the model leaves it open; null if not even the rank is known
     * @param quantization how its elements stand for real numbers
     * @param stored its values, if the file has them
     */
    record Tensor(String name, ElementType dtype, Shape shape, Quantization quantization,
            Optional<StoredTensor> stored) {
    }

    /**
     * How whole numbers stand for real ones: {@code scale * (value - zeroPoint)}.
     *
     * @param scales one, or one for each index along the axis; empty if the tensor is not quantised
     * @param zeroPoints as many as scales
     * @param axis the axis along which they differ
     */
    record Quantization(List<Double> scales, List<Long> zeroPoints, int axis) {

        Quantization {
            scales = List.copyOf(scales);
            zeroPoints = List.copyOf(zeroPoints);
        }

        boolean isPresent() {
            return !scales.isEmpty();
        }
    }

    /**
     * An operator.
     *
     * @param code its number in the schema; that of a custom one is 32
     * @param name its name in the schema, or its own if it is a custom one
     * @param inputs numbers of tensors, -1 for one that is left out
     * @param outputs numbers of tensors
     * @param options its options by the names of the schema
     */
    record Operator(int code, String name, List<Integer> inputs, List<Integer> outputs, Map<String, Object> options) {

        Operator {
            inputs = List.copyOf(inputs);
            outputs = List.copyOf(outputs);
            options = Map.copyOf(options);
        }

        boolean isCustom() {
            return code == 32;
        }

        long number(String option, long otherwise) {
            return options.get(option) instanceof Number number ? number.longValue() : otherwise;
        }
    }
}
