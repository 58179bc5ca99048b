package org.lamina.formats.file;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** The tensors of an open file. Closes the file when it is closed. */
public final class StoredTensors extends NamedTensors<StoredTensor> {

    private final FileBytes bytes;

    /**
     * @param bytes the file, closed together with this
     * @param tensors the tensors in it; of several with the same name the first counts
     */
    public StoredTensors(FileBytes bytes, List<StoredTensor> tensors) {
        super(byName(tensors), List.of(bytes));
        this.bytes = bytes;
    }

    private static Map<String, StoredTensor> byName(List<StoredTensor> tensors) {
        Map<String, StoredTensor> members = new LinkedHashMap<>();
        tensors.forEach(tensor -> members.putIfAbsent(tensor.info().name(), tensor));
        return members;
    }

    @Override
    protected TensorInfo info(String name, StoredTensor tensor) {
        return tensor.info();
    }

    @Override
    protected TensorValues values(String name, StoredTensor tensor) throws IOException {
        return tensor.values(bytes);
    }
}
