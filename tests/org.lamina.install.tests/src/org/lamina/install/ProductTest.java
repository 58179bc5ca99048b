package org.lamina.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives of the product, and its script. */
class ProductTest {

    @TempDir
    Path folder;

    @Test
    void isPackedForThreePlatforms() throws IOException {
        for (String archive : List.of("lamina-linux.gtk.x86_64.tar.gz", "lamina-win32.win32.x86_64.zip",
                "lamina-macosx.cocoa.aarch64.tar.gz")) {
            assertTrue(Files.size(Built.PRODUCTS.resolve(archive)) > 50_000_000, archive);
        }
    }

    @Test
    void hasAScriptForEachPlatform() {
        assertTrue(Files.isExecutable(Built.PRODUCT.resolve("lamina")));
        Path products = Built.PRODUCTS.resolve("org.lamina.product");
        assertTrue(Files.isRegularFile(products.resolve("win32/win32/x86_64/lamina/lamina.cmd")));
        Path application = products.resolve("macosx/cocoa/aarch64/Lamina.app/Contents");
        assertTrue(Files.isExecutable(application.resolve("MacOS/Lamina")));
        assertTrue(Files.isExecutable(application.resolve("Eclipse/lamina")));
    }

    @Test
    void runsCommandsFromAnyFolderAndThroughALink() throws Exception {
        Path apart = Files.createDirectories(folder.resolve("a folder/with spaces"));
        Path link = Files.createSymbolicLink(apart.resolve("lamina"), Built.PRODUCT.resolve("lamina"));
        Files.copy(Built.DEMO.resolve("digits.onnx"), apart.resolve("my digits.onnx"));
        Program inspect = run(apart, Map.of(), link.toString(), "inspect", "my digits.onnx", "--json");
        assertEquals("", inspect.errors());
        assertEquals(0, inspect.exitCode());
        assertTrue(inspect.output().startsWith("{"), inspect.output());
    }

    @Test
    void passesOnTheExitCode() throws Exception {
        Program inspect = run(folder, Map.of(), script(), "inspect", "missing.pt");
        assertEquals(2, inspect.exitCode());
        assertTrue(inspect.errors().contains("missing.pt"), inspect.errors());
    }

    @Test
    void saysWhichJavaItNeeds() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("old java/bin"));
        Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(bin.resolve("java"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Program old = run(folder, Map.of("JAVA_HOME", bin.getParent().toString()), script(), "inspect", "any.pt");
        assertEquals(2, old.exitCode());
        assertEquals("lamina: Lamina needs Java 17 or newer, and " + bin.resolve("java")
                + " is Java 11.0.2; install a JDK or set JAVA_HOME.\n", old.errors());
    }

    @Test
    void saysThatThereIsNoJava() throws Exception {
        Program none = run(folder, Map.of("JAVA_HOME", folder.toString()), script(), "inspect", "any.pt");
        assertEquals(2, none.exitCode());
        assertEquals("lamina: Lamina needs Java 17 or newer, and there is no " + folder
                + "/bin/java; install a JDK or set JAVA_HOME.\n", none.errors());
    }

    private static String script() {
        return Built.PRODUCT.resolve("lamina").toString();
    }

    private static Program run(Path folder, Map<String, String> environment, String... command) throws Exception {
        return Program.run(folder, environment, List.of(command));
    }
}
