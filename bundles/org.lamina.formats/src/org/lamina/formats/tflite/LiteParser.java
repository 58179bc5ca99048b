package org.lamina.formats.tflite;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.tflite.FlatTable.Run;
import org.lamina.formats.tflite.LiteModel.Graph;
import org.lamina.formats.tflite.LiteModel.Operator;
import org.lamina.formats.tflite.LiteModel.Quantization;
import org.lamina.formats.tflite.LiteModel.Tensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Parses the tables of a TensorFlow Lite model; field numbers are those of the schema, version 3. */
final class LiteParser {

    private static final ElementType[] TYPES = {ElementType.FLOAT32, ElementType.FLOAT16, ElementType.INT32,
        ElementType.UINT8, ElementType.INT64, ElementType.STRING, ElementType.BOOL, ElementType.INT16,
        ElementType.COMPLEX64, ElementType.INT8, ElementType.FLOAT64, ElementType.COMPLEX128, ElementType.UINT64,
        ElementType.UNKNOWN, ElementType.UNKNOWN, ElementType.UINT32, ElementType.UINT16, ElementType.INT4,
        ElementType.BFLOAT16, ElementType.UNKNOWN, ElementType.UINT4, ElementType.FLOAT8_E4M3,
        ElementType.FLOAT8_E5M2};
    private static final int CUSTOM = 32;

    private final FileBytes bytes;
    private final FlatBuffer buffer;
    private final Progress progress;
    private final Set<String> names = new HashSet<>();

    LiteParser(FileBytes bytes, Progress progress) {
        this.bytes = bytes;
        this.buffer = new FlatBuffer(bytes);
        this.progress = progress;
    }

    LiteModel parse() throws ModelFormatException, IOException {
        FlatTable model = buffer.root();
        List<FlatTable> codes = model.tables(1);
        List<FlatTable> buffers = model.tables(4);
        List<Graph> graphs = new ArrayList<>();
        for (FlatTable graph : model.tables(2)) {
            graphs.add(graph(graph, codes, buffers));
        }
        if (graphs.isEmpty()) {
            throw buffer.broken("a TensorFlow Lite model with a graph", "a model without one");
        }
        List<String> metadata = new ArrayList<>();
        for (FlatTable entry : model.tables(6)) {
            metadata.add(entry.text(0));
        }
        return new LiteModel(model.text(3), graphs, metadata);
    }

    private Graph graph(FlatTable table, List<FlatTable> codes, List<FlatTable> buffers)
            throws ModelFormatException, IOException {
        List<Tensor> tensors = new ArrayList<>();
        for (FlatTable tensor : table.tables(0)) {
            progress.checkCancelled();
            tensors.add(tensor(tensor, buffers));
        }
        List<Operator> operators = new ArrayList<>();
        for (FlatTable operator : table.tables(3)) {
            progress.checkCancelled();
            operators.add(operator(operator, codes, tensors.size()));
        }
        return new Graph(table.text(4), tensors, indices(table.int32s(1), tensors.size()),
                indices(table.int32s(2), tensors.size()), operators);
    }

    private List<Integer> indices(List<Long> numbers, int count) throws ModelFormatException {
        List<Integer> indices = new ArrayList<>();
        for (long number : numbers) {
            if (number < -1 || number >= count) {
                throw buffer.broken("a tensor with a number below " + count, "number " + number);
            }
            indices.add((int) number);
        }
        return indices;
    }

    private Operator operator(FlatTable table, List<FlatTable> codes, int tensors)
            throws ModelFormatException, IOException {
        long index = table.int32(0, 0) & 0xffffffffL;
        if (index >= codes.size()) {
            throw buffer.broken("an operator with a code below " + codes.size(), "code " + index);
        }
        FlatTable code = codes.get((int) index);
        int number = Math.max(code.int8(0, 0), code.int32(3, 0));
        String custom = number == CUSTOM ? code.text(1) : "";
        Optional<FlatTable> options = number == CUSTOM ? Optional.empty() : table.table(4);
        Map<String, Object> values = options.isPresent() ? LiteOptions.of(number, options.get()) : Map.of();
        return new Operator(number, custom.isEmpty() ? OperatorNames.of(number) : custom,
                indices(table.int32s(1), tensors), indices(table.int32s(2), tensors), values);
    }

    private Tensor tensor(FlatTable table, List<FlatTable> buffers) throws ModelFormatException, IOException {
        int type = table.int8(1, 0);
        ElementType dtype = type >= 0 && type < TYPES.length ? TYPES[type] : ElementType.UNKNOWN;
        List<Long> sizes = table.int32s(0);
        List<Long> signature = table.int32s(7);
        String name = table.text(3);
        String unique = name.isEmpty() ? "tensor" : name;
        for (int i = 1; !names.add(unique); i++) {
            unique = (name.isEmpty() ? "tensor" : name) + "#" + (names.size() + i);
        }
        Shape shape = shape(signature.size() == sizes.size() ? signature : sizes);
        Optional<StoredTensor> stored = stored(table, buffers, new Tensor(unique, dtype, shape, null,
                Optional.empty()), shape(sizes));
        return new Tensor(unique, dtype, shape, quantization(table), stored);
    }

    private static Shape shape(List<Long> sizes) {
        return new Shape(sizes.stream().map(size -> Math.max(Shape.UNKNOWN, size)).toList());
    }

    private static Quantization quantization(FlatTable tensor) throws ModelFormatException, IOException {
        Optional<FlatTable> table = tensor.table(4);
        return table.isEmpty() ? new Quantization(List.of(), List.of(), 0)
                : new Quantization(table.get().float32s(2), table.get().int64s(3), table.get().int32(6, 0));
    }

    /** Where the values of a tensor are; empty for those that are computed. */
    private Optional<StoredTensor> stored(FlatTable table, List<FlatTable> buffers, Tensor tensor, Shape shape)
            throws ModelFormatException, IOException {
        long index = table.int32(2, 0) & 0xffffffffL;
        if (index == 0 || index >= buffers.size()) {
            return Optional.empty();
        }
        FlatTable holder = buffers.get((int) index);
        Run run = holder.bytes(0);
        long outside = holder.int64(1, 0);
        if (run.count() == 0 && outside > 1) {
            run = new Run(outside, holder.int64(2, 0));
            buffer.require(run.start(), run.count());
        }
        if (run.count() == 0) {
            return Optional.empty();
        }
        boolean sparse = table.table(6).isPresent();
        try {
            ElementType dtype = sparse ? ElementType.UNKNOWN : tensor.dtype();
            long needed = dtype.bytes(shape.count().orElse(0));
            if (needed > run.count()) {
                throw new ModelFormatException(bytes.file(), needed + " bytes for tensor " + tensor.name()
                        + " of shape " + shape, run.count() + " bytes");
            }
            return shape.isKnown() ? Optional.of(StoredTensor.contiguous(
                    new TensorInfo(tensor.name(), dtype, shape, run.count()), run.start())) : Optional.empty();
        } catch (ArithmeticException e) {
            throw new ModelFormatException(bytes.file(), "a size of tensor " + tensor.name() + " that fits 64 bits",
                    "shape " + shape, e);
        }
    }
}
