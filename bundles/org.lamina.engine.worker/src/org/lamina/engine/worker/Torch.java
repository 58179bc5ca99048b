package org.lamina.engine.worker;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;

/**
 * PyTorch's C++ library, loaded once in the life of a process.
 *
 * @param version name and version: {@code PyTorch 2.7.1}
 */
record Torch(String version) {

    private static final String NAME = "PyTorch";
    private static final String NATIVES = "native/lib/pytorch.properties";

    /**
     * Loads the library, the first time after unpacking it into the cache folder.
     *
     * @throws WorkerException if it is not there, is one for another platform, or can't be loaded
     */
    static Torch load() throws WorkerException {
        checkNatives(platform());
        try {
            return new Torch(NAME + " " + Engine.getEngine(NAME).getVersion());
        } catch (RuntimeException | LinkageError e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new WorkerException("PyTorch's native library can't be loaded: " + root.getMessage()
                    + "; free disk space if it is short, else install the Lamina Engine feature again.", e);
        }
    }

    /** This platform, as the native libraries name it: {@code linux-x86_64}, {@code osx-aarch64}. */
    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String family = os.startsWith("windows") ? "win" : os.startsWith("mac") ? "osx" : "linux";
        return family + "-" + (arch.equals("amd64") ? "x86_64" : arch);
    }

    private static void checkNatives(String platform) throws WorkerException {
        try (InputStream natives = Torch.class.getClassLoader().getResourceAsStream(NATIVES)) {
            Properties properties = new Properties();
            if (natives != null) {
                properties.load(natives);
            }
            String classifier = properties.getProperty("classifier", "no platform");
            if (!classifier.equals(platform)) {
                throw new WorkerException("The engine has PyTorch's native library for " + classifier
                        + ", but this is " + platform + "; install the Lamina Engine feature for this platform.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A scope for tensors in main memory; closing it frees them. */
    NDManager newManager() {
        return NDManager.newBaseManager(Device.cpu(), NAME);
    }
}
