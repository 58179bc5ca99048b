package org.lamina.eclipse.core;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.lamina.source.python.PythonEncoding;

/**
 * The text of programs as editors hold it: in the charset of the file, without a byte order mark. So an offset in it is
 * one in the editor.
 */
public final class ProgramText {

    private static final int MAX_BYTES = 8 << 20;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ProgramText() {
    }

    /**
     * Reads a program of the workspace as it is on the disk.
     *
     * @throws IOException if it can't be read or is far too long for a program
     */
    public static String of(IFile file) throws IOException {
        try (InputStream in = file.getContents(true)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw tooLong(file.getFullPath());
            }
            return decoded(bytes, Charset.forName(file.getCharset()));
        } catch (CoreException e) {
            throw new IOException(e.getStatus().getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file.getFullPath() + " is in an encoding that Java does not know: "
                    + e.getMessage() + "; set another one in its properties", e);
        }
    }

    /** Reads a program outside the workspace: in the encoding that a Python file declares, else as UTF-8. */
    public static String of(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw tooLong(file);
        }
        byte[] bytes = Files.readAllBytes(file);
        return file.toString().endsWith(".py") ? withoutMark(PythonEncoding.text(bytes))
                : decoded(bytes, StandardCharsets.UTF_8);
    }

    private static String decoded(byte[] bytes, Charset charset) {
        return withoutMark(new String(bytes, charset));
    }

    private static String withoutMark(String text) {
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    private static IOException tooLong(Object file) {
        return new IOException(file + " has more than " + MAX_BYTES + " bytes, too many for a program");
    }
}
