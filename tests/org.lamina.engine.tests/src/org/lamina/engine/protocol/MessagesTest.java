package org.lamina.engine.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    private final Messages messages = new Messages();

    @ParameterizedTest
    @MethodSource("requests")
    void readsTheRequestThatItWrote(Request request) throws MalformedMessageException {
        String line = messages.line(request);

        assertFalse(line.contains("\n"));
        assertEquals(request, messages.request(line));
    }

    static List<Request> requests() {
        return List.of(new Request.Hello(1, Protocol.VERSION), new Request.Activations(2, "/models/a \"b\"\n.pt",
                "C:\\samples.safetensors", List.of("conv1", "layer1.0.ä"), 16, "/tmp/lamina-1"));
    }

    @ParameterizedTest
    @MethodSource("responses")
    void readsTheResponseThatItWrote(Response response) throws MalformedMessageException {
        String line = messages.line(response);

        assertFalse(line.contains("\n"));
        assertEquals(response, messages.response(line));
    }

    static List<Response> responses() {
        return List.of(new Response.Welcome(1, 1, "PyTorch 2.7.1"), new Response.Progress(2, "Loading", 0.25),
                new Response.Progress(2, "Loading", Double.NaN), new Response.Activations(2, 64, List.of("drop")),
                new Response.Failure(Response.NO_REQUEST, "It does not run.\nReally."),
                new Response.BadFile(3, "/models/a.pt", "a TorchScript archive", "an empty file"));
    }

    @Test
    void onlyProgressIsNotFinal() {
        assertTrue(responses().stream().filter(Response.Progress.class::isInstance).noneMatch(Response::isFinal));
        assertEquals(2, responses().stream().filter(response -> !response.isFinal()).count());
    }

    @Test
    void ignoresFieldsThatItDoesNotKnow() throws MalformedMessageException {
        assertEquals(new Request.Hello(7, 3),
                messages.request("{\"type\":\"hello\",\"id\":7,\"protocol\":3,\"colour\":\"blue\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "{", "[1]", "3", "{}", "{\"type\":3}", "{\"type\":\"dance\",\"id\":1}",
            "{\"type\":\"hello\",\"id\":1}", "{\"type\":\"hello\",\"id\":1,\"protocol\":\"one\"}",
            "{\"type\":\"hello\",\"id\":1,\"protocol\":1.5}",
            "{\"type\":\"activations\",\"id\":1,\"checkpoint\":\"c\",\"samples\":\"s\",\"layers\":[1],"
                    + "\"maxSamples\":1,\"directory\":\"d\"}"})
    void refusesWhatIsNoRequest(String line) {
        assertThrows(MalformedMessageException.class, () -> messages.request(line));
    }

    @Test
    void tellsTheIdOfAMalformedRequestThatHasOne() {
        assertEquals(9, assertThrows(MalformedMessageException.class,
                () -> messages.request("{\"type\":\"hello\",\"id\":9}")).id());
        assertEquals(Response.NO_REQUEST,
                assertThrows(MalformedMessageException.class, () -> messages.request("hello")).id());
    }
}
