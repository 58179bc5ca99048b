package org.lamina.formats.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.lamina.formats.Fixtures;
import org.lamina.model.ModelFormatException;

class TorchScriptArchiveTest {

    @TempDir
    Path directory;

    @Test
    void listsCodeAndNamesTheRoot() throws Exception {
        try (TorchScriptArchive archive = TorchScriptArchive.open(Fixtures.demo("digits_traced.pt"))) {
            assertEquals("__torch__.digits.DigitsNet", archive.rootType());
            String code = archive.code().get(TorchScriptArchive.codeName(archive.rootType()));
            assertTrue(code.startsWith("class DigitsNet(Module):"), code);
            assertTrue(archive.hasDebugRecords());
        }
    }

    @Test
    void copiesWithReplacedCodeAndWithoutItsDebugRecords() throws Exception {
        String replaced = "code/__torch__/digits.py";
        Path copy = directory.resolve("copy.pt");
        try (TorchScriptArchive archive = TorchScriptArchive.open(Fixtures.demo("digits_traced.pt"))) {
            archive.copyTo(copy, Map.of(replaced, "class X(Module):\n"));
            try (TorchScriptArchive again = TorchScriptArchive.open(copy);
                    ZipFile zip = new ZipFile(copy.toFile());
                    ZipFile original = new ZipFile(Fixtures.demo("digits_traced.pt").toFile())) {
                assertEquals("class X(Module):\n", again.code().get(replaced));
                assertNotEquals(archive.code().get(replaced), again.code().get(replaced));
                assertEquals(archive.code().keySet(), again.code().keySet());
                List<String> gone = original.stream().map(entry -> entry.getName())
                        .filter(name -> zip.getEntry(name) == null).toList();
                assertEquals(List.of("digits_traced/" + replaced + ".debug_pkl"), gone);
                assertEquals(original.getEntry("digits_traced/data/6").getCrc(),
                        zip.getEntry("digits_traced/data/6").getCrc());
            }
        }
    }

    @Test
    void copiesWithAddedCode() throws Exception {
        Path copy = directory.resolve("copy.pt");
        try (TorchScriptArchive archive = TorchScriptArchive.open(Fixtures.demo("digits_traced.pt"))) {
            archive.copyTo(copy, Map.of("code/__torch__/added.py", "def f() -> int:\n  return 1\n"));
            try (TorchScriptArchive again = TorchScriptArchive.open(copy)) {
                assertEquals("def f() -> int:\n  return 1\n", again.code().get("code/__torch__/added.py"));
                assertEquals(archive.code().size() + 1, again.code().size());
            }
        }
    }

    @Test
    void tellsAStateDictFromTorchScript() {
        ModelFormatException problem = assertThrows(ModelFormatException.class,
                () -> TorchScriptArchive.open(Fixtures.fixture("nets/loop_state_dict.pt")));
        assertTrue(problem.getMessage().contains("state_dict"), problem.getMessage());
    }

    @Test
    void releasesTheFileWhenItCanNotBeOpened() throws Exception {
        Path file = Files.copy(Fixtures.fixture("nets/loop_state_dict.pt"), directory.resolve("open.pt"));
        assertThrows(ModelFormatException.class, () -> TorchScriptArchive.open(file));
        Files.delete(file);
        assertFalse(Files.exists(file));
    }
}
