package org.lamina.eclipse.core;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.eclipse.core.runtime.FileLocator;
import org.eclipse.core.runtime.Platform;
import org.eclipse.osgi.util.NLS;
import org.lamina.engine.Engine;
import org.lamina.engine.EngineInstallation;
import org.osgi.framework.Bundle;

/**
 * Finds the engine among the installed bundles: the worker, and the native libraries for this platform, which come with
 * an optional feature. Nothing of them is loaded here; their files make the class path of the worker process.
 */
public final class EngineAccess {

    private final Function<String, Optional<Path>> bundles;
    private Engine engine;

    /**
     * @param bundles from the symbolic name of a bundle to its folder or file, if it is installed
     */
    EngineAccess(Function<String, Optional<Path>> bundles) {
        this.bundles = bundles;
    }

    static EngineAccess ofPlatform() {
        return new EngineAccess(EngineAccess::installed);
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
        return EngineInstallation.of(bundles, EngineInstallation.userCache());
    }

    /**
     * The one engine that all parts of the workbench share, if it is installed for this platform; its worker is started
     * by the first request. Not for the UI thread.
     *
     * @throws IOException if a folder of an installed bundle cannot be read
     */
    public synchronized Optional<Engine> engine() throws IOException {
        if (engine == null) {
            Engine.removeOrphans();
            engine = installation().map(Engine::new).orElse(null);
        }
        return Optional.ofNullable(engine);
    }

    /** Whether the engine is installed for this platform; quick, so that views may ask. */
    public boolean isInstalled() {
        return bundles.apply(EngineInstallation.nativesBundle()).isPresent();
    }

    /** What to do where the engine is not installed: one sentence for people. */
    public String advice() {
        return NLS.bind(Messages.EngineAccess_missing, Platform.getOS(), Platform.getOSArch());
    }
}
