package org.lamina.formats.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The tensors of an open file. Closes the file when it is closed. */
public final class StoredTensors implements TensorSource {

    private final FileBytes bytes;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    /**
     * @param bytes the file, closed together with this
     * @param tensors the tensors in it; of several with the same name the first counts
     */
    public StoredTensors(FileBytes bytes, List<StoredTensor> tensors) {
        this.bytes = bytes;
        tensors.forEach(tensor -> this.tensors.putIfAbsent(tensor.info().name(), tensor));
    }

    @Override
    public List<TensorInfo> tensors() {
        return tensors.values().stream().map(StoredTensor::info).toList();
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(tensors.get(name)).map(StoredTensor::info);
    }

    @Override
    public TensorValues values(String name) throws IOException {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        return tensor.values(bytes);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
