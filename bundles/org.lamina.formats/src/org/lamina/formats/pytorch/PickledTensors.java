package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/** The tensors that the values of a pickle stand for. */
interface PickledTensors {

    /** Whether a value is a tensor. */
    boolean isTensor(Object value);

    /**
     * Finds a tensor and lists it under a name; one that is stored as several, such as a sparse one, under that name
     * and what tells them apart.
     *
     * @return what was listed, by what stands behind the name: nothing, {@code _indices}, {@code _values}
     * @throws ModelFormatException if elements are missing
     * @throws IOException if the file can't be read
     */
    Map<String, TensorInfo> find(String name, Object tensor) throws ModelFormatException, IOException;

    /** Whether no tensor was found. */
    boolean isEmpty();

    /** The tensors that were found, in order. The file is closed with them. */
    TensorSource source();

    /** Tensors that the pickle makes of storages. */
    static PickledTensors in(TensorStorages storages) {
        return new PickledTensors() {
            @Override
            public boolean isTensor(Object value) {
                return !TensorParts.of(value).isEmpty();
            }

            @Override
            public Map<String, TensorInfo> find(String name, Object tensor) throws ModelFormatException, IOException {
                Map<String, TensorInfo> found = new LinkedHashMap<>();
                for (Map.Entry<String, Object> part : TensorParts.of(tensor).entrySet()) {
                    found.put(part.getKey(), storages.find(name + part.getKey(), "data", part.getValue()));
                }
                return found;
            }

            @Override
            public boolean isEmpty() {
                return storages.isEmpty();
            }

            @Override
            public TensorSource source() {
                return storages.source();
            }
        };
    }
}
