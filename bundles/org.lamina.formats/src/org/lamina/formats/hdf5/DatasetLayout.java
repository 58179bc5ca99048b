package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.lamina.formats.hdf5.Hdf5Dataset.Contents;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/** Where the elements of a dataset are (section IV.A.2.i). */
final class DatasetLayout {

    private static final int COMPACT = 0;
    private static final int CONTIGUOUS = 1;
    private static final int CHUNKED = 2;
    private static final int SINGLE_CHUNK = 1;
    private static final int IMPLICIT = 2;
    private static final int FIXED_ARRAY = 3;
    private static final int EXTENSIBLE_ARRAY = 4;
    private static final int RECORD_TREE = 5;

    private final Storage storage;
    private final String path;
    private final ElementType type;
    private final Shape shape;
    private final long bytes;
    private final List<Long> limits;
    private FilterPipeline filters = FilterPipeline.NONE;

    /**
     * @param limits the size that the dataset may reach along each axis; -1 where there is no limit
     */
    DatasetLayout(Storage storage, String path, ElementType type, Shape shape, List<Long> limits) {
        this.storage = storage;
        this.path = path;
        this.type = type;
        this.shape = shape;
        this.limits = limits;
        this.bytes = type.bytes(shape.count().orElse(0));
    }

    /** Reads where the elements of the dataset are that has this header. */
    Contents read(ObjectHeader header) throws ModelFormatException, IOException {
        Optional<Block> message = header.find(ObjectHeader.LAYOUT);
        if (message.isEmpty()) {
            throw storage.broken("a place for the elements of dataset " + path, "none");
        }
        if (type.bits() == 0) {
            return new Contents.Unreadable("holds values of a type that can't be shown as numbers");
        }
        if (header.find(ObjectHeader.EXTERNAL).isPresent()) {
            return new Contents.Unreadable("lies in another file, which is not supported; write it into this one");
        }
        Optional<Block> pipeline = header.find(ObjectHeader.FILTERS);
        if (pipeline.isPresent()) {
            filters = FilterPipeline.read(pipeline.get());
        }
        Block block = message.get();
        int version = block.u8();
        return switch (version) {
            case 1, 2 -> old(block);
            case 3, 4 -> current(block, version);
            default -> throw storage.broken("a place for the elements of dataset " + path,
                    "a description of version " + version);
        };
    }

    private Contents old(Block block) throws ModelFormatException, IOException {
        int rank = block.u8();
        int kind = block.u8();
        block.skip(5);
        long address = kind == COMPACT ? Storage.UNDEFINED : block.offset();
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            sizes.add(block.u32());
        }
        if (kind == COMPACT) {
            return run(block.block(block.u32()));
        }
        return kind == CONTIGUOUS ? run(address, bytes) : tree(address, sizes);
    }

    private Contents current(Block block, int version) throws ModelFormatException, IOException {
        int kind = block.u8();
        if (kind == COMPACT) {
            return run(block.block(block.u16()));
        } else if (kind == CONTIGUOUS) {
            long address = block.offset();
            return run(address, block.length());
        } else if (kind != CHUNKED) {
            return new Contents.Unreadable("is put together from other datasets, which is not supported");
        }
        int flags = version == 4 ? block.u8() : 0;
        int rank = block.u8();
        long address = version == 3 ? block.offset() : Storage.UNDEFINED;
        int sizeBytes = version == 4 ? block.u8() : 4;
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            sizes.add(block.number(Math.min(8, sizeBytes)));
        }
        return version == 3 ? tree(address, sizes) : indexed(block, flags, sizes);
    }

    private Contents run(Block inside) throws ModelFormatException {
        if (inside.remaining() < bytes) {
            throw tooShort(inside.remaining());
        }
        return new Contents.Run(storage.position(inside.address(), bytes, "dataset " + path));
    }

    private Contents run(long address, long length) throws ModelFormatException {
        if (bytes == 0) {
            return new Contents.Run(0);
        } else if (address == Storage.UNDEFINED) {
            return new Contents.Chunks(ChunkTable.empty(shape));
        } else if (length < bytes) {
            throw tooShort(length);
        }
        return new Contents.Run(storage.position(address, bytes, "dataset " + path));
    }

    private ModelFormatException tooShort(long found) {
        return storage.broken(bytes + " bytes for dataset " + path + " of shape " + shape, found + " bytes");
    }

    private ChunkTable table(List<Long> sizes) throws ModelFormatException {
        if (sizes.size() != shape.rank() + 1) {
            throw storage.broken("chunks of " + shape.rank() + " axes for dataset " + path,
                    "chunks of " + (sizes.size() - 1) + " axes");
        }
        return ChunkTable.of(storage, path, shape, sizes.subList(0, shape.rank()), type, filters);
    }

    private Contents tree(long address, List<Long> sizes) throws ModelFormatException, IOException {
        ChunkTable table = table(sizes);
        if (address != Storage.UNDEFINED) {
            table.readTree(storage, address);
        }
        return contents(table);
    }

    private Contents indexed(Block block, int flags, List<Long> sizes) throws ModelFormatException, IOException {
        ChunkTable table = table(sizes);
        int index = block.u8();
        boolean isFiltered = !filters.filters().isEmpty();
        boolean isFilteredChunk = index == SINGLE_CHUNK && (flags & 2) != 0;
        long stored = isFilteredChunk ? block.length() : table.chunkBytes();
        long mask = isFilteredChunk ? block.u32() : 0;
        block.skip(switch (index) {
            case FIXED_ARRAY -> 1;
            case EXTENSIBLE_ARRAY -> 5;
            case RECORD_TREE -> 6;
            default -> 0;
        });
        long address = block.offset();
        if (address != Storage.UNDEFINED) {
            ChunkOrder order = new ChunkOrder(limits, table.sizes());
            switch (index) {
                case SINGLE_CHUNK -> table.add(storage, new long[shape.rank()], address, stored, mask);
                case IMPLICIT -> table.addAll(storage, address, order);
                case FIXED_ARRAY -> ChunkList.readFixed(storage, address, table, order, isFiltered);
                case EXTENSIBLE_ARRAY -> ChunkList.readExtensible(storage, address, table, order, isFiltered);
                case RECORD_TREE -> table.readRecords(storage, address, isFiltered);
                default -> throw storage.broken("an index of chunks of type 1 to 5 for dataset " + path,
                        "type " + index);
            }
        }
        return contents(table);
    }

    private Contents contents(ChunkTable table) {
        Optional<String> unsupported = filters.unsupported();
        return unsupported.isEmpty() ? new Contents.Chunks(table)
                : new Contents.Unreadable("is compressed by " + unsupported.get()
                        + ", which is not supported; write it with gzip or without compression");
    }
}
