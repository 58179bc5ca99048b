package org.lamina.formats.gguf;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.lamina.formats.file.ByteCursor;
import org.lamina.formats.file.FileBytes;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * What a file holds (ggml documentation, "GGUF", versions 1 to 3): metadata, then a list of tensors, then their values.
 *
 * @param metadata the metadata; of long lists their length and type only
 * @param tensors the tensors
 */
record GgufFile(Map<String, Object> metadata, GgufTensors tensors) {

    private static final int LIST_LIMIT = 16;
    private static final int MAX_AXES = 8;
    private static final int MAX_DEPTH = 4;
    private static final String[] TYPES = {"uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "bool",
        "string", "array", "uint64", "int64", "float64"};
    private static final int[] SIZES = {1, 1, 2, 2, 4, 4, 4, 1, 0, 0, 8, 8, 8};
    private static final int STRING = 8;
    private static final int ARRAY = 9;

    /** Reads the parts of a file up to the values of the tensors. */
    private static final class Parser {
        private final FileBytes bytes;
        private final Progress progress;
        private final ByteCursor cursor;
        private final long version;

        Parser(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
            this.bytes = bytes;
            this.progress = progress;
            ByteCursor little = new ByteCursor(bytes, 4, ByteOrder.LITTLE_ENDIAN);
            long number = little.u32();
            boolean isBig = number > 0xffff;
            cursor = isBig ? new ByteCursor(bytes, 8, ByteOrder.BIG_ENDIAN) : little;
            version = isBig ? Integer.reverseBytes((int) number) & 0xffffffffL : number;
            if (version < 1 || version > 3) {
                throw new ModelFormatException(bytes.file(), "a GGUF file of version 1 to 3", "version " + version);
            }
        }

        GgufFile parse() throws ModelFormatException, IOException {
            long tensorCount = size("tensors", 24);
            long entryCount = size("entries of metadata", 12);
            Map<String, Object> metadata = new LinkedHashMap<>();
            metadata.put("gguf.version", version);
            for (long i = 0; i < entryCount; i++) {
                String key = cursor.text(length());
                metadata.put(key, value(cursor.u32(), 0));
            }
            List<GgufTensors.Member> relative = new ArrayList<>();
            for (long i = 0; i < tensorCount; i++) {
                progress.checkCancelled();
                relative.add(tensor());
            }
            long alignment = metadata.get("general.alignment") instanceof Number number ? number.longValue() : 32;
            if (alignment < 1 || alignment > 1 << 20) {
                throw new ModelFormatException(bytes.file(), "an alignment from 1 to 1048576", alignment + "");
            }
            long start = (cursor.position() + alignment - 1) / alignment * alignment;
            List<GgufTensors.Member> members = new ArrayList<>();
            for (GgufTensors.Member member : relative) {
                members.add(placed(member, start));
            }
            return new GgufFile(Collections.unmodifiableMap(metadata),
                    new GgufTensors(bytes, cursor.order(), members));
        }

        private long length() throws ModelFormatException, IOException {
            return version == 1 ? cursor.u32() : cursor.i64();
        }

        private long size(String what, int least) throws ModelFormatException, IOException {
            long count = length();
            if (count < 0 || count > cursor.remaining() / least) {
                throw new ModelFormatException(bytes.file(), "at most " + cursor.remaining() / least + " " + what
                        + " in " + cursor.remaining() + " bytes", Long.toUnsignedString(count));
            }
            return count;
        }

        private Object value(long type, int depth) throws ModelFormatException, IOException {
            return switch ((int) type) {
                case 0 -> (long) cursor.u8();
                case 1 -> (long) (byte) cursor.u8();
                case 2 -> (long) cursor.u16();
                case 3 -> (long) (short) cursor.u16();
                case 4 -> cursor.u32();
                case 5 -> (long) cursor.i32();
                case 6 -> Double.parseDouble(Float.toString(cursor.f32()));
                case 7 -> cursor.u8() != 0;
                case STRING -> cursor.text(length());
                case ARRAY -> list(depth);
                case 10, 11 -> cursor.i64();
                case 12 -> cursor.f64();
                default -> throw new ModelFormatException(bytes.file(), "a type of metadata from 0 to 12",
                        type + " before byte " + cursor.position());
            };
        }

        private Object list(int depth) throws ModelFormatException, IOException {
            long type = cursor.u32();
            long count = length();
            if (type < 0 || type >= TYPES.length || count < 0 || depth > MAX_DEPTH || count > cursor.remaining()) {
                throw new ModelFormatException(bytes.file(), "a list of metadata at byte " + cursor.position(),
                        Long.toUnsignedString(count) + " values of type " + type);
            }
            if (count > LIST_LIMIT && SIZES[(int) type] > 0) {
                cursor.skip(Math.multiplyExact(count, (long) SIZES[(int) type]));
                return count + " values of type " + TYPES[(int) type];
            }
            List<Object> list = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                if (type == STRING && count > LIST_LIMIT) {
                    cursor.skip(length());
                } else {
                    Object element = value(type, depth + 1);
                    if (list.size() < LIST_LIMIT) {
                        list.add(element);
                    }
                }
            }
            return count > LIST_LIMIT ? count + " values of type " + TYPES[(int) type] : List.copyOf(list);
        }

        /** A tensor, whose position is relative to the start of all values. ggml names the innermost axis first. */
        private GgufTensors.Member tensor() throws ModelFormatException, IOException {
            String name = cursor.text(length());
            long axes = cursor.u32();
            if (axes > MAX_AXES) {
                throw new ModelFormatException(bytes.file(), "at most " + MAX_AXES + " axes for tensor " + name,
                        axes + "");
            }
            List<Long> dimensions = new ArrayList<>();
            for (int axis = 0; axis < axes; axis++) {
                dimensions.add(0, length());
            }
            long id = cursor.u32();
            long offset = cursor.i64();
            GgmlType type = GgmlType.of(id).orElse(null);
            try {
                Shape shape = new Shape(dimensions);
                long count = shape.count().orElseThrow(() -> new IllegalArgumentException("a size of -1"));
                long rows = shape.rank() == 0 ? 1 : shape.dimension(-1);
                if (type != null && rows % type.blockSize() != 0) {
                    throw new ModelFormatException(bytes.file(), "rows of whole blocks of " + type.blockSize()
                            + " values in tensor " + name, "rows of " + rows);
                }
                long size = type == null ? 0
                        : Math.multiplyExact(count / type.blockSize(), (long) type.blockBytes());
                TensorInfo info = new TensorInfo(name, type == null ? ElementType.UNKNOWN : type.elements(), shape,
                        size, type == null ? "type " + id + " of ggml" : type.description());
                return new GgufTensors.Member(info, type, offset);
            } catch (IllegalArgumentException | ArithmeticException e) {
                throw new ModelFormatException(bytes.file(), "sizes whose product fits 64 bits for tensor " + name,
                        dimensions.toString(), e);
            }
        }

        private GgufTensors.Member placed(GgufTensors.Member member, long start) throws ModelFormatException {
            TensorInfo info = member.info();
            if (member.position() < 0 || !bytes.contains(start, 0) && info.bytes() > 0
                    || !bytes.contains(start + member.position(), info.bytes()) && info.bytes() > 0) {
                throw new ModelFormatException(bytes.file(), "tensor " + info.name() + " of " + info.bytes()
                        + " bytes inside the file of " + bytes.size() + " bytes; it may not have been copied whole",
                        "it at byte " + Long.toUnsignedString(member.position()) + " after byte " + start);
            }
            return new GgufTensors.Member(info, member.type(), start + member.position());
        }
    }

    /**
     * Reads a file, which is closed together with the tensors.
     *
     * @throws ModelFormatException if it is damaged or hostile
     */
    static GgufFile read(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        return new Parser(bytes, progress).parse();
    }
}
