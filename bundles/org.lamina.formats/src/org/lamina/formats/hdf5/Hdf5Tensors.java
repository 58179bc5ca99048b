package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorValues;

/** Datasets of an HDF5 file as tensors. Closes the file when it is closed. */
public final class Hdf5Tensors extends NamedTensors<Hdf5Dataset> {

    private final FileBytes bytes;

    /**
     * @param bytes the file, closed together with this
     * @param datasets the datasets in it by the names that the tensors get
     */
    public Hdf5Tensors(FileBytes bytes, Map<String, Hdf5Dataset> datasets) {
        super(datasets, List.of(bytes));
        this.bytes = bytes;
    }

    @Override
    protected TensorInfo info(String name, Hdf5Dataset dataset) {
        return dataset.info(name);
    }

    @Override
    protected TensorValues values(String name, Hdf5Dataset dataset) throws IOException {
        return dataset.values(bytes, name);
    }
}
