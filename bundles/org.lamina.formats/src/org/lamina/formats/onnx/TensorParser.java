package org.lamina.formats.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.onnx.OnnxTensor.Encoding;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.ElementType;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/** Parses TensorProto messages. Only the values of tensors with few elements are read. */
final class TensorParser {

    private static final int SMALL = 256;
    private static final ElementType[] TYPES = {ElementType.UNKNOWN, ElementType.FLOAT32, ElementType.UINT8,
        ElementType.INT8, ElementType.UINT16, ElementType.INT16, ElementType.INT32, ElementType.INT64,
        ElementType.STRING, ElementType.BOOL, ElementType.FLOAT16, ElementType.FLOAT64, ElementType.UINT32,
        ElementType.UINT64, ElementType.COMPLEX64, ElementType.COMPLEX128, ElementType.BFLOAT16,
        ElementType.FLOAT8_E4M3, ElementType.FLOAT8_E4M3FNUZ, ElementType.FLOAT8_E5M2, ElementType.FLOAT8_E5M2FNUZ,
        ElementType.UINT4, ElementType.INT4, ElementType.FLOAT4_E2M1, ElementType.FLOAT8_E8M0};

    private final List<Long> dims = new ArrayList<>();
    private final List<Number> small = new ArrayList<>();
    private final Map<String, String> external = new HashMap<>();
    private ElementType dtype = ElementType.UNKNOWN;
    private String name = "";
    private boolean isExternal;
    private ByteBuffer raw;
    private Encoding encoding = Encoding.NONE;
    private long position;
    private long length;

    private TensorParser() {
    }

    /** The element type of this number in TensorProto.DataType. */
    static ElementType type(long number) {
        return number >= 0 && number < TYPES.length ? TYPES[(int) number] : ElementType.UNKNOWN;
    }

    static OnnxTensor parse(WireReader message) throws WireFormatException, IOException {
        TensorParser parser = new TensorParser();
        while (message.next()) {
            parser.field(message);
        }
        return parser.tensor();
    }

    /** A SparseTensorProto: the name is that of its values. The values are not read. */
    static OnnxTensor sparse(WireReader message) throws WireFormatException, IOException {
        TensorParser parser = new TensorParser();
        while (message.next()) {
            if (message.field() == 1) {
                OnnxTensor values = parse(message.message());
                parser.name = values.name();
                parser.dtype = values.dtype();
            } else if (message.field() == 3) {
                parser.dims.addAll(message.numbers());
            }
        }
        return parser.tensor();
    }

    private void field(WireReader message) throws WireFormatException, IOException {
        switch (message.field()) {
            case 1 -> dims.addAll(message.numbers());
            case 2 -> dtype = type(message.number());
            case 4, 10 -> {
                values(message, Encoding.RAW);
                raw = message.isBytes() && message.length() <= 8 * SMALL ? message.buffer() : null;
            }
            case 5, 7, 11 -> {
                values(message, Encoding.VARINTS);
                if (message.length() <= 10 * SMALL) {
                    small.addAll(message.numbers());
                }
            }
            case 8 -> name = message.text();
            case 9 -> {
                values(message, Encoding.RAW);
                raw = message.length() <= 8 * SMALL ? message.buffer() : null;
            }
            case 13 -> entry(message.message(), external);
            case 14 -> isExternal = message.number() == 1;
            default -> {
                // text elements and descriptions are not needed
            }
        }
    }

    /** Notes where the values are. Unpacked values of old writers are scattered over the message and not read. */
    private void values(WireReader message, Encoding found) {
        boolean scattered = !message.isBytes() || length > 0;
        encoding = scattered ? Encoding.NONE : found;
        position = message.start();
        length += message.length();
    }

    static void entry(WireReader message, Map<String, String> entries) throws WireFormatException, IOException {
        String key = "";
        String value = "";
        while (message.next()) {
            if (message.field() == 1) {
                key = message.text();
            } else if (message.field() == 2) {
                value = message.text();
            }
        }
        entries.put(key, value);
    }

    private OnnxTensor tensor() throws WireFormatException, IOException {
        Shape shape;
        long count;
        long bytes;
        try {
            shape = new Shape(dims);
            count = shape.count().orElseThrow(() -> new IllegalArgumentException("an unknown size"));
            bytes = dtype.bytes(count);
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new WireFormatException("a tensor " + name + " with sizes whose product fits 64 bits",
                    "the sizes " + dims);
        }
        if (isExternal) {
            return new OnnxTensor(name, dtype, shape, Encoding.EXTERNAL, 0, bytes, external, List.of());
        }
        if (encoding == Encoding.RAW && dtype.bits() > 0 && length != bytes && length > 0) {
            throw new WireFormatException(bytes + " bytes for the tensor " + name + " of shape " + shape,
                    length + " bytes at byte " + position);
        }
        if (encoding == Encoding.VARINTS && length < (dtype.bits() < 8 ? (count + 1) / 2 : count)) {
            throw new WireFormatException(count + " numbers for the tensor " + name + " of shape " + shape,
                    length + " bytes at byte " + position);
        }
        if (encoding == Encoding.RAW && length == 0 && count > 0) {
            encoding = Encoding.NONE;
        }
        OnnxTensor tensor = new OnnxTensor(name, dtype, shape, encoding, position, length, Map.of(), List.of());
        return count > SMALL ? tensor : tensor.with(numbers((int) count));
    }

    /** The numbers of a small tensor; empty if they are not known. */
    private List<Number> numbers(int count) throws IOException {
        boolean isWhole = dtype == ElementType.BOOL || dtype.label().startsWith("int")
                || dtype.label().startsWith("uint");
        if (isWhole && small.size() == count && dtype.bits() >= 8) {
            return small;
        } else if (dtype == ElementType.INT64 && raw != null && encoding == Encoding.RAW) {
            List<Number> numbers = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                numbers.add(raw.getLong(8 * i));
            }
            return numbers;
        }
        TensorInfo info = new TensorInfo(name, dtype, new Shape(List.of((long) count)), length);
        StoredTensor stored = StoredTensor.contiguous(info, 0);
        byte[] packed = raw == null ? packed() : raw.array();
        if (!stored.isDecodable() || packed.length < dtype.bytes(count)) {
            return List.of();
        }
        List<Number> numbers = new ArrayList<>();
        for (double value : stored.values(FileBytes.of(Path.of("tensor"), packed)).toArray()) {
            numbers.add(isWhole ? (Number) (long) value : value);
        }
        return numbers;
    }

    /** The bits that variable-length numbers stand for, one element after the other. */
    private byte[] packed() {
        int size = Math.max(1, dtype.bits() / 8);
        ByteBuffer packed = ByteBuffer.allocate(size * small.size());
        for (Number number : small) {
            for (int i = 0; i < size; i++) {
                packed.put((byte) (number.longValue() >>> 8 * i));
            }
        }
        return packed.array();
    }
}
