package org.lamina.formats.pytorch;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;

/**
 * The call by which a pickle makes a tensor, such as {@code torch._utils._rebuild_tensor_v2(storage, offset, size,
 * stride, requires_grad, backward_hooks)}.
 *
 * @param storage what the pickle says about the storage: {@code ("storage", type, key, location, elements)}
 * @param arguments the call's arguments, at least storage, offset, size and stride
 * @param type the type of the elements
 */
record TensorCall(List<?> storage, List<Object> arguments, ElementType type) {

    private static final int WRAPPING_LIMIT = 4;
    private static final String UTILS = "torch._utils.";
    private static final Map<String, ElementType> STORAGES = Map.ofEntries(
            Map.entry("DoubleStorage", ElementType.FLOAT64), Map.entry("FloatStorage", ElementType.FLOAT32),
            Map.entry("HalfStorage", ElementType.FLOAT16), Map.entry("BFloat16Storage", ElementType.BFLOAT16),
            Map.entry("LongStorage", ElementType.INT64), Map.entry("IntStorage", ElementType.INT32),
            Map.entry("ShortStorage", ElementType.INT16), Map.entry("CharStorage", ElementType.INT8),
            Map.entry("ByteStorage", ElementType.UINT8), Map.entry("BoolStorage", ElementType.BOOL),
            Map.entry("QInt8Storage", ElementType.INT8), Map.entry("QUInt8Storage", ElementType.UINT8),
            Map.entry("QInt32Storage", ElementType.INT32), Map.entry("UntypedStorage", ElementType.UINT8),
            Map.entry("_UntypedStorage", ElementType.UINT8), Map.entry("ComplexFloatStorage", ElementType.COMPLEX64),
            Map.entry("ComplexDoubleStorage", ElementType.COMPLEX128));
    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("float64", ElementType.FLOAT64), Map.entry("float32", ElementType.FLOAT32),
            Map.entry("float16", ElementType.FLOAT16), Map.entry("bfloat16", ElementType.BFLOAT16),
            Map.entry("float8_e4m3fn", ElementType.FLOAT8_E4M3), Map.entry("float8_e5m2", ElementType.FLOAT8_E5M2),
            Map.entry("int64", ElementType.INT64), Map.entry("int32", ElementType.INT32),
            Map.entry("int16", ElementType.INT16), Map.entry("int8", ElementType.INT8),
            Map.entry("uint64", ElementType.UINT64), Map.entry("uint32", ElementType.UINT32),
            Map.entry("uint16", ElementType.UINT16), Map.entry("uint8", ElementType.UINT8),
            Map.entry("bool", ElementType.BOOL), Map.entry("complex64", ElementType.COMPLEX64),
            Map.entry("complex128", ElementType.COMPLEX128));

    /** The call that a pickled value is, looked for inside parameters and subclasses of tensors too. */
    static Optional<TensorCall> of(Object value) {
        Object inner = value;
        for (int i = 0; i < WRAPPING_LIMIT && inner instanceof PickledObject object; i++) {
            List<Object> arguments = object.arguments();
            if (isWrapper(object) && !arguments.isEmpty()) {
                inner = arguments.get(0);
            } else if (object.type().is("torch._tensor._rebuild_from_type_v2") && arguments.size() > 2
                    && arguments.get(0) instanceof PickledGlobal function && arguments.get(2) instanceof List<?> list) {
                return of(function.qualifiedName(), Collections.unmodifiableList(list));
            } else {
                return of(object.type().qualifiedName(), arguments);
            }
        }
        return Optional.empty();
    }

    private static boolean isWrapper(PickledObject object) {
        return object.type().is("torch._utils._rebuild_parameter")
                || object.type().is("torch._utils._rebuild_parameter_with_state");
    }

    private static Optional<TensorCall> of(String function, List<Object> arguments) {
        boolean known = function.equals(UTILS + "_rebuild_tensor_v2") || function.equals(UTILS + "_rebuild_tensor")
                || function.equals(UTILS + "_rebuild_tensor_v3") || function.equals(UTILS + "_rebuild_qtensor");
        if (!known || arguments.size() < 4 || !(arguments.get(0) instanceof PersistentId id)
                || !(id.id() instanceof List<?> storage) || storage.size() < 5) {
            return Optional.empty();
        }
        boolean typed = function.endsWith("_v3") && arguments.size() > 6;
        return Optional.of(new TensorCall(storage, arguments,
                type(typed ? arguments.get(6) : storage.get(1))));
    }

    /** The type of the elements that a storage class or a {@code torch.dtype} stands for. */
    static ElementType type(Object global) {
        String name = global instanceof PickledGlobal named ? named.name() : "";
        return STORAGES.getOrDefault(name, TYPES.getOrDefault(name, ElementType.UNKNOWN));
    }
}
