package org.lamina.formats.torchscript;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.file.ZipDirectory;
import org.lamina.formats.file.ZipDirectory.Entry;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * Finds pickled tensors in a PyTorch archive. A pickled tensor is a call of {@code torch._utils._rebuild_tensor_v2}
 * with its storage, offset, shape and strides; the storage is an entry of the archive. The same pickled tensor under
 * two names is one stored tensor.
 */
final class TensorStorages {

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("DoubleStorage", ElementType.FLOAT64), Map.entry("FloatStorage", ElementType.FLOAT32),
            Map.entry("HalfStorage", ElementType.FLOAT16), Map.entry("BFloat16Storage", ElementType.BFLOAT16),
            Map.entry("LongStorage", ElementType.INT64), Map.entry("IntStorage", ElementType.INT32),
            Map.entry("ShortStorage", ElementType.INT16), Map.entry("CharStorage", ElementType.INT8),
            Map.entry("ByteStorage", ElementType.UINT8), Map.entry("BoolStorage", ElementType.BOOL),
            Map.entry("ComplexFloatStorage", ElementType.COMPLEX64),
            Map.entry("ComplexDoubleStorage", ElementType.COMPLEX128));

    private final FileBytes bytes;
    private final ZipDirectory zip;
    private final String prefix;
    private final Map<PickledObject, TensorInfo> known = new IdentityHashMap<>();
    private final List<StoredTensor> tensors = new ArrayList<>();

    /**
     * @param bytes the archive
     * @param zip its directory
     * @param prefix the name of the folder at its top, with a slash
     */
    TensorStorages(FileBytes bytes, ZipDirectory zip, String prefix) {
        this.bytes = bytes;
        this.zip = zip;
        this.prefix = prefix;
    }

    /** The tensors that were found, in order. */
    List<StoredTensor> tensors() {
        return Collections.unmodifiableList(tensors);
    }

    /** Whether a pickled value is a tensor. */
    static boolean isTensor(Object value) {
        return value instanceof PickledObject object && (object.type().is("torch._utils._rebuild_tensor_v2")
                || object.type().is("torch._utils._rebuild_tensor") || isParameter(object));
    }

    private static boolean isParameter(PickledObject object) {
        return object.type().is("torch._utils._rebuild_parameter") && !object.arguments().isEmpty()
                && isTensor(object.arguments().get(0));
    }

    /**
     * Finds a pickled tensor.
     *
     * @param name its name, used if it is new
     * @param folder the folder of its storage in the archive: {@code data}
     * @throws ModelFormatException if its storage is missing or too small
     * @throws IOException if the archive can't be read
     */
    TensorInfo find(String name, String folder, PickledObject tensor) throws ModelFormatException, IOException {
        PickledObject plain = plain(tensor);
        TensorInfo info = known.get(plain);
        if (info == null) {
            StoredTensor stored = locate(name, folder, tensor);
            info = stored.info();
            known.put(plain, info);
            tensors.add(stored);
        }
        return info;
    }

    private static PickledObject plain(PickledObject tensor) {
        return isParameter(tensor) ? (PickledObject) tensor.arguments().get(0) : tensor;
    }

    /** Finds a pickled tensor as above without listing it among the tensors. */
    StoredTensor locate(String name, String folder, PickledObject tensor) throws ModelFormatException, IOException {
        List<Object> arguments = plain(tensor).arguments();
        if (arguments.size() < 4 || !(arguments.get(0) instanceof PersistentId storage)
                || !(storage.id() instanceof List<?> id) || id.size() < 5
                || !(arguments.get(1) instanceof Long offset)) {
            throw new ModelFormatException(bytes.file(), "storage, offset, shape and strides of tensor " + name,
                    "other values in data.pkl");
        }
        try {
            ElementType type = type(id.get(1));
            Shape shape = new Shape(longs(arguments.get(2)));
            List<Long> strides = longs(arguments.get(3));
            long size = Math.max(1, type.bits() / 8);
            Optional<Entry> entry = zip.find(prefix + folder + "/" + id.get(2));
            if (entry.isEmpty() || !entry.get().stored() || strides.size() != shape.rank()
                    || Math.multiplyExact(end(offset, shape, strides), size) > entry.get().size()) {
                throw new ModelFormatException(bytes.file(), "a stored entry " + folder + "/" + id.get(2)
                        + " that holds tensor " + name + " of shape " + shape, entry.isEmpty() ? "none"
                                : "one of " + entry.get().size() + " bytes");
            }
            TensorInfo info = new TensorInfo(name, type, shape, type.bytes(shape.count().orElse(0)));
            return new StoredTensor(info, zip.dataOffset(entry.get()) + offset * size, strides);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new ModelFormatException(bytes.file(), "a shape of whole numbers for tensor " + name,
                    String.valueOf(arguments.get(2)), e);
        }
    }

    private static ElementType type(Object storage) {
        String name = storage instanceof PickledGlobal global ? global.name() : "";
        return TYPES.getOrDefault(name, ElementType.UNKNOWN);
    }

    private static List<Long> longs(Object value) {
        List<Long> longs = new ArrayList<>();
        if (value instanceof List<?> list) {
            for (Object element : list) {
                longs.add(element instanceof Long number && number >= 0 ? number : -2L);
            }
        }
        return longs;
    }

    /** The number of elements that a storage must have, from its start to the last element of the tensor. */
    private static long end(long offset, Shape shape, List<Long> strides) {
        if (offset < 0 || strides.contains(-2L)) {
            throw new IllegalArgumentException("a negative offset or stride");
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
