package org.lamina.eclipse.core;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.engine.EngineInstallation;
import org.osgi.framework.Bundle;

/**
 * Finds the engine among the installed bundles: the worker, and the native libraries for this platform, which come with an
 * optional feature. Nothing of them is loaded here; their files make the class path of the worker process.
 */
public final class EngineAccess {

    private static final String WORKER = "org.lamina.engine.worker";
    private static final String NATIVES = "org.lamina.engine.pytorch";
    private static final List<String> LIBRARIES = List.of("org.lamina.engine", "org.lamina.formats", "org.lamina.model",
            "com.fasterxml.jackson.core.jackson-core", "com.fasterxml.jackson.core.jackson-databind",
            "com.fasterxml.jackson.core.jackson-annotations");

    private final Function<String, Optional<Path>> bundles;
    private final String os;
    private final String arch;

    /**
     * @param bundles from the symbolic name of a bundle to its folder or file, if it is installed
     * @param os the operating system as OSGi names it
     * @param arch the processor architecture as OSGi names it
     */
    EngineAccess(Function<String, Optional<Path>> bundles, String os, String arch) {
        this.bundles = bundles;
        this.os = os;
        this.arch = arch;
    }

    static EngineAccess ofPlatform() {
        return new EngineAccess(EngineAccess::installed, Platform.getOS(), Platform.getOSArch());
    }

    private static Optional<Path> installed(String name) {
        Bundle bundle = Platform.getBundle(name);
        return bundle == null ? Optional.empty() : FileLocator.getBundleFileLocation(bundle).map(File::toPath);
    }

    /**
     * The engine, if it is installed for this platform. Lists some folders: not for the UI thread.
     *
     * @throws IOException if a folder of an installed bundle cannot be read
     */
    public Optional<EngineInstallation> installation() throws IOException {
        Optional<Path> worker = bundles.apply(WORKER);
        Optional<Path> natives = bundles.apply(natives());
        if (worker.isEmpty() || natives.isEmpty()) {
            return Optional.empty();
        }
        List<Path> classPath = new ArrayList<>();
        classPath.add(worker.get());
        classPath.addAll(jars(worker.get()));
        classPath.addAll(jars(natives.get()));
        for (String library : LIBRARIES) {
            bundles.apply(library).ifPresent(classPath::add);
        }
        return Optional.of(new EngineInstallation(classPath, EngineInstallation.userCache(), java()));
    }

    /** Whether the engine is installed for this platform; quick, so that views may ask. */
    public boolean isInstalled() {
        return bundles.apply(WORKER).isPresent() && bundles.apply(natives()).isPresent();
    }

    /** What to do where the engine is not installed: one sentence for people. */
    public String advice() {
        return NLS.bind(Messages.EngineAccess_missing, os, arch);
    }

    private String natives() {
        return NATIVES + "." + os + "." + arch;
    }

    private static List<Path> jars(Path bundle) throws IOException {
        Path folder = bundle.resolve("lib");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", Platform.OS.isWindows() ? "java.exe" : "java");
    }
}
