package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import org.lamina.engine.EngineInstallation;

/** The real engine, from the class path of the tests. */
final class TestEngine {

    private static final String NATIVES = "native/lib/pytorch.properties";
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private TestEngine() {
    }

    /** The installation; skips the test where the build has no native library, never on Linux x86_64. */
    static EngineInstallation installation() {
        String platform = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        if (TestEngine.class.getClassLoader().getResource(NATIVES) == null) {
            if (platform.equals("Linux amd64")) {
                throw new IllegalStateException("the test class path lacks PyTorch's native library");
            }
            System.err.println("Skipped: no native library of PyTorch is in the build for " + platform);
            abort("no native library of PyTorch is in the build for " + platform);
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return new EngineInstallation(Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of)
                .map(Path::toAbsolutePath).toList(), MODULE.resolve("target/engine-cache"),
                EngineInstallation.currentJava());
    }

    /** A file of the demo project. */
    static Path demo(String name) {
        return MODULE.resolve("../../releng/demo/digits").resolve(name).normalize();
    }

    /** A file that only tests need. */
    static Path fixture(String name) {
        return MODULE.resolve("../org.lamina.testsupport/fixtures").resolve(name).normalize();
    }
}
