package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** Datasets of an HDF5 file as tensors. Closes the file when it is closed. */
public final class Hdf5Tensors implements TensorSource {

    private final FileBytes bytes;
    private final Map<String, Hdf5Dataset> datasets;
    private final Map<String, TensorInfo> infos = new LinkedHashMap<>();

    /**
     * @param bytes the file, closed together with this
     * @param datasets the datasets in it by the names that the tensors get
     */
    public Hdf5Tensors(FileBytes bytes, Map<String, Hdf5Dataset> datasets) {
        this.bytes = bytes;
        this.datasets = new LinkedHashMap<>(datasets);
        datasets.forEach((name, dataset) -> infos.put(name, dataset.info(name)));
    }

    @Override
    public List<TensorInfo> tensors() {
        return List.copyOf(infos.values());
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(infos.get(name));
    }

    @Override
    public TensorValues values(String name) throws IOException {
        Hdf5Dataset dataset = datasets.get(name);
        if (dataset == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        return dataset.values(bytes, name);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
