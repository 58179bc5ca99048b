package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.List;

import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;

/** The tensors that the values of a pickle stand for. */
interface PickledTensors {

    /** Whether a value is a tensor. */
    boolean isTensor(Object value);

    /**
     * Finds a tensor and lists it under a name.
     *
     * @throws ModelFormatException if its elements are missing
     * @throws IOException if the file can't be read
     */
    TensorInfo find(String name, Object tensor) throws ModelFormatException, IOException;

    /** The tensors that were found, in order. */
    List<StoredTensor> tensors();

    /** Tensors that the pickle makes of storages. */
    static PickledTensors in(TensorStorages storages) {
        return new PickledTensors() {
            @Override
            public boolean isTensor(Object value) {
                return TensorStorages.isTensor(value);
            }

            @Override
            public TensorInfo find(String name, Object tensor) throws ModelFormatException, IOException {
                return storages.find(name, "data", tensor);
            }

            @Override
            public List<StoredTensor> tensors() {
                return storages.tensors();
            }
        };
    }
}
