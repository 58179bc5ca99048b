package org.lamina.formats;

import java.nio.file.Path;

/** Where the committed checkpoints lie. */
public final class Fixtures {

    private static final Path TOP = Path.of("").toAbsolutePath().getParent().getParent();

    private Fixtures() {
    }

    /** A file of the demo project. */
    public static Path demo(String name) {
        return TOP.resolve("releng/demo/digits").resolve(name);
    }

    /** A file that only tests need. */
    public static Path fixture(String name) {
        return TOP.resolve("tests/org.lamina.testsupport/fixtures").resolve(name);
    }
}
