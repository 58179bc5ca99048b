package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.file.StoredTensor;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickleReader;
import org.lamina.model.Checkpoint;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.TensorInfo;
import org.lamina.model.TensorSource;

/**
 * Reads the tar archives that {@code torch.save} wrote before PyTorch 0.1.10: the file {@code storages} holds the
 * elements, {@code tensors} the shapes, and {@code pickle} the value, which refers to tensors by numbers
 * (torch/serialization.py, {@code legacy_load}).
 */
public final class LegacyTarReader implements CheckpointReader {

    private static final Set<String> MEMBERS = Set.of("storages", "tensors", "pickle", "sys_info");
    private static final int RANK_LIMIT = 64;

    @Override
    public String format() {
        return "PyTorch weights (tar)";
    }

    /** One of the members comes first; only headers of times and the like may come before. */
    @Override
    public boolean match(FileHead head) {
        byte[] start = head.bytes();
        for (int at = 0; at + TarEntries.BLOCK <= start.length && head.text(at + 257, 5).equals("ustar");) {
            if (MEMBERS.contains(TarEntries.name(start, at))) {
                return true;
            }
            long size = TarEntries.size(start, at);
            if (size < 0 || size > FileHead.LIMIT || head.at(at + 156) == '0') {
                return false;
            }
            at += TarEntries.BLOCK + (int) (size + TarEntries.BLOCK - 1) / TarEntries.BLOCK * TarEntries.BLOCK;
        }
        return false;
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, this::open);
    }

    private Checkpoint open(FileBytes bytes) throws ModelFormatException, IOException {
        Map<String, StorageRange> members = TarEntries.of(bytes);
        Map<Long, Storage> storages = storages(bytes, member(bytes, members, "storages"));
        Map<Long, StoredTensor> tensors = tensors(bytes, member(bytes, members, "tensors"), storages);
        StorageRange pickle = member(bytes, members, "pickle");
        PickleReader value = new PickleReader(bytes.file(), "the value",
                bytes.stream(pickle.position(), pickle.bytes()), pickle.bytes());
        return new SavedCheckpoint(bytes, format()).of(value.read(), value.globals(),
                new NumberedTensors(bytes, tensors));
    }

    private record Storage(ElementType type, StorageRange range) {
    }

    private static StorageRange member(FileBytes bytes, Map<String, StorageRange> members, String name)
            throws ModelFormatException {
        if (!members.containsKey(name)) {
            throw new ModelFormatException(bytes.file(), "a file " + name + " in the tar archive", "none");
        }
        return members.get(name);
    }

    /** Their number; for each the key, where it was, its class, and its elements; then the parts of storages. */
    private static Map<Long, Storage> storages(FileBytes bytes, StorageRange member)
            throws ModelFormatException, IOException {
        Map<Long, Storage> storages = new HashMap<>();
        long end = member.position() + member.bytes();
        PickleSequence pickles = new PickleSequence(bytes, member.position(), end);
        long count = pickles.next("the number of storages") instanceof Long number ? number : 0;
        for (long i = 0; i < count; i++) {
            List<?> facts = list(bytes, pickles.next("the facts about a storage"), 3);
            ElementType type = TorchTypes.of(facts.get(2));
            long at = pickles.position();
            long elements = at + Long.BYTES <= end ? bytes.read(at, Long.BYTES).getLong() : -1;
            if (type.bits() < Byte.SIZE || elements < 0 || elements > bytes.size()
                    || elements * (type.bits() / Byte.SIZE) > end - at - Long.BYTES) {
                throw new ModelFormatException(bytes.file(), "a storage at byte " + at, elements + " elements of type "
                        + type.label());
            }
            long length = elements * (type.bits() / Byte.SIZE);
            storages.put(number(bytes, facts.get(0)), new Storage(type, new StorageRange(at + Long.BYTES, length)));
            pickles.skip(Long.BYTES + length);
        }
        if (pickles.position() < end && pickles.next("the parts of storages") instanceof List<?> views) {
            for (Object view : views) {
                addView(bytes, list(bytes, view, 4), storages);
            }
        }
        return storages;
    }

    /** A part of a storage: its key, that of the whole, the first element and the number of elements. */
    private static void addView(FileBytes bytes, List<?> view, Map<Long, Storage> storages)
            throws ModelFormatException {
        Storage whole = storages.get(number(bytes, view.get(1)));
        long offset = number(bytes, view.get(2));
        long count = number(bytes, view.get(3));
        if (whole == null) {
            throw new ModelFormatException(bytes.file(), "a part of a storage", "one of a storage that is missing");
        }
        storages.put(number(bytes, view.get(0)), new Storage(whole.type(), whole.range().part(bytes.file(), offset,
                count, whole.type().bits() / Byte.SIZE)));
    }

    /** Their number; for each its key, the storage's, its class, and in binary rank, sizes, strides and offset. */
    private static Map<Long, StoredTensor> tensors(FileBytes bytes, StorageRange member, Map<Long, Storage> storages)
            throws ModelFormatException, IOException {
        Map<Long, StoredTensor> tensors = new HashMap<>();
        long end = member.position() + member.bytes();
        PickleSequence pickles = new PickleSequence(bytes, member.position(), end);
        long count = pickles.next("the number of tensors") instanceof Long number ? number : 0;
        for (long i = 0; i < count; i++) {
            List<?> facts = list(bytes, pickles.next("the facts about a tensor"), 3);
            Storage storage = storages.get(number(bytes, facts.get(1)));
            long at = pickles.position();
            int rank = at + Long.BYTES <= end ? bytes.read(at, Integer.BYTES).getInt() : -1;
            long length = Long.BYTES * (2L * rank + 2);
            if (storage == null || rank < 0 || rank > RANK_LIMIT || length > end - at) {
                throw new ModelFormatException(bytes.file(), "a tensor with its storage at byte " + at,
                        storage == null ? "no such storage" : rank + " axes");
            }
            ByteBuffer sizes = bytes.read(at + Long.BYTES, (int) length - Long.BYTES);
            tensors.put(number(bytes, facts.get(0)), tensor(bytes, storage, sizes, rank));
            pickles.skip(length);
        }
        return tensors;
    }

    private static StoredTensor tensor(FileBytes bytes, Storage storage, ByteBuffer sizes, int rank)
            throws ModelFormatException {
        List<Long> shape = new ArrayList<>();
        List<Long> strides = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            shape.add(Math.max(-2, sizes.getLong()));
        }
        for (int axis = 0; axis < rank; axis++) {
            strides.add(sizes.getLong());
        }
        return new TensorPlace(storage.type(), shape, strides, sizes.getLong()).in(bytes.file(), "tensor",
                storage.range());
    }

    private static List<?> list(FileBytes bytes, Object value, int size) throws ModelFormatException {
        if (value instanceof List<?> list && list.size() >= size) {
            return list;
        }
        throw new ModelFormatException(bytes.file(), size + " facts about a storage or tensor", "another value");
    }

    private static long number(FileBytes bytes, Object value) throws ModelFormatException {
        if (value instanceof Long number) {
            return number;
        }
        throw new ModelFormatException(bytes.file(), "a number for a storage or tensor", "another value");
    }

    /** Tensors that the pickle refers to by their numbers. */
    private static final class NumberedTensors implements PickledTensors {

        private final TensorStorages listed;
        private final Map<Long, StoredTensor> tensors;

        NumberedTensors(FileBytes bytes, Map<Long, StoredTensor> tensors) {
            this.listed = new TensorStorages(bytes, (folder, key) -> new StorageRange(0, 0));
            this.tensors = tensors;
        }

        private StoredTensor tensor(Object value) {
            String id = value instanceof PersistentId persistent ? String.valueOf(persistent.id()) : "";
            return id.matches("\\d{1,18}") ? tensors.get(Long.parseLong(id)) : null;
        }

        @Override
        public boolean isTensor(Object value) {
            return tensor(value) != null;
        }

        @Override
        public Map<String, TensorInfo> find(String name, Object value) {
            return Map.of("", listed.list(tensor(value).named(name)));
        }

        @Override
        public boolean isEmpty() {
            return listed.isEmpty();
        }

        @Override
        public TensorSource source() {
            return listed.source();
        }
    }
}
