package org.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong before the engine is needed; what it computes is tested with the engine. */
class ActivationsCommandTest {

    @TempDir
    Path folder;

    @Test
    void saysWhatToInstallWithoutTheEngine() throws IOException {
        Run run = activations("--json").exits(2);
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains("install the feature Lamina Engine"), run.err());
        assertEquals(List.of(), JsonSchema.problems(Run.userDocs("schema/error.json"), run.json()));
        assertFalse(Files.exists(folder.resolve("out.safetensors")));
    }

    @Test
    void refusesWhatItCannotWorkWith() {
        assertTrue(activations("--max-samples", "0").exits(2).err().contains("expected 1 or more, found 0"));
        assertTrue(Run.in(folder, "activations", "absent.pt", "--input", "x", "-o", "out").exits(2).err()
                .startsWith("lamina: absent.pt: expected "));
        assertTrue(Run.in(folder, "activations", Run.demo().resolve("samples.safetensors").toString(), "--input", "x",
                "-o", "out").exits(2).err().contains("found tensors alone"));
    }

    private Run activations(String... options) {
        List<String> args = new ArrayList<>(List.of("activations",
                Run.demo().resolve("digits_traced.pt").toString(), "--input",
                Run.demo().resolve("samples.safetensors").toString(), "-o", "out.safetensors"));
        args.addAll(List.of(options));
        return Run.in(folder, args.toArray(String[]::new));
    }
}
