package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads the files that {@code torch.save} wrote from PyTorch 0.1.10 to 1.5, and writes when it is told not to use zip
 * archives: pickles of a magic number, the version of the protocol, facts about the machine, the value, and the keys of
 * the storages; then the storages in the order of the keys, each with its number of elements in 8 bytes before it
 * (torch/serialization.py, {@code _legacy_save}).
 */
public final class LegacyPickleReader implements CheckpointReader {

    private static final long MAGIC = 0x1950a86a20f9469cL;
    private static final long MAGIC_LOW = 0xfc6cL;

    @Override
    public String format() {
        return "PyTorch weights (legacy)";
    }

    /** The magic number is an integer of 10 bytes, least significant first, after the mark of a pickle. */
    @Override
    public boolean match(FileHead head) {
        return head.at(0) == 0x80 && head.at(2) == 0x8a && head.at(3) == 10 && head.littleEndian(4, 2) == MAGIC_LOW
                && head.littleEndian(6, 8) == MAGIC;
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        progress.report("Reading " + file.getFileName(), Double.NaN);
        return FileBytes.open(file, this::open);
    }

    private Checkpoint open(FileBytes bytes) throws ModelFormatException, IOException {
        PickleSequence pickles = new PickleSequence(bytes, 0, bytes.size());
        pickles.next("the magic number");
        pickles.next("the version of the protocol");
        if (pickles.next("the facts about the machine") instanceof PickledDict machine
                && Boolean.FALSE.equals(machine.get("little_endian"))) {
            throw new ModelFormatException(bytes.file(), "tensors in little-endian order",
                    "a file that a big-endian machine wrote");
        }
        Object root = pickles.next("the value");
        PickleReader value = pickles.last();
        Object keys = pickles.next("the keys of storages");
        if (!(keys instanceof List<?> list)) {
            throw new ModelFormatException(bytes.file(), "a list of keys of storages", "another value");
        }
        Map<String, StorageRange> storages = storages(bytes, pickles.position(), list, types(value));
        TensorStorages tensors = new TensorStorages(bytes, (folder, key) -> find(bytes, storages, key));
        return new SavedCheckpoint(bytes, format()).of(root, value.globals(), PickledTensors.in(tensors));
    }

    private static StorageRange find(FileBytes bytes, Map<String, StorageRange> storages, String key)
            throws ModelFormatException {
        StorageRange range = storages.get(key);
        if (range == null) {
            throw new ModelFormatException(bytes.file(), "a storage " + key, "none");
        }
        return range;
    }

    /** The types of the elements of storages, by their keys, as the pickle tells. */
    private static Map<String, ElementType> types(PickleReader value) {
        Map<String, ElementType> types = new HashMap<>();
        for (PersistentId id : value.persistentIds()) {
            if (id.id() instanceof List<?> parts && parts.size() > 2 && "storage".equals(parts.get(0))) {
                types.putIfAbsent(String.valueOf(parts.get(2)), TensorCall.type(parts.get(1)));
            }
        }
        return types;
    }

    private static Map<String, StorageRange> storages(FileBytes bytes, long start, List<?> keys,
            Map<String, ElementType> types) throws ModelFormatException, IOException {
        Map<String, StorageRange> storages = new HashMap<>();
        long position = start;
        for (Object key : keys) {
            int bits = types.getOrDefault(String.valueOf(key), ElementType.UNKNOWN).bits();
            long count = bytes.contains(position, Long.BYTES) ? bytes.read(position, Long.BYTES).getLong() : -1;
            if (bits < Byte.SIZE || count < 0 || count > bytes.size()
                    || !bytes.contains(position + Long.BYTES, count * (bits / Byte.SIZE))) {
                throw new ModelFormatException(bytes.file(), "the storage " + key + " at byte " + position,
                        bits < Byte.SIZE ? "a type of elements that is not known" : count < 0 ? "the end of the file"
                                : count + " elements, which go beyond the end of the file");
            }
            long length = count * (bits / Byte.SIZE);
            storages.put(String.valueOf(key), new StorageRange(position + Long.BYTES, length));
            position += Long.BYTES + length;
        }
        return storages;
    }
}
