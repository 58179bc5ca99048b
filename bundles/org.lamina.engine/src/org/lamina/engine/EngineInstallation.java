package org.lamina.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What it takes to start the worker.
 *
 * @param classPath jars and class folders: the worker, its libraries and the native libraries of this platform
 * @param cacheDirectory where the native libraries are unpacked to, once, about 450 MB on Linux; made when needed
 * @param javaExecutable the program {@code java} of a Java 17 or newer
 */
public record EngineInstallation(List<Path> classPath, Path cacheDirectory, Path javaExecutable) {

    private static final String WORKER = "org.lamina.engine.worker";
    private static final String NATIVES = "org.lamina.engine.pytorch";
    private static final List<String> LIBRARIES = List.of("org.lamina.engine", "org.lamina.formats", "org.lamina.model",
            "com.fasterxml.jackson.core.jackson-core", "com.fasterxml.jackson.core.jackson-databind",
            "com.fasterxml.jackson.core.jackson-annotations");

    public EngineInstallation {
        classPath = List.copyOf(classPath);
    }

    /**
     * Finds the engine in a folder of bundles that are named as an installed product names them: symbolic name,
     * underscore, version; a jar or an unpacked folder.
     *
     * @param pluginsDirectory the folder {@code plugins} of a product
     * @param cacheDirectory see {@link #cacheDirectory()}; {@link #userCache()} if there is no better place
     * @return the engine; empty if the worker or the native libraries of this platform are not installed
     * @throws IOException if the folder can't be read
     */
    public static Optional<EngineInstallation> find(Path pluginsDirectory, Path cacheDirectory) throws IOException {
        List<Path> bundles;
        try (Stream<Path> files = Files.list(pluginsDirectory)) {
            bundles = files.toList();
        }
        return of(name -> InstalledBundle.newest(bundles, name), cacheDirectory);
    }

    /**
     * Finds the engine among bundles that are looked up by name.
     *
     * @param bundles from a symbolic name to the bundle's jar or folder, if it is installed
     * @param cacheDirectory see {@link #cacheDirectory()}
     * @return the engine; empty if the worker or the native libraries of this platform are not installed
     * @throws IOException if a folder can't be read
     */
    public static Optional<EngineInstallation> of(Function<String, Optional<Path>> bundles, Path cacheDirectory)
            throws IOException {
        Optional<Path> worker = bundles.apply(WORKER);
        Optional<Path> natives = bundles.apply(nativesBundle());
        if (worker.isEmpty() || natives.isEmpty()) {
            return Optional.empty();
        }
        List<Path> found = new ArrayList<>(List.of(worker.get(), natives.get()));
        LIBRARIES.forEach(name -> bundles.apply(name).ifPresent(found::add));
        return Optional.of(ofBundles(found, cacheDirectory));
    }

    /**
     * The engine from bundles that were found by other means. A bundle that is a folder contributes itself and the jars
     * in its folder {@code lib}.
     *
     * @param bundles worker, native libraries, and the bundles that the worker needs
     * @param cacheDirectory see {@link #cacheDirectory()}
     * @throws IOException if a folder can't be read
     */
    public static EngineInstallation ofBundles(List<Path> bundles, Path cacheDirectory) throws IOException {
        List<Path> classPath = new ArrayList<>();
        for (Path bundle : bundles) {
            classPath.add(bundle);
            classPath.addAll(InstalledBundle.nestedJars(bundle));
        }
        return new EngineInstallation(classPath, cacheDirectory, currentJava());
    }

    /**
     * The symbolic name of the bundle with the native libraries of this platform:
     * {@code org.lamina.engine.pytorch.linux.x86_64}.
     */
    public static String nativesBundle() {
        String os = switch (OperatingSystem.CURRENT) {
            case WINDOWS -> "win32";
            case MAC -> "macosx";
            case OTHER -> "linux";
        };
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return NATIVES + "." + os + "." + ("amd64".equals(arch) ? "x86_64" : arch);
    }

    /** The folder in which this user's programs keep what they can make again. */
    public static Path userCache() {
        Path home = Path.of(System.getProperty("user.home"));
        return switch (OperatingSystem.CURRENT) {
            case WINDOWS -> environment("LOCALAPPDATA").orElse(home.resolve("AppData/Local")).resolve("Lamina/cache");
            case MAC -> home.resolve("Library/Caches/Lamina");
            case OTHER -> environment("XDG_CACHE_HOME").orElse(home.resolve(".cache")).resolve("lamina");
        };
    }

    /** The program {@code java} that runs this code. */
    public static Path currentJava() {
        String name = OperatingSystem.CURRENT == OperatingSystem.WINDOWS ? "java.exe" : "java";
        return Path.of(System.getProperty("java.home"), "bin", name);
    }

    private static Optional<Path> environment(String variable) {
        return Optional.ofNullable(System.getenv(variable)).filter(value -> !value.isBlank()).map(Path::of)
                .filter(Path::isAbsolute);
    }
}
