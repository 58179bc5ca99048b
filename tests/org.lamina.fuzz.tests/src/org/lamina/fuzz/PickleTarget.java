package org.lamina.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.lamina.formats.pickle.PickleReader;
import org.lamina.model.ModelFormatException;

/** Pickles, as they lie in checkpoints of PyTorch. */
record PickleTarget() implements Target {

    @Override
    public String name() {
        return "pickle";
    }

    @Override
    public void read(byte[] bytes) throws Exception {
        try {
            new PickleReader(Path.of("fuzzed.pt"), "data.pkl", bytes).read();
        } catch (ModelFormatException refused) {
            // As promised: one clear error.
            return;
        }
    }

    @Override
    public List<byte[]> seeds() throws IOException {
        return Fixtures.entries("pkl");
    }
}
