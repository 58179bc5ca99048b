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

    private final Storage storage;
    private final String path;
    private final ElementType type;
    private final Shape shape;
    private final long bytes;
    private final FilterPipeline filters;

    private DatasetLayout(Storage storage, String path, ElementType type, Shape shape, FilterPipeline filters) {
        this.storage = storage;
        this.path = path;
        this.type = type;
        this.shape = shape;
        this.bytes = type.bytes(shape.count().orElse(0));
        this.filters = filters;
    }

    static Contents read(Storage storage, String path, ObjectHeader header, ElementType type, Shape shape)
            throws ModelFormatException, IOException {
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
        FilterPipeline filters = pipeline.isPresent() ? FilterPipeline.read(pipeline.get()) : FilterPipeline.NONE;
        DatasetLayout layout = new DatasetLayout(storage, path, type, shape, filters);
        Block block = message.get();
        int version = block.u8();
        return switch (version) {
            case 1, 2 -> layout.old(block);
            case 3, 4 -> layout.current(block, version);
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
        if (index == SINGLE_CHUNK) {
            boolean filtered = (flags & 2) != 0;
            long stored = filtered ? block.length() : table.chunkBytes();
            long mask = filtered ? block.u32() : 0;
            long address = block.offset();
            if (address != Storage.UNDEFINED) {
                table.add(storage, new long[shape.rank()], address, stored, mask);
            }
        } else if (index == IMPLICIT) {
            long address = block.offset();
            if (address != Storage.UNDEFINED) {
                table.addAll(storage, address);
            }
        } else if (index == FIXED_ARRAY) {
            block.skip(1);
            long address = block.offset();
            if (address != Storage.UNDEFINED) {
                table.readArray(storage, address, !filters.filters().isEmpty());
            }
        } else {
            return new Contents.Unreadable("is stored in chunks with an index of a kind that is not supported; "
                    + "write the file without libver='latest'");
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
