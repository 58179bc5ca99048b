package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;

import org.lamina.model.ModelFormatException;

/**
 * Where the elements of a storage lie.
 *
 * @param position the first byte in the file
 * @param bytes the number of bytes
 */
public record StorageRange(long position, long bytes) {

    /**
     * A part of it.
     *
     * @param file the file, for messages
     * @param offset its first element
     * @param count the number of elements
     * @param size the bytes of an element
     * @throws ModelFormatException if it does not lie inside
     */
    StorageRange part(Path file, long offset, long count, int size) throws ModelFormatException {
        if (offset < 0 || count < 0 || offset > bytes / size || count > bytes / size - offset) {
            throw new ModelFormatException(file, "a part inside a storage of " + bytes + " bytes",
                    count + " elements from element " + offset);
        }
        return new StorageRange(position + offset * size, count * size);
    }

    /** Finds storages by the keys that a pickle gives them. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * A storage.
         *
         * @param folder the folder of the archive, where the file is one: {@code data}
         * @param key the key in the pickle
         * @throws ModelFormatException if there is none
         * @throws IOException if the file can't be read
         */
        StorageRange find(String folder, String key) throws ModelFormatException, IOException;
    }
}
