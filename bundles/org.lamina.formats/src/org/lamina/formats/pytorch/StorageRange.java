package org.lamina.formats.pytorch;

import java.io.IOException;

import org.lamina.model.ModelFormatException;

/**
 * Where the elements of a storage lie.
 *
 * @param position the first byte in the file
 * @param bytes the number of bytes
 */
public record StorageRange(long position, long bytes) {

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
