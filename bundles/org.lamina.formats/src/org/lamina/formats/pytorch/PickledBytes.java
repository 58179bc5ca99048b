package org.lamina.formats.pytorch;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.lamina.formats.pickle.PickledObject;

/** Bytes in a pickle, also where one of an old protocol writes them as a text that it encodes. */
final class PickledBytes {

    private PickledBytes() {
    }

    /** The bytes that a value is; empty if it is none. */
    static Optional<byte[]> of(Object value) {
        if (value instanceof PickledObject call && call.type().is("_codecs.encode") && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof String text) {
            return Optional.of(text.getBytes(StandardCharsets.ISO_8859_1));
        } else if (value instanceof PickledObject call && call.type().name().matches("bytes|bytearray")) {
            return call.arguments().isEmpty() ? Optional.of(new byte[0]) : of(call.arguments().get(0));
        }
        return value instanceof byte[] bytes ? Optional.of(bytes) : value instanceof String text
                ? Optional.of(text.getBytes(StandardCharsets.ISO_8859_1)) : Optional.empty();
    }
}
