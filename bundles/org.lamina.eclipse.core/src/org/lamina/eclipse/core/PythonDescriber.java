package org.lamina.eclipse.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.core.runtime.QualifiedName;
import org.eclipse.core.runtime.content.IContentDescription;
import org.eclipse.core.runtime.content.ITextContentDescriber;

/**
 * Tells the encoding of a Python program as Python does (PEP 263): by a byte order mark, or by a comment in one of its
 * first two lines, such as {@code # -*- coding: latin-1 -*-}. So editors, checks and quick fixes read the same text.
 */
public final class PythonDescriber implements ITextContentDescriber {

    private static final int HEAD_BYTES = 1024;
    private static final Pattern CODING = Pattern.compile(
            "\\A(?:[ \\t\\f]*(?:#.*)?\\R)??[ \\t\\f]*#.*?coding[:=][ \\t]*([-_.a-zA-Z0-9]+)");
    private static final QualifiedName[] OPTIONS = {IContentDescription.CHARSET, IContentDescription.BYTE_ORDER_MARK};
    /** Names that Python has for charsets and Java has not. */
    private static final Map<String, Charset> PYTHON_NAMES = Map.of("latin-1", StandardCharsets.ISO_8859_1,
            "iso-latin-1", StandardCharsets.ISO_8859_1, "utf-8-sig", StandardCharsets.UTF_8);

    /** A byte order mark and what it says. */
    private record Mark(byte[] bytes, String charset) {
    }

    @Override
    public int describe(InputStream contents, IContentDescription description) throws IOException {
        if (description != null) {
            byte[] head = contents.readNBytes(HEAD_BYTES);
            Optional<Mark> mark = mark(head);
            mark.ifPresent(found -> set(description, IContentDescription.BYTE_ORDER_MARK, found.bytes()));
            mark.map(Mark::charset).or(() -> declared(new String(head, StandardCharsets.ISO_8859_1)))
                    .ifPresent(charset -> set(description, IContentDescription.CHARSET, charset));
        }
        return INDETERMINATE;
    }

    @Override
    public int describe(Reader contents, IContentDescription description) throws IOException {
        if (description != null) {
            BufferedReader lines = new BufferedReader(contents);
            declared(lines.readLine() + "\n" + lines.readLine())
                    .ifPresent(charset -> set(description, IContentDescription.CHARSET, charset));
        }
        return INDETERMINATE; // its name alone says that it is Python
    }

    @Override
    public QualifiedName[] getSupportedOptions() {
        return OPTIONS.clone();
    }

    private static void set(IContentDescription description, QualifiedName option, Object value) {
        if (description.isRequested(option)) {
            description.setProperty(option, value);
        }
    }

    private static Optional<Mark> mark(byte[] head) {
        if (startsWith(head, IContentDescription.BOM_UTF_8)) {
            return Optional.of(new Mark(IContentDescription.BOM_UTF_8, "UTF-8"));
        } else if (startsWith(head, IContentDescription.BOM_UTF_16BE)) {
            return Optional.of(new Mark(IContentDescription.BOM_UTF_16BE, "UTF-16"));
        } else if (startsWith(head, IContentDescription.BOM_UTF_16LE)) {
            return Optional.of(new Mark(IContentDescription.BOM_UTF_16LE, "UTF-16"));
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= head.length || head[i] != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> declared(String head) {
        Matcher coding = CODING.matcher(head);
        if (!coding.find()) {
            return Optional.empty();
        }
        String name = coding.group(1).toLowerCase(Locale.ROOT).replace('_', '-');
        if (PYTHON_NAMES.containsKey(name)) {
            return Optional.of(PYTHON_NAMES.get(name).name());
        }
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name).name()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no name of a charset at all
        }
    }
}
