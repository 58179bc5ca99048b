package org.lamina.eclipse.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.engine.EngineInstallation;

class EngineAccessTest {

    private static final String WORKER = "org.lamina.engine.worker";

    @Test
    void namesTheFeatureToInstall() throws Exception {
        EngineAccess access = new EngineAccess(name -> Optional.empty());
        assertFalse(access.isInstalled());
        assertTrue(access.installation().isEmpty());
        assertTrue(access.advice().contains("Lamina Engine PyTorch ("), access.advice());
    }

    @Test
    void putsTheJarsOfWorkerAndNativesOnTheClassPath(@TempDir Path folder) throws Exception {
        String natives = EngineInstallation.nativesBundle();
        for (String jar : List.of(WORKER + "/lib/api.jar", natives + "/lib/native.jar")) {
            Files.createDirectories(folder.resolve(jar).getParent());
            Files.createFile(folder.resolve(jar));
        }
        EngineAccess access = new EngineAccess(name -> Optional.of(folder.resolve(name)).filter(Files::exists));
        assertTrue(access.isInstalled());
        assertEquals(List.of(folder.resolve(WORKER), folder.resolve(WORKER + "/lib/api.jar"), folder.resolve(natives),
                folder.resolve(natives + "/lib/native.jar")), access.installation().orElseThrow().classPath());
    }
}
