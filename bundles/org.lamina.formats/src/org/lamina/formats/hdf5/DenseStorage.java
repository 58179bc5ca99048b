package org.lamina.formats.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.lamina.model.ModelFormatException;

/**
 * Links and attributes that were too many for an object header: they lie in a fractal heap (section III.G), and a
 * B-tree (version 2, section III.A.2) lists them.
 */
final class DenseStorage {

    private DenseStorage() {
    }

    /** The links of a group, by its link info message; none if they are in its header. */
    static List<Block> links(Storage storage, Block info) throws ModelFormatException, IOException {
        info.skip(1);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 8 : 0);
        return objects(storage, info, RecordTree.LINKS);
    }

    /** The attributes of an object, by its attribute info message; none if they are in its header. */
    static List<Block> attributes(Storage storage, Block info) throws ModelFormatException, IOException {
        info.skip(1);
        int flags = info.u8();
        info.skip((flags & 1) != 0 ? 2 : 0);
        return objects(storage, info, RecordTree.ATTRIBUTES);
    }

    private static List<Block> objects(Storage storage, Block info, int recordType)
            throws ModelFormatException, IOException {
        long heap = info.offset();
        long index = info.offset();
        if (heap == Storage.UNDEFINED || index == Storage.UNDEFINED) {
            return List.of();
        }
        FractalHeap objects = FractalHeap.read(storage, heap);
        List<Block> found = new ArrayList<>();
        RecordTree.read(storage, index, recordType, record -> {
            record.skip(recordType == RecordTree.LINKS ? 4 : 0);
            found.add(objects.object(record));
        });
        return found;
    }
}
