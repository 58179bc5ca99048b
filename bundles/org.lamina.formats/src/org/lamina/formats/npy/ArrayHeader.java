package org.lamina.formats.npy;

import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.lamina.formats.file.StoredTensor;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Shape;
import org.lamina.model.TensorInfo;

/**
 * The header of an array (NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", versions 1 to 3).
 *
 * @param dtype the type of its elements
 * @param elementSize the bytes of an element
 * @param order the order of the bytes of an element
 * @param isColumnMajor whether the first axis is the fastest
 * @param shape its shape
 * @param length the bytes before the first element
 */
record ArrayHeader(ElementType dtype, long elementSize, ByteOrder order, boolean isColumnMajor, Shape shape,
        int length) {

    /** The most bytes that a header may take; structured types with very many fields are refused anyhow. */
    static final int LIMIT = 64 << 10;

    private static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern DTYPE = Pattern.compile("['\"]descr['\"]\\s*:\\s*(['\"]([^'\"]*)['\"]|[\\[(].*)");
    private static final Pattern FORTRAN = Pattern.compile("['\"]fortran_order['\"]\\s*:\\s*(True|False)");
    private static final Pattern SHAPE = Pattern.compile("['\"]shape['\"]\\s*:\\s*\\(([0-9L, ]*)\\)");

    /** Whether bytes start as an array does. */
    static boolean isArray(byte[] head) {
        for (int i = 0; i < MAGIC.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Parses a header.
     *
     * @param file the file, for messages
     * @param name the name of the array, for messages
     * @param head the first bytes of the array, as many as it has up to the limit and a few
     * @throws ModelFormatException if it is none, or of a type that is no array of numbers or texts
     */
    static ArrayHeader parse(Path file, String name, byte[] head) throws ModelFormatException {
        int version = head.length > 7 && isArray(head) ? head[6] : 0;
        int start = version == 1 ? 10 : 12;
        if (version < 1 || version > 3 || head.length < start) {
            throw new ModelFormatException(file, "an array of NumPy's format 1 to 3 for " + name,
                    version == 0 ? "other data" : "version " + version);
        }
        long size = head[8] & 0xff | (head[9] & 0xff) << 8;
        if (version > 1) {
            size |= (head[10] & 0xffL) << 16 | (head[11] & 0xffL) << 24;
        }
        if (size > LIMIT - start || size > head.length - start) {
            throw new ModelFormatException(file, "a header of at most " + Math.min(LIMIT, head.length)
                    + " bytes for " + name, size + " bytes");
        }
        Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
        String text = new String(head, start, (int) size, charset);
        return parse(file, name, text, start + (int) size);
    }

    private static ArrayHeader parse(Path file, String name, String text, int length) throws ModelFormatException {
        Matcher dtype = DTYPE.matcher(text);
        Matcher fortran = FORTRAN.matcher(text);
        Matcher shape = SHAPE.matcher(text);
        if (!dtype.find() || !fortran.find() || !shape.find()) {
            throw new ModelFormatException(file, "descr, fortran_order and shape in the header of " + name,
                    text.strip());
        } else if (dtype.group(2) == null) {
            throw new ModelFormatException(file, "an array of numbers for " + name
                    + "; save each field as an array of its own", "a structured type");
        }
        Optional<ArrayType> type = ArrayType.of(dtype.group(2));
        if (type.isEmpty()) {
            throw new ModelFormatException(file, "an array of numbers for " + name,
                    dtype.group(2).matches(".?O.*") ? "Python objects" : "the type " + dtype.group(2));
        }
        List<Long> dimensions = new ArrayList<>();
        for (String number : Arrays.stream(shape.group(1).split("[L, ]+")).filter(s -> !s.isEmpty()).toList()) {
            dimensions.add(parse(file, name, number));
        }
        return new ArrayHeader(type.get().dtype(), type.get().size(), type.get().order(),
                fortran.group(1).equals("True"), new Shape(dimensions), length);
    }

    private static long parse(Path file, String name, String number) throws ModelFormatException {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new ModelFormatException(file, "sizes of 64 bits for " + name, number, e);
        }
    }

    /**
     * The array as a tensor.
     *
     * @param start where the array starts in its file
     * @param available the bytes from there on
     * @throws ModelFormatException if the elements do not fit
     */
    StoredTensor tensor(Path file, String name, long start, long available) throws ModelFormatException {
        long bytes;
        try {
            bytes = Math.multiplyExact(shape.count().orElse(0), elementSize);
        } catch (ArithmeticException e) {
            throw new ModelFormatException(file, "sizes whose product fits 64 bits for " + name, shape.toString(), e);
        }
        if (bytes > available - length) {
            throw new ModelFormatException(file, bytes + " bytes for " + name + " of shape " + shape,
                    available - length + " bytes");
        }
        TensorInfo info = new TensorInfo(name, dtype, shape, bytes);
        return isColumnMajor ? StoredTensor.columnMajor(info, start + length, order)
                : StoredTensor.contiguous(info, start + length).ordered(order);
    }
}
