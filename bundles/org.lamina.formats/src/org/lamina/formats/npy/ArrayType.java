package org.lamina.formats.npy;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.model.ElementType;

/**
 * The type of the elements of an array, as NumPy writes it: {@code <f4}.
 *
 * @param dtype the type; unknown for what has no counterpart
 * @param size the bytes of an element
 * @param order the order of the bytes of an element
 */
public record ArrayType(ElementType dtype, long size, ByteOrder order) {

    private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z?])(\\d{0,18})(\\[.*\\])?");

    /** The type that a text stands for; empty for structured types, Python objects, and what is none. */
    public static Optional<ArrayType> of(String text) {
        Matcher type = TYPE.matcher(text);
        if (!type.matches() || "VO".contains(type.group(2))) {
            return Optional.empty();
        }
        long width = type.group(3).isEmpty() ? 1 : Long.parseLong(type.group(3));
        long size = type.group(2).equals("U") ? 4 * width : width;
        return Optional.of(new ArrayType(type(type.group(2), size), size,
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN));
    }

    /** Times are shown as the whole numbers that they are stored as. */
    private static ElementType type(String kind, long size) {
        return switch (kind + size) {
            case "f2" -> ElementType.FLOAT16;
            case "f4" -> ElementType.FLOAT32;
            case "f8" -> ElementType.FLOAT64;
            case "i1" -> ElementType.INT8;
            case "i2" -> ElementType.INT16;
            case "i4" -> ElementType.INT32;
            case "i8", "M8", "m8" -> ElementType.INT64;
            case "u1" -> ElementType.UINT8;
            case "u2" -> ElementType.UINT16;
            case "u4" -> ElementType.UINT32;
            case "u8" -> ElementType.UINT64;
            case "b1", "?1" -> ElementType.BOOL;
            case "c8" -> ElementType.COMPLEX64;
            case "c16" -> ElementType.COMPLEX128;
            default -> kind.equals("S") || kind.equals("U") || kind.equals("a") ? ElementType.STRING
                    : ElementType.UNKNOWN;
        };
    }
}
