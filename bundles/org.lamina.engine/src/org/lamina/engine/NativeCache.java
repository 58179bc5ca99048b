package org.lamina.engine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The folder that the worker unpacks its native libraries to. Unpacking makes a folder {@code tmp...} of several
 * hundred megabytes and renames it in the end; it stays behind when the worker is ended in the middle.
 */
final class NativeCache {

    private static final Duration STALE = Duration.ofHours(1);

    private NativeCache() {
    }

    /**
     * Makes the folder if it is not there, and removes what unpacking has left behind more than an hour ago.
     *
     * @throws IOException if it can't be made or listed
     */
    static void prepare(Path cache) throws IOException {
        Path libraries = Files.createDirectories(cache).resolve("pytorch");
        if (!Files.isDirectory(libraries)) {
            return;
        }
        Instant limit = Instant.now().minus(STALE);
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(libraries, "tmp*")) {
            for (Path leftover : leftovers) {
                if (Files.isDirectory(leftover) && Files.getLastModifiedTime(leftover).toInstant().isBefore(limit)) {
                    new TemporaryDirectory(leftover).close();
                }
            }
        }
    }
}
