package org.lamina.formats.pytorch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.formats.pickle.PickledDict;
import org.lamina.model.ModelFormatException;

/**
 * What {@code torch.save} writes without a zip archive: pickles of a magic number, the version of the protocol, facts
 * about the machine, the value, and the keys of the storages; then the storages in the order of the keys, each with its
 * number of elements in 8 bytes before it (torch/serialization.py, {@code _legacy_save}).
 */
final class LegacyPickle {

    private final FileBytes bytes;
    private final PickleReader reader;
    private final Object value;
    private final Map<String, StorageRange> storages = new HashMap<>();

    /**
     * @throws ModelFormatException if the bytes are damaged, or were written on a big-endian machine
     * @throws IOException if they can't be read
     */
    LegacyPickle(FileBytes bytes) throws ModelFormatException, IOException {
        this.bytes = bytes;
        PickleSequence pickles = new PickleSequence(bytes, 0, bytes.size());
        pickles.next("the magic number");
        pickles.next("the version of the protocol");
        if (pickles.next("the facts about the machine") instanceof PickledDict machine
                && Boolean.FALSE.equals(machine.get("little_endian"))) {
            throw new ModelFormatException(bytes.file(), "tensors in little-endian order",
                    "a file that a big-endian machine wrote");
        }
        this.value = pickles.next("the value");
        this.reader = pickles.last();
        if (!(pickles.next("the keys of storages") instanceof List<?> keys)) {
            throw new ModelFormatException(bytes.file(), "a list of keys of storages", "another value");
        }
        find(pickles.position(), keys);
    }

    /** The value. */
    Object value() {
        return value;
    }

    /** The reader of the value, which tells what the value refers to. */
    PickleReader reader() {
        return reader;
    }

    /**
     * The storage of this key.
     *
     * @throws ModelFormatException if there is none
     */
    StorageRange storage(String key) throws ModelFormatException {
        StorageRange range = storages.get(key);
        if (range == null) {
            throw new ModelFormatException(bytes.file(), "a storage " + key, "none");
        }
        return range;
    }

    /** The bytes of the elements of storages, by their keys, as the pickle tells. */
    private Map<String, Integer> units() {
        Map<String, Integer> units = new HashMap<>();
        for (PersistentId id : reader.persistentIds()) {
            if (id.id() instanceof List<?> parts && parts.size() > 2 && "storage".equals(parts.get(0))) {
                units.putIfAbsent(String.valueOf(parts.get(2)), TorchTypes.unit(parts.get(1)));
            }
        }
        return units;
    }

    private void find(long start, List<?> keys) throws ModelFormatException, IOException {
        Map<String, Integer> units = units();
        long position = start;
        for (Object key : keys) {
            int unit = units.getOrDefault(String.valueOf(key), 0);
            long count = bytes.contains(position, Long.BYTES) ? bytes.read(position, Long.BYTES).getLong() : -1;
            if (unit == 0 || count < 0 || count > bytes.size()
                    || !bytes.contains(position + Long.BYTES, count * unit)) {
                throw new ModelFormatException(bytes.file(), "the storage " + key + " at byte " + position,
                        unit == 0 ? "a type of elements that is not known" : count < 0 ? "the end of the file"
                                : count + " elements, which go beyond the end of the file");
            }
            storages.put(String.valueOf(key), new StorageRange(position + Long.BYTES, count * unit));
            position += Long.BYTES + count * unit;
        }
    }
}
