package org.lamina.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineInstallationTest {

    @TempDir
    Path plugins;

    private final Path cache = Path.of("cache").toAbsolutePath();

    @Test
    void findsTheWorkerItsLibrariesAndTheNativesOfThisPlatform() throws IOException {
        Path worker = folder("org.lamina.engine.worker_0.1.0.202501010000");
        Path natives = folder(EngineInstallation.nativesBundle() + "_0.1.0.202501010000");
        Path djl = file(worker.resolve("lib/api.jar"));
        file(worker.resolve("lib/notes.txt"));
        Path torch = file(natives.resolve("lib/pytorch-native-cpu.jar"));
        Path engine = file(plugins.resolve("org.lamina.engine_0.1.0.202501010000.jar"));
        Path model = file(plugins.resolve("org.lamina.model_0.1.0.jar"));
        Path jackson = file(plugins.resolve("com.fasterxml.jackson.core.jackson-core_2.19.2.jar"));
        file(plugins.resolve("org.lamina.ui_0.1.0.jar"));
        folder("org.lamina.engine.pytorch.plan9.z80_0.1.0");

        EngineInstallation found = EngineInstallation.find(plugins, cache).orElseThrow();

        assertEquals(List.of(worker, djl, natives, torch, engine, model, jackson), found.classPath());
        assertEquals(cache, found.cacheDirectory());
        assertTrue(Files.isExecutable(found.javaExecutable()));
    }

    @Test
    void takesTheNewestOfSeveralVersions() throws IOException {
        folder(EngineInstallation.nativesBundle() + "_0.1.0");
        folder("org.lamina.engine.worker_0.9.0.a");
        Path newest = folder("org.lamina.engine.worker_0.10.0.b");
        folder("org.lamina.engine.worker_0.10.0.a");

        assertEquals(newest, EngineInstallation.find(plugins, cache).orElseThrow().classPath().get(0));
    }

    @Test
    void findsNothingWithoutTheWorkerOrTheNativesOfThisPlatform() throws IOException {
        assertTrue(EngineInstallation.find(plugins, cache).isEmpty());
        folder("org.lamina.engine.worker_0.1.0");
        folder("org.lamina.engine.pytorch.plan9.z80_0.1.0");
        assertTrue(EngineInstallation.find(plugins, cache).isEmpty());
    }

    @Test
    void takesBundlesThatWereFoundByOtherMeans() throws IOException {
        Path worker = folder("worker");
        Path djl = file(worker.resolve("lib/api.jar"));
        Path model = file(plugins.resolve("model.jar"));

        assertEquals(List.of(worker, djl, model),
                EngineInstallation.ofBundles(List.of(worker, model), cache).classPath());
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(plugins.resolve(name));
    }

    private static Path file(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return Files.createFile(path);
    }
}
