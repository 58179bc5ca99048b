package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.lamina.formats.CheckpointReader;
import org.lamina.formats.FileHead;
import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PickledGlobal;
import org.lamina.model.Checkpoint;
import org.lamina.model.ModelFormatException;
import org.lamina.model.Progress;

/**
 * Reads pickles that Python's {@code pickle.dump} wrote, with tensors of PyTorch or arrays of NumPy in them; several in
 * one file are shown as a list. What they hold lies in the pickle itself, and with it in memory.
 */
public final class PlainPickleReader implements CheckpointReader {

    private static final long SIZE_LIMIT = 256 << 20;
    private static final int PICKLE_LIMIT = 10_000;
    private static final Set<String> EXTENSIONS = Set.of("pkl", "pickle", "p", "pt", "pth");

    @Override
    public String format() {
        return "Python pickle";
    }

    /** Since protocol 2 there is a mark; before, the first opcode makes a list, a dictionary, or names a class. */
    @Override
    public boolean match(FileHead head) {
        return head.at(0) == 0x80 && head.at(1) >= 2 && head.at(1) <= 5 && head.at(2) > ' '
                || EXTENSIONS.contains(head.extension()) && head.length() > 1 && "(]}c".indexOf(head.at(0)) >= 0;
    }

    @Override
    public Checkpoint open(Path file, Progress progress) throws ModelFormatException, IOException {
        return FileBytes.open(file, bytes -> open(bytes, progress));
    }

    private Checkpoint open(FileBytes bytes, Progress progress) throws ModelFormatException, IOException {
        if (bytes.size() > SIZE_LIMIT) {
            throw new ModelFormatException(bytes.file(), "a pickle of at most 256 MiB; torch.save keeps tensors out of "
                    + "the pickle, so that they need no memory", "one of " + bytes.size() + " bytes");
        }
        List<Object> values = new ArrayList<>();
        Set<PickledGlobal> globals = new LinkedHashSet<>();
        PickleSequence pickles = new PickleSequence(bytes, 0, bytes.size());
        do {
            progress.checkCancelled();
            values.add(pickles.next("the pickle"));
            globals.addAll(pickles.last().globals());
        } while (pickles.position() < bytes.size() && values.size() < PICKLE_LIMIT);
        TensorStorages storages = new TensorStorages(bytes, (folder, key) -> {
            throw new ModelFormatException(bytes.file(), "the storage " + key + " in the pickle", "none");
        });
        boolean torch = globals.stream().anyMatch(global -> global.module().matches("torch(\\..*)?"));
        return new SavedCheckpoint(bytes, format(), torch ? "PyTorch" : "").of(
                values.size() == 1 ? values.get(0) : values, globals, PickledTensors.in(storages));
    }
}
