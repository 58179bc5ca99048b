package org.lamina.eclipse.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells that a file has changed without reading it.
 *
 * @param modified when it was written last
 * @param bytes its length
 */
public record FileStamp(FileTime modified, long bytes) {

    /**
     * The stamp of a file as it is now; not for the UI thread.
     *
     * @throws IOException if there is none, or nobody may look at it
     */
    public static FileStamp of(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(attributes.lastModifiedTime(), attributes.size());
    }
}
