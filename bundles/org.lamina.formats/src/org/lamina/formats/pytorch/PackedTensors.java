package org.lamina.formats.pytorch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.pickle.PickledObject;

/**
 * The tensors in an object of one of PyTorch's C++ classes, such as the weights that a quantised layer has packed for
 * the processor ({@code torch.classes.quantized.Conv2dPackedParamsBase}) or an optimised one for XNNPACK. Their pickled
 * states are tuples and lists of weight, bias and numbers, in an order that differs between classes and versions; the
 * number of axes tells weight and bias apart.
 */
public final class PackedTensors {

    private static final String CLASSES = "__torch__.torch.classes.";
    private static final int DEPTH_LIMIT = 8;

    private final Map<String, Object> tensors = new LinkedHashMap<>();

    private PackedTensors() {
    }

    /** Whether an object is one of a C++ class. */
    static boolean isPacked(Object value) {
        return value instanceof PickledObject object
                && (object.type().qualifiedName().startsWith(CLASSES) || object.type().is("torch.ScriptObject"));
    }

    /**
     * The stored tensors that a value is made of by what stands behind its name: nothing for a tensor; {@code .weight},
     * {@code .bias}, {@code .0.weight} or a number for packed ones. Empty for anything else.
     */
    public static Map<String, Object> parts(Object value) {
        return isPacked(value) ? inside(((PickledObject) value).state()) : TensorParts.of(value);
    }

    /** The stored tensors in tuples and lists, as those of a packed object. */
    static Map<String, Object> inside(Object state) {
        PackedTensors packed = new PackedTensors();
        packed.walk("", state, 0);
        Map<String, Object> parts = new LinkedHashMap<>();
        packed.tensors.forEach((name, tensor) -> TensorParts.of(tensor)
                .forEach((part, stored) -> parts.put("." + name + part, stored)));
        return parts;
    }

    private void walk(String prefix, Object value, int depth) {
        if (depth > DEPTH_LIMIT) {
            return;
        } else if (TensorStorages.isTensor(value)) {
            TensorCall call = TensorCall.of(value).orElse(null);
            int rank = call == null ? 0 : call.sizes().size();
            boolean number = call != null && call.type().isFloatingPoint();
            String word = prefix + (rank > 1 ? "weight" : "bias");
            tensors.put((rank > 1 || number) && !tensors.containsKey(word) ? word : prefix + tensors.size(), value);
        } else if (value instanceof List<?> list) {
            boolean several = list.stream().filter(PackedTensors::isPacked).count() > 1;
            for (int i = 0; i < list.size(); i++) {
                walk(prefix + (several ? i + "." : ""), list.get(i), depth + 1);
            }
        } else if (isPacked(value)) {
            walk(prefix, ((PickledObject) value).state(), depth + 1);
        } else if (value instanceof PickledObject object) {
            walk(prefix, object.arguments(), depth + 1);
        }
    }
}
