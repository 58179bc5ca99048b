package org.lamina.engine.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Response;

/**
 * Where responses are written to. Each starts on a line of its own even if native code or a model's {@code print} has
 * written half a line before.
 */
final class Responses {

    private final OutputStream out;
    private final Messages messages = new Messages();

    Responses(OutputStream out) {
        this.out = out;
    }

    void send(Response response) {
        try {
            out.write(('\n' + messages.line(response) + '\n').getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
