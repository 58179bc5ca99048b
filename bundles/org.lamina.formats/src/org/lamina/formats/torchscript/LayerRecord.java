package org.lamina.formats.torchscript;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.graph.LayerBuilder;
import org.lamina.formats.names.TorchClasses;
import org.lamina.formats.torchscript.TensorOperators.Described;
import org.lamina.formats.torchscript.Value.Tensor;
import org.lamina.model.LayerKind;
import org.lamina.model.Shape;

/** A layer while its code is followed: the layer, and what its operators are. */
final class LayerRecord {

    /** The families of operators that tell what a layer is for; others only prepare or follow up. */
    private static final Set<LayerKind> TELLING = EnumSet.of(LayerKind.CONVOLUTION, LayerKind.DENSE,
            LayerKind.NORMALISATION, LayerKind.ACTIVATION, LayerKind.POOLING, LayerKind.DROPOUT, LayerKind.EMBEDDING,
            LayerKind.RECURRENT, LayerKind.ATTENTION, LayerKind.UPSAMPLING);

    private final LayerBuilder builder;
    private final List<Described> operators = new ArrayList<>();

    private List<Tensor> inputs = List.of();
    private List<Shape> steps = List.of();

    LayerRecord(LayerBuilder builder) {
        this.builder = builder;
    }

    LayerBuilder builder() {
        return builder;
    }

    /** The tensors that flow in. */
    List<Tensor> inputs() {
        return inputs;
    }

    void inputs(List<Tensor> tensors) {
        inputs = tensors;
    }

    /** The shapes that a recurrent operator gives: its outputs, then its last states. */
    List<Shape> steps() {
        return steps;
    }

    void steps(List<Shape> shapes) {
        steps = shapes;
    }

    List<Described> operators() {
        return operators;
    }

    /**
     * Settles type and hyper-parameters. A class that has a word in the vocabulary, or is PyTorch's own, is that type.
     * Any other is the type of its only telling operator, if it has just one, else the class itself.
     *
     * @param name the name of the class, or of the vocabulary for functions
     * @param original the name as the file spells it
     * @param constants hyper-parameters that the class declares
     */
    void settle(String name, String original, Map<String, Object> constants) {
        String type = TorchClasses.type(name);
        if (LayerKind.of(type) == LayerKind.OTHER && !original.startsWith("torch.nn.")) {
            List<String> types = operators.stream().map(Described::type).distinct().toList();
            List<String> telling = types.stream().filter(each -> TELLING.contains(LayerKind.of(each))).toList();
            if (telling.size() == 1) {
                type = telling.get(0);
            } else if (types.size() == 1 && !types.get(0).isEmpty()) {
                type = types.get(0);
            }
        }
        builder.type(type, original);
        constants.forEach(builder.config()::putIfAbsent);
        for (Described operator : operators) {
            if (isFamily(operator.type(), type)) {
                builder.config().putAll(operator.config());
                break;
            }
        }
    }

    /**
     * Whether an operator's type is a layer's type, as far as the number of axes is known: BatchNorm of BatchNorm2d.
     */
    private static boolean isFamily(String operator, String type) {
        return !operator.isEmpty() && (type.equals(operator) || type.replaceFirst("\\dd$", "").equals(
                operator.replaceFirst("\\dd$", "")));
    }
}
