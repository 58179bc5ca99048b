package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.lamina.model.ModelFormatException;

/** A collection of texts that attributes point at (section III.E). */
final class GlobalHeap {

    private final Storage storage;
    private final Map<Integer, Block> objects;

    private GlobalHeap(Storage storage, Map<Integer, Block> objects) {
        this.storage = storage;
        this.objects = objects;
    }

    static GlobalHeap read(Storage storage, long address) throws ModelFormatException, IOException {
        Block start = storage.readUpTo(address, 8 + storage.lengthSize(), "a heap");
        start.signature("GCOL");
        start.skip(4);
        long size = start.length();
        Block block = storage.read(address, size, "a heap");
        block.skip(8 + storage.lengthSize());
        Map<Integer, Block> objects = new HashMap<>();
        while (block.remaining() >= 8 + storage.lengthSize()) {
            int index = block.u16();
            block.skip(6);
            long length = block.length();
            if (index == 0) {
                break;
            }
            objects.put(index, block.block(length));
            block.align();
        }
        return new GlobalHeap(storage, objects);
    }

    byte[] object(int index) throws ModelFormatException {
        Block object = objects.get(index);
        if (object == null) {
            throw storage.broken("object " + index + " in a heap", objects.size() + " other objects");
        }
        object.seek(0);
        return object.bytes(object.remaining());
    }
}
