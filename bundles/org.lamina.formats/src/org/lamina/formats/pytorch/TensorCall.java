package org.lamina.formats.pytorch;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;

/**
 * The call by which a pickle makes a tensor, such as {@code torch._utils._rebuild_tensor_v2(storage, offset, size,
 * stride, requires_grad, backward_hooks)}.
 *
 * @param function the function in {@code torch._utils}; empty for a storage that stands for itself
 * @param storage what the pickle says about the storage: a list {@code ("storage", type, key, location, elements)}, or
 *        the call that loads it from bytes in the pickle; null for a tensor without values
 * @param arguments the call's arguments, at least storage, offset, size and stride
 */
record TensorCall(String function, Object storage, List<Object> arguments) {

    private static final int WRAPPING_LIMIT = 4;
    private static final String UTILS = "torch._utils.";
    private static final String META = "_rebuild_meta_tensor_no_storage";
    private static final List<String> FUNCTIONS = List.of("_rebuild_tensor_v2", "_rebuild_tensor", "_rebuild_tensor_v3",
            "_rebuild_qtensor");

    /** The call that a pickled value is, looked for inside parameters and subclasses of tensors too. */
    static Optional<TensorCall> of(Object value) {
        Object inner = unwrapped(value);
        if (inner instanceof PersistentId id && isStorage(id.id()) && ((List<?>) id.id()).get(4) instanceof Long size) {
            return Optional.of(new TensorCall("", id.id(), List.of(id, 0L, List.of(size), List.of(1L))));
        }
        if (!(inner instanceof PickledObject object)) {
            return Optional.empty();
        } else if (object.type().is("torch._tensor._rebuild_from_type_v2") && object.arguments().size() > 2
                && object.arguments().get(0) instanceof PickledGlobal function
                && object.arguments().get(2) instanceof List<?> list) {
            return of(function.qualifiedName(), Collections.unmodifiableList(list));
        }
        return of(object.type().qualifiedName(), object.arguments());
    }

    /** What is inside parameters. */
    static Object unwrapped(Object value) {
        Object inner = value;
        for (int i = 0; i < WRAPPING_LIMIT && inner instanceof PickledObject object && !object.arguments().isEmpty()
                && object.type().qualifiedName().matches("torch\\._utils\\._rebuild_parameter(_with_state)?"); i++) {
            inner = object.arguments().get(0);
        }
        return inner;
    }

    private static Optional<TensorCall> of(String qualifiedName, List<Object> arguments) {
        String function = qualifiedName.startsWith(UTILS) ? qualifiedName.substring(UTILS.length()) : "";
        if (function.equals(META) && arguments.size() >= 3) {
            List<Object> usual = new ArrayList<>();
            Collections.addAll(usual, null, 0L, arguments.get(1), arguments.get(2));
            usual.add(arguments.get(0));
            return Optional.of(new TensorCall(function, null, usual));
        } else if (!FUNCTIONS.contains(function) || arguments.size() < 4) {
            return Optional.empty();
        }
        Object storage = arguments.get(0) instanceof PersistentId id ? id.id() : arguments.get(0);
        return isStorage(storage) || storage instanceof PickledObject object && EmbeddedStorage.isOne(object)
                ? Optional.of(new TensorCall(function, storage, arguments)) : Optional.empty();
    }

    private static boolean isStorage(Object id) {
        return id instanceof List<?> facts && facts.size() >= 5 && "storage".equals(facts.get(0));
    }

    /** Whether the tensor has no values, as those on the meta device. */
    boolean isWithoutValues() {
        return storage == null;
    }

    /** The class or type that tells the type of the elements; null if the storage itself tells. */
    private Object typeName() {
        return function.equals("_rebuild_tensor_v3") && arguments.size() > 6 ? arguments.get(6)
                : isWithoutValues() ? arguments.get(4) : storage instanceof List<?> facts ? facts.get(1) : null;
    }

    /** What the pickle tells about a quantised tensor: the scheme, and what it needs; empty for others. */
    List<?> quantisation() {
        return function.equals("_rebuild_qtensor") && arguments.size() > 4 && arguments.get(4) instanceof List<?> facts
                ? facts : List.of();
    }

    /** Whether elements are stored with the opposite sign, which PyTorch does for parts of conjugated numbers. */
    boolean isNegated() {
        return function.equals("_rebuild_tensor_v2") && arguments.size() > 6
                && arguments.get(6) instanceof PickledDict flags && Boolean.TRUE.equals(flags.get("neg"));
    }

    /** The type of the elements; unknown if only the storage tells. */
    ElementType type() {
        return TorchTypes.of(typeName());
    }

    /** The sizes; those that are no whole numbers are negative. */
    List<Long> sizes() {
        return longs(arguments.get(2));
    }

    /**
     * Where the tensor lies in its storage. Sizes that are no whole numbers are negative.
     *
     * @param stored the type of the storage's elements, where the call does not tell
     */
    TensorPlace place(ElementType stored) {
        ElementType type = typeName() == null ? stored : type();
        String name = TorchTypes.name(typeName());
        List<Long> sizes = sizes();
        List<Long> strides = longs(arguments.get(3));
        long offset = arguments.get(1) instanceof Long number ? number : -1;
        if (isWithoutValues()) {
            return new TensorPlace(ElementType.UNKNOWN, sizes, strides, 0, name + " without values");
        } else if (type == ElementType.UNKNOWN) {
            return new TensorPlace(type, sizes, strides, offset, name.replaceFirst("Storage$", ""));
        } else if (name.endsWith("_x2")) {
            return pairs(type, sizes, strides, offset, name);
        }
        return new TensorPlace(type, sizes, strides, offset, quantisationText());
    }

    /** Elements of which PyTorch counts two as one. */
    private static TensorPlace pairs(ElementType type, List<Long> sizes, List<Long> strides, long offset, String name) {
        int last = sizes.size() - 1;
        if (last < 0 || strides.size() <= last || strides.get(last) != 1) {
            return new TensorPlace(ElementType.UNKNOWN, sizes, strides, offset, name);
        }
        List<Long> each = new ArrayList<>(sizes);
        each.set(last, 2 * sizes.get(last));
        List<Long> steps = new ArrayList<>(strides.stream().map(stride -> 2 * stride).toList());
        steps.set(last, 1L);
        return new TensorPlace(type, each, steps, 2 * offset, "two values in each element of " + name);
    }

    private String quantisationText() {
        List<?> facts = quantisation();
        if (facts.size() >= 3 && facts.get(1) instanceof Number && facts.get(2) instanceof Number) {
            return "quantised: scale " + facts.get(1) + ", zero point " + facts.get(2);
        }
        return facts.size() >= 4 ? "quantised: a scale and zero point for each index of axis " + facts.get(3) : "";
    }

    private static List<Long> longs(Object value) {
        List<Long> longs = new ArrayList<>();
        if (value instanceof PickledObject size && size.type().is("torch.Size") && !size.arguments().isEmpty()) {
            return longs(size.arguments().get(0));
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                longs.add(element instanceof Long number && number >= 0 ? number : -2L);
            }
        }
        return longs;
    }
}
