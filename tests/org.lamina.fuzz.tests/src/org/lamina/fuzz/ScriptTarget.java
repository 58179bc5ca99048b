package org.lamina.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.lamina.formats.torchscript.code.CodeFile;
import org.lamina.formats.torchscript.code.CodeSyntaxException;

/** The code in TorchScript archives. */
record ScriptTarget() implements Target {

    @Override
    public String name() {
        return "script";
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        try {
            CodeFile.parse("code/fuzzed.py", new String(bytes, StandardCharsets.UTF_8));
        } catch (CodeSyntaxException refused) {
            // As promised: one clear error.
            return;
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        return Fixtures.entries(".py");
    }
}
