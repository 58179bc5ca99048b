package org.lamina.formats.mxnet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;

/**
 * An array of a file.
 *
 * @param dtype the type of its elements
 * @param shape its shape
 * @param position the byte of its first element in the file
 * @param length the bytes that its values take
 */
record MxnetArray(ElementType dtype, Shape shape, long position, long length) {

    private static final long FIRST = 0xF993FAC8L;
    private static final long SECOND = FIRST + 1;
    private static final long THIRD = FIRST + 2;
    private static final int MAX_AXES = 32;
    private static final ElementType[] TYPES = {ElementType.FLOAT32, ElementType.FLOAT64, ElementType.FLOAT16,
        ElementType.UINT8, ElementType.INT32, ElementType.INT8, ElementType.INT64, ElementType.BOOL, ElementType.INT16,
        ElementType.UINT16, ElementType.UINT32, ElementType.UINT64, ElementType.BFLOAT16};

    /**
     * Reads an array where the cursor stands. The oldest files have no mark but the number of axes, with sizes of 32
     * bits; in all but the newest an array without axes has no values.
     *
     * @throws ModelFormatException if it is damaged, or sparse
     */
    static MxnetArray read(FileBytes bytes, ByteCursor cursor) throws ModelFormatException, IOException {
        long start = cursor.position();
        long mark = cursor.u32();
        if (mark == SECOND || mark == THIRD) {
            int storage = cursor.i32();
            if (storage > 0) {
                throw new ModelFormatException(bytes.file(), "a dense array at byte " + start,
                        "a sparse one of kind " + storage);
            }
        }
        boolean isOldest = mark < FIRST || mark > THIRD;
        long axes = isOldest ? mark : cursor.i32();
        if (axes < 0 && mark == THIRD) {
            return new MxnetArray(ElementType.FLOAT32, Shape.of(0), cursor.position(), 0);
        } else if (axes < 0 || axes > MAX_AXES) {
            throw new ModelFormatException(bytes.file(), "an array of at most " + MAX_AXES + " axes at byte " + start,
                    axes + " axes");
        } else if (axes == 0 && mark != THIRD) {
            return new MxnetArray(ElementType.FLOAT32, Shape.of(0), cursor.position(), 0);
        }
        List<Long> sizes = new ArrayList<>();
        for (long axis = 0; axis < axes; axis++) {
            sizes.add(isOldest ? cursor.u32() : cursor.i64());
        }
        cursor.skip(8);
        int type = cursor.i32();
        if (type < 0 || type >= TYPES.length) {
            throw new ModelFormatException(bytes.file(), "a type of elements from 0 to " + (TYPES.length - 1)
                    + " for the array at byte " + start, type + "");
        }
        try {
            Shape shape = new Shape(sizes);
            long length = TYPES[type].bytes(
                    shape.count().orElseThrow(() -> new IllegalArgumentException("a size of -1")));
            MxnetArray array = new MxnetArray(TYPES[type], shape, cursor.position(), length);
            cursor.skip(length);
            return array;
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new ModelFormatException(bytes.file(), "sizes whose product fits 64 bits for the array at byte "
                    + start, sizes.toString(), e);
        }
    }
}
