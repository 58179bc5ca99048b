package org.lamina.formats.pytorch;

import java.util.List;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.npy.ArrayType;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * An array of NumPy in a pickle, whose elements lie in the pickle itself: an object that {@code _reconstruct} makes and
 * that gets shape, type and elements as its state (numpy/_core/src/multiarray/methods.c, {@code array_reduce}), or with
 * protocol 5 a call of {@code _frombuffer} with the same.
 *
 * @param type the type of the elements
 * @param shape its sizes
 * @param columnMajor whether the first axis is the fastest
 * @param elements the elements
 */
record PickledArray(ArrayType type, List<?> shape, boolean columnMajor, byte[] elements) {

    /** The array that a value is; empty if it is none, or one of texts or Python objects. */
    static Optional<PickledArray> of(Object value) {
        if (!(value instanceof PickledObject object) || !object.type().module().startsWith("numpy")) {
            return Optional.empty();
        }
        List<?> state = object.state() instanceof List<?> facts ? facts : List.of();
        if (object.type().name().equals("_reconstruct") && state.size() >= 4) {
            int first = state.size() - 4;
            return of(state.get(first + 3), state.get(first + 1), state.get(first), state.get(first + 2).equals(true));
        } else if (object.type().name().equals("_frombuffer") && object.arguments().size() == 4) {
            List<Object> facts = object.arguments();
            return of(facts.get(0), facts.get(1), facts.get(2), "F".equals(facts.get(3)));
        }
        return Optional.empty();
    }

    private static Optional<PickledArray> of(Object elements, Object type, Object shape, boolean columnMajor) {
        return shape instanceof List<?> sizes ? PickledBytes.of(elements).flatMap(bytes -> type(type)
                .map(known -> new PickledArray(known, sizes, columnMajor, bytes))) : Optional.empty();
    }

    /** What {@code dtype("f8")} is; the state that follows tells the order of bytes. */
    private static Optional<ArrayType> type(Object value) {
        if (!(value instanceof PickledObject dtype) || dtype.arguments().isEmpty()) {
            return Optional.empty();
        }
        boolean bigEndian = dtype.state() instanceof List<?> state && state.size() > 1 && ">".equals(state.get(1));
        return ArrayType.of((bigEndian ? ">" : "") + dtype.arguments().get(0))
                .filter(type -> type.dtype().bits() == type.size() * 8);
    }

    /**
     * The array as a tensor whose file are its own elements.
     *
     * @throws ModelFormatException if they are fewer than its shape tells, or if the shape is none
     */
    StoredTensor tensor(FileBytes file, String name) throws ModelFormatException {
        try {
            Shape known = new Shape(shape.stream().map(size -> size instanceof Long number ? number
                    : Long.valueOf(-2)).toList());
            long bytes = type.dtype().bytes(known.count().orElse(Long.MAX_VALUE));
            if (bytes > elements.length) {
                throw new ModelFormatException(file.file(), bytes + " bytes for the array " + name + " of shape "
                        + known, elements.length + " bytes");
            }
            TensorInfo info = new TensorInfo(name, type.dtype(), known, bytes);
            return columnMajor ? StoredTensor.columnMajor(info, 0, type.order())
                    : StoredTensor.contiguous(info, 0).ordered(type.order());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(file.file(), "a shape of whole numbers for the array " + name,
                    String.valueOf(shape), e);
        }
    }
}
