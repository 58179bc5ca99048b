package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The variables of a SavedModel, which lie in files beside it. Closes these files when it is closed. */
final class BundleTensors implements TensorSource {

    private static final String SUFFIX = "/.ATTRIBUTES/VARIABLE_VALUE";

    /**
     * A variable and the number of its file.
     */
    private record Place(StoredTensor tensor, int shard) {
    }

    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<Integer, FileBytes> files = new LinkedHashMap<>();

    /**
     * Opens the variables.
     *
     * @param index the file {@code variables.index}
     * @param warnings filled with what is missing
     */
    static TensorSource open(Path index, List<String> warnings) throws ModelFormatException, IOException {
        if (!Files.isRegularFile(index)) {
            warnings.add("There is no " + index.getFileName() + " in the folder variables, so no weights are shown.");
            return TensorSource.EMPTY;
        }
        BundleTensors tensors = new BundleTensors();
        try {
            tensors.read(index, warnings);
            return tensors;
        } catch (ModelFormatException | IOException | RuntimeException e) {
            tensors.close();
            throw e;
        }
    }

    private void read(Path index, List<String> warnings) throws ModelFormatException, IOException {
        Bundle bundle = Bundle.read(index);
        for (Map.Entry<String, Bundle.Entry> named : bundle.entries().entrySet()) {
            Bundle.Entry entry = named.getValue();
            if (entry.dtype() == ElementType.STRING) {
                continue;
            }
            Path path = Bundle.shard(index, entry.shard(), bundle.shards());
            if (!files.containsKey(entry.shard())) {
                boolean exists = Files.isRegularFile(path);
                files.put(entry.shard(), exists ? FileBytes.open(path) : null);
                if (!exists) {
                    warnings.add("The file " + path.getFileName() + " is missing, so its weights can't be shown.");
                }
            }
            String name = named.getKey().replace(SUFFIX, "");
            places.put(name, new Place(tensor(path, name, entry, files.get(entry.shard())), entry.shard()));
        }
    }

    private static StoredTensor tensor(Path path, String name, Bundle.Entry entry, FileBytes bytes)
            throws ModelFormatException {
        try {
            long size = entry.dtype().bytes(entry.shape().count().orElse(0));
            if (size > entry.size() || bytes != null && !bytes.contains(entry.offset(), entry.size())) {
                throw new ModelFormatException(path, size + " bytes of variable " + name + " at byte "
                        + entry.offset(), entry.size() + " bytes" + (bytes == null ? ""
                                : " in a file of " + bytes.size() + " bytes"));
            }
        } catch (ArithmeticException e) {
            throw new ModelFormatException(path, "a size of variable " + name + " that fits 64 bits",
                    "shape " + entry.shape(), e);
        }
        return StoredTensor.contiguous(new TensorInfo(name, entry.dtype(), entry.shape(), entry.size()),
                entry.offset());
    }

    @Override
    public List<TensorInfo> tensors() {
        return new ArrayList<>(places.values().stream().map(place -> place.tensor().info()).toList());
    }

    @Override
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(places.get(name)).map(place -> place.tensor().info());
    }

    @Override
    public TensorValues values(String name) throws IOException {
        Place place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("no tensor named " + name);
        }
        FileBytes bytes = files.get(place.shard());
        if (bytes == null) {
            throw new IOException("the file with the values of " + name + " is missing");
        }
        return place.tensor().values(bytes);
    }

    @Override
    public void close() throws IOException {
        for (FileBytes bytes : files.values()) {
            if (bytes != null) {
                bytes.close();
            }
        }
    }
}
