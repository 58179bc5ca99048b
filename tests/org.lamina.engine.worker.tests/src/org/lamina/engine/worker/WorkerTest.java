package org.lamina.engine.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.lamina.engine.protocol.LineReader;
import org.lamina.engine.protocol.Messages;
import org.lamina.engine.protocol.Request;
import org.lamina.engine.protocol.Response;

/** The worker's side of the conversation, as far as it needs no PyTorch. */
@Timeout(20)
class WorkerTest {

    private final Messages messages = new Messages();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void answersGarbageWithASentenceAndGoesOn() throws Exception {
        List<Response> responses = serve("garbage", "", "{\"type\":\"dance\",\"id\":4}", "\0\0\0",
                "{\"type\":\"hello\"", "[".repeat(5000));

        assertEquals(List.of(Response.NO_REQUEST, 4L, Response.NO_REQUEST, Response.NO_REQUEST, Response.NO_REQUEST),
                responses.stream().map(Response::id).toList());
        for (Response response : responses) {
            assertTrue(((Response.Failure) response).message()
                    .startsWith("The engine does not understand this request: "), response::toString);
        }
    }

    @Test
    void refusesAClientOfAnotherProtocol() throws Exception {
        assertEquals(List.of(new Response.Failure(1,
                "The engine speaks protocol 1 and Lamina 99; update both to the same version.")),
                serve(messages.line(new Request.Hello(1, 99))));
    }

    @Test
    void doesNotWorkUnlessGreeted() throws Exception {
        List<Response> responses = serve(messages.line(new Request.Activations(8, "a.pt", "s", List.of("fc"), 1, "d")));

        assertEquals(8, responses.get(0).id());
        assertTrue(((Response.Failure) responses.get(0)).message().contains("before it was greeted"));
    }

    @Test
    void endsWithItsInput() throws Exception {
        serve();

        assertTrue(ended.await(5, TimeUnit.SECONDS));
    }

    private List<Response> serve(String... lines) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Worker(new LineReader(new StringReader(String.join("\n", lines) + "\n"), 10_000), new Responses(out),
                ended::countDown).run();
        List<Response> responses = new ArrayList<>();
        for (String line : out.toString(StandardCharsets.UTF_8).lines().filter(text -> !text.isEmpty()).toList()) {
            responses.add(messages.response(line));
        }
        return responses;
    }
}
