package org.lamina.formats.hdf5;

import java.util.ArrayList;
import java.util.List;

import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/** The sizes of an array (section IV.A.2.b). */
final class Dataspace {

    private static final int MAX_RANK = 32;

    private Dataspace() {
    }

    /**
     * Reads the message.
     *
     * @throws ModelFormatException if sizes are negative, or if their product does not fit 64 bits
     */
    static Shape read(Block block) throws ModelFormatException {
        int version = block.u8();
        int rank = block.u8();
        int flags = block.u8();
        if (version != 1 && version != 2 || rank > MAX_RANK) {
            throw block.storage().broken("an array of at most " + MAX_RANK + " axes",
                    rank + " axes in a description of version " + version + ", flags " + flags);
        }
        boolean isNull = block.u8() == 2 && version == 2;
        block.skip(version == 1 ? 4 : 0);
        if (isNull) {
            return Shape.of(0);
        }
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            sizes.add(block.length());
        }
        try {
            Shape shape = new Shape(sizes.stream().map(size -> size < 0 ? -2 : size).toList());
            shape.count();
            return shape;
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw block.storage().broken("an array whose number of elements fits 64 bits", "sizes " + sizes);
        }
    }

    /** The size that the array may reach along each axis; -1 where there is no limit. The message was read before. */
    static List<Long> limits(Block block, Shape shape) throws ModelFormatException {
        int version = block.seek(0).u8();
        int rank = block.u8();
        boolean hasLimits = (block.u8() & 1) != 0;
        if (!hasLimits || rank != shape.rank()) {
            return shape.dimensions();
        }
        block.skip(version == 1 ? 5 : 1);
        block.skip((long) rank * block.storage().lengthSize());
        List<Long> limits = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            long limit = block.length();
            boolean isUnlimited = limit < 0 || limit == (1L << 8 * block.storage().lengthSize()) - 1;
            limits.add(isUnlimited ? -1 : limit);
        }
        return limits;
    }
}
