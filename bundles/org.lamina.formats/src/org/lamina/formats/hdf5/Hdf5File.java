package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/** The tree of groups and datasets of an HDF5 file; reads no elements. */
public final class Hdf5File {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    private static final int MAX_OBJECTS = 1 << 20;
    private static final int MAX_DEPTH = 64;

    private final Storage storage;
    private final Attributes attributes;
    private final Progress progress;
    private final Set<Long> open = new HashSet<>();
    private int objects;

    private Hdf5File(Storage storage, Progress progress) {
        this.storage = storage;
        this.attributes = new Attributes(storage);
        this.progress = progress;
    }

    /** Whether a file starts as an HDF5 file does. */
    public static boolean matches(FileHead head) {
        return head.startsWith(0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n');
    }

    /**
     * Reads the tree of a file.
     *
     * @param start the first byte of the HDF5 file in {@code bytes}: 0, unless it lies in an archive
     * @param length its length in bytes
     * @throws ModelFormatException if it is damaged or hostile
     * @throws IOException if it can't be read
     */
    public static Hdf5Group read(FileBytes bytes, long start, long length, Progress progress)
            throws ModelFormatException, IOException {
        Storage storage = new Storage(bytes, start, length);
        long root = superblock(storage);
        Hdf5File file = new Hdf5File(storage, progress);
        ObjectHeader header = ObjectHeader.read(storage, root);
        file.open.add(root);
        return file.group("", header, 0);
    }

    /** Reads the superblock (section II) and returns the address of the root group. */
    private static long superblock(Storage storage) throws ModelFormatException, IOException {
        Block block = storage.readUpTo(0, 112, "the start of an HDF5 file");
        if (block.remaining() < 9 || !Arrays.equals(block.bytes(8), SIGNATURE)) {
            throw storage.broken("an HDF5 file", "other data");
        }
        int version = block.u8();
        if (version > 3) {
            throw storage.broken("an HDF5 file of version 0 to 3", "version " + version);
        }
        block.skip(version < 2 ? 4 : 0);
        int offsetSize = block.u8();
        int lengthSize = block.u8();
        if (!List.of(2, 4, 8).contains(offsetSize) || !List.of(2, 4, 8).contains(lengthSize)) {
            throw storage.broken("addresses of 2, 4 or 8 bytes", offsetSize + " and " + lengthSize + " bytes");
        }
        block.skip(version == 0 ? 9 : version == 1 ? 13 : 1);
        storage.layout(offsetSize, lengthSize, 0);
        long base = block.offset();
        block.skip((version < 2 ? 3L : 2L) * offsetSize);
        block.skip(version < 2 ? offsetSize : 0);
        storage.layout(offsetSize, lengthSize, base);
        storage.position(0, 0, "the data of an HDF5 file");
        return block.offset();
    }

    private Hdf5Group group(String path, ObjectHeader header, int depth) throws ModelFormatException, IOException {
        Map<String, Hdf5Group> groups = new LinkedHashMap<>();
        Map<String, Hdf5Dataset> datasets = new LinkedHashMap<>();
        for (Map.Entry<String, Long> member : Links.read(storage, header).entrySet()) {
            progress.checkCancelled();
            String name = path.isEmpty() ? member.getKey() : path + "/" + member.getKey();
            if (++objects > MAX_OBJECTS || depth > MAX_DEPTH) {
                throw storage.broken("at most " + MAX_OBJECTS + " objects nested at most " + MAX_DEPTH + " deep",
                        "more at " + name);
            }
            if (open.add(member.getValue())) {
                member(member.getKey(), name, member.getValue(), depth, groups, datasets);
                open.remove(member.getValue());
            }
        }
        return new Hdf5Group(path, attributes.read(header), groups, datasets);
    }

    /** Reads a member of a group; a group that contains itself is passed over the second time. */
    private void member(String name, String path, long address, int depth, Map<String, Hdf5Group> groups,
            Map<String, Hdf5Dataset> datasets) throws ModelFormatException, IOException {
        ObjectHeader header = ObjectHeader.read(storage, address);
        Optional<Block> layout = header.find(ObjectHeader.LAYOUT);
        if (layout.isPresent()) {
            datasets.put(name, Hdf5Dataset.read(storage, path, header, attributes.read(header)));
        } else if (header.find(ObjectHeader.SYMBOL_TABLE).isPresent()
                || header.find(ObjectHeader.LINK_INFO).isPresent()) {
            groups.put(name, group(path, header, depth + 1));
        }
    }
}
