package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * Finds pickled tensors in a file. A pickled tensor is a call of {@code torch._utils._rebuild_tensor_v2} or one of its
 * kin, with storage, offset, shape and strides. Tensors that lie at the same place with the same shape, as tied weights
 * do, are one tensor under the name that was asked for first; each is listed.
 */
public final class TensorStorages {

    private final FileBytes bytes;
    private final StorageRange.Lookup lookup;
    private final Map<Place, TensorInfo> places = new HashMap<>();
    private final Map<String, Integer> names = new HashMap<>();
    private final List<StoredTensor> tensors = new ArrayList<>();

    /** What tells tensors apart. */
    private record Place(long position, ElementType type, Shape shape, List<Long> strides) {
    }

    /**
     * @param bytes the file
     * @param lookup finds the storages
     */
    public TensorStorages(FileBytes bytes, StorageRange.Lookup lookup) {
        this.bytes = bytes;
        this.lookup = lookup;
    }

    /** The tensors that were found, in order; each has a name of its own. */
    public List<StoredTensor> tensors() {
        return Collections.unmodifiableList(tensors);
    }

    /** Whether a pickled value is a tensor. */
    public static boolean isTensor(Object value) {
        return TensorCall.of(value).isPresent();
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
        return list(locate(name, folder, call(name, tensor)));
    }

    /** Lists a tensor that was found by other means, and returns the first that lies at its place. */
    TensorInfo list(StoredTensor found) {
        String name = found.info().name();
        int count = names.merge(name, 1, Integer::sum);
        StoredTensor stored = count == 1 ? found : new StoredTensor(new TensorInfo(name + "#" + count,
                found.info().dtype(), found.info().shape(), found.info().bytes()), found.position(), found.strides());
        tensors.add(stored);
        TensorInfo info = stored.info();
        return info.count() == 0 ? info : places.computeIfAbsent(
                new Place(stored.position(), info.dtype(), info.shape(), stored.strides()), key -> info);
    }

    /** Finds a pickled tensor as above without listing it among the tensors. */
    public StoredTensor locate(String name, String folder, Object tensor) throws ModelFormatException, IOException {
        return locate(name, folder, call(name, tensor));
    }

    private TensorCall call(String name, Object tensor) throws ModelFormatException {
        return TensorCall.of(tensor).orElseThrow(() -> new ModelFormatException(bytes.file(),
                "storage, offset, shape and strides of tensor " + name, "other values in its pickle"));
    }

    private StoredTensor locate(String name, String folder, TensorCall call) throws ModelFormatException, IOException {
        List<Long> shape = longs(call.arguments().get(2));
        StorageRange range = shape.contains(0L) ? new StorageRange(0, 0) : storage(folder, call);
        long offset = call.arguments().get(1) instanceof Long number ? number : -1;
        return place(bytes, name, call.type(), shape, longs(call.arguments().get(3)), offset, range);
    }

    /**
     * A tensor in a storage.
     *
     * @param offset its first element in the storage
     * @throws ModelFormatException if it lies outside the storage, or has a negative size or stride
     */
    public static StoredTensor place(FileBytes bytes, String name, ElementType type, List<Long> sizes,
            List<Long> strides, long offset, StorageRange range) throws ModelFormatException {
        try {
            Shape shape = new Shape(sizes);
            long size = Math.max(1, type.bits() / 8);
            long end = Math.multiplyExact(end(offset, shape, strides), size);
            TensorInfo info = new TensorInfo(name, type, shape, type.bytes(shape.count().orElse(0)));
            if (end > range.bytes()) {
                throw new ModelFormatException(bytes.file(), "a storage that holds tensor " + name + " of shape "
                        + shape, "one of " + range.bytes() + " bytes");
            }
            return new StoredTensor(info, range.position() + (end == 0 ? 0 : offset * size), strides);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(bytes.file(), "a shape of whole numbers for tensor " + name,
                    String.valueOf(sizes), e);
        }
    }

    /** The storage, or the part of it that the oldest files take for a storage: key, offset and size in elements. */
    private StorageRange storage(String folder, TensorCall call) throws ModelFormatException, IOException {
        StorageRange range = lookup.find(folder, String.valueOf(call.storage().get(2)));
        Object view = call.storage().size() > 5 ? call.storage().get(5) : null;
        if (view instanceof List<?> part && part.size() == 3 && part.get(1) instanceof Long offset
                && part.get(2) instanceof Long count) {
            long size = Math.max(1, call.type().bits() / 8);
            long skipped = Math.multiplyExact(offset, size);
            long length = Math.multiplyExact(count, size);
            if (skipped < 0 || length < 0 || skipped > range.bytes() || length > range.bytes() - skipped) {
                throw new ModelFormatException(bytes.file(), "a part inside a storage of " + range.bytes() + " bytes",
                        length + " bytes at byte " + skipped);
            }
            return new StorageRange(range.position() + skipped, length);
        }
        return range;
    }

    private static List<Long> longs(Object value) {
        List<Long> longs = new ArrayList<>();
        if (value instanceof PickledObject size && size.type().is("torch.Size") && !size.arguments().isEmpty()) {
            return longs(size.arguments().get(0));
        } else if (value instanceof List<?> list) {
            for (Object element : list) {
                longs.add(element instanceof Long number && number >= 0 ? number : -2L);
            }
        }
        return longs;
    }

    /** The number of elements that a storage must have, from its start to the last element of the tensor. */
    private static long end(long offset, Shape shape, List<Long> strides) {
        if (offset < 0 || strides.stream().anyMatch(stride -> stride < 0) || strides.size() != shape.rank()
                || !shape.isKnown()) {
            throw new IllegalArgumentException("an offset or stride below 0, or not one stride an axis");
        }
        if (shape.count().orElse(0) == 0) {
            return 0;
        }
        long last = offset;
        for (int axis = 0; axis < shape.rank(); axis++) {
            last = Math.addExact(last, Math.multiplyExact(shape.dimension(axis) - 1, strides.get(axis)));
        }
        return Math.addExact(last, 1);
    }
}
