package org.lamina.formats.tensorflow;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.NamedTensors;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.protobuf.WireFormatException;
import org.lamina.formats.protobuf.WireReader;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;
import org.lamina.model.TensorValues;

/** The variables of a SavedModel, which lie in files beside it. Closes these files when it is closed. */
final class BundleTensors extends NamedTensors<BundleTensors.Place> {

    static final String SUFFIX = "/.ATTRIBUTES/VARIABLE_VALUE";
    private static final String OBJECTS = "_CHECKPOINTABLE_OBJECT_GRAPH";
    private static final int CHECKSUM = 4;

    /**
     * A variable.
     *
     * @param tensor where it lies in its file
     * @param bytes that file; null if it is missing
     */
    record Place(StoredTensor tensor, FileBytes bytes) {
    }

    private BundleTensors(Map<String, Place> places, List<FileBytes> files) {
        super(places, files);
    }

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
        Map<Integer, FileBytes> files = new LinkedHashMap<>();
        try {
            return new BundleTensors(places(index, files, warnings), List.copyOf(files.values()));
        } catch (ModelFormatException | IOException | RuntimeException e) {
            FileBytes.closeAll(files.values());
            throw e;
        }
    }

    /**
     * The objects of the program that wrote the variables.
     *
     * @param index the file {@code variables.index}
     * @return no objects if there is no such file, or if it does not tell
     */
    static ObjectGraph objects(Path index) throws ModelFormatException, IOException {
        Bundle bundle = Files.isRegularFile(index) ? Bundle.read(index) : null;
        Bundle.Entry entry = bundle == null ? null : bundle.entries().get(OBJECTS);
        Path path = entry == null ? null : Bundle.shard(index, entry.shard(), bundle.shards());
        if (path == null || !Files.isRegularFile(path)) {
            return ObjectGraph.EMPTY;
        }
        try (FileBytes bytes = FileBytes.open(path)) {
            if (!bytes.contains(entry.offset(), entry.size())) {
                throw new ModelFormatException(path, entry.size() + " bytes at byte " + entry.offset(),
                        bytes.size() + " bytes in the file");
            }
            ByteCursor cursor = new ByteCursor(bytes, entry.offset(), ByteOrder.LITTLE_ENDIAN);
            long length = cursor.varint();
            cursor.skip(CHECKSUM);
            if (!bytes.contains(cursor.position(), length)) {
                throw new ModelFormatException(path, "the objects of a program", length + " bytes in "
                        + bytes.size());
            }
            return ObjectGraph.tracked(new WireReader(bytes.slice(cursor.position(), length)));
        } catch (WireFormatException e) {
            throw e.in(path);
        }
    }

    private static Map<String, Place> places(Path index, Map<Integer, FileBytes> files, List<String> warnings)
            throws ModelFormatException, IOException {
        Bundle bundle = Bundle.read(index);
        Set<Integer> missing = new HashSet<>();
        Map<String, Place> places = new LinkedHashMap<>();
        for (Map.Entry<String, Bundle.Entry> named : bundle.entries().entrySet()) {
            Bundle.Entry entry = named.getValue();
            if (entry.dtype() == ElementType.STRING) {
                continue;
            }
            Path path = Bundle.shard(index, entry.shard(), bundle.shards());
            if (Files.isRegularFile(path) && !files.containsKey(entry.shard())) {
                files.put(entry.shard(), FileBytes.open(path));
            } else if (!files.containsKey(entry.shard()) && missing.add(entry.shard())) {
                warnings.add("The file " + path.getFileName() + " is missing, so its weights can't be shown.");
            }
            String name = named.getKey().replace(SUFFIX, "");
            FileBytes bytes = files.get(entry.shard());
            places.put(name, new Place(tensor(path, name, entry, bytes), bytes));
        }
        return places;
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
    protected TensorInfo info(String name, Place place) {
        return place.tensor().info();
    }

    @Override
    protected TensorValues values(String name, Place place) throws IOException {
        if (place.bytes() == null) {
            throw new IOException("the file with the values of " + name + " is missing");
        }
        return place.tensor().values(place.bytes());
    }
}
