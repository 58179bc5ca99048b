package org.lamina.formats.djl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;

/**
 * What a file holds (ai.djl.BaseModel.save, nn.AbstractBaseBlock.saveParameters, nn.Parameter.save and
 * ndarray.NDSerializer of DJL 0.x; Java's DataOutputStream): a header, then the blocks. Each block writes its version,
 * data that only its class can read, its parameters, and then the blocks in it. Since the file does not name the
 * classes, parameters are found by the mark that each of them starts with; what lies between is taken for the beginning
 * of a block, and the shape at its end for that of its input.
 *
 * @param name the name of the model
 * @param dtype the type of the model's input
 * @param inputs the shapes of the inputs by their names
 * @param properties what the program noted: {@code Epoch}
 * @param blocks the blocks that have parameters, in order
 */
record DjlFile(String name, String dtype, Map<String, Shape> inputs, Map<String, String> properties,
        List<DjlBlock> blocks) {

    private static final int MAX_AXES = 64;
    private static final int MAX_GAP = 1 << 20;
    /** The longest name of a parameter (64 KiB) with what stands around it. */
    private static final int MAX_BEGINNING = (1 << 16) + 16;
    private static final byte[] ARRAY = {0, 4, 'N', 'D', 'A', 'R'};

    /** Reads a file from the mark at its start. */
    private static final class Parser {
        private final FileBytes bytes;
        private ByteCursor cursor;

        Parser(FileBytes bytes) {
            this.bytes = bytes;
            this.cursor = new ByteCursor(bytes, 4, ByteOrder.BIG_ENDIAN);
        }

        DjlFile parse(Progress progress) throws ModelFormatException, IOException {
            int version = cursor.i32();
            if (version != 1) {
                throw new ModelFormatException(bytes.file(), "a DJL file of version 1", "version " + version);
            }
            String name = text();
            String dtype = text();
            Map<String, Shape> inputs = new LinkedHashMap<>();
            for (int left = cursor.i32(); left > 0; left--) {
                String input = text();
                inputs.put(input, shape());
            }
            Map<String, String> properties = new LinkedHashMap<>();
            for (int left = cursor.i32(); left > 0; left--) {
                String key = text();
                properties.put(key, text());
            }
            List<DjlBlock> blocks = new ArrayList<>();
            List<DjlParameter> open = new ArrayList<>();
            Optional<Shape> input = Optional.empty();
            for (long at = next(); at >= 0; at = next()) {
                progress.checkCancelled();
                if (at > cursor.position()) {
                    add(open, input, blocks);
                    input = lastShape(cursor.position(), at);
                }
                cursor = new ByteCursor(bytes, at, ByteOrder.BIG_ENDIAN);
                open.add(parameter());
            }
            checkEnd();
            add(open, input, blocks);
            return new DjlFile(name, dtype, inputs, properties, blocks);
        }

        private static void add(List<DjlParameter> open, Optional<Shape> input, List<DjlBlock> blocks) {
            if (!open.isEmpty()) {
                blocks.add(new DjlBlock(open, input));
                open.clear();
            }
        }

        private String text() throws ModelFormatException, IOException {
            return cursor.text(cursor.u16());
        }

        private Shape shape() throws ModelFormatException, IOException {
            int rank = cursor.i32();
            if (rank < 0 || rank > MAX_AXES) {
                throw new ModelFormatException(bytes.file(), "at most " + MAX_AXES + " axes at byte "
                        + (cursor.position() - 4), rank + "");
            }
            List<Long> dimensions = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                long size = cursor.i64();
                if (size < -1) {
                    throw new ModelFormatException(bytes.file(), "a size at byte " + (cursor.position() - 8),
                            size + "");
                }
                dimensions.add(size);
            }
            cursor.skip(2L * cursor.i32());
            return new Shape(dimensions);
        }

        /** Where the next parameter starts; -1 if there is none. */
        private long next() throws IOException {
            long from = cursor.position();
            int length = (int) Math.min(MAX_GAP, bytes.size() - from);
            ByteBuffer gap = bytes.read(from, length);
            for (int i = 0; i + 5 <= length; i++) {
                if (gap.get(i) == 0 && gap.get(i + 1) == 'P' && gap.get(i + 2) == 1 && isParameter(gap, i + 3)) {
                    return from + i;
                }
            }
            return -1;
        }

        /** The file must not end within the beginning of a parameter; that it ends between two can't be seen. */
        private void checkEnd() throws ModelFormatException, IOException {
            int length = (int) Math.min(MAX_BEGINNING, bytes.size() - cursor.position());
            ByteBuffer end = bytes.read(bytes.size() - length, length);
            for (int i = 0; i + 1 < length; i++) {
                boolean isMark = end.get(i) == 0 && end.get(i + 1) == 'P' && (i + 2 == length || end.get(i + 2) == 1);
                if (isMark && (i + 5 > length || isCutOff(end, i + 3))) {
                    throw new ModelFormatException(bytes.file(), "a whole parameter at byte "
                            + (bytes.size() - length + i), "the end of the file; it may not have been copied whole");
                }
            }
        }

        private static boolean isCutOff(ByteBuffer end, int at) {
            int array = at + 2 + (end.get(at) & 0xff) * 256 + (end.get(at + 1) & 0xff);
            int present = end.limit() - array;
            if (present >= ARRAY.length) {
                return false;
            }
            for (int i = at + 2; i < Math.min(array, end.limit()); i++) {
                if (!Character.isJavaIdentifierPart(end.get(i) & 0xff) && end.get(i) != '.') {
                    return false;
                }
            }
            return present <= 0 || end.get(array) == 0;
        }

        private static boolean isParameter(ByteBuffer gap, int at) {
            int array = at + 2 + (gap.get(at) & 0xff) * 256 + (gap.get(at + 1) & 0xff);
            for (int i = 0; i < ARRAY.length; i++) {
                if (array + i >= gap.limit() || gap.get(array + i) != ARRAY[i]) {
                    return false;
                }
            }
            return true;
        }

        private DjlParameter parameter() throws ModelFormatException, IOException {
            cursor.skip(3);
            String name = text();
            cursor.skip(ARRAY.length);
            int version = cursor.i32();
            if (version < 1 || version > 3) {
                throw new ModelFormatException(bytes.file(), "an array of version 1 to 3 for " + name,
                        "version " + version);
            }
            if (version > 1 && cursor.u8() == 1) {
                text();
            }
            String sparse = text();
            String type = text();
            if (!sparse.equals("DENSE") && !sparse.equals("UNDEFINED")) {
                throw new ModelFormatException(bytes.file(), "a dense array for " + name, sparse);
            }
            ElementType dtype = type(type);
            Shape shape = shape();
            ByteOrder order = version > 2 && cursor.u8() == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            long length = cursor.u32();
            long position = cursor.position();
            long expected = expected(name, dtype, shape);
            if (expected >= 0 && expected != length) {
                throw new ModelFormatException(bytes.file(), expected + " bytes for " + name + " of shape " + shape,
                        length + " bytes");
            }
            cursor.skip(length);
            return new DjlParameter(name, dtype, shape, order, position, length);
        }

        private long expected(String name, ElementType dtype, Shape shape) throws ModelFormatException {
            try {
                long count = shape.count().orElseThrow(() -> new ArithmeticException("a size of -1"));
                return dtype.bits() == 0 ? -1 : dtype.bytes(count);
            } catch (ArithmeticException e) {
                throw new ModelFormatException(bytes.file(), "sizes whose product fits 64 bits for " + name,
                        shape.toString(), e);
            }
        }

        private static ElementType type(String name) {
            return switch (name) {
                case "BOOLEAN" -> ElementType.BOOL;
                case "FLOAT32", "FLOAT64", "FLOAT16", "BFLOAT16", "UINT8", "INT8", "UINT16", "INT16", "UINT32",
                        "INT32", "UINT64", "INT64", "COMPLEX64" -> ElementType.valueOf(name);
                default -> ElementType.UNKNOWN;
            };
        }

        /** The last shape that ends where a block's parameters start, or a few bytes before. */
        private Optional<Shape> lastShape(long from, long to) throws IOException {
            byte[] gap = bytes.read(from, (int) (to - from)).array();
            ByteBuffer data = ByteBuffer.wrap(gap);
            for (int i = gap.length - 8; i >= 0; i--) {
                int rank = data.getInt(i);
                int layout = i + 4 + 8 * rank;
                if (rank < 1 || rank > 8 || layout + 4 > gap.length || data.getInt(layout) != rank) {
                    continue;
                }
                int end = layout + 4 + 2 * rank;
                if (end <= gap.length && gap.length - end <= 8) {
                    return shape(data, i + 4, rank);
                }
            }
            return Optional.empty();
        }

        private static Optional<Shape> shape(ByteBuffer data, int at, int rank) {
            List<Long> dimensions = new ArrayList<>();
            for (int axis = 0; axis < rank; axis++) {
                dimensions.add(data.getLong(at + 8 * axis));
            }
            return dimensions.stream().allMatch(size -> size >= Shape.UNKNOWN) ? Optional.of(new Shape(dimensions))
                    : Optional.empty();
        }
    }

    /**
     * Reads a file.
     *
     * @throws ModelFormatException if it is damaged or hostile
     */
    static DjlFile read(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        return new Parser(bytes).parse(progress);
    }
}
