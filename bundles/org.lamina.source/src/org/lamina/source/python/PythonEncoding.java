package org.lamina.source.python;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The encoding of Python files as Python finds it (PEP 263): a byte order mark, or a comment in one of the first two
 * lines, such as {@code # -*- coding: latin-1 -*-}, or else UTF-8.
 */
public final class PythonEncoding {

    /** Where a declaration is looked for, in bytes. */
    public static final int HEAD_BYTES = 1024;

    private static final Pattern CODING = Pattern.compile(
            "\\A(?:[ \\t\\f]*(?:#.*)?\\R)??[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)");
    /** Names that Python has for charsets and Java has not. */
    private static final Map<String, Charset> PYTHON_NAMES = Map.of("latin-1", StandardCharsets.ISO_8859_1,
            "iso-latin-1", StandardCharsets.ISO_8859_1, "utf-8-sig", StandardCharsets.UTF_8);

    private PythonEncoding() {
    }

    /** The text of a file; a byte order mark of UTF-8 stays its first character. */
    public static String text(byte[] bytes) {
        boolean marked = bytes.length > 2 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb
                && bytes[2] == (byte) 0xbf;
        String head = new String(bytes, 0, Math.min(HEAD_BYTES, bytes.length), StandardCharsets.ISO_8859_1);
        return new String(bytes, marked ? StandardCharsets.UTF_8 : declared(head).orElse(StandardCharsets.UTF_8));
    }

    /**
     * The charset that a comment in the first two lines declares, if Java knows it.
     *
     * @param head the beginning of the file
     */
    public static Optional<Charset> declared(String head) {
        Matcher coding = CODING.matcher(head);
        if (!coding.find()) {
            return Optional.empty();
        }
        String name = coding.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        if (PYTHON_NAMES.containsKey(name)) {
            return Optional.of(PYTHON_NAMES.get(name));
        }
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
