package org.lamina.eclipse.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The files of the demo project {@code digits}, as they lie in the source tree. */
public final class DemoFiles {

    private static final String DIGITS = "releng/demo/digits";

    private DemoFiles() {
    }

    /** A file of the demo. */
    public static Path file(String name) {
        return directory().resolve(name);
    }

    /** The folder of the demo: found upwards from the folder in which the tests run. */
    public static Path directory() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(DIGITS))) {
                return folder.resolve(DIGITS);
            }
        }
        throw new IllegalStateException("no " + DIGITS + " above " + Path.of("").toAbsolutePath());
    }
}
