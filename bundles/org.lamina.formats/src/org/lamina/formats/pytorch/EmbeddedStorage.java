package org.lamina.formats.pytorch;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import org.lamina.formats.file.FileBytes;
import org.lamina.formats.pickle.PersistentId;
import org.lamina.formats.pickle.PickledObject;
import org.lamina.model.ElementType;
import org.lamina.model.ModelFormatException;

/**
 * A storage inside a pickle that {@code torch.save} did not write: {@code torch.storage._load_from_bytes(bytes)}, where
 * the bytes are what {@code torch.save} makes of the storage alone.
 *
 * @param bytes the bytes
 * @param type the type of its elements
 * @param range where the elements lie in the bytes
 */
record EmbeddedStorage(FileBytes bytes, ElementType type, StorageRange range) {

    /** Whether a call loads a storage. */
    static boolean isOne(PickledObject call) {
        return call.type().is("torch.storage._load_from_bytes") && call.arguments().size() == 1;
    }

    /**
     * Finds the storage.
     *
     * @param file the file that holds the pickle, for messages
     * @throws ModelFormatException if the bytes are damaged
     * @throws IOException never, since the bytes lie in memory
     */
    static EmbeddedStorage of(Path file, PickledObject call) throws ModelFormatException, IOException {
        byte[] contents = PickledBytes.of(call.arguments().get(0)).orElseThrow(
                () -> new ModelFormatException(file, "the bytes of a storage in the pickle", "another value"));
        FileBytes bytes = FileBytes.of(file, contents);
        LegacyPickle pickle = new LegacyPickle(bytes);
        if (pickle.value() instanceof PersistentId id && id.id() instanceof List<?> facts && facts.size() > 2) {
            return new EmbeddedStorage(bytes, TorchTypes.of(facts.get(1)),
                    pickle.storage(String.valueOf(facts.get(2))));
        }
        throw new ModelFormatException(file, "a storage in the bytes of a pickle", "another value");
    }
}
