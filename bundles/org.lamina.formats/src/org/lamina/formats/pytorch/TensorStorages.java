package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.JoinedTensors;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.StoredTensors;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/**
 * Finds pickled tensors in a file. A pickled tensor is a call of {@code torch._utils._rebuild_tensor_v2} or one of its
 * kin, with storage, offset, shape and strides, or an array of NumPy. Tensors that lie at the same place with the same
 * shape, as tied weights do, are one tensor under the name that was asked for first; each is listed.
 */
public final class TensorStorages {

    private final FileBytes bytes;
    private final StorageRange.Lookup lookup;
    private final Map<Place, TensorInfo> places = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final Map<FileBytes, List<StoredTensor>> tensors = new IdentityHashMap<>();
    private final Map<String, FileBytes> owners = new LinkedHashMap<>();
    private final Map<Object, FileBytes> arrays = new IdentityHashMap<>();
    private final Map<Object, EmbeddedStorage> embedded = new IdentityHashMap<>();

    /** What tells tensors apart. */
    private record Place(FileBytes bytes, long position, ElementType type, Shape shape, List<Long> strides) {
    }

    /** A tensor, and the bytes in which it lies. */
    private record Located(FileBytes bytes, StoredTensor tensor) {
    }

    /**
     * @param bytes the file
     * @param lookup finds the storages
     */
    public TensorStorages(FileBytes bytes, StorageRange.Lookup lookup) {
        this.bytes = bytes;
        this.lookup = lookup;
        this.tensors.put(bytes, new ArrayList<>());
    }

    /** Whether tensors were found. */
    public boolean isEmpty() {
        return owners.isEmpty();
    }

    /** The tensors that were found, in order; each has a name of its own. The file is closed with them. */
    public TensorSource source() {
        if (tensors.size() == 1) {
            return new StoredTensors(bytes, tensors.get(bytes));
        }
        Map<FileBytes, TensorSource> sources = new IdentityHashMap<>();
        tensors.forEach((file, stored) -> sources.put(file, new StoredTensors(file, stored)));
        Map<String, TensorSource> bySource = new LinkedHashMap<>();
        owners.forEach((name, file) -> bySource.put(name, sources.get(file)));
        return new JoinedTensors(List.copyOf(sources.values()), bySource);
    }

    /** Whether a pickled value is a tensor that is stored as one. */
    public static boolean isTensor(Object value) {
        return TensorCall.of(value).isPresent() || PickledArray.of(value).isPresent();
    }

    /**
     * Finds a pickled tensor and lists it.
     *
     * @param name its name; of several with one name the later get a number
     * @param folder the folder of its storage, where the file has folders: {@code data}
     * @throws ModelFormatException if its storage is missing or too small
     * @throws IOException if the file can't be read
     */
    public TensorInfo find(String name, String folder, Object tensor) throws ModelFormatException, IOException {
        return list(find(name, folder, tensor, bytes));
    }

    /** Finds a pickled tensor in the file without listing it among the tensors. */
    public StoredTensor locate(String name, String folder, Object tensor) throws ModelFormatException, IOException {
        return find(name, folder, tensor, bytes).tensor();
    }

    private Located find(String name, String folder, Object tensor, FileBytes file)
            throws ModelFormatException, IOException {
        PickledArray array = PickledArray.of(tensor).orElse(null);
        if (array != null) {
            FileBytes elements = arrays.computeIfAbsent(tensor, key -> FileBytes.of(file.file(), array.elements()));
            return new Located(elements, array.tensor(elements, name));
        }
        TensorCall call = TensorCall.of(tensor).orElseThrow(() -> new ModelFormatException(file.file(),
                "storage, offset, shape and strides of tensor " + name, "other values in its pickle"));
        if (call.storage() instanceof PickledObject loading) {
            EmbeddedStorage storage = embedded.get(loading);
            if (storage == null) {
                storage = EmbeddedStorage.of(file.file(), loading);
                embedded.put(loading, storage);
            }
            return new Located(storage.bytes(), call.place(storage.type()).in(file.file(), name, storage.range()));
        }
        TensorPlace place = call.place(ElementType.UNKNOWN);
        StorageRange range = call.isWithoutValues() || place.sizes().contains(0L) ? new StorageRange(0, 0)
                : storage(folder, (List<?>) call.storage(), place.type());
        StoredTensor stored = place.in(file.file(), name, range);
        return new Located(file, call.isNegated() ? stored.negated() : stored);
    }

    /** Lists a tensor of the file that was found by other means, and returns the first that lies at its place. */
    TensorInfo list(StoredTensor found) {
        return list(new Located(bytes, found));
    }

    private TensorInfo list(Located found) {
        String name = found.tensor().info().name();
        int count = names.merge(name, 1, Integer::sum);
        StoredTensor stored = count == 1 ? found.tensor() : found.tensor().named(name + "#" + count);
        TensorInfo info = stored.info();
        tensors.computeIfAbsent(found.bytes(), file -> new ArrayList<>()).add(stored);
        owners.put(info.name(), found.bytes());
        return info.bytes() == 0 ? info : places.computeIfAbsent(new Place(found.bytes(), stored.position(),
                info.dtype(), info.shape(), stored.strides()), key -> info);
    }

    /** The storage, or the part of it that the oldest files take for a storage: key, offset and size in elements. */
    private StorageRange storage(String folder, List<?> facts, ElementType type)
            throws ModelFormatException, IOException {
        StorageRange range = lookup.find(folder, String.valueOf(facts.get(2)));
        Object view = facts.size() > 5 ? facts.get(5) : null;
        if (view instanceof List<?> part && part.size() == 3 && part.get(1) instanceof Long offset
                && part.get(2) instanceof Long count) {
            return range.part(bytes.file(), offset, count, Math.max(1, type.bits() / Byte.SIZE));
        }
        return range;
    }
}
