package org.lamina.eclipse.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.eclipse.core.runtime.QualifiedName;
import org.eclipse.core.runtime.content.IContentDescription;
import org.eclipse.core.runtime.content.ITextContentDescriber;
import org.lamina.source.python.PythonEncoding;

/**
 * Tells the encoding of a Python program as Python does (PEP 263): by a byte order mark, or by a comment in one of its
 * first two lines, such as {@code # -*- coding: latin-1 -*-}. So editors, checks and quick fixes read the same text.
 */
public final class PythonDescriber implements ITextContentDescriber {

    private static final QualifiedName[] OPTIONS = {IContentDescription.CHARSET, IContentDescription.BYTE_ORDER_MARK};

    /** A byte order mark and what it says. */
    private record Mark(byte[] bytes, String charset) {
    }

    @Override
    public int describe(InputStream contents, IContentDescription description) throws IOException {
        if (description != null) {
            byte[] head = contents.readNBytes(PythonEncoding.HEAD_BYTES);
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
        return PythonEncoding.declared(head).map(Charset::name);
    }
}
