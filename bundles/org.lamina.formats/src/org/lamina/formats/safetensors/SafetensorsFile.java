package org.lamina.formats.safetensors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JsonText;
import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the header of a safetensors file says.
 *
 * @param tensors the tensors in it, in the order of the header
 * @param metadata texts by name, as {@code format}
 */
record SafetensorsFile(List<StoredTensor> tensors, Map<String, String> metadata) {

    static final String METADATA = "__metadata__";
    static final Map<String, ElementType> TYPES = Map.ofEntries(Map.entry("F64", ElementType.FLOAT64),
            Map.entry("F32", ElementType.FLOAT32), Map.entry("F16", ElementType.FLOAT16),
            Map.entry("BF16", ElementType.BFLOAT16), Map.entry("F8_E4M3", ElementType.FLOAT8_E4M3),
            Map.entry("F8_E5M2", ElementType.FLOAT8_E5M2), Map.entry("F8_E4M3FNUZ", ElementType.FLOAT8_E4M3FNUZ),
            Map.entry("F8_E5M2FNUZ", ElementType.FLOAT8_E5M2FNUZ), Map.entry("F8_E8M0", ElementType.FLOAT8_E8M0),
            Map.entry("F4", ElementType.FLOAT4_E2M1), Map.entry("I64", ElementType.INT64),
            Map.entry("I32", ElementType.INT32), Map.entry("I16", ElementType.INT16),
            Map.entry("I8", ElementType.INT8), Map.entry("U64", ElementType.UINT64),
            Map.entry("U32", ElementType.UINT32), Map.entry("U16", ElementType.UINT16),
            Map.entry("U8", ElementType.UINT8), Map.entry("BOOL", ElementType.BOOL),
            Map.entry("C64", ElementType.COMPLEX64));

    static final int HEADER_LIMIT = 100_000_000;

    SafetensorsFile {
        tensors = List.copyOf(tensors);
    }

    /**
     * Reads a header.
     *
     * @throws ModelFormatException if the file is damaged or not a safetensors file
     * @throws IOException if it can't be read
     */
    static SafetensorsFile read(FileBytes bytes) throws ModelFormatException, IOException {
        long length = bytes.size() < 8 ? -1 : bytes.read(0, 8).getLong();
        if (length < 2 || length > HEADER_LIMIT || !bytes.contains(8, length)) {
            throw new ModelFormatException(bytes.file(), "a safetensors header inside the file of " + bytes.size()
                    + " bytes", length < 0 ? "no length of a header" : "a header of " + length + " bytes");
        }
        JsonNode header = JsonText.object(bytes.file(),
                new String(bytes.read(8, (int) length).array(), StandardCharsets.UTF_8), "a safetensors header");
        List<StoredTensor> tensors = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : header.properties()) {
            if (field.getKey().equals(METADATA)) {
                field.getValue().properties().forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
            } else {
                tensors.add(tensor(bytes, 8 + length, field.getKey(), field.getValue()));
            }
        }
        return new SafetensorsFile(tensors, metadata);
    }

    private static StoredTensor tensor(FileBytes bytes, long start, String name, JsonNode entry)
            throws ModelFormatException {
        ElementType type = TYPES.getOrDefault(entry.path("dtype").asText(), ElementType.UNKNOWN);
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        if (from < 0 || to < from || !bytes.contains(start, to)) {
            throw new ModelFormatException(bytes.file(), "tensor " + name + " inside the file of " + bytes.size()
                    + " bytes", "offsets " + entry.path("data_offsets"));
        }
        try {
            List<Long> dimensions = new ArrayList<>();
            for (JsonNode dimension : entry.path("shape")) {
                dimensions.add(dimension.isIntegralNumber() && dimension.asLong() >= 0 ? dimension.asLong() : -2);
            }
            Shape shape = new Shape(dimensions);
            long expected = type.bytes(shape.count().orElse(0));
            if (type != ElementType.UNKNOWN && expected != to - from || !entry.path("shape").isArray()) {
                throw new ModelFormatException(bytes.file(), expected + " bytes for tensor " + name + " of shape "
                        + shape, to - from + " bytes");
            }
            return StoredTensor.contiguous(new TensorInfo(name, type, shape, to - from), start + from);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(bytes.file(), "a shape of whole numbers for tensor " + name,
                    entry.path("shape").toString(), e);
        }
    }
}
